package query

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

func mustParse(t testing.TB, src string) Expr {
	t.Helper()
	e, err := Parse(src)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return e
}

// shown gives hits as "field:words of the passage (clause)".
func shown(hits []Hit, fields ...string) string {
	var parts []string
	for _, h := range hits {
		words := Words(fields[h.Field])
		parts = append(parts, fmt.Sprintf("%d:%s (%s)", h.Field, fields[h.Field][words[h.First].Start:words[h.Last].End], h.Clause))
	}
	return strings.Join(parts, "; ")
}

func TestHitsArePassagesOfTrueClauses(t *testing.T) {
	const title, text = "Oil price cap holds", "The rouble's fall: café owners say oil imports, gas and oil. A price-cap on crude."
	for _, tt := range []struct{ query, want string }{
		{"rouble", "1:rouble (rouble)"},
		{"OIL", "0:Oil (oil); 1:oil (oil); 1:oil (oil)"},
		{"cafe", "1:café (cafe)"},
		{"im*", "1:imports (im*)"},
		{"im", ""},
		{`"price cap"`, `0:price cap ("price cap"); 1:price-cap ("price cap")`},
		{`"pri* cap"`, `0:price cap ("pri* cap"); 1:price-cap ("pri* cap")`},
		{`"cap price"`, ""},
		{"oil NEAR/0 price", "0:Oil price (oil NEAR/0 price)"},
		{"price NEAR/1 oil", "0:Oil price (price NEAR/1 oil); 1:oil. A price (price NEAR/1 oil)"},
		{"fall NEAR/3 oil", "1:fall: café owners say oil (fall NEAR/3 oil)"},
		{"fall NEAR/2 oil", ""},
		{"oil NEAR/5 (import* OR gas)", "1:oil imports (oil NEAR/5 (import* OR gas)); 1:gas and oil (oil NEAR/5 (import* OR gas))"},
		{`"oil price" NEAR/5 holds`, `0:Oil price cap holds ("oil price" NEAR/5 holds)`},
		{"fall NEAR/3 oil NEAR/0 imports", "1:fall: café owners say oil imports (fall NEAR/3 oil NEAR/0 imports)"},
		{"imports NEAR/0 oil NEAR/9 fall", "1:fall: café owners say oil imports (imports NEAR/0 oil NEAR/9 fall)"},
		{"imports NEAR/0 oil NEAR/0 gas", ""},
		{"holds NEAR/100 rouble", ""},
		{`"holds the"`, ""},
		{"rouble NEAR/5 rouble", ""},
		{"oil NEAR/5 oil", "1:oil imports, gas and oil (oil NEAR/5 oil)"},
		{"rouble AND holds", "0:holds (holds); 1:rouble (rouble)"},
		{"rouble AND euro", ""},
		{"rouble OR euro OR rouble", "1:rouble (rouble)"},
		{"(rouble AND euro) OR (gas AND crude)", "1:gas (gas); 1:crude (crude)"},
		{"gas AND NOT coal", "1:gas (gas)"},
		{"gas AND NOT holds", ""},
		{"gas AND (coal OR NOT wood)", "1:gas (gas)"},
		{"NOT (NOT gas) AND oil", "0:Oil (oil); 1:oil (oil); 1:gas (gas); 1:oil (oil)"},
		{"NOT (NOT gas AND NOT coal)", "1:gas (gas)"},
	} {
		got := shown(Index(title, text).Hits(mustParse(t, tt.query)), title, text)
		if got != tt.want {
			t.Errorf("%s hits %s, want %s", tt.query, got, tt.want)
		}
	}
}

func TestWordsWithoutSpacesAreFoundByPhrase(t *testing.T) {
	doc := Index("", "七国集团宣布对俄罗斯实施新的制裁。ประเทศไทยคว่ำบาตร")
	for src, want := range map[string]bool{"制裁": true, "裁制": false, "俄罗斯 NEAR/5 制裁": true, "คว่ำบาตร": true} {
		if doc.Match(mustParse(t, src)) != want {
			t.Errorf("%s: want %v", src, want)
		}
	}
}

// naive holds e against fields of folded words in the plainest way: every clause at
// every place, every NEAR by trying all combinations.
type naive [][]string

