package logic

import (
	"slices"

	"coranto/pipeline/query"
)

// This file compares what NEAR may join by the passages that it finds, whatever the text.

// within reports whether every passage of a has a passage of b in it.
func (p *Prover) within(a, b query.Expr) bool {
	if !p.step() {
		return false
	}
	a, b = p.asPhrase(a), p.asPhrase(b)
	switch a := a.(type) {
	case query.Or:
		return all(a, func(t query.Expr) bool { return p.within(t, b) })
	case query.Word:
		return len(p.spansIn(query.Phrase{a}, b)) > 0
	case query.Phrase:
		return len(p.spansIn(a, b)) > 0
	case query.Near:
		switch b := b.(type) {
		case query.Or:
			return slices.ContainsFunc(b, func(t query.Expr) bool { return p.within(a, t) }) || p.splits(a, b, p.within)
		case query.Near:
			if p.nearWithin(a, b) {
				return true
			}
		}
		return p.within(a.Left, b) || p.within(a.Right, b)
	}
	return false
}

// same reports whether every passage of a is a passage of b.
func (p *Prover) same(a, b query.Expr) bool {
	if !p.step() {
		return false
	}
	a, b = p.asPhrase(a), p.asPhrase(b)
	switch a := a.(type) {
	case query.Or:
		return all(a, func(t query.Expr) bool { return p.same(t, b) })
	case query.Word:
		return slices.Contains(p.spansIn(query.Phrase{a}, b), query.Span{})
	case query.Phrase:
		return slices.Contains(p.spansIn(a, b), query.Span{First: 0, Last: len(a) - 1})
	case query.Near:
		switch b := b.(type) {
		case query.Or:
			return slices.ContainsFunc(b, func(t query.Expr) bool { return p.same(a, t) }) || p.splits(a, b, p.same)
		case query.Near:
			return reachWithin(a.Reach, b.Reach) && (p.same(a.Left, b.Left) && p.same(a.Right, b.Right) ||
				b.Reach.Unit != query.InOrder && p.same(a.Left, b.Right) && p.same(a.Right, b.Left))
		}
	}
	return false
}

// countsWithin reports whether b has at least as many hits as a, as an AtLeast counts them.
func (p *Prover) countsWithin(a, b query.Expr) bool {
	if !p.step() {
		return false
	}
	if or, ok := a.(query.Or); ok {
		return all(or, func(t query.Expr) bool { return p.countsWithin(t, b) })
	}
	if or, ok := b.(query.Or); ok {
		return slices.ContainsFunc(or, func(t query.Expr) bool { return p.countsWithin(a, t) })
	}
	if isNear(a) || isNear(b) { // which passages of a NEAR count, depends on all of them
		return p.sameText(a, b)
	}
	words, ok := a.(query.Phrase)
	if !ok {
		words = query.Phrase{a.(query.Word)}
	}
	return slices.ContainsFunc(p.spansIn(words, b), func(s query.Span) bool { return s.First == 0 })
}

func isNear(e query.Expr) bool {
	_, ok := e.(query.Near)
	return ok
}

// asPhrase gives a ONEAR/0 b as "a b", which is the same.
func (p *Prover) asPhrase(e query.Expr) query.Expr {
	n, ok := e.(query.Near)
	if !ok || n.Reach != (query.Reach{Unit: query.InOrder}) || !p.step() {
		return e
	}
	var words query.Phrase
	for _, side := range []query.Expr{p.asPhrase(n.Left), p.asPhrase(n.Right)} {
		switch side := side.(type) {
		case query.Word:
			words = append(words, side)
		case query.Phrase:
			p.Spend(len(side))
			words = append(words, side...)
		default:
			return e
		}
	}
	return words
}

// spansIn finds e in a phrase, as a query.Document does in a text: a word is found where the
// phrase has a narrower one. Where sentences end, a phrase does not say.
func (p *Prover) spansIn(words query.Phrase, e query.Expr) []query.Span {
	var found []query.Span
	if !p.step() {
		return nil
	}
	switch e := e.(type) {
	case query.Word:
		return p.spansIn(words, query.Phrase{e})
	case query.Phrase:
		for first := 0; first+len(e) <= len(words); first++ {
			if p.wordsInclude(e, words[first:]) {
				found = append(found, query.Span{First: first, Last: first + len(e) - 1})
			}
		}
	case query.Or:
		for _, t := range e {
			found = append(found, p.spansIn(words, t)...)
		}
	case query.Near:
		left, right := p.spansIn(words, e.Left), p.spansIn(words, e.Right)
		for _, s := range left {
			if !p.Spend(len(right)) {
				return nil
			}
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

func (p *Prover) wordsInclude(wide, narrow query.Phrase) bool {
	for i, w := range wide {
		if !p.includes(w, narrow[i]) {
			return false
		}
	}
	return true
}

// nearWithin reports whether every passage of a has one of b in it because sides have.
func (p *Prover) nearWithin(a, b query.Near) bool {
	if p.sidesWithin(a.Reach, b.Reach, a.Left, a.Right, b.Left, b.Right) {
		return true
	}
	return b.Reach.Unit != query.InOrder && p.sidesWithin(a.Reach, b.Reach, a.Right, a.Left, b.Left, b.Right)
}

// sidesWithin allows for passages inside those of a being further apart than these.
func (p *Prover) sidesWithin(a, b query.Reach, aLeft, aRight, bLeft, bRight query.Expr) bool {
	if !p.within(aLeft, bLeft) || !p.within(aRight, bRight) {
		return false
	}
	if b.Unit == query.AnyOrder || b.Unit == query.InOrder {
		a.Within += p.slack(aLeft, bLeft) + p.slack(aRight, bRight)
	}
	return reachWithin(a, b)
}

// slack is how many words of a passage of a may lie outside of one of b within it.
func (p *Prover) slack(a, b query.Expr) int {
	if p.same(a, b) {
		return 0
	}
	_, most := p.lengths(a)
	least, _ := p.lengths(b)
	return most - least
}

// lengths gives how many words a passage has at least and at most.
func (p *Prover) lengths(e query.Expr) (least, most int) {
	if !p.step() {
		return 0, unbounded
	}
	switch e := e.(type) {
	case query.Phrase:
		return len(e), len(e)
	case query.Or:
		least, most = p.lengths(e[0])
		for _, t := range e[1:] {
			l, m := p.lengths(t)
			least, most = min(least, l), max(most, m)
		}
		return least, most
	case query.Near:
		l, m := p.lengths(e.Left)
		l2, m2 := p.lengths(e.Right)
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
func (p *Prover) splits(a query.Near, b query.Expr, relation func(a, b query.Expr) bool) bool {
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
