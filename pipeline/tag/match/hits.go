package match

import (
	"cmp"
	"slices"

	"coranto/pipeline/query"
)

// A Hit is a passage that makes a clause of a query true.
type Hit struct {
	Span
	Clause Clause
	Weight int // in thousandths: what the clause gave, where weights made the query true
}

// A Clause is a word, phrase or NEAR of a query. Within one query, equal clauses are the
// same number.
type Clause uint32

// maxHits bounds the hits of one clause; more of them say nothing new.
const maxHits = 1000

// Hits gives the passages that make a query true, by place and falling length: of each
// clause the first 1000, and none of what stands under NOT. It is valid until the next call.
func (r *Reading) Hits(number uint32) []Hit {
	r.hits = r.hits[:0]
	r.pairsLeft = query.MaxPairs
	r.collect(r.m.branches[number].pc, everywhere, 0)
	slices.SortFunc(r.hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.Last, a.Last), cmp.Compare(a.Clause, b.Clause), b.Weight-a.Weight)
	})
	r.hits = slices.CompactFunc(r.hits, func(a, b Hit) bool { return a.Span == b.Span && a.Clause == b.Clause })
	return r.hits
}

// collect keeps the hits of those clauses under a node because of which it is true.
func (r *Reading) collect(pc uint32, sc scope, weight int) {
	code := r.m.code
	switch op, arg := split(code[pc]); op {
	case opAnd, opOr:
		if !r.eval(pc, sc) {
			return
		}
		for pc += 2; arg > 0; arg-- {
			r.collect(pc, sc, weight)
			pc = r.m.next(pc)
		}
	case opIn:
		r.collect(pc+2, r.scope(query.Field(arg)), weight)
	case opAtLeast:
		if r.eval(pc, sc) {
			r.counted(pc+2, sc, weight)
		}
	case opSum:
		if !r.eval(pc, sc) {
			return
		}
		for pc += 3; arg > 0; arg-- {
			each, most := int(int32(code[pc])), int(code[pc+1])
			if each > 0 {
				r.collect(pc+2, sc, each*r.times(pc+2, most))
			}
			pc = r.m.next(pc + 2)
		}
	case opNot:
	default:
		r.clause(pc, sc, weight)
	}
}

// counted keeps the hits of what an AtLeast counts.
func (r *Reading) counted(pc uint32, sc scope, weight int) {
	op, n := split(r.m.code[pc])
	if op != opOr {
		r.clause(pc, sc, weight)
		return
	}
	for pc += 2; n > 0; n-- {
		r.counted(pc, sc, weight)
		pc = r.m.next(pc)
	}
}

func (r *Reading) clause(pc uint32, sc scope, weight int) {
	base := len(r.spans)
	r.passages(pc, sc)
	found := r.spans[base:]
	if len(found) > 0 {
		c := r.same(pc)
		for _, s := range found[:min(len(found), maxHits)] {
			r.hits = append(r.hits, Hit{s, c, weight})
		}
	}
	r.spans = r.spans[:base]
}

// same gives the number of a clause: its place in the code, or that of an equal one that
// has hits already.
func (r *Reading) same(pc uint32) Clause {
	m := r.m
	text := m.code[pc:m.next(pc)]
	for i, h := range r.hits {
		if i > 0 && h.Clause == r.hits[i-1].Clause {
			continue
		}
		if other := uint32(h.Clause); m.equal(text, m.code[other:m.next(other)], pc, other) {
			return h.Clause
		}
	}
	return Clause(pc)
}

// equal compares nodes, whose ends are places in the code.
func (m *Matcher) equal(a, b []uint32, atA, atB uint32) bool {
	if len(a) != len(b) || a[0] != b[0] {
		return false
	}
	if op, _ := split(a[0]); op == opWord || op == opPhrase {
		return slices.Equal(a, b)
	}
	return m.expr(atA, nil).String() == m.expr(atB, nil).String()
}

// Field gives the field of a hit, and its first and last word there, from 0.
func (r *Reading) Field(h Hit) (f query.Field, first, last int) {
	f = r.fieldOf(h.First)
	return f, int(h.First - r.starts[f]), int(h.Last - r.starts[f])
}

// Bytes gives where in the text of its field a hit stands, end exclusive.
func (r *Reading) Bytes(h Hit) (start, end int) {
	return int(r.bounds[h.First].start), int(r.bounds[h.Last].end)
}

// Because gives Reason as people write it.
func (r *Reading) Because(h Hit) string {
	if op, t := split(r.m.code[h.Clause]); op == opWord {
		return r.m.dict.word(t).String()
	}
	return r.Reason(h).String()
}

// Reason gives a hit's clause cut down to what was found: of the alternatives in a Near only
// those that stand in the passage.
func (r *Reading) Reason(h Hit) query.Expr {
	return r.m.expr(uint32(h.Clause), func(pc uint32) bool {
		base := len(r.spans)
		r.pairsLeft = query.MaxPairs
		r.all(pc, scope{h.First, h.Last + 1})
		found := len(r.spans) > base
		r.spans = r.spans[:base]
		return found
	})
}

// expr gives the word, phrase or NEAR at pc as people wrote it, with those alternatives that
// stand; with all of them if none does, or stands is nil.
func (m *Matcher) expr(pc uint32, stands func(pc uint32) bool) query.Expr {
	switch op, arg := split(m.code[pc]); op {
	case opWord:
		return m.dict.word(arg)
	case opPhrase:
		p := make(query.Phrase, arg)
		for i, t := range m.code[pc+1 : pc+1+arg] {
			p[i] = m.dict.word(t)
		}
		return p
	case opNear:
		return query.Near{Left: m.expr(pc+2, stands), Right: m.expr(m.next(pc+2), stands), Reach: unpackReach(arg)}
	case opOr:
		found := make(query.Or, 0, 4)
		for _, all := range []bool{false, true} { // all, if none stands
			at := pc + 2
			for range arg {
				if all || stands != nil && stands(at) {
					found = append(found, m.expr(at, stands))
				}
				at = m.next(at)
			}
			if len(found) > 0 {
				break
			}
		}
		if len(found) == 1 {
			return found[0]
		}
		return found
	}
	panic("match: not a clause")
}
