package match

import (
	"slices"

	"coranto/pipeline/query"
)

// A scope is the places that a node looks at: [from, to).
type scope struct{ from, to int32 }

// everywhere is what a query looks at that names no field. Terms tell article and metadata
// apart.
var everywhere = scope{0, 1<<31 - 1}

// scope gives the places of a field.
func (r *Reading) scope(f query.Field) scope {
	if f == query.Lead {
		from := r.starts[query.Text]
		return scope{from, from + min(int32(r.Lead()), r.counts[query.Text])}
	}
	return scope{r.starts[f], r.starts[f] + r.counts[f]}
}

// eval runs the node at pc.
func (r *Reading) eval(pc uint32, sc scope) bool {
	code := r.m.code
	switch op, arg := split(code[pc]); op {
	case opWord:
		return r.within(arg, sc)
	case opPhrase:
		return r.phrase(code[pc+1:pc+1+arg], sc, nil)
	case opNear:
		return r.near(pc, sc)
	case opAtLeast:
		return r.count(pc+2, sc, int(arg)) >= int(arg)
	case opIn:
		return r.eval(pc+2, r.scope(query.Field(arg)))
	case opAnd:
		for pc += 2; arg > 0; arg-- {
			if !r.eval(pc, sc) {
				return false
			}
			pc = r.m.next(pc)
		}
		return true
	case opOr:
		for pc += 2; arg > 0; arg-- {
			if r.eval(pc, sc) {
				return true
			}
			pc = r.m.next(pc)
		}
		return false
	case opNot:
		return !r.eval(pc+2, sc)
	case opSum:
		return r.sum(pc) >= int(int32(code[pc+2]))
	}
	panic("match: no such opcode")
}

// within reports whether a term occurs in a scope.
func (r *Reading) within(t uint32, sc scope) bool {
	if !r.occurs(t) {
		return false
	}
	if sc == everywhere {
		return true
	}
	for i := r.first(t); ; i = r.chain[i].next {
		switch at := r.chain[i].place; {
		case at >= sc.to:
			return false
		case at >= sc.from:
			return true
		case i == r.terms[t].last:
			return false
		}
	}
}

func (r *Reading) first(t uint32) uint32 { return r.terms[t].first }

// phrase reports whether terms stand in a row, looking around the rarest. Where found is
// given, it is called with every first place, ascending, until it returns false.
func (r *Reading) phrase(terms []uint32, sc scope, found func(first int32) bool) bool {
	rarest := 0
	for i, t := range terms {
		if !r.occurs(t) {
			return false
		}
		if r.terms[t].n < r.terms[terms[rarest]].n {
			rarest = i
		}
	}
	any := false
	o := r.terms[terms[rarest]]
	for i := o.first; ; i = r.chain[i].next {
		first := r.chain[i].place - int32(rarest)
		if first >= sc.from && int(first)+len(terms) <= int(min(sc.to, int32(len(r.words)))) && r.stands(terms, rarest, first) {
			any = true
			if found == nil || !found(first) {
				return true
			}
		}
		if i == o.last {
			return any
		}
	}
}

// stands reports whether terms stand from a place on; that one of them does is known.
func (r *Reading) stands(terms []uint32, known int, first int32) bool {
	for i, t := range terms {
		if i != known && !r.memo.has(r.words[int(first)+i], t) {
			return false
		}
	}
	return true
}

// sum adds up the weights of what is true.
func (r *Reading) sum(pc uint32) int {
	code := r.m.code
	_, n := split(code[pc])
	sum := 0
	for pc += 3; n > 0; n-- {
		weight, most := int(int32(code[pc])), int(code[pc+1])
		sum += weight * r.times(pc+2, most)
		pc = r.m.next(pc + 2)
	}
	return sum
}

// times says how often a weighted node counts.
func (r *Reading) times(pc uint32, most int) int {
	if most > 1 {
		sc := everywhere
		if op, field := split(r.m.code[pc]); op == opIn {
			pc, sc = pc+2, r.scope(query.Field(field))
		}
		return min(r.count(pc, sc, most), most)
	}
	if r.eval(pc, everywhere) {
		return 1
	}
	return 0
}

// count gives the number of hits of what a Near may join, or enough if it is no less.
func (r *Reading) count(pc uint32, sc scope, enough int) int {
	if op, t := split(r.m.code[pc]); op == opWord && sc == everywhere {
		if !r.occurs(t) {
			return 0
		}
		return int(r.terms[t].n)
	}
	base := len(r.places)
	r.begins(pc, sc)
	found := r.places[base:]
	slices.Sort(found)
	n := len(slices.Compact(found))
	r.places = r.places[:base]
	return n
}

// begins pushes the places at which hits begin.
func (r *Reading) begins(pc uint32, sc scope) {
	op, n := split(r.m.code[pc])
	if op == opOr {
		for pc += 2; n > 0; n-- {
			r.begins(pc, sc)
			pc = r.m.next(pc)
		}
		return
	}
	base := len(r.spans)
	r.passages(pc, sc)
	for _, s := range r.spans[base:] {
		r.places = append(r.places, s.First)
	}
	r.spans = r.spans[:base]
}
