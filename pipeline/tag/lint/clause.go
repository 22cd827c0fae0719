package lint

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"coranto/pipeline/query"
	"coranto/pipeline/query/token"
	"coranto/pipeline/tag"
)

// A scope is where a clause stands.
type scope struct {
	field   *query.Field // nil without one
	joined  bool         // under NEAR
	counted bool         // what an ATLEAST or a weight counts
}

// whole puts the field around e that its scope has.
func (sc scope) whole(e query.Expr) query.Expr {
	if sc.field == nil {
		return e
	}
	return query.In{Field: *sc.field, Term: e}
}

// visit looks at a clause and at all in it, while there are steps left.
func (l *linter) visit(e query.Expr, sc scope) {
	if l.prover.Exhausted() {
		return
	}
	switch e := e.(type) {
	case query.And:
		l.and(e, sc)
	case query.Or:
		l.or(e, sc)
	case query.In:
		sc.field = &e.Field
		l.language(e)
	case query.Near:
		l.bothEnds(e)
		sc.joined, sc.counted = true, false
	case query.AtLeast:
		sc.counted = true
	case query.Word:
		l.wildcard(e, sc)
	case query.Phrase:
		l.fits(e, sc)
		return // its words are held together, however short they are
	}
	l.fits(e, sc)
	for _, t := range terms(e) {
		l.visit(t, sc)
	}
}

// and looks for terms that exclude each other, and for those that the others imply.
func (l *linter) and(e query.And, sc scope) {
	if slices.ContainsFunc(e, func(t query.Expr) bool { return l.prover.Never(sc.whole(t)) }) {
		return // said where the contradiction is
	}
	if l.prover.Never(sc.whole(e)) {
		l.contradiction(e, sc)
		return
	}
	if a, b := differentLanguages(e); a != nil {
		l.found(b, "%s is never true: an article has one language", query.And{a, b})
		return
	}
	implying := l.implying(e)
	gone := make([]bool, len(e))
	for i, t := range slices.Backward(e) {
		if alone, ok := l.impliedBy(e, i, implying[i], gone, sc); ok {
			gone[i] = true
			l.found(t, "%s changes nothing under AND: it is true wherever %s is", shown(t), alone)
		}
	}
}

// implying gives for each term those that may imply it, each by itself.
func (l *linter) implying(e query.And) [][]int {
	index := newCover(len(e), func(i int) query.Expr { return e[i] })
	by := make([][]int, len(e))
	for i, t := range e {
		for _, j := range index.candidates(l.prover, t) {
			if j != i {
				by[j] = append(by[j], i)
			}
		}
	}
	return by
}

// impliedBy reports whether the terms that are not gone imply another, and names the one
// that alone does, or all. Of candidates it asks first, and where what is implied stands in
// a text, of no others: terms do that together only of what joins several.
func (l *linter) impliedBy(e query.And, i int, candidates []int, gone []bool, sc scope) (string, bool) {
	t := sc.whole(e[i])
	for _, j := range candidates {
		if !gone[j] && l.prover.Implies(sc.whole(e[j]), t) {
			return shown(e[j]), true
		}
	}
	if single(e[i]) || l.prover.Exhausted() {
		return "", false
	}
	var rest query.And
	for j, r := range e {
		if j != i && !gone[j] {
			rest = append(rest, r)
		}
	}
	return "the rest", len(rest) > 0 && l.prover.Implies(sc.whole(rest), t)
}

// single reports whether e is what stands in a text.
func single(e query.Expr) bool {
	switch e := e.(type) {
	case query.In:
		return single(e.Term)
	case query.Word, query.Phrase, query.Near, query.AtLeast:
		return true
	}
	return false
}

// contradiction names the two terms that exclude each other, or all of them.
func (l *linter) contradiction(e query.And, sc scope) {
	for i, a := range e {
		for _, b := range e[i+1:] {
			if l.prover.Exhausted() {
				break
			}
			if l.prover.Contradicts(sc.whole(a), sc.whole(b)) {
				l.found(a, "%s is never true", shown(query.And{a, b}))
				return
			}
		}
	}
	l.found(e, "%s is never true", shown(e))
}

func differentLanguages(e query.And) (a, b query.Expr) {
	first := ""
	for _, t := range e {
		lang := oneLanguage(t)
		switch {
		case lang == "":
		case first == "":
			a, first = t, lang
		case lang != first:
			return a, t
		}
	}
	return nil, nil
}

// oneLanguage gives the language that a lang:word names, "" for anything else.
func oneLanguage(e query.Expr) string {
	in, ok := e.(query.In)
	if !ok || in.Field != query.Lang {
		return ""
	}
	if w, ok := in.Term.(query.Word); ok && w.Form == query.Plain && !w.Wild() {
		return w.Text
	}
	return ""
}

// or looks for alternatives that others make needless.
func (l *linter) or(e query.Or, sc scope) {
	index := newCover(len(e), func(i int) query.Expr { return e[i] })
	gone := make([]bool, len(e))
	for i := len(e) - 1; i >= 0; i-- { // of two that are equal the first stays
		if !sc.joined && !sc.counted && l.prover.Never(sc.whole(e[i])) {
			continue // said where the contradiction is
		}
		for _, j := range index.candidates(l.prover, e[i]) {
			if j == i || gone[j] || !l.makesNeedless(e[i], e[j], sc) {
				continue
			}
			gone[i] = true
			if e[i].String() == e[j].String() {
				l.found(e[i], "%s stands twice", shown(e[i]))
			} else {
				l.found(e[i], "%s changes nothing beside %s", shown(e[i]), shown(e[j]))
			}
			break
		}
	}
}

