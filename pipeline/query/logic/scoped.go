package logic

import . "coranto/pipeline/query"

// A scoped expression is one with the fields that it reads.
type scoped struct {
	Expr
	sc scope
}

// A scope is the fields that an expression reads.
type scope [Lead + 1]bool

var everywhere = scope{Title: true, Text: true}

func only(f Field) scope {
	var sc scope
	sc[f] = true
	return sc
}

func anywhere(e Expr) scoped { return scoped{innerNots(e, true), everywhere} }

// of gives a part of x.
func (x scoped) of(e Expr) scoped { return scoped{e, x.sc} }

// inside takes fields off.
func (x scoped) inside() scoped {
	for {
		in, ok := x.Expr.(In)
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
	and, ok := x.Expr.(And)
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
		if reads && !sc[f] && !(Field(f) == Lead && sc[Text]) {
			return false
		}
	}
	return true
}

// innerNots moves every NOT as far inside as it goes; with truth false it gives what is
// true where e is not.
func innerNots(e Expr, truth bool) Expr {
	switch e := e.(type) {
	case And:
		return junction(e, truth, truth)
	case Or:
		return junction(e, truth, !truth)
	case Not:
		return innerNots(e.Term, !truth)
	case In:
		return In{Field: e.Field, Term: innerNots(e.Term, truth)}
	}
	if truth {
		return e
	}
	return Not{Term: e}
}

func junction(terms []Expr, truth, and bool) Expr {
	inner := make([]Expr, len(terms))
	for i, t := range terms {
		inner[i] = innerNots(t, truth)
	}
	if and {
		return Flat[And](inner)
	}
	return Flat[Or](inner)
}
