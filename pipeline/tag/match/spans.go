package match

import (
	"cmp"
	"slices"
	"sort"

	"coranto/pipeline/query"
)

// A Span is a passage: the places of its first and its last word.
type Span struct{ First, Last int32 }

func byFirst(a, b Span) int {
	return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last))
}

func hull(s, t Span) Span { return Span{min(s.First, t.First), max(s.Last, t.Last)} }

// Passages of a node are pushed on r.spans, sorted by byFirst, each once. Three kinds
// are asked for:
//
//   - all of them;
//   - the outermost, those that no other contains: enough where something must be near in
//     either order, as what is near a passage is near all that contain it. There are no
//     more of them than places;
//   - the innermost, those that contain no other, which count as hits.
//
// near reports whether the two sides of a Near are near enough anywhere.
func (r *Reading) near(pc uint32, sc scope) bool {
	_, arg := split(r.m.code[pc])
	reach := unpackReach(arg)
	push := r.all
	if reach.Unit == query.AnyOrder {
		push = r.outermost
	}
	base, middle, end := r.sides(pc, sc, push)
	defer func() { r.spans = r.spans[:base] }()
	left, right := r.spans[base:middle], r.spans[middle:end]
	switch reach.Unit {
	case query.AnyOrder:
		return meet(left, right, int32(reach.Within))
	case query.InOrder:
		return follow(left, right, int32(reach.Within))
	}
	return r.share(left, right, reach.Unit)
}

// sides pushes the passages of both sides of a Near, and gives where they are: those of the
// left in [base, middle), those of the right, none if the left has none, in [middle, end).
func (r *Reading) sides(pc uint32, sc scope, push func(pc uint32, sc scope)) (base, middle, end int) {
	base = len(r.spans)
	push(pc+2, sc)
	if middle = len(r.spans); middle > base {
		push(r.m.next(pc+2), sc)
	}
	return base, middle, len(r.spans)
}

// meet reports whether some of the passages have at most so many words between; of neither
// side does one contain another.
func meet(left, right []Span, within int32) bool {
	j := 0
	for _, s := range left {
		for j < len(right) && right[j].Last < s.First-within-1 {
			j++
		}
		if j < len(right) && right[j].First <= s.Last+within+1 {
			return true
		}
	}
	return false
}

// follow is meet for this order.
func follow(left, right []Span, within int32) bool {
	slices.SortFunc(left, func(a, b Span) int { return cmp.Compare(a.Last, b.Last) })
	j := 0
	for _, t := range right { // ascending by First
		for j < len(left) && left[j].Last < t.First-within-1 {
			j++
		}
		if j < len(left) && left[j].Last < t.First {
			return true
		}
	}
	return false
}

// share reports whether some of the passages are in one sentence or paragraph.
func (r *Reading) share(left, right []Span, unit query.Unit) bool {
	number := r.numbers(unit)
	j := 0
	for _, s := range left {
		n := number[s.First]
		if number[s.Last] != n {
			continue
		}
		for j < len(right) && number[right[j].First] < n {
			j++
		}
		for k := j; k < len(right) && number[right[k].First] == n; k++ {
			if number[right[k].Last] == n {
				return true
			}
		}
	}
	return false
}

func (r *Reading) numbers(unit query.Unit) []int32 {
	r.number()
	if unit == query.SameSentence {
		return r.sentence
	}
	return r.line
}

// all pushes every passage of a node.
func (r *Reading) all(pc uint32, sc scope) {
	base := len(r.spans)
	switch op, arg := split(r.m.code[pc]); op {
	case opWord:
		r.singles(arg, sc)
		return
	case opPhrase:
		n := int32(arg)
		r.phrase(r.m.code[pc+1:pc+1+arg], sc, func(first int32) bool {
			r.spans = append(r.spans, Span{first, first + n - 1})
			return true
		})
		return
	case opOr:
		for pc += 2; arg > 0; arg-- {
			r.all(pc, sc)
			pc = r.m.next(pc)
		}
	case opNear:
		r.pairs(pc, sc)
	}
	r.compact(base)
}

// singles pushes the places of a term.
func (r *Reading) singles(t uint32, sc scope) {
	if !r.occurs(t) {
		return
	}
	o := r.terms[t]
	for i := o.first; ; i = r.chain[i].next {
		if at := r.chain[i].place; at >= sc.from && at < sc.to {
			r.spans = append(r.spans, Span{at, at})
		}
		if i == o.last {
			return
		}
	}
}

