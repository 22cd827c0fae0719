package logic

import (
	"slices"

	"coranto/pipeline/query"
)

func (p *Prover) implies(a, b scoped) bool {
	if a, b = a.inside(), b.inside(); !p.step() {
		return false
	}
	switch e := b.Expr.(type) {
	case query.And:
		return all(e, func(t query.Expr) bool { return p.implies(a, b.of(t)) })
	case query.Not:
		return p.excludes(a, b.of(e.Term))
	}
	switch e := a.Expr.(type) {
	case query.Or:
		return all(e, func(t query.Expr) bool { return p.implies(a.of(t), b) })
	case query.And:
		terms := a.conjuncts()
		return p.together(terms, b, 1) || p.clash(terms)
	case query.Not:
		return false
	case query.AtLeast:
		if p.implies(a.of(e.Term), b) {
			return true
		}
	case query.Sum:
		if p.sumImplies(e, b) {
			return true
		}
	}
	switch e := b.Expr.(type) {
	case query.Or:
		if slices.ContainsFunc(e, func(t query.Expr) bool { return p.implies(a, b.of(t)) }) {
			return true
		}
	case query.Sum:
		return p.reaches([]scoped{a}, e)
	}
	return p.occurs(a, b)
}

// occurs compares what stands in a text: words, phrases, NEARs, and numbers of them.
func (p *Prover) occurs(a, b scoped) bool {
	if !b.sc.covers(a.sc) {
		return false
	}
	x, counts := a.Expr.(query.AtLeast)
	if y, ok := b.Expr.(query.AtLeast); ok {
		return counts && x.N >= y.N && p.countsWithin(x.Term, y.Term)
	}
	return !counts && p.within(a.Expr, b.Expr)
}

// together reports whether b is true where all terms are. It tries the alternatives among
// them one by one, for as many terms as splits says.
func (p *Prover) together(terms []scoped, b scoped, splits int) bool {
	if b = b.inside(); !p.step() {
		return false
	}
	if e, ok := b.Expr.(query.And); ok {
		return all(e, func(t query.Expr) bool { return p.together(terms, b.of(t), splits) })
	}
	if slices.ContainsFunc(terms, func(t scoped) bool { return p.implies(t, b) }) {
		return true
	}
	switch e := b.Expr.(type) {
	case query.Or:
		if slices.ContainsFunc(e, func(t query.Expr) bool { return p.together(terms, b.of(t), 0) }) {
			return true
		}
		return splits > 0 && p.branch(terms, b, splits-1)
	case query.Sum:
		return p.reaches(terms, e)
	}
	return false
}

// branch goes through the alternatives of one term.
func (p *Prover) branch(terms []scoped, b scoped, splits int) bool {
	for i, t := range terms {
		or, ok := t.Expr.(query.Or)
		if !ok || len(or) > maxSplit || !p.Spend(len(terms)) {
			continue
		}
		rest := slices.Delete(slices.Clone(terms), i, i+1)
		if all(or, func(e query.Expr) bool {
			return p.together(append(slices.Clip(rest), t.of(e).conjuncts()...), b, splits)
		}) {
			return true
		}
	}
	return false
}

// excludes reports whether a and b are never both true.
func (p *Prover) excludes(a, b scoped) bool {
	if a, b = a.inside(), b.inside(); !p.step() {
		return false
	}
	if e, ok := a.Expr.(query.Not); ok && p.implies(b, a.of(e.Term)) {
		return true
	}
	if e, ok := b.Expr.(query.Not); ok && p.implies(a, b.of(e.Term)) {
		return true
	}
	switch e := a.Expr.(type) {
	case query.Or:
		return all(e, func(t query.Expr) bool { return p.excludes(a.of(t), b) })
	case query.And:
		if slices.ContainsFunc(e, func(t query.Expr) bool { return p.excludes(a.of(t), b) }) {
			return true
		}
	}
	switch e := b.Expr.(type) {
	case query.Or:
		return all(e, func(t query.Expr) bool { return p.excludes(a, b.of(t)) })
	case query.And:
		return slices.ContainsFunc(e, func(t query.Expr) bool { return p.excludes(a, b.of(t)) })
	}
	return false
}

func (p *Prover) never(x scoped) bool {
	if x = x.inside(); !p.step() {
		return false
	}
	switch e := x.Expr.(type) {
	case query.Or:
		return all(e, func(t query.Expr) bool { return p.never(x.of(t)) })
	case query.And:
		return p.clash(x.conjuncts()) || slices.ContainsFunc(e, func(t query.Expr) bool { return p.never(x.of(t)) })
	case query.Sum:
		return most(e) < e.Threshold
	}
	return false
}

// clash reports whether terms are never true together. Without a NOT nothing excludes
// anything.
func (p *Prover) clash(terms []scoped) bool {
	var truths, nots []scoped
	inner := false
	for _, t := range terms {
		if isNot(t.Expr) {
			nots = append(nots, t)
		} else {
			truths = append(truths, t)
			inner = inner || hasNot(t.Expr)
		}
	}
	if len(nots) == 0 && !inner {
		return false
	}
	return slices.ContainsFunc(terms, func(t scoped) bool { return p.refuted(terms, truths, nots, t) })
}

// refuted reports whether x is not true where all terms are: the truths and the nots. Of
// what stands under a NOT, nots tell something only where weights are added up.
func (p *Prover) refuted(terms, truths, nots []scoped, x scoped) bool {
	if x = x.inside(); !p.step() {
		return false
	}
	switch e := x.Expr.(type) {
	case query.Or:
		return all(e, func(t query.Expr) bool { return p.refuted(terms, truths, nots, x.of(t)) })
	case query.And:
		return slices.ContainsFunc(e, func(t query.Expr) bool { return p.refuted(terms, truths, nots, x.of(t)) })
	case query.Not:
		if _, sum := e.Term.(query.Sum); sum {
			return p.together(terms, x.of(e.Term), 0)
		}
		return p.together(truths, x.of(e.Term), 0)
	}
	return slices.ContainsFunc(nots, func(t scoped) bool { return p.excludes(t, x) })
}

func isNot(e query.Expr) bool {
	_, ok := e.(query.Not)
	return ok
}

// hasNot reports whether a NOT stands in e outside of weights.
func hasNot(e query.Expr) bool {
	switch e := e.(type) {
	case query.Not:
		return true
	case query.And:
		return slices.ContainsFunc(e, hasNot)
	case query.Or:
		return slices.ContainsFunc(e, hasNot)
	case query.In:
		return hasNot(e.Term)
	}
	return false
}
