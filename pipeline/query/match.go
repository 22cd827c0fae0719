package query

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// A Hit is a passage that makes a clause of a query true.
type Hit struct {
	Field       int    // of the document
	First, Last int    // words of the field, Last included
	Clause      string // canonical form of the Word, Phrase or Near that it satisfies
	expr        Expr   // that clause
}

// maxHits bounds the hits of one clause; more of them say nothing new.
const maxHits = 1000

// Match reports whether e is true of the document. Words, phrases and NEARs are true
// when they occur in one of the fields; AND, OR and NOT join that over the whole document.
func (d *Document) Match(e Expr) bool {
	switch e := e.(type) {
	case Word:
		return len(d.find(e)) > 0
	case Phrase:
		return len(d.phrase(e, 1)) > 0
	case Near:
		return len(d.reach(e)) > 0
	case And:
		return !slices.ContainsFunc(e, func(t Expr) bool { return !d.Match(t) })
	case Or:
		return slices.ContainsFunc(e, d.Match)
	case Not:
		return !d.Match(e.Term)
	}
	panic("query: not an Expr")
}

// Hits gives the passages that make e true, by field, first word and falling length:
// of each clause the first 1000, and none of what stands under NOT. There are none when
// e is not true, and at least one when a parsed e is.
func (d *Document) Hits(e Expr) []Hit {
	var hits []Hit
	seen := map[string]bool{}
	d.collect(e, true, func(e Expr) {
		found := d.spans(e, maxHits)
		if len(found) == 0 {
			return
		}
		clause := e.String()
		if seen[clause] {
			return
		}
		seen[clause] = true
		for _, s := range found {
			hits = append(hits, d.hit(s, clause, e))
		}
	})
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(a.Field-b.Field, a.First-b.First, b.Last-a.Last, cmp.Compare(a.Clause, b.Clause))
	})
	return hits
}

// collect visits the clauses because of which e is true or, as truth says, is not; of
// an OR also those that do not occur. Two NOTs around a clause cancel out, so that
// whatever matches has a reason to show.
func (d *Document) collect(e Expr, truth bool, visit func(clause Expr)) {
	var terms []Expr
	switch e := e.(type) {
	case And:
		terms = e
	case Or:
		terms = e
	case Not:
		d.collect(e.Term, !truth, visit)
		return
	default:
		if truth {
			visit(e)
		}
		return
	}
	if d.Match(e) == truth {
		for _, t := range terms {
			d.collect(t, truth, visit)
		}
	}
}

func (d *Document) hit(s span, clause string, e Expr) Hit {
	field := sort.Search(len(d.starts), func(i int) bool { return d.starts[i] > s.first }) - 1
	start := d.starts[field]
	return Hit{Field: field, First: int(s.first - start), Last: int(s.last - start), Clause: clause, expr: e}
}

// Reason is the hit's clause cut down to what was found: of the alternatives in a NEAR
// only those that stand in the passage. `sanctions NEAR/7 russia*` is the reason where
// the query goes on with a hundred other countries.
func (d *Document) Reason(h Hit) string {
	n, ok := h.expr.(Near)
	if !ok {
		return h.Clause
	}
	passage := span{d.starts[h.Field] + int32(h.First), d.starts[h.Field] + int32(h.Last)}
	terms := slices.Clone(n.Terms)
	for i, t := range terms {
		if or, ok := t.(Or); ok {
			terms[i] = d.within(or, passage)
		}
	}
	return Near{terms, n.Within}.String()
}

// within leaves of an OR the terms that stand in a passage.
func (d *Document) within(or Or, passage span) Expr {
	var found Or
	for _, t := range or {
		if slices.ContainsFunc(d.spans(t, math.MaxInt), func(s span) bool {
			return passage.first <= s.first && s.last <= passage.last
		}) {
			found = append(found, t)
		}
	}
	switch len(found) {
	case 0:
		return or
	case 1:
		return found[0]
	}
	return found
}