// compact sorts the passages from base on and leaves each once.
func (r *Reading) compact(base int) {
	found := r.spans[base:]
	if !slices.IsSortedFunc(found, byFirst) {
		slices.SortFunc(found, byFirst)
	}
	r.spans = r.spans[:base+len(slices.Compact(found))]
}

// pairs pushes the passages of a Near, unsorted.
func (r *Reading) pairs(pc uint32, sc scope) {
	_, arg := split(r.m.code[pc])
	reach := unpackReach(arg)
	base, middle, end := r.sides(pc, sc, r.all)
	longest := longest(r.spans[middle:end])
	for i := base; i < middle; i++ {
		s, right := r.spans[i], r.spans[middle:end]
		low, high := r.around(reach, s)
		j, _ := slices.BinarySearchFunc(right, low-longest, func(t Span, low int32) int { return cmp.Compare(t.First, low) })
		for ; j < len(right) && right[j].First <= high && r.pairsLeft > 0; j++ {
			r.pairsLeft--
			if t := right[j]; t.Last >= low && r.close(reach, s, t) {
				r.spans = append(r.spans, hull(s, t))
			}
		}
	}
	r.spans = append(r.spans[:base], r.spans[end:]...)
}

// around gives the places of which a passage must have one to be near s.
func (r *Reading) around(reach query.Reach, s Span) (low, high int32) {
	if reach.Unit == query.AnyOrder || reach.Unit == query.InOrder {
		return s.First - int32(reach.Within) - 1, s.Last + int32(reach.Within) + 1
	}
	number := r.numbers(reach.Unit)
	low = int32(sort.Search(len(number), func(i int) bool { return number[i] >= number[s.First] }))
	high = int32(sort.Search(len(number), func(i int) bool { return number[i] > number[s.Last] }))
	return low, high - 1
}

// close reports whether two passages are as near as reach says.
func (r *Reading) close(reach query.Reach, s, t Span) bool {
	switch reach.Unit {
	case query.AnyOrder:
		return max(s.First-t.Last, t.First-s.Last)-1 <= int32(reach.Within)
	case query.InOrder:
		return t.First > s.Last && t.First-s.Last-1 <= int32(reach.Within)
	}
	number, whole := r.numbers(reach.Unit), hull(s, t)
	return number[whole.First] == number[whole.Last]
}

// outermost pushes the passages that no other contains.
func (r *Reading) outermost(pc uint32, sc scope) {
	base := len(r.spans)
	switch op, arg := split(r.m.code[pc]); {
	case op == opWord || op == opPhrase:
		r.all(pc, sc)
		return
	case op == opOr:
		for pc += 2; arg > 0; arg-- {
			r.outermost(pc, sc)
			pc = r.m.next(pc)
		}
	case op == opNear && unpackReach(arg).Unit == query.AnyOrder:
		r.hulls(pc, sc)
	default:
		r.all(pc, sc)
	}
	found := r.spans[base:]
	slices.SortFunc(found, func(a, b Span) int { return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.Last, a.Last)) })
	kept := found[:0]
	for _, s := range found {
		if len(kept) == 0 || s.Last > kept[len(kept)-1].Last {
			kept = append(kept, s)
		}
	}
	r.spans = r.spans[:base+len(kept)]
}

// hulls pushes passages of a NEAR in either order, the outermost among them. Of what is
// near enough to a passage of one side, the first of the other reaches furthest to the
// front, the last furthest to the back, and one that does both contains it and is found
// from there.
func (r *Reading) hulls(pc uint32, sc scope) {
	_, arg := split(r.m.code[pc])
	within := int32(unpackReach(arg).Within)
	base, middle, end := r.sides(pc, sc, r.outermost)
	r.extremes(base, middle, middle, end, within)
	r.extremes(middle, end, base, middle, within)
	r.spans = append(r.spans[:base], r.spans[end:]...)
}

// extremes pushes for each of the spans [a, b) its hulls with the first and the last of
// those of [c, d) that are near enough.
func (r *Reading) extremes(a, b, c, d int, within int32) {
	first, behind := c, c
	for i := a; i < b; i++ {
		s := r.spans[i]
		for first < d && r.spans[first].Last < s.First-within-1 {
			first++
		}
		behind = max(behind, first)
		for behind < d && r.spans[behind].First <= s.Last+within+1 {
			behind++
		}
		if first < behind {
			r.spans = append(r.spans, hull(s, r.spans[first]), hull(s, r.spans[behind-1]))
		}
	}
}
