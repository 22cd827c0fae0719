package match

import (
	"cmp"
	"slices"

	"coranto/pipeline/query"
)

// An anchor is a word without which one way of making a query true is closed, perhaps with
// a second one, the guard.
type anchor struct {
	term  uint32
	rate  float64 // estimated share of texts in which it occurs
	guard uint32
	alone bool // the word makes the query true
}

// anchored is an anchor of a branch.
type anchored struct {
	anchor
	branch uint32
}

// anchor hangs a branch, which is e, on its anchors; a word that suffices makes the whole
// query true.
func (b *builder) anchor(number uint32, e query.Expr) {
	for _, a := range b.anchors(e, article, true) {
		at := number
		if a.alone {
			at = b.branches[number].query
		}
		b.posts = append(b.posts, anchored{a, at})
	}
}

// anchors gives words of which at least one occurs wherever e is true; nil when e can be
// true without any. free says that nothing but e decides the query.
func (b *builder) anchors(e query.Expr, in space, free bool) []anchor {
	switch e := e.(type) {
	case query.Word:
		return []anchor{{b.terms.number(e, in), rate(e), noGuard, free}}
	case query.Phrase:
		return []anchor{b.phrase(e, in)}
	case query.Near:
		return b.both([]query.Expr{e.Left, e.Right}, in)
	case query.And:
		return b.both(e, in)
	case query.Or:
		var all []anchor
		for _, t := range e {
			found := b.anchors(t, in, free)
			if found == nil {
				return nil
			}
			all = append(all, found...)
		}
		return all
	case query.AtLeast:
		return b.anchors(e.Term, in, false)
	case query.In:
		return b.anchors(e.Term, spaceOf(e.Field), free && spaceOf(e.Field) != article)
	case query.Sum:
		return b.sum(e, in)
	}
	return nil // a NOT
}

// phrase anchors on the rarest word and guards with the next.
func (b *builder) phrase(p query.Phrase, in space) anchor {
	words := slices.Clone(p)
	slices.SortStableFunc(words, func(a, b query.Word) int { return cmp.Compare(rate(a), rate(b)) })
	a := anchor{b.terms.number(words[0], in), rate(words[0]), noGuard, false}
	if words[1] != words[0] {
		a.guard = b.terms.number(words[1], in)
	}
	return a
}

// both anchors on the rarest of several parts that are all needed, and guards with another.
func (b *builder) both(parts []query.Expr, in space) []anchor {
	found := make([][]anchor, len(parts))
	chosen := -1
	for i, t := range parts {
		found[i] = b.anchors(t, in, false)
		if found[i] != nil && (chosen < 0 || total(found[i]) < total(found[chosen])) {
			chosen = i
		}
	}
	if chosen < 0 {
		return nil
	}
	guard, low := uint32(noGuard), 2.0
	for i, other := range found {
		if i != chosen && len(other) == 1 && other[0].rate < low {
			guard, low = other[0].term, other[0].rate
		}
	}
	best := found[chosen]
	for i := range best {
		if best[i].guard == noGuard && best[i].term != guard {
			best[i].guard = guard
		}
	}
	return best
}

func total(anchors []anchor) float64 {
	sum := 0.0
	for _, a := range anchors {
		sum += a.rate
	}
	return sum
}

// sum leaves out the commonest terms that cannot reach the threshold without the others.
func (b *builder) sum(s query.Sum, in space) []anchor {
	type part struct {
		anchors []anchor
		most    int // that it can give
	}
	var parts []part
	for _, w := range s.Terms {
		if w.Weight > 0 {
			parts = append(parts, part{b.anchors(w.Term, in, false), w.Weight * max(w.UpTo, 1)})
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(total(b.anchors), total(a.anchors)) })
	spare := s.Threshold - 1
	all := []anchor{}
	for _, p := range parts {
		if p.most <= spare {
			spare -= p.most
			continue
		}
		all = append(all, p.anchors...)
	}
	return all
}

// postings sorts what was anchored by term.
func (b *builder) postings() (posts []posting, at []uint32) {
	slices.SortStableFunc(b.posts, func(a, b anchored) int {
		return cmp.Or(cmp.Compare(a.term, b.term), cmp.Compare(a.branch, b.branch))
	})
	at = make([]uint32, b.terms.len()+1)
	for _, p := range b.posts {
		next := posting{p.branch, p.guard}
		if p.alone {
			next.guard = isTrue
		}
		if last := len(posts) - 1; last >= 0 && at[p.term+1] > 0 && posts[last].branch == next.branch {
			posts[last].guard = weaker(posts[last].guard, next.guard)
			continue
		}
		posts = append(posts, next)
		at[p.term+1]++
	}
	for t := range b.terms.len() {
		at[t+1] += at[t]
	}
	return slices.Clip(posts), at
}

// weaker gives what two postings of one branch at one term ask together.
func weaker(a, b uint32) uint32 {
	switch {
	case a == isTrue || b == isTrue:
		return isTrue
	case a == b:
		return a
	}
	return noGuard
}
