package explain

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"coranto/pipeline/query"
	"coranto/pipeline/query/token"
)

// repairWord looks for a word of the article that the query may have meant.
func (v *view) repairWord(w query.Word) repair {
	if w.Form == query.Exact {
		if r, ok := v.otherCase(w); ok {
			return r
		}
	}
	best := repair{cost: costAbsent}
	v.known.left -= 4 * len(v.vocabulary())
	for _, seen := range v.vocabulary() {
		if changed, cost := alike(w, seen); cost > 0 && cost < best.cost {
			best = step(w, changed, cost, "does not occur, but %s does", seen)
			best.steps[0].Say = "does not occur, but " + seen + " does: " + changed.String() + " would match"
		}
	}
	if best.expr != nil && v.match(best.expr) {
		return best
	}
	return step(w, nil, costAbsent, "does not occur")
}

// otherCase finds a cased word as it is otherwise written.
func (v *view) otherCase(w query.Word) (repair, bool) {
	folded := query.Word{Text: token.Fold(w.Text)}
	var forms []string
	for _, h := range v.hits(folded) {
		at := v.doc.Fields[h.Field][h.First]
		if form := v.doc.Content[h.Field][at.Start:at.End]; !slices.Contains(forms, form) {
			forms = append(forms, form)
		}
	}
	if len(forms) == 0 {
		return repair{}, false
	}
	return step(w, folded, costCase, "occurs as %s", strings.Join(forms[:min(len(forms), 5)], ", ")), true
}

// vocabulary gives the different words of the fields that are read, by first occurrence.
func (v *view) vocabulary() []string {
	key := fmt.Sprint(v.fields)
	words, ok := v.known.words[key]
	if !ok {
		words = v.distinct()
		v.known.words[key] = words
	}
	return words
}

func (v *view) distinct() []string {
	fields := v.fields
	if len(fields) == 0 {
		fields = []query.Field{query.Title, query.Text}
	}
	var words []string
	seen := map[string]bool{}
	for _, f := range fields {
		tokens := v.doc.Fields[min(f, query.Lang)]
		if f == query.Lead {
			tokens = v.doc.Fields[query.Text]
			tokens = tokens[:min(v.doc.Lead, len(tokens))]
		}
		for _, t := range tokens {
			if !seen[t.Text] {
				seen[t.Text] = true
				words = append(words, t.Text)
			}
		}
	}
	return words
}

// alike changes a word so that it finds another that was seen, if the two are as close as
// two forms of one word, or a word and a slip of the pen: 0 when they are not.
func alike(w query.Word, seen string) (changed query.Word, cost int) {
	text := token.Fold(w.Text)
	stem := strings.TrimSuffix(text, "*")
	if strings.ContainsAny(stem, "*?") || utf8.RuneCountInString(stem) < 3 || utf8.RuneCountInString(seen) < 3 {
		return query.Word{}, 0
	}
	shared := commonPrefix(stem, seen)
	if shared == 0 {
		return query.Word{}, 0
	}
	here, there := utf8.RuneCountInString(stem[shared:]), utf8.RuneCountInString(seen[shared:])
	prefix := query.Word{Text: seen[:shared] + "*"}
	long := utf8.RuneCountInString(stem[:shared])
	switch {
	case here == 0 && there <= maxEnding:
		return prefix, costLetters + there
	case long >= 4 && long > here && here <= maxEnding-1 && (there <= maxEnding-1 || stem != text):
		return prefix, costLetters + 2*here + min(there, maxEnding)
	case stem == text && slips(stem, seen):
		return query.Word{Text: seen}, costLetters + 4
	}
	return query.Word{}, 0
}

// maxEnding is how many letters an ending has at most.
const maxEnding = 4

// commonPrefix gives the bytes that two words begin with alike.
func commonPrefix(a, b string) int {
	for i, r := range a {
		if other, _ := utf8.DecodeRuneInString(b[i:]); other != r || i >= len(b) {
			return i
		}
	}
	return len(a)
}

// slips reports whether one letter too many, too few or wrong, or two in the wrong order,
// are all that makes two words of five letters or more different.
func slips(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < 5 || len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	rest, other := x[i:], y[i:]
	switch {
	case len(rest) < len(other):
		return slices.Equal(rest, other[1:])
	case slices.Equal(rest[min(1, len(rest)):], other[min(1, len(other)):]):
		return true
	}
	return len(rest) > 1 && rest[0] == other[1] && rest[1] == other[0] && slices.Equal(rest[2:], other[2:])
}

// repairPhrase finds the words of a phrase one by one, or further apart.
func (v *view) repairPhrase(p query.Phrase) repair {
	changed := slices.Clone(p)
	var mended repair
	var absent []query.Expr
	for i, w := range p {
		if v.match(w) {
			continue
		}
		r := v.repair(w)
		mended.cost += r.cost
		mended.steps = append(mended.steps, r.steps...)
		if word, ok := r.expr.(query.Word); ok {
			changed[i] = word
		} else {
			absent = append(absent, w)
		}
	}
	if len(absent) == 0 && v.match(changed) {
		mended.expr = changed
		return mended
	}
	if len(absent) == 0 && len(mended.steps) == 0 {
		return v.spread(p)
	}
	if len(absent) == 0 {
		r := v.spread(changed)
		return repair{expr: r.expr, cost: mended.cost + r.cost, steps: append(mended.steps, r.steps...)}
	}
	return step(p, nil, costAbsent, "%s does not occur", some(absent))
}

// spread lets other words stand between those of a phrase, as few as will do.
func (v *view) spread(p query.Phrase) repair {
	if v.spend(p, 16*len(p)); v.exhausted() { // below it is asked for 16 times, as so many NEARs
		return step(p, nil, costAbsent, tooLarge)
	}
	best := repair{cost: costAbsent}
	for _, u := range []query.Unit{query.InOrder, query.AnyOrder} {
		within := sort.Search(maxReach+1, func(n int) bool { return v.match(chain(p, query.Reach{Unit: u, Within: n})) })
		if within > maxReach {
			continue
		}
		e := chain(p, query.Reach{Unit: u, Within: within})
		r := step(p, e, 2+within, "the words stand %d apart", within)
		if u == query.AnyOrder {
			r = step(p, e, 2+within+costTurned, "the words stand in another order")
		}
		if r.cost < best.cost {
			best = r
		}
	}
	if best.expr == nil {
		return step(p, nil, costAbsent, "all of its words occur, but not near each other")
	}
	return best
}

// chain joins the words of a phrase from the left.
func chain(p query.Phrase, r query.Reach) query.Expr {
	var e query.Expr = p[0]
	for _, w := range p[1:] {
		e = query.Near{Left: e, Right: w, Reach: r}
	}
	return e
}