// makesNeedless reports whether the alternative a, which is not never true, changes nothing
// beside b.
func (l *linter) makesNeedless(a, b query.Expr, sc scope) bool {
	switch {
	case sc.joined:
		return l.prover.SamePassages(a, b)
	case sc.counted:
		return l.prover.HitsWithin(a, b)
	}
	return l.prover.Implies(sc.whole(a), sc.whole(b))
}

// bothEnds looks for passages that are both sides of a NEAR at once.
func (l *linter) bothEnds(e query.Near) {
	if e.Reach.Unit == query.InOrder {
		return
	}
	for _, sides := range [][2]query.Expr{{e.Left, e.Right}, {e.Right, e.Left}} {
		for _, a := range alternatives(sides[0]) {
			if !l.prover.PassagesWithin(a, sides[1]) {
				continue
			}
			remedy := "make the sides share no word"
			if e.Reach.Unit == query.AnyOrder {
				remedy = fmt.Sprintf("the sides of ONEAR/%d may not overlap", e.Reach.Within)
			}
			l.found(a, "%s is both sides of %s at once, and makes it true alone: %s", shown(a), shown(e), remedy)
			return
		}
	}
}

func alternatives(e query.Expr) []query.Expr {
	if or, ok := e.(query.Or); ok {
		return or
	}
	return []query.Expr{e}
}

// language holds lang: against the key under which the query stands.
func (l *linter) language(e query.In) {
	lang := oneLanguage(e)
	switch {
	case lang == "":
	case !token.IsPrimary(lang):
		l.found(e, "%s is never true: articles carry languages as two or three letters, as in lang:en", shown(e))
	case l.key == lang:
		l.found(e, "%s is always true: this query is asked of articles in that language only", shown(e))
	case l.key != tag.Any:
		l.found(e, "%s is never true: this query is asked of articles in %s only", shown(e), l.key)
	case l.part == "query" && l.topic.Queries[lang] != nil:
		l.found(e, "%s is never true: such articles are asked query.%s", shown(e), lang)
	}
}

// capacity is how many words a field has at most.
var capacity = map[query.Field]int{query.Lang: 1, query.Lead: 120}

// fits looks for clauses that need more words than their field has.
func (l *linter) fits(e query.Expr, sc scope) {
	if sc.field == nil {
		return
	}
	most, bounded := capacity[*sc.field]
	switch e.(type) {
	case query.Phrase, query.Near, query.AtLeast:
		if !bounded {
			return
		}
		if needs := least(e); needs > most {
			l.found(e, "%s is never true in %s: it needs %d words, and there are at most %d", shown(e), *sc.field, needs, most)
		}
	}
}

// least is how many words a text needs for e.
func least(e query.Expr) int {
	switch e := e.(type) {
	case query.Phrase:
		return len(e)
	case query.Or:
		return least(slices.MinFunc(e, func(a, b query.Expr) int { return least(a) - least(b) }))
	case query.Near:
		if e.Reach.Unit == query.InOrder {
			return least(e.Left) + least(e.Right)
		}
		return max(least(e.Left), least(e.Right))
	case query.AtLeast:
		return e.N - 1 + least(e.Term)
	}
	return 1
}

// wildcard looks for patterns that most articles have words for. Of Reuters' articles a
// pattern with two letters is true in a fifth on average and the common ones in all of
// them, one with three in a twentieth; the endings and beginnings named below are in three
// quarters.
func (l *linter) wildcard(w query.Word, sc scope) {
	if !w.Wild() || sc.field != nil && *sc.field != query.Title && *sc.field != query.Text && *sc.field != query.Lead {
		return
	}
	known := strings.FieldsFunc(w.Text, func(r rune) bool { return r == '*' || r == '?' })
	longest := slices.MaxFunc(known, func(a, b string) int { return utf8.RuneCountInString(a) - utf8.RuneCountInString(b) })
	first, _ := utf8.DecodeRuneInString(longest)
	switch {
	case unicode.Is(unicode.Hangul, first): // a letter is a syllable
	case utf8.RuneCountInString(longest) < 3:
		l.found(w, "%s stands for too many words: write at least three letters in a row", w)
	case longest+"*" == w.Text && commonBeginnings[longest], "*"+longest == w.Text && commonEndings[longest]:
		l.found(w, "%s stands for too many words: most articles have some", w)
	}
}

var (
	commonBeginnings = set("the and for tha wit con com pro whi but sai fro thi hav not int was are has sta cou wil pre yea res wou mor")
	commonEndings    = set("ing and the for ion ent ted hat ith ers aid but her ter uld ave ere nce rom his are sed ill was ies out " +
		"not ons ive has ore ate ich een one ear ver ast ded all ome hey its ity ned est ess ble red nts")
)

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(words) {
		all[w] = true
	}
	return all
}