func (n naive) match(e Expr) bool {
	switch e := e.(type) {
	case And:
		for _, t := range e {
			if !n.match(t) {
				return false
			}
		}
		return true
	case Or:
		for _, t := range e {
			if n.match(t) {
				return true
			}
		}
		return false
	case Not:
		return !n.match(e.Term)
	}
	for f := range n {
		if len(n.spans(f, e)) > 0 {
			return true
		}
	}
	return false
}

// spans gives the passages of one field that are e, unordered.
func (n naive) spans(f int, e Expr) []span {
	var all []span
	switch e := e.(type) {
	case Word:
		return n.spans(f, Phrase{e})
	case Phrase:
		for i := 0; i+len(e) <= len(n[f]); i++ {
			if n.at(f, i, e) {
				all = append(all, span{int32(i), int32(i + len(e) - 1)})
			}
		}
	case Or:
		for _, t := range e {
			all = append(all, n.spans(f, t)...)
		}
	case Near:
		for _, s := range n.spans(f, e.Terms[0]) {
			all = append(all, n.chain(f, e, 1, s, s)...)
		}
	}
	return all
}

func (n naive) at(f, i int, p Phrase) bool {
	for k, w := range p {
		if word := n[f][i+k]; word != w.Text && !(w.Prefix && strings.HasPrefix(word, w.Text)) {
			return false
		}
	}
	return true
}

func (n naive) chain(f int, e Near, next int, last, whole span) []span {
	if next == len(e.Terms) {
		return []span{whole}
	}
	var all []span
	for _, s := range n.spans(f, e.Terms[next]) {
		between := max(s.first-last.last, last.first-s.last) - 1
		if between >= 0 && between <= int32(e.Within[next-1]) {
			all = append(all, n.chain(f, e, next+1, s, span{min(whole.first, s.first), max(whole.last, s.last)})...)
		}
	}
	return all
}

// agree checks a query's meaning on a document against the naive one.
func agree(t *testing.T, e Expr, fields ...string) {
	t.Helper()
	var n naive
	for _, text := range fields {
		var words []string
		for _, w := range Words(text) {
			words = append(words, w.Text)
		}
		n = append(n, words)
	}
	doc := Index(fields...)
	if got, want := doc.Match(e), n.match(e); got != want {
		t.Fatalf("%s on %q: %v, want %v", e, fields, got, want)
	}
	hits := doc.Hits(e)
	if doc.Match(e) != (len(hits) > 0) {
		t.Fatalf("%s on %q: match %v with %d hits", e, fields, doc.Match(e), len(hits))
	}
	for _, h := range hits {
		if !slices.Contains(n.spans(h.Field, mustParse(t, h.Clause)), span{int32(h.First), int32(h.Last)}) {
			t.Fatalf("%s on %q: no %s at %d-%d of field %d", e, fields, h.Clause, h.First, h.Last, h.Field)
		}
	}
	for _, h := range hits {
		clause := mustParse(t, h.Clause)
		chain, near := clause.(Near)
		if near && len(chain.Terms) > 2 {
			continue // of a longer chain not every way is shown
		}
		for f := range n {
			want := n.spans(f, clause)
			if near {
				want = innermost(want)
			}
			for _, s := range want {
				if !slices.ContainsFunc(hits, func(x Hit) bool {
					return x.Field == f && x.First == int(s.first) && x.Last == int(s.last) && x.Clause == h.Clause
				}) {
					t.Fatalf("%s on %q: missed %s at %d-%d of field %d", e, fields, h.Clause, s.first, s.last, f)
				}
			}
		}
	}
}

// random writes queries over a handful of words, so that most things happen often.
type random struct{ *rand.Rand }

func (r random) pick(from ...string) string { return from[r.IntN(len(from))] }

func (r random) words(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = r.pick("aa", "ab", "b", "c", "cc", "d")
	}
	return strings.Join(words, " ")
}

func (r random) atom() string {
	switch r.IntN(4) {
	case 0:
		return `"` + r.pick("aa", "b", "a*", "cc") + "a " + r.words(1+r.IntN(2)) + `"`
	case 1:
		return `"` + r.words(2) + `"`
	case 2:
		return r.pick("aa*", "ab*", "cc*")
	}
	return r.words(1)
}

