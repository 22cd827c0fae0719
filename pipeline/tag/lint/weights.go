package lint

import (
	"slices"

	"coranto/pipeline/query"
	"coranto/pipeline/tag"
)

// weights looks for weights that never decide anything.
func (l *linter) weights() {
	if l.topic.Weights == nil {
		return
	}
	l.part, l.key = "weights", tag.Any
	sum := *l.topic.Weights
	idle := idleTerms(sum)
	for i, w := range sum.Terms {
		switch {
		case l.prover.Never(w.Term):
			l.found(w.Term, "%s is never true", shown(w.Term))
			continue
		case w.Weight > 0 && l.queryHas(w.Term):
			l.found(w.Term, "%s never matters: wherever it is true, the query is", w)
		case idle[i]:
			l.found(w.Term, "%s never matters: whatever the other terms add up to, it does not decide whether they reach %s", w, query.Thousandths(sum.Threshold))
		}
		l.visit(w.Term, scope{counted: w.UpTo > 1})
	}
}

// queryHas reports whether the topic's query is true wherever e is, in every language.
func (l *linter) queryHas(e query.Expr) bool {
	if l.topic.Queries[tag.Any] == nil {
		return false
	}
	for _, q := range l.topic.Queries {
		if !l.prover.Implies(e, q) {
			return false
		}
	}
	return true
}

// maxSums bounds the sums that idleTerms goes through.
const maxSums = 1 << 14

// idleTerms tells of each term whether the threshold is reached with it just when it is
// without, whatever the others give. Terms are taken as if all could be true in any
// combination, so that it is sure of those that it names; where weights are too many and
// too fine to try all sums it names none.
func idleTerms(s query.Sum) []bool {
	idle := make([]bool, len(s.Terms))
	unit, span := s.Threshold, 0
	for _, w := range s.Terms {
		unit = gcd(unit, w.Weight)
		span += abs(w.Weight) * w.UpTo
	}
	if unit == 0 || span/unit > maxSums || len(s.Terms)*len(s.Terms)*(span/unit) > 1<<26 {
		return idle
	}
	for i, w := range s.Terms {
		others := sums(slices.Delete(slices.Clone(s.Terms), i, i+1), unit, span/unit)
		idle[i] = !decides(w, others, s.Threshold, unit, span/unit)
	}
	return idle
}

// sums marks what terms can add up to, in units; zero is at index zero.
func sums(terms []query.Weighted, unit, zero int) []bool {
	possible := make([]bool, 2*zero+1)
	possible[zero] = true
	for _, w := range terms {
		step := w.Weight / unit
		next := slices.Clone(possible)
		for times := 1; times <= w.UpTo; times++ {
			for at, ok := range possible {
				if to := at + step*times; ok && to >= 0 && to < len(next) {
					next[to] = true
				}
			}
		}
		possible = next
	}
	return possible
}

// decides reports whether with some sum of the others a term makes the difference.
func decides(w query.Weighted, others []bool, threshold, unit, zero int) bool {
	for at, ok := range others {
		without := (at - zero) * unit
		for _, with := range []int{without + w.Weight, without + w.Weight*w.UpTo} {
			if ok && (without >= threshold) != (with >= threshold) {
				return true
			}
		}
	}
	return false
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return abs(a)
}

func abs(n int) int { return max(n, -n) }
