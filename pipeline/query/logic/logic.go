// Package logic tells what follows from queries alone, whatever the text: which are true
// where another is, which never are, and which passages are among those of another.
//
// Answers are proofs. A yes holds for every document; a no only says that no proof was
// found in the bounded work that a question is worth. What is true is followed down to
// what stands in a text, and there passages are compared: those of words by the patterns
// that include each other, those of phrases and NEARs by where their parts lie.
package logic

import "coranto/pipeline/query"

// A Prover answers questions with a bounded number of steps for all of them together: each
// compares two words, or two clauses. Once they are used up its answer is always no. It is
// not for concurrent use.
type Prover struct{ left int }

// New gives a Prover that takes so many steps, of some tens of nanoseconds each.
func New(steps int) *Prover { return &Prover{left: steps} }

// Exhausted reports whether the steps are used up, so that a no may be due to that.
func (p *Prover) Exhausted() bool { return p.left <= 0 }

// Spend takes steps for other work on the same queries, and reports whether any are left.
func (p *Prover) Spend(steps int) bool {
	p.left -= steps
	return p.left > 0
}

func (p *Prover) step() bool { return p.Spend(1) }

// Implies reports whether b is true of every document of which a is, as far as that can be
// told from the two alone. True is certain, except of texts so long that query.Document.Match
// does not look at all of their passages; false may only say that no proof was found.
func (p *Prover) Implies(a, b query.Expr) bool {
	return p.sure(p.implies(p.anywhere(a), p.anywhere(b)))
}

// Contradicts reports whether no document is true of both a and b, as far as can be told.
func (p *Prover) Contradicts(a, b query.Expr) bool {
	return p.sure(p.excludes(p.anywhere(a), p.anywhere(b)))
}

// Never reports whether no document is true of e, as far as can be told.
func (p *Prover) Never(e query.Expr) bool { return p.sure(p.never(p.anywhere(e))) }

// SamePassages reports whether every passage of a is one of b, so that beside b the
// alternative a changes nothing, under NEAR either. Both are what a query.Near may join.
func (p *Prover) SamePassages(a, b query.Expr) bool { return p.sure(p.same(a, b)) }

// PassagesWithin reports whether every passage of a has a passage of b in it. Both are what
// a query.Near may join.
func (p *Prover) PassagesWithin(a, b query.Expr) bool { return p.sure(p.within(a, b)) }

// HitsWithin reports whether a query.AtLeast that counts b counts at least as many hits as one
// that counts a, and those of both together are no more. Both are what a query.Near may join.
func (p *Prover) HitsWithin(a, b query.Expr) bool { return p.sure(p.countsWithin(a, b)) }

// sure takes a yes for one only if no part of the way to it was left out.
func (p *Prover) sure(yes bool) bool { return yes && !p.Exhausted() }

// sameText reports whether two expressions are written alike, at a step for eight bytes.
func (p *Prover) sameText(a, b query.Expr) bool {
	if p.Exhausted() {
		return false
	}
	x, y := a.String(), b.String()
	p.Spend((len(x) + len(y)) / 8)
	return x == y
}
