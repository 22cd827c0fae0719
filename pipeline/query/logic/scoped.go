package logic

import "coranto/pipeline/query"

// A scoped expression is one with the fields that it reads.
type scoped struct {
	query.Expr
	sc scope
}

// A scope is the fields that an expression reads.
type scope [query.Lead + 1]bool

var everywhere = scope{query.Title: true, query.Text: true}

func only(f query.Field) scope {
	var sc scope
	sc[f] = true
	return sc
}

// anywhere makes a question ready for the prover.
func (p *Prover) anywhere(e query.Expr) scoped { return scoped{p.innerNots(e, true), everywhere} }

// of gives a part of x.
func (x scoped) of(e query.Expr) scoped { return scoped{e, x.sc} }

// inside takes fields off.
func (x scoped) inside() scoped {
	for {
		in, ok := x.Expr.(query.In)
		if !ok {
			return x
		}
		x = scoped{in.Term, only(in.Field)}
	}
}

// conjuncts gives the terms of an And, those of Ands within fields too, and of anything
// else itself.
func (x scoped) conjuncts() []scoped {
	x = x.inside()
	and, ok := x.Expr.(query.And)
	if !ok {
		return []scoped{x}
	}
	var terms []scoped
	for _, t := range and {
		terms = append(terms, x.of(t).conjuncts()...)
	}
	return terms
}

// covers reports whether all that other reads is read.
func (sc scope) covers(other scope) bool {
	for f, reads := range other {
		if reads && !sc[f] && !(query.Field(f) == query.Lead && sc[query.Text]) {
			return false
		}
	}
	return true
}

// innerNots moves every NOT as far inside as it goes; with truth false it gives what is
// true where e is not.
func (p *Prover) innerNots(e query.Expr, truth bool) query.Expr {
	p.step()
	switch e := e.(type) {
	case query.And:
		return p.junction(e, truth, truth)
	case query.Or:
		return p.junction(e, truth, !truth)
	case query.Not:
		return p.innerNots(e.Term, !truth)
	case query.In:
		return query.In{Field: e.Field, Term: p.innerNots(e.Term, truth)}
	}
	if truth {
		return e
	}
	return query.Not{Term: e}
}

func (p *Prover) junction(terms []query.Expr, truth, and bool) query.Expr {
	inner := make([]query.Expr, len(terms))
	for i, t := range terms {
		inner[i] = p.innerNots(t, truth)
	}
	if and {
		return query.Flat[query.And](inner)
	}
	return query.Flat[query.Or](inner)
}
