package logic

import (
	"slices"

	. "coranto/pipeline/query"
)

// This file compares what NEAR may join by the passages that it finds, whatever the text.

// within reports whether every passage of a has a passage of b in it.
func within(a, b Expr) bool {
	a, b = asPhrase(a), asPhrase(b)
	switch a := a.(type) {
	case Or:
		return all(a, func(t Expr) bool { return within(t, b) })
	case Word:
		return len(spansIn(Phrase{a}, b)) > 0
	case Phrase:
		return len(spansIn(a, b)) > 0
	case Near:
		switch b := b.(type) {
		case Or:
			return slices.ContainsFunc(b, func(t Expr) bool { return within(a, t) }) || splits(a, b, within)
		case Near:
			if nearWithin(a, b) {
				return true
			}
		}
		return within(a.Left, b) || within(a.Right, b)
	}
	return false
}

// same reports whether every passage of a is a passage of b.
func same(a, b Expr) bool {
	a, b = asPhrase(a), asPhrase(b)
	switch a := a.(type) {
	case Or:
		return all(a, func(t Expr) bool { return same(t, b) })
	case Word:
		return slices.Contains(spansIn(Phrase{a}, b), Span{})
	case Phrase:
		return slices.Contains(spansIn(a, b), Span{First: 0, Last: len(a) - 1})
	case Near:
		switch b := b.(type) {
		case Or:
			return slices.ContainsFunc(b, func(t Expr) bool { return same(a, t) }) || splits(a, b, same)
		case Near:
			return reachWithin(a.Reach, b.Reach) && (same(a.Left, b.Left) && same(a.Right, b.Right) ||
				b.Reach.Unit != InOrder && same(a.Left, b.Right) && same(a.Right, b.Left))
		}
	}
	return false
}

// countsWithin reports whether b has at least as many hits as a, as an AtLeast counts them.
func countsWithin(a, b Expr) bool {
	if or, ok := a.(Or); ok {
		return all(or, func(t Expr) bool { return countsWithin(t, b) })
	}
	if or, ok := b.(Or); ok {
		return slices.ContainsFunc(or, func(t Expr) bool { return countsWithin(a, t) })
	}
	if isNear(a) || isNear(b) { // which passages of a NEAR count, depends on all of them
		return a.String() == b.String()
	}
	p, ok := a.(Phrase)
	if !ok {
		p = Phrase{a.(Word)}
	}
	return slices.ContainsFunc(spansIn(p, b), func(s Span) bool { return s.First == 0 })
}

func isNear(e Expr) bool {
	_, ok := e.(Near)
	return ok
}

// asPhrase gives a ONEAR/0 b as "a b", which is the same.
func asPhrase(e Expr) Expr {
	n, ok := e.(Near)
	if !ok || n.Reach != (Reach{Unit: InOrder}) {
		return e
	}
	var words Phrase
	for _, side := range []Expr{asPhrase(n.Left), asPhrase(n.Right)} {
		switch side := side.(type) {
		case Word:
			words = append(words, side)
		case Phrase:
			words = append(words, side...)
		default:
			return e
		}
	}
	return words
}

// spansIn finds e in a phrase, as a query.Document does in a text: a word is found where the
// phrase has a narrower one. Where sentences end, a phrase does not say.
func spansIn(p Phrase, e Expr) []Span {
	var found []Span
	switch e := e.(type) {
	case Word:
		return spansIn(p, Phrase{e})
	case Phrase:
		for first := 0; first+len(e) <= len(p); first++ {
			if wordsInclude(e, p[first:]) {
				found = append(found, Span{First: first, Last: first + len(e) - 1})
			}
		}
	case Or:
		for _, t := range e {
			found = append(found, spansIn(p, t)...)
		}
	case Near:
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

func meetInPhrase(r Reach, s, t Span) bool {
	if r.Unit == AnyOrder || r.Unit == InOrder {
		return r.Joins(s, t)
	}
	whole := hull(s, t)
	return whole.First == whole.Last
}

func hull(s, t Span) Span {
	return Span{First: min(s.First, t.First), Last: max(s.Last, t.Last)}
}

func wordsInclude(wide, narrow Phrase) bool {
	for i, w := range wide {
		if !includes(w, narrow[i]) {
			return false
		}
	}
	return true
}

// nearWithin reports whether every passage of a has one of b in it because sides have.
func nearWithin(a, b Near) bool {
	if sidesWithin(a.Reach, b.Reach, a.Left, a.Right, b.Left, b.Right) {
		return true
	}
	return b.Reach.Unit != InOrder && sidesWithin(a.Reach, b.Reach, a.Right, a.Left, b.Left, b.Right)
}

// sidesWithin allows for passages inside those of a being further apart than these.
func sidesWithin(a, b Reach, aLeft, aRight, bLeft, bRight Expr) bool {
	if !within(aLeft, bLeft) || !within(aRight, bRight) {
		return false
	}
	if b.Unit == AnyOrder || b.Unit == InOrder {
		a.Within += slack(aLeft, bLeft) + slack(aRight, bRight)
	}
	return reachWithin(a, b)
}

// slack is how many words of a passage of a may lie outside of one of b within it.
func slack(a, b Expr) int {
	if same(a, b) {
		return 0
	}
	_, most := lengths(a)
	least, _ := lengths(b)
	return most - least
}

// lengths gives how many words a passage has at least and at most.
func lengths(e Expr) (least, most int) {
	switch e := e.(type) {
	case Phrase:
		return len(e), len(e)
	case Or:
		least, most = lengths(e[0])
		for _, t := range e[1:] {
			l, m := lengths(t)
			least, most = min(least, l), max(most, m)
		}
		return least, most
	case Near:
		l, m := lengths(e.Left)
		l2, m2 := lengths(e.Right)
		switch e.Reach.Unit {
		case InOrder:
			return l + l2, m + m2 + e.Reach.Within
		case AnyOrder:
			return max(l, l2), m + m2 + e.Reach.Within
		}
		return max(l, l2), unbounded
	}
	return 1, 1
}

// unbounded is longer than all reaches.
const unbounded = 1 << 20

// reachWithin reports whether what is as near as a says is as near as b says.
func reachWithin(a, b Reach) bool {
	switch b.Unit {
	case InOrder:
		return a.Unit == InOrder && a.Within <= b.Within
	case AnyOrder:
		return (a.Unit == AnyOrder || a.Unit == InOrder) && a.Within <= b.Within
	case SameSentence:
		return a.Unit == SameSentence
	}
	return a.Unit == SameSentence || a.Unit == SameParagraph
}

// splits tries a relation for each alternative of one side of a NEAR.
func splits(a Near, b Expr, relation func(a, b Expr) bool) bool {
	if or, ok := a.Left.(Or); ok && len(or) <= maxSplit {
		return all(or, func(t Expr) bool { return relation(Near{Left: t, Right: a.Right, Reach: a.Reach}, b) })
	}
	if or, ok := a.Right.(Or); ok && len(or) <= maxSplit {
		return all(or, func(t Expr) bool { return relation(Near{Left: a.Left, Right: t, Reach: a.Reach}, b) })
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