func (r random) term() string {
	if r.IntN(3) > 0 {
		return r.atom()
	}
	return "(" + r.atom() + " OR " + r.atom() + ")"
}

func (r random) query(depth int) string {
	switch kind := r.IntN(6); {
	case depth == 0 || kind == 0:
		return r.atom()
	case kind == 1:
		chain := r.term()
		for range 1 + r.IntN(3) {
			chain += fmt.Sprintf(" NEAR/%d %s", r.IntN(4), r.term())
		}
		return chain
	default:
		terms := make([]string, 2+r.IntN(2))
		for i := range terms {
			terms[i] = r.pick("", "", "NOT ") + "(" + r.query(depth-1) + ")"
		}
		return strings.Join(terms, r.pick(" AND ", " OR "))
	}
}

func TestMeaningIsThatOfTheNaiveEvaluator(t *testing.T) {
	r := random{rand.New(rand.NewPCG(1, 2))}
	for range 20000 {
		e, err := Parse(r.query(3))
		if err != nil {
			continue // a purely negative one
		}
		agree(t, e, r.words(r.IntN(4)), r.words(r.IntN(12)))
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("a NEAR/1 (b OR \"c d\") NEAR/2 a", "a b", "c d a x b a")
	f.Add(`("aa b*" OR c) AND NOT (NOT d)`, "d", "aa bc aa bd")
	f.Fuzz(func(t *testing.T, src, title, text string) {
		e, err := Parse(src)
		if err != nil || strings.Count(src, "NEAR") > 3 || len(title)+len(text) > 200 {
			return
		}
		agree(t, e, title, text)
	})
}

// A hostile page must not hold up the pipeline.
func TestHostileTextTakesLinearTime(t *testing.T) {
	const size = 256 << 10
	queries := []Expr{
		mustParse(t, "oil* NEAR/100 pri* NEAR/100 oil*"), mustParse(t, `"oil oil oil price"`),
		mustParse(t, `(oil OR price OR "oil price") NEAR/3 (oil* OR price*) NEAR/3 (oil OR price)`),
	}
	for _, unit := range []string{"oil ", "oil price ", "oil x price ", "oil1 oil2 price "} {
		start := time.Now()
		doc := Index("", strings.Repeat(unit, size/len(unit)))
		for _, q := range queries {
			doc.Hits(q)
		}
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("%q: %v", unit, took)
		} else {
			t.Logf("%q: %v", unit, took)
		}
	}
}

func BenchmarkWords(b *testing.B) {
	for name, sentence := range map[string]string{
		"English": "The Group of Seven agreed on Friday to tighten the price cap on Russian crude. ",
		"Russian": "Страны Большой семёрки договорились ужесточить потолок цен на российскую нефть. ",
		"Chinese": "七国集团周五同意收紧对俄罗斯原油的价格上限。",
		"French":  "Le G7 a décidé vendredi de durcir le plafonnement des prix du pétrole élevé. ",
	} {
		text := strings.Repeat(sentence, 4096/len(sentence))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Words(text)
			}
		})
	}
}

func TestReasonKeepsOfAlternativesWhatWasFound(t *testing.T) {
	d := Index("India buys oil. Imports of crude from Russia rose; petroleum does not.")
	for src, want := range map[string]string{
		"(oil OR gas) NEAR/3 (import* OR export* OR tax)":          "oil NEAR/3 import*",
		"(coal OR crude OR oil) NEAR/4 (import* OR rose)":          "oil NEAR/4 import*",
		"(crude OR imports) NEAR/2 (russia* OR iran*) NEAR/1 rose": "crude NEAR/2 russia* NEAR/1 rose",
		"oil OR gas":                             "oil",
		`("crude from russia" OR x) NEAR/1 rose`: `"crude from russia" NEAR/1 rose`,
	} {
		e, err := Parse(src)
		if err != nil {
			t.Fatal(err)
		}
		hits := d.Hits(e)
		if len(hits) == 0 {
			t.Errorf("%s: no hits", src)
			continue
		}
		if got := d.Reason(hits[0]); got != want {
			t.Errorf("%s: the reason is %s, want %s", src, got, want)
		}
	}
}
