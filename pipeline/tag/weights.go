package tag

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"coranto/pipeline/query"
	"coranto/pipeline/yaml"
)

// weightsFile is the weights of a topic as people write them.
type weightsFile struct {
	Pos       yaml.Pos   `yaml:",pos"`
	Threshold yaml.Text  `yaml:"threshold"`
	Terms     []termFile `yaml:"terms"`
}

type termFile struct {
	Query  yaml.Text `yaml:",key"`
	Weight yaml.Text `yaml:"weight,scalar"`
	UpTo   yaml.Text `yaml:"up_to"`
}

// absent reports whether a topic has no weights.
func (w weightsFile) absent() bool { return w.Pos.Line == 0 }

// weights reads the weights of a topic, nil when it has none or they have a mistake.
func (r *reader) weights(raw weightsFile) *query.Sum {
	if raw.absent() {
		return nil
	}
	if raw.Threshold.Value == "" && len(raw.Terms) == 0 {
		r.errorf(raw.Pos, "weights without a threshold and terms: write them as in weights: {threshold: 10, terms: {tariff*: 4}}")
		return nil
	}
	before := len(r.problems)
	sum := query.Sum{Threshold: r.threshold(raw)}
	if len(raw.Terms) == 0 {
		r.errorf(raw.Pos, "weights without terms: say what counts, as in terms: {tariff*: 4}")
	}
	sum.Terms = r.terms(raw.Terms)
	if len(r.problems) > before {
		return nil
	}
	most := 0
	for _, t := range sum.Terms {
		most += max(0, t.Weight*t.UpTo)
	}
	if most < sum.Threshold {
		r.errorf(raw.Threshold.Pos(1, 1), "weights.threshold: the terms can never reach the threshold: their weights add up to at most %s", query.Thousandths(most))
		return nil
	}
	return &sum
}

// terms reads the terms that have no mistake, each once.
func (r *reader) terms(raw []termFile) []query.Weighted {
	var terms []query.Weighted
	first := map[string]yaml.Pos{}
	for _, t := range raw {
		term, ok := r.term(t)
		if !ok {
			continue
		}
		name, pos := term.Term.String(), t.Query.Pos(1, 1)
		if at, twice := first[name]; twice {
			r.errorf(pos, "weights: %s stands here a second time: the first is at %s", name, at)
			continue
		}
		first[name] = pos
		terms = append(terms, term)
	}
	return terms
}

func (r *reader) threshold(raw weightsFile) int {
	text := raw.Threshold
	if text.Value == "" {
		r.errorf(raw.Pos, "weights without a threshold: say what they must add up to, as in threshold: 10")
		return 0
	}
	n, err := thousandths(text.Value)
	switch {
	case err != nil:
		r.errorf(text.Pos(1, 1), "weights.threshold: %w", err)
	case n <= 0:
		r.errorf(text.Pos(1, 1), "weights.threshold: %s: must be above 0, or every article would reach it", text.Value)
	}
	return n
}

// term reads a weighted term; false when it has a mistake, which has been noted.
func (r *reader) term(raw termFile) (query.Weighted, bool) {
	before := len(r.problems)
	term := query.Weighted{Term: r.weighted(raw.Query), UpTo: 1}
	if raw.Weight.Value == "" {
		r.errorf(raw.Query.Pos(1, 1), "weights: %s has no weight: write a number behind it, as in tariff*: 4", raw.Query)
	} else if n, err := thousandths(raw.Weight.Value); err != nil {
		r.errorf(raw.Weight.Pos(1, 1), "weights: %w", err)
	} else if n == 0 {
		r.errorf(raw.Weight.Pos(1, 1), "weights: a weight of 0 changes nothing: take the term out")
	} else {
		term.Weight = n
	}
	if text := raw.UpTo; text.Value != "" {
		n, err := strconv.Atoi(text.Value)
		if err != nil || n < 1 || n > maxTimes {
			r.errorf(text.Pos(1, 1), "weights: up_to: %q must be a whole number from 1 to %d", text.Value, maxTimes)
		} else if n > 1 && term.Term != nil && !countable(term.Term) {
			r.errorf(text.Pos(1, 1), "weights: up_to counts hits of words, phrases, NEARs and (a OR b) of these, in one field or none: this term counts once, leave up_to out")
		}
		term.UpTo = n
	}
	return term, len(r.problems) == before
}

// maxTimes bounds up_to.
const maxTimes = 1000

// weighted parses a term: any query, in which words side by side are a phrase as in lists.
func (r *reader) weighted(text yaml.Text) query.Expr {
	e, err := r.known.Parse(text.Value)
	if err == nil {
		return e
	}
	if phrase, itemErr := query.ParseLists(map[string][]string{"term": {text.Value}}); itemErr == nil {
		if e, err := phrase.Parse("$term"); err == nil {
			return e
		}
	}
	if mistake := (*query.Error)(nil); errors.As(err, &mistake) {
		r.errorf(text.Pos(mistake.Line, mistake.Column), "weights: %s", mistake.Msg)
	}
	return nil
}

// countable reports whether a term has hits to count, see query.Weighted.
func countable(e query.Expr) bool {
	if in, ok := e.(query.In); ok {
		e = in.Term
	}
	switch e := e.(type) {
	case query.Word, query.Phrase, query.Near:
		return true
	case query.Or:
		for _, t := range e {
			if _, field := t.(query.In); field || !countable(t) {
				return false
			}
		}
		return true
	}
	return false
}

// number is what a weight looks like.
var number = regexp.MustCompile(`^[+-]?\d{1,6}(\.\d{1,3})?$`)

// thousandths reads a number, exactly.
func thousandths(s string) (int, error) {
	if !number.MatchString(s) {
		return 0, errors.New(strconv.Quote(s) + " must be a number below a million with at most three decimals, as 4, 2.5 or -8")
	}
	whole, decimals, _ := strings.Cut(s, ".")
	return strconv.Atoi(whole + (decimals + "000")[:3])
}
