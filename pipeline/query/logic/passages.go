package logic

import (
	"slices"

	"coranto/pipeline/query"
)

// This file compares what NEAR may join by the passages that it finds, whatever the text.

// within reports whether every passage of a has a passage of b in it.
func within(a, b query.Expr) bool {
	a, b = asPhrase(a), asPhrase(b)
	switch a := a.(type) {
	case query.Or:
		return all(a, func(t query.Expr) bool { return within(t, b) })
	case query.Word:
		return len(spansIn(query.Phrase{a}, b)) > 0
	case query.Phrase:
		return len(spansIn(a, b)) > 0
	case query.Near:
		switch b := b.(type) {
		case query.Or:
			return slices.ContainsFunc(b, func(t query.Expr) bool { return within(a, t) }) || splits(a, b, within)
		case query.Near:
			if nearWithin(a, b) {
				return true
			}
		}
		return within(a.Left, b) || within(a.Right, b)
	}
	return false
}

// same reports whether every passage of a is a passage of b.
func same(a, b query.Expr) bool {
	a, b = asPhrase(a), asPhrase(b)
	switch a := a.(type) {
	case query.Or:
		return all(a, func(t query.Expr) bool { return same(t, b) })
	case query.Word:
		return slices.Contains(spansIn(query.Phrase{a}, b), query.Span{})
	case query.Phrase:
		return slices.Contains(spansIn(a, b), query.Span{First: 0, Last: len(a) - 1})
	case query.Near:
		switch b := b.(type) {
		case query.Or:
			return slices.ContainsFunc(b, func(t query.Expr) bool { return same(a, t) }) || splits(a, b, same)
		case query.Near:
			return reachWithin(a.Reach, b.Reach) && (same(a.Left, b.Left) && same(a.Right, b.Right) ||
				b.Reach.Unit != query.InOrder && same(a.Left, b.Right) && same(a.Right, b.Left))
		}
	}
	return false
}

// countsWithin reports whether b has at least as many hits as a, as an AtLeast counts them.
func countsWithin(a, b query.Expr) bool {
	if or, ok := a.(query.Or); ok {
		return all(or, func(t query.Expr) bool { return countsWithin(t, b) })
	}
	if or, ok := b.(query.Or); ok {
		return slices.ContainsFunc(or, func(t query.Expr) bool { return countsWithin(a, t) })
	}
	if isNear(a) || isNear(b) { // which passages of a NEAR count, depends on all of them
		return a.String() == b.String()
	}
	p, ok := a.(query.Phrase)
	if !ok {
		p = query.Phrase{a.(query.Word)}
	}
	return slices.ContainsFunc(spansIn(p, b), func(s query.Span) bool { return s.First == 0 })
}

func isNear(e query.Expr) bool {
	_, ok := e.(query.Near)
	return ok
}

// asPhrase gives a ONEAR/0 b as "a b", which is the same.
func asPhrase(e query.Expr) query.Expr {
	n, ok := e.(query.Near)
	if !ok || n.Reach != (query.Reach{Unit: query.InOrder}) {
		return e
	}
	var words query.Phrase
	for _, side := range []query.Expr{asPhrase(n.Left), asPhrase(n.Right)} {
		switch side := side.(type) {
		case query.Word:
			words = append(words, side)
		case query.Phrase:
			words = append(words, side...)
		default:
			return e
		}
	}
	return words
}

// spansIn finds e in a phrase, as a query.Document does in a text: a word is found where the
// phrase has a narrower one. Where sentences end, a phrase does not say.
func spansIn(p query.Phrase, e query.Expr) []query.Span {
	var found []query.Span
	switch e := e.(type) {
	case query.Word:
		return spansIn(p, query.Phrase{e})
	case query.Phrase:
		for first := 0; first+len(e) <= len(p); first++ {
			if wordsInclude(e, p[first:]) {
				found = append(found, query.Span{First: first, Last: first + len(e) - 1})
			}
		}
	case query.Or:
		for _, t := range e {
			found = append(found, spansIn(p, t)...)
		}
	case query.Near:
		left, right := spansIn(p, e.Left), spansIn(p, e.Right)
		for _, s := range left {
			for _, t := range right {
				if whole := hull(s, t); meetInPhrase(e.Reach, s, t) {
					found = append(found, whole)
				}
			}
		}
	}
	return found
}

