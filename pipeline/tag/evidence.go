package tag

import (
	"coranto/pipeline/query"
)

// A hit is a passage that makes a clause of a topic true. Hits are sorted by field, first
// word and falling length; their fields are in the order of their worth: a headline says
// what an article is about.
type hit struct {
	field       query.Field
	first, last int // words of the field
	clause      int // equal for the hits of one clause
	weight      int // in thousandths: what the clause gave
}

// maxEvidence is how many passages a tag shows.
const maxEvidence = 5

// choose appends to chosen the numbers of those hits, at most n, that say best why: the
// title's first, of each field each clause's first one, then what comes early. Of
// overlapping passages only the best is chosen.
func choose(hits []hit, n int, chosen []int) []int {
	var known clauses
	for from := 0; from < len(hits) && len(chosen) < n; {
		to := from // the hits [from, to) are those of one field
		for to < len(hits) && hits[to].field == hits[from].field {
			to++
		}
		repeats := false
		for i := from; i < to && len(chosen) < n; i++ {
			if known.add(hits[i].clause) {
				chosen = pick(hits, i, chosen)
			} else {
				repeats = true
			}
		}
		for i := from; repeats && i < to && len(chosen) < n; i++ {
			chosen = pick(hits, i, chosen)
		}
		from = to
	}
	return chosen
}

// pick chooses a hit, unless it overlaps one that is chosen.
func pick(hits []hit, i int, chosen []int) []int {
	h := hits[i]
	for _, j := range chosen {
		if o := hits[j]; o.field == h.field && o.first <= h.last && h.first <= o.last {
			return chosen
		}
	}
	return append(chosen, i)
}

// clauses are those met so far: mostly few.
type clauses struct {
	few  [8]int
	n    int
	more map[int]bool
}

// add reports whether a clause is new.
func (c *clauses) add(clause int) bool {
	for _, known := range c.few[:min(c.n, len(c.few))] {
		if known == clause {
			return false
		}
	}
	if c.n < len(c.few) {
		c.few[c.n] = clause
		c.n++
		return true
	}
	if c.more[clause] {
		return false
	}
	if c.more == nil {
		c.more = map[int]bool{}
	}
	c.more[clause] = true
	c.n++
	return true
}
