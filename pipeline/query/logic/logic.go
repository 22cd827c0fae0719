// Package logic tells what follows from queries alone, whatever the text: which are true
// where another is, which never are, and which passages are among those of another.
//
// Answers are proofs. A yes holds for every document; a no only says that no proof was
// found in the bounded work that a question is worth. What is true is followed down to
// what stands in a text, and there passages are compared: those of words by the patterns
// that include each other, those of phrases and NEARs by where their parts lie.
package logic

import "coranto/pipeline/query"

// Implies reports whether b is true of every document of which a is, as far as that can be
// told from the two alone. True is certain, except of texts so long that query.Document.Match
// does not look at all of their passages; false may only say that no proof was found.
func Implies(a, b query.Expr) bool {
	p := prover{left: maxSteps}
	return p.implies(anywhere(a), anywhere(b))
}

// Contradicts reports whether no document is true of both a and b, as far as can be told.
func Contradicts(a, b query.Expr) bool {
	p := prover{left: maxSteps}
	return p.excludes(anywhere(a), anywhere(b))
}

// Never reports whether no document is true of e, as far as can be told.
func Never(e query.Expr) bool {
	p := prover{left: maxSteps}
	return p.never(anywhere(e))
}

// SamePassages reports whether every passage of a is one of b, so that beside b the
// alternative a changes nothing, under NEAR either. Both are what a query.Near may join.
func SamePassages(a, b query.Expr) bool { return same(a, b) }

// PassagesWithin reports whether every passage of a has a passage of b in it. Both are what
// a query.Near may join.
func PassagesWithin(a, b query.Expr) bool { return within(a, b) }

// HitsWithin reports whether a query.AtLeast that counts b counts at least as many hits as one
// that counts a, and those of both together are no more. Both are what a query.Near may join.
func HitsWithin(a, b query.Expr) bool { return countsWithin(a, b) }
