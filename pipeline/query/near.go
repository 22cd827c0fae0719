package query

import (
	"math"
	"slices"
)

// near gives the passages of a chain, none of which contains another.
func (d *Document) near(n Near) []span {
	reached := d.reach(n)
	whole := make([]span, len(reached))
	for i, l := range reached {
		whole[i] = l.whole
	}
	return innermost(whole)
}

// reach follows the chain from term to term. Of the terms passed only matters which
// places of the latest were reached: if any of them is near to a place of the next term,
// then the nearest one before or behind it is, so that each step is a merge.
func (d *Document) reach(n Near) []link {
	var reached []link
	for _, s := range d.spans(n.Terms[0], math.MaxInt) {
		reached = append(reached, link{s, s})
	}
	for i, within := range n.Within {
		if len(reached) == 0 {
			return nil
		}
		reached = step(reached, d.spans(n.Terms[i+1], math.MaxInt), int32(within))
	}
	return reached
}

// A link is a place that a chain has reached.
type link struct {
	at    span // of the latest term
	whole span // from the first to the last of the terms passed
}

// join makes the link to s.
func (l link) join(s span) link {
	return link{s, span{min(l.whole.first, s.first), max(l.whole.last, s.last)}}
}

// step gives those of the next term's spans that a link is near to, at most twice each:
// from before and from behind. next is ordered by first place.
func step(links []link, next []span, within int32) []link {
	byEnd := slices.Clone(links)
	slices.SortFunc(byEnd, func(a, b link) int { return byLast(a.at, b.at) })
	slices.SortFunc(links, func(a, b link) int { return byFirst(a.at, b.at) })
	var reached []link
	ended, begun := 0, 0 // links that end before s, and that begin no later than s does
	for _, s := range next {
		for ended < len(byEnd) && byEnd[ended].at.last < s.first {
			ended++
		}
		if ended > 0 && s.first-byEnd[ended-1].at.last-1 <= within {
			reached = append(reached, byEnd[ended-1].join(s))
		}
		for begun < len(links) && links[begun].at.first <= s.first {
			begun++
		}
		behind := begun
		for behind < len(links) && links[behind].at.first <= s.last {
			behind++
		}
		if behind < len(links) && links[behind].at.first-s.last-1 <= within {
			reached = append(reached, links[behind].join(s))
		}
	}
	return reached
}

// innermost leaves out spans that contain another one.
func innermost(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int {
		if a.first != b.first {
			return int(b.first - a.first)
		}
		return int(a.last - b.last)
	})
	kept := spans[:0]
	for _, s := range spans {
		if len(kept) == 0 || s.last < kept[len(kept)-1].last {
			kept = append(kept, s)
		}
	}
	slices.Reverse(kept)
	return kept
}
