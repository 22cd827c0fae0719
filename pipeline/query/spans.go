package query

import (
	"cmp"
	"slices"
)

// A Span is a passage of a document: the places of its first and its last word.
type Span struct{ First, Last int }

func byFirst(a, b Span) int {
	return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last))
}

// MaxPairs bounds the pairs of passages that are tried for one query: of a text that has
// more, the rest is not looked at. Only NEARs within ONEARs, W/s or W/p, over texts that
// repeat a few words without end, come near it.
const MaxPairs = 1 << 20

// find gives every passage in a scope that is e, by first place and then by last, each
// once. e is something that a Near may join.
func (d *Document) find(e Expr, sc scope) []Span {
	var found []Span
	switch e := e.(type) {
	case Word:
		return d.phrase(Phrase{e}, sc)
	case Phrase:
		return d.phrase(e, sc)
	case Or:
		for _, t := range e {
			found = append(found, d.find(t, sc)...)
		}
	case Near:
		found = d.near(e, sc)
	}
	slices.SortFunc(found, byFirst)
	return slices.Compact(found)
}

func (d *Document) phrase(p Phrase, sc scope) []Span {
	var found []Span
	for _, run := range d.runs(sc) {
		for first := run.First; first+len(p) <= run.Last; first++ {
			if d.stands(p, first) {
				found = append(found, Span{first, first + len(p) - 1})
			}
		}
	}
	return found
}

// stands reports whether p begins at a place.
func (d *Document) stands(p Phrase, first int) bool {
	for i, w := range p {
		if !d.fits(w, first+i) {
			return false
		}
	}
	return true
}

// near tries every pair of passages that could be near enough.
func (d *Document) near(n Near, sc scope) []Span {
	left, right := d.find(n.Left, sc), d.find(n.Right, sc)
	longest := 0
	for _, t := range right {
		longest = max(longest, t.Last-t.First)
	}
	var found []Span
	for _, s := range left {
		low, high := d.reach(n.Reach, s)
		i, _ := slices.BinarySearchFunc(right, low-longest, func(t Span, low int) int { return t.First - low })
		for ; i < len(right) && right[i].First <= high && d.pairs > 0; i++ {
			d.pairs--
			if t := right[i]; t.Last >= low && d.meet(n.Reach, s, t) {
				found = append(found, hull(s, t))
			}
		}
	}
	return found
}

// reach gives the places of which a passage must have one to meet s.
func (d *Document) reach(r Reach, s Span) (low, high int) {
	if r.Unit == AnyOrder || r.Unit == InOrder {
		return s.First - r.Within - 1, s.Last + r.Within + 1
	}
	low, high = s.First, s.Last
	for low > 0 && d.together(r.Unit, low-1, s.First) {
		low--
	}
	for high+1 < len(d.words) && d.together(r.Unit, high+1, s.Last) {
		high++
	}
	return low, high
}

// meet reports whether two passages are as near as r says.
func (d *Document) meet(r Reach, s, t Span) bool {
	if r.Unit == AnyOrder || r.Unit == InOrder {
		return r.Joins(s, t)
	}
	whole := hull(s, t)
	return d.together(r.Unit, whole.First, whole.Last)
}

// Joins reports whether two passages are as near as a reach says that counts words. Of
// sentences and paragraphs only a document can tell.
func (r Reach) Joins(s, t Span) bool {
	if r.Unit == InOrder {
		return t.First > s.Last && t.First-s.Last-1 <= r.Within
	}
	return r.Unit == AnyOrder && max(s.First-t.Last, t.First-s.Last)-1 <= r.Within
}

// together reports whether two places are in one sentence or paragraph.
func (d *Document) together(u Unit, a, b int) bool {
	if u == SameSentence {
		return d.words[a].sentence == d.words[b].sentence
	}
	return d.words[a].paragraph == d.words[b].paragraph
}

func hull(s, t Span) Span { return Span{min(s.First, t.First), max(s.Last, t.Last)} }

// innermost leaves out, of spans sorted by byFirst, those that contain another one.
func innermost(spans []Span) []Span {
	kept := make([]Span, 0, len(spans))
	for _, s := range slices.Backward(spans) {
		if len(kept) == 0 || s.Last < kept[len(kept)-1].Last {
			if len(kept) > 0 && kept[len(kept)-1].First == s.First {
				kept[len(kept)-1] = s // the shorter of two that begin together
				continue
			}
			kept = append(kept, s)
		}
	}
	slices.Reverse(kept)
	return kept
}

// hits gives the passages of e that count as its hits, by first place and each at a place
// of its own: of a Near those in which no shorter one stands, of what begins together one.
func (d *Document) hits(e Expr, sc scope) []Span {
	var found []Span
	switch e := e.(type) {
	case Or:
		for _, t := range e {
			found = append(found, d.hits(t, sc)...)
		}
		slices.SortFunc(found, byFirst)
	case Near:
		found = innermost(d.find(e, sc))
	default:
		found = d.find(e, sc)
	}
	return slices.CompactFunc(found, func(a, b Span) bool { return a.First == b.First })
}
