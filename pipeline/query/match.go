package query

import (
	"cmp"
	"slices"
)

// Match reports whether e is true of the document. A Word, Phrase, Near or AtLeast is true
// when it occurs in the fields that are looked at; And, Or, Not and Sum join that over
// the whole document.
func (d *Document) Match(e Expr) bool {
	d.pairs = MaxPairs
	return d.match(e, everywhere)
}

func (d *Document) match(e Expr, sc scope) bool {
	switch e := e.(type) {
	case And:
		return !slices.ContainsFunc(e, func(t Expr) bool { return !d.match(t, sc) })
	case Or:
		return slices.ContainsFunc(e, func(t Expr) bool { return d.match(t, sc) })
	case Not:
		return !d.match(e.Term, sc)
	case In:
		return d.match(e.Term, only(e.Field))
	case AtLeast:
		return len(d.hits(e.Term, sc)) >= e.N
	case Sum:
		return d.Weigh(e) >= e.Threshold
	}
	return len(d.find(e, sc)) > 0
}

func only(f Field) scope {
	var sc scope
	sc[f] = true
	return sc
}

// Weigh adds up the weights of what is true, in thousandths.
func (d *Document) Weigh(s Sum) int {
	sum := 0
	for _, w := range s.Terms {
		sum += w.Weight * d.Times(w)
	}
	return sum
}

// Times says how often a term gives its weight.
func (d *Document) Times(w Weighted) int {
	if w.UpTo <= 1 {
		return one(d.Match(w.Term))
	}
	d.pairs = MaxPairs
	sc := everywhere
	e := w.Term
	if in, ok := e.(In); ok {
		e, sc = in.Term, only(in.Field)
	}
	return min(len(d.hits(e, sc)), w.UpTo)
}

// A Hit is a passage that makes a clause of a query true.
type Hit struct {
	Field       Field // not Lead
	First, Last int   // words of the field, Last included
	Clause      Expr  // the Word, Phrase or Near that it satisfies
}

// maxHits bounds the hits of one clause; more of them say nothing new.
const maxHits = 1000

// Hits gives the passages that make e true, by field, first word and falling length:
// of each clause the first 1000, and none of what stands under NOT. There are none when
// e is not true, and at least one when a parsed e is.
func (d *Document) Hits(e Expr) []Hit {
	type passage struct {
		clause string
		Span
	}
	d.pairs = MaxPairs
	var hits []Hit
	seen := map[passage]bool{}
	d.collect(e, true, everywhere, func(clause Expr, sc scope) {
		name := clause.String()
		for _, s := range first(d.passages(clause, sc), maxHits) {
			if p := (passage{name, s}); !seen[p] {
				seen[p] = true
				hits = append(hits, d.hit(s, clause))
			}
		}
	})
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), a.First-b.First, b.Last-a.Last, cmp.Compare(a.Clause.String(), b.Clause.String()))
	})
	return hits
}

func first[T any](list []T, n int) []T { return list[:min(len(list), n)] }

// passages shows a clause: of a Near the innermost ones.
func (d *Document) passages(clause Expr, sc scope) []Span {
	if n, ok := clause.(Near); ok {
		return innermost(d.find(n, sc))
	}
	return d.find(clause, sc)
}

// collect visits the clauses because of which e is true or, as truth says, is not, with
// the fields that they read. Two NOTs around a clause cancel out, so that whatever
// matches has a reason to show.
func (d *Document) collect(e Expr, truth bool, sc scope, visit func(clause Expr, sc scope)) {
	if d.match(e, sc) != truth {
		return
	}
	switch e := e.(type) {
	case And:
		for _, t := range e {
			d.collect(t, truth, sc, visit)
		}
	case Or:
		for _, t := range e {
			d.collect(t, truth, sc, visit)
		}
	case Not:
		d.collect(e.Term, !truth, sc, visit)
	case In:
		d.collect(e.Term, truth, only(e.Field), visit)
	case AtLeast:
		if truth {
			d.clauses(e.Term, sc, visit)
		}
	case Sum:
		for _, w := range e.Terms {
			if truth && w.Weight > 0 {
				d.collect(w.Term, true, sc, visit)
			}
		}
	default:
		if truth {
			visit(e, sc)
		}
	}
}

// clauses visits what an AtLeast counts.
func (d *Document) clauses(e Expr, sc scope, visit func(clause Expr, sc scope)) {
	if or, ok := e.(Or); ok {
		for _, t := range or {
			d.clauses(t, sc, visit)
		}
		return
	}
	visit(e, sc)
}

func (d *Document) hit(s Span, clause Expr) Hit {
	field := d.field(s.First)
	return Hit{Field: field, First: s.First - d.starts[field], Last: s.Last - d.starts[field], Clause: clause}
}

// Reason is a hit's clause cut down to what was found: of the alternatives in a Near only
// those that stand in the passage. `sanctions NEAR/7 russia*` is the reason where the
// query goes on with a hundred other countries.
func (d *Document) Reason(h Hit) Expr {
	d.pairs = MaxPairs
	start := d.starts[h.Field]
	return d.reason(h.Clause, Span{start + h.First, start + h.Last}, only(h.Field))
}

func (d *Document) reason(e Expr, passage Span, sc scope) Expr {
	switch e := e.(type) {
	case Near:
		return Near{d.reason(e.Left, passage, sc), d.reason(e.Right, passage, sc), e.Reach}
	case Or:
		var found Or
		for _, t := range e {
			if slices.ContainsFunc(d.find(t, sc), func(s Span) bool {
				return passage.First <= s.First && s.Last <= passage.Last
			}) {
				found = append(found, d.reason(t, passage, sc))
			}
		}
		switch len(found) {
		case 0:
			return e
		case 1:
			return found[0]
		}
		return found
	}
	return e
}
