package explain

import (
	"fmt"
	"strings"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
)

// A Change is the shortest that would make a clause true of an article.
type Change struct {
	Steps []Step `json:"steps"`           // all of them are needed
	Query string `json:"query,omitempty"` // the clause after all steps, true of the article; "" when the article needs other words
}

// A Step is what one clause lacks.
type Step struct {
	Clause  string          `json:"clause"`
	Say     string          `json:"say"`               // "the nearest pair is 8 apart: NEAR/8 would match"
	Query   string          `json:"query,omitempty"`   // the clause changed so that it is true
	Nearest []news.Evidence `json:"nearest,omitempty"` // of a NEAR: the pair that comes nearest
}

// A repair is a change while it is looked for.
type repair struct {
	expr  query.Expr // the clause changed so that it is true; nil when no change of the query was found
	gone  bool       // the clause, under AND, is left out
	cost  int        // the lower the shorter: about one a word of distance, and see below
	steps []Step
}

// What changes cost: how much they take from what the query asks.
const (
	costSentence = 5  // for each that lies between
	costTurned   = 4  // another order
	costLetters  = 6  // another ending of a word, and one for each letter
	costCase     = 5  // small letters for capitals
	costBlocked  = 8  // an exception less
	costHit      = 5  // for each hit less
	costField    = 12 // another field
	costAbsent   = 50 // a word that is not there
	costJoined   = 20 // AND in place of nearness
)

// repair finds the shortest change that makes e true, which it is not; none once there are
// no steps left.
func (v *view) repair(e query.Expr) repair {
	if v.exhausted() {
		return step(e, nil, costAbsent, tooLarge)
	}
	key := fmt.Sprint(v.fields, v.joined, e)
	if r, ok := v.known.repairs[key]; ok {
		return r
	}
	r := v.search(e)
	v.known.repairs[key] = r
	return r
}

func (v *view) search(e query.Expr) repair {
	switch e := e.(type) {
	case query.And:
		return v.repairAnd(e)
	case query.Or:
		return v.repairOr(e)
	case query.Not:
		return v.repairNot(e)
	case query.In:
		return v.repairField(e)
	case query.Near:
		return v.repairNear(e)
	case query.AtLeast:
		return v.repairCount(e)
	case query.Sum:
		return v.repairSum(e)
	case query.Phrase:
		return v.repairPhrase(e)
	case query.Word:
		return v.repairWord(e)
	}
	panic("explain: an expression of another kind")
}

// step makes a repair of one step, which changed may complete.
func step(e, changed query.Expr, cost int, format string, args ...any) repair {
	s := Step{Clause: e.String(), Say: fmt.Sprintf(format, args...), Query: written(changed)}
	if changed != nil && s.Query != "" {
		s.Say += ": " + clip(s.Query, 160) + " would match"
	}
	return repair{expr: changed, cost: cost, steps: []Step{s}}
}

// written gives a query as it can be typed, "" when it cannot.
func written(e query.Expr) string {
	if e == nil {
		return ""
	}
	if parsed, err := query.Parse(e.String()); err != nil || parsed.String() != e.String() {
		return ""
	}
	return e.String()
}

// repairAnd needs a change of each false term.
func (v *view) repairAnd(e query.And) repair {
	var all repair
	var terms query.And
	possible := true
	for _, t := range e {
		if v.match(t) {
			terms = append(terms, t)
			continue
		}
		r := v.repair(t)
		all.cost += r.cost
		all.steps = append(all.steps, r.steps...)
		if r.expr != nil {
			terms = append(terms, r.expr)
		}
		possible = possible && (r.gone || r.expr != nil)
	}
	switch {
	case !possible:
	case len(terms) == 0:
		all.gone = true
	case len(terms) == 1:
		all.expr = terms[0]
	default:
		all.expr = query.Flat[query.And](terms)
	}
	return all
}

// repairOr needs a change of the term that takes the shortest.
func (v *view) repairOr(e query.Or) repair {
	var best repair
	at := -1
	for i, t := range e {
		r := v.repair(t)
		if r.gone { // without its exceptions it would be true of everything
			r.gone, r.cost = false, r.cost+costAbsent
		}
		if at < 0 || r.cost < best.cost {
			best, at = r, i
		}
	}
	if best.expr == nil && len(e) > 1 && best.cost >= costAbsent && plainWords(e) {
		return step(e, nil, best.cost, "none of %s occurs", some(e))
	}
	if best.expr != nil {
		terms := append(query.Or{}, e...)
		terms[at] = best.expr
		best.expr = query.Flat[query.Or](terms)
	}
	return best
}

// plainWords reports whether e is words and phrases only.
func plainWords(e query.Or) bool {
	for _, t := range e {
		switch t.(type) {
		case query.Word, query.Phrase:
		default:
			return false
		}
	}
	return true
}

// some names the first few of a list.
func some(list []query.Expr) string {
	names := make([]string, len(list))
	for i, e := range list {
		names[i] = e.String()
	}
	return firstNames(names)
}

func firstNames(names []string) string {
	shown := make([]string, 0, maxNamed)
	for _, name := range names[:min(len(names), maxNamed)] {
		shown = append(shown, clip(name, 60))
	}
	if more := len(names) - maxNamed; more > 0 {
		shown = append(shown, fmt.Sprintf("… and %d more", more))
	}
	return strings.Join(shown, ", ")
}

// maxNamed is how many of the words that do not occur are named.
const maxNamed = 15

// repairCount asks for as many hits as there are.
func (v *view) repairCount(e query.AtLeast) repair {
	switch hits := v.count(e.Term, e.N); hits {
	case 0:
		inner := *v
		inner.joined = true
		r := inner.repair(e.Term)
		r.cost += costHit * (e.N - 1)
		return r // and ATLEAST is left out
	case 1:
		return step(e, e.Term, costHit*(e.N-1), "1 hit")
	default:
		return step(e, query.AtLeast{N: hits, Term: e.Term}, costHit*(e.N-hits), "%d hits", hits)
	}
}

// repairSum lowers the threshold. The lower it must be, the less likely is it meant.
func (v *view) repairSum(e query.Sum) repair {
	sum := v.doc.Weigh(e)
	missing := e.Threshold - sum
	r := step(e, nil, 2+costAbsent*missing/max(e.Threshold, 1), "sum %s of %s: %s more needed",
		query.Thousandths(sum), query.Thousandths(e.Threshold), query.Thousandths(missing))
	if sum > 0 {
		r.expr = query.Sum{Threshold: sum, Terms: e.Terms}
	}
	return r
}

// brief gives the steps of a change in one line.
func (r repair) brief() string {
	parts := make([]string, 0, len(r.steps))
	for _, s := range r.steps {
		parts = append(parts, s.line())
	}
	return strings.Join(parts, "; ")
}
