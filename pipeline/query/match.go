package query

import (
	"cmp"
	"slices"
	"sort"
)

// A Hit is a passage that makes a clause of a query true.
type Hit struct {
	Field       int    // of the document
	First, Last int    // words of the field, Last included
	Clause      string // canonical form of the Word, Phrase or Near that it satisfies
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
			hits = append(hits, d.hit(s, clause))
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

func (d *Document) hit(s span, clause string) Hit {
	field := sort.Search(len(d.starts), func(i int) bool { return d.starts[i] > s.first }) - 1
	start := d.starts[field]
	return Hit{Field: field, First: int(s.first - start), Last: int(s.last - start), Clause: clause}
}
