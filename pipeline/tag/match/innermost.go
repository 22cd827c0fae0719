package match

import (
	"cmp"
	"slices"

	"coranto/pipeline/query"
)

// passages pushes what shows a word, phrase or Near: of a Near the innermost, those that
// contain no other.
func (r *Reading) passages(pc uint32, sc scope) {
	op, arg := split(r.m.code[pc])
	if op != opNear {
		r.all(pc, sc)
		return
	}
	base, middle, end := r.sides(pc, sc, r.all)
	longest := longest(r.spans[middle:end])
	for i := base; i < middle; i++ {
		r.closest(unpackReach(arg), r.spans[i], middle, end, longest)
	}
	r.spans = append(r.spans[:base], r.spans[end:]...)
	r.compact(base)
	r.spans = r.spans[:base+innermost(r.spans[base:])]
}

func longest(spans []Span) int32 {
	n := int32(0)
	for _, s := range spans {
		n = max(n, s.Last-s.First)
	}
	return n
}

// closest pushes the hulls of s with those of the spans [from, to) that could make an
// innermost one: of what lies behind s the first to end, of what lies before it the last to
// begin, and all that it overlaps.
func (r *Reading) closest(reach query.Reach, s Span, from, to int, longest int32) {
	low, high := r.around(reach, s)
	behind, _ := slices.BinarySearchFunc(r.spans[from:to], s.Last+1, func(t Span, first int32) int { return cmp.Compare(t.First, first) })
	behind += from
	best := Span{Last: 1<<31 - 1}
	found := false
	for i := behind; i < to && r.spans[i].First <= min(high, best.Last); i++ {
		if t := r.spans[i]; t.Last < best.Last && r.close(reach, s, t) {
			best, found = t, true
		}
	}
	if found {
		r.spans = append(r.spans, hull(s, best))
	}
	if reach.Unit == query.InOrder {
		return
	}
	for i := behind - 1; i >= from && r.spans[i].First >= low-longest && r.pairsLeft > 0; i-- {
		r.pairsLeft--
		t := r.spans[i]
		if !r.close(reach, s, t) {
			continue
		}
		r.spans = append(r.spans, hull(s, t))
		if t.Last < s.First {
			return
		}
	}
}

// innermost moves the spans that contain no other to the front and counts them. They come
// sorted by byFirst.
func innermost(spans []Span) int {
	at := len(spans) // where they are gathered, from the end
	for i := len(spans) - 1; i >= 0; i-- {
		s := spans[i]
		switch {
		case at < len(spans) && s.Last >= spans[at].Last:
		case at < len(spans) && s.First == spans[at].First:
			spans[at] = s
		default:
			at--
			spans[at] = s
		}
	}
	return copy(spans, spans[at:])
}