func meetInPhrase(r query.Reach, s, t query.Span) bool {
	if r.Unit == query.AnyOrder || r.Unit == query.InOrder {
		return r.Joins(s, t)
	}
	whole := hull(s, t)
	return whole.First == whole.Last
}

func hull(s, t query.Span) query.Span {
	return query.Span{First: min(s.First, t.First), Last: max(s.Last, t.Last)}
}

func wordsInclude(wide, narrow query.Phrase) bool {
	for i, w := range wide {
		if !includes(w, narrow[i]) {
			return false
		}
	}
	return true
}

// nearWithin reports whether every passage of a has one of b in it because sides have.
func nearWithin(a, b query.Near) bool {
	if sidesWithin(a.Reach, b.Reach, a.Left, a.Right, b.Left, b.Right) {
		return true
	}
	return b.Reach.Unit != query.InOrder && sidesWithin(a.Reach, b.Reach, a.Right, a.Left, b.Left, b.Right)
}

// sidesWithin allows for passages inside those of a being further apart than these.
func sidesWithin(a, b query.Reach, aLeft, aRight, bLeft, bRight query.Expr) bool {
	if !within(aLeft, bLeft) || !within(aRight, bRight) {
		return false
	}
	if b.Unit == query.AnyOrder || b.Unit == query.InOrder {
		a.Within += slack(aLeft, bLeft) + slack(aRight, bRight)
	}
	return reachWithin(a, b)
}

// slack is how many words of a passage of a may lie outside of one of b within it.
func slack(a, b query.Expr) int {
	if same(a, b) {
		return 0
	}
	_, most := lengths(a)
	least, _ := lengths(b)
	return most - least
}

// lengths gives how many words a passage has at least and at most.
func lengths(e query.Expr) (least, most int) {
	switch e := e.(type) {
	case query.Phrase:
		return len(e), len(e)
	case query.Or:
		least, most = lengths(e[0])
		for _, t := range e[1:] {
			l, m := lengths(t)
			least, most = min(least, l), max(most, m)
		}
		return least, most
	case query.Near:
		l, m := lengths(e.Left)
		l2, m2 := lengths(e.Right)
		switch e.Reach.Unit {
		case query.InOrder:
			return l + l2, m + m2 + e.Reach.Within
		case query.AnyOrder:
			return max(l, l2), m + m2 + e.Reach.Within
		}
		return max(l, l2), unbounded
	}
	return 1, 1
}

// unbounded is longer than all reaches.
const unbounded = 1 << 20

// reachWithin reports whether what is as near as a says is as near as b says.
func reachWithin(a, b query.Reach) bool {
	switch b.Unit {
	case query.InOrder:
		return a.Unit == query.InOrder && a.Within <= b.Within
	case query.AnyOrder:
		return (a.Unit == query.AnyOrder || a.Unit == query.InOrder) && a.Within <= b.Within
	case query.SameSentence:
		return a.Unit == query.SameSentence
	}
	return a.Unit == query.SameSentence || a.Unit == query.SameParagraph
}

// splits tries a relation for each alternative of one side of a NEAR.
func splits(a query.Near, b query.Expr, relation func(a, b query.Expr) bool) bool {
	if or, ok := a.Left.(query.Or); ok && len(or) <= maxSplit {
		return all(or, func(t query.Expr) bool { return relation(query.Near{Left: t, Right: a.Right, Reach: a.Reach}, b) })
	}
	if or, ok := a.Right.(query.Or); ok && len(or) <= maxSplit {
		return all(or, func(t query.Expr) bool { return relation(query.Near{Left: a.Left, Right: t, Reach: a.Reach}, b) })
	}
	return false
}

// maxSplit bounds the alternatives that are tried one by one.
const maxSplit = 16

func all[T any](list []T, f func(T) bool) bool {
	for _, t := range list {
		if !f(t) {
			return false
		}
	}
	return true
}
