package lint

import (
	"slices"
	"strings"

	"coranto/pipeline/query"
	"coranto/pipeline/query/logic"
	"coranto/pipeline/query/token"
)

// A cover finds, of many expressions, those that one may imply, without asking the prover
// of each. What makes a true must make b true too; so of the words of which b needs one,
// one must be among those that a is made true by, or include it.
type cover struct {
	exact    map[string][]int // number of expressions, by a word that is enough for them
	prefixes map[string][]int // the same, by what stands before a * at the end
	others   []covered        // by any other pattern
	always   []int            // those that need no word
}

type covered struct {
	word query.Word
	by   int
}

func newCover(n int, expr func(i int) query.Expr) *cover {
	c := &cover{exact: map[string][]int{}, prefixes: map[string][]int{}}
	for i := range n {
		words := needed(expr(i))
		if len(words) == 0 {
			c.always = append(c.always, i)
		}
		for _, w := range words {
			prefix, star := strings.CutSuffix(w.Text, "*")
			switch {
			case w.Form == query.Stem || !w.Wild():
				c.exact[w.String()] = append(c.exact[w.String()], i)
			case star && w.Form == query.Plain && !strings.ContainsAny(prefix, "*?"):
				c.prefixes[prefix] = append(c.prefixes[prefix], i)
			default:
				c.others = append(c.others, covered{w, i})
			}
		}
	}
	return c
}

// needed gives words of which one occurs wherever e is true, as few as it finds; none when
// it finds none.
func needed(e query.Expr) []query.Word {
	switch e := e.(type) {
	case query.Word:
		return []query.Word{e}
	case query.Phrase:
		return []query.Word{slices.MaxFunc(e, func(a, b query.Word) int { return len(a.Text) - len(b.Text) })}
	case query.And:
		return fewest(e)
	case query.Near:
		return fewest(terms(e))
	case query.In, query.AtLeast:
		return needed(terms(e)[0])
	case query.Or:
		return union(e)
	case query.Sum:
		var helping []query.Expr
		for _, w := range e.Terms {
			if w.Weight > 0 {
				helping = append(helping, w.Term)
			}
		}
		return union(helping)
	}
	return nil
}

func fewest(terms []query.Expr) []query.Word {
	var best []query.Word
	for _, t := range terms {
		if words := needed(t); len(words) > 0 && (best == nil || len(words) < len(best)) {
			best = words
		}
	}
	return best
}

func union(terms []query.Expr) []query.Word {
	var all []query.Word
	for _, t := range terms {
		words := needed(t)
		if len(words) == 0 {
			return nil
		}
		all = append(all, words...)
	}
	return all
}

// candidates gives the expressions that a may imply, ascending. Where a has alternatives
// it looks at the one that leaves the fewest. There are none once p is exhausted.
func (c *cover) candidates(p *logic.Prover, a query.Expr) []int {
	found := append(c.among(p, a), c.always...)
	if !p.Spend(len(found)) {
		return nil
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func (c *cover) among(p *logic.Prover, a query.Expr) []int {
	switch a := a.(type) {
	case query.Word:
		return c.including(p, a)
	case query.Phrase:
		var found []int
		for _, w := range a {
			found = append(found, c.including(p, w)...)
		}
		return found
	case query.Or:
		var best []int
		first := true
		for _, t := range a[:min(len(a), maxTried)] {
			if p.Never(t) {
				continue // it implies everything
			}
			if found := c.among(p, t); first || len(found) < len(best) {
				best, first = found, false
			}
		}
		return best
	case query.Not:
		return c.amongNots(p, a.Term)
	}
	var found []int
	for _, t := range terms(a) {
		found = append(found, c.among(p, t)...)
	}
	return found
}

// amongNots looks at what stands under a second NOT within one.
func (c *cover) amongNots(p *logic.Prover, e query.Expr) []int {
	if not, ok := e.(query.Not); ok {
		return c.among(p, not.Term)
	}
	var found []int
	for _, t := range terms(e) {
		found = append(found, c.amongNots(p, t)...)
	}
	return found
}

// maxTried bounds the alternatives that are looked at.
const maxTried = 20

// including gives the expressions for which a word that w includes, or is, is enough.
func (c *cover) including(p *logic.Prover, w query.Word) []int {
	found := slices.Clone(c.exact[w.String()])
	text := w.Text
	if w.Form == query.Exact {
		text = token.Fold(text)
		found = append(found, c.exact[text]...)
		found = append(found, c.exact[query.Word{Text: strings.ToLower(w.Text), Form: query.Stem}.String()]...)
	}
	if w.Form != query.Stem {
		known := strings.IndexAny(text+"*", "*?")
		if !p.Spend(known) {
			return nil
		}
		for i := range text[:known] {
			found = append(found, c.prefixes[text[:i]]...)
		}
		found = append(found, c.prefixes[text[:known]]...)
	}
	for _, o := range c.others {
		if p.Exhausted() {
			break
		}
		if p.PassagesWithin(w, o.word) {
			found = append(found, o.by)
		}
	}
	return found
}
