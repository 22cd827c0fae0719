package tag

import "coranto/pipeline/query"

// signals are what a score is made of.
type signals struct {
	title   int // hits in the title
	lead    int // hits in the lead, see lead
	hits    int // hits in all
	words   int // words of the article
	clauses int // clauses of the query with a hit
}

// score says how much an article is about a topic that it matches, above 0 and up to 1.
// It is the sum of five signals, each from 0 to its weight; a signal that reaches half
// says half its weight, ten times that says ten elevenths. More of any signal never
// lowers the score, and more words with the same hits never raise it.
//
//	signal                 weight  half
//	hits in the title       0.35   0.25: one is worth 0.28
//	hits in the lead        0.20   0.5
//	hits                    0.20   3
//	distinct clauses        0.15   2
//	hits per 100 words      0.10   2
func (s signals) score() float64 {
	density := 100 * float64(s.hits) / float64(max(s.words, 1))
	return 0.35*share(float64(s.title), 0.25) +
		0.20*share(float64(s.lead), 0.5) +
		0.20*share(float64(s.hits), 3) +
		0.15*share(float64(s.clauses), 2) +
		0.10*share(density, 2)
}

// share grows from 0 towards 1 and is 1/2 at half.
func share(x, half float64) float64 { return x / (x + half) }

// score counts the signals. Hits that begin at the same word are one.
func score(hits []hit, words, lead int) float64 {
	sig := signals{words: words}
	var known clauses
	for i, h := range hits {
		known.add(h.clause)
		if i > 0 && hits[i-1].field == h.field && hits[i-1].first == h.first {
			continue
		}
		sig.hits++
		switch {
		case h.field == query.Title:
			sig.title++
		case h.field == query.Text && h.first < lead:
			sig.lead++
		}
	}
	sig.clauses = known.n
	return sig.score()
}
