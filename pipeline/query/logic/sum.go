package logic

import "coranto/pipeline/query"

// most is what a Sum comes to when all that adds is true.
func most(s query.Sum) int {
	sum := 0
	for _, w := range s.Terms {
		sum += max(w.Weight, 0) * max(w.UpTo, 1)
	}
	return sum
}

// The terms of a Sum are read everywhere, whatever stands around it.

// reaches reports whether what is true where all terms are makes up the threshold.
func (p *Prover) reaches(terms []scoped, s query.Sum) bool {
	sum := 0
	for _, w := range s.Terms {
		x := scoped{w.Term, everywhere}
		switch {
		case w.Weight > 0 && p.together(terms, x, 0):
			sum += w.Weight
		case w.Weight < 0 && !p.together(terms, x.of(query.Not{Term: x.Expr}), 0):
			sum += w.Weight * max(w.UpTo, 1)
		}
	}
	return sum >= s.Threshold
}

func (p *Prover) sameTerms(s, t query.Sum) bool {
	return p.sameText(query.Sum{Terms: s.Terms}, query.Sum{Terms: t.Terms})
}

// sumImplies asks the terms without which the threshold is not reached, and all that help
// to reach it.
func (p *Prover) sumImplies(s query.Sum, b scoped) bool {
	if s.Threshold <= 0 {
		return false
	}
	if t, ok := b.Expr.(query.Sum); ok && t.Threshold <= s.Threshold && p.sameTerms(s, t) {
		return true
	}
	total, helping := most(s), true
	if total < s.Threshold {
		return true // never reached
	}
	for _, w := range s.Terms {
		if w.Weight <= 0 {
			continue
		}
		implies := p.implies(scoped{w.Term, everywhere}, b)
		if implies && total-w.Weight*max(w.UpTo, 1) < s.Threshold {
			return true
		}
		helping = helping && implies
	}
	return helping
}
