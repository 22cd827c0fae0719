package logic

import (
	"math/rand/v2"
	"strings"
	"testing"

	"coranto/pipeline/query"
	"coranto/pipeline/query/querytest"
	"coranto/pipeline/query/token"
)

func mustParse(t testing.TB, src string) query.Expr {
	t.Helper()
	e, err := query.Parse(src)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return e
}

func TestProverDecides(t *testing.T) {
	for _, tt := range []struct {
		a, b  string
		holds bool // a implies b
	}{
		{"prices", "price*", true},
		{"price*", "prices", false},
		{"oil", "oil OR gas", true},
		{"oil AND gas", "gas", true},
		{"oil AND NOT gas", "oil", true},
		{"oil AND NOT gas", "oil AND NOT gas*", false},
		{"oil AND NOT gas*", "oil AND NOT gas", true},
		{"oil OR gas", "gas OR oil OR coal", true},
		{"oil OR gas", "oil", false},
		{"sanctions", "s?nction*", true},
		{"s?nctio*s", "s*n*s", true},
		{"s*s", "s?*s", false},
		{"im*rt*", "*m*t*", true},
		{"{US}", "us", true},
		{"us", "{US}", false},
		{"{Ca*é}", "ca*", false}, // not ASCII: not decided
		{"{Caf*}", "caf*", true},
		{"{Zoll}", "stem:zoll", true},
		{"zoll", "stem:zoll", false},
		{"stem:zoll", "stem:zoll", true},
		{`"crude oil price"`, `"crude oil"`, true},
		{`"crude oil price"`, `"oil pric*"`, true},
		{`"crude oil price"`, `"crude price"`, false},
		{`"crude oil price"`, "crude NEAR/1 price", true},
		{`"crude oil price"`, "price NEAR/0 crude", false},
		{`"crude oil price"`, "price ONEAR/3 crude", false},
		{`"crude oil"`, "crude W/s oil", false}, // a phrase may go from one sentence into the next
		{"oil NEAR/3 gas", "gas NEAR/5 oil", true},
		{"oil NEAR/3 gas", "oil ONEAR/5 gas", false},
		{"oil ONEAR/3 gas", "gas NEAR/3 oil", true},
		{"oil NEAR/3 gas", "oil AND gas", true},
		{"oil ONEAR/0 gas", `"oil gas"`, true},
		{`"oil gas"`, "oil ONEAR/0 gas", true},
		{"oil W/s gas", "gas W/p oil", true},
		{"oil W/p gas", "gas W/s oil", false},
		{"oil NEAR/1 gas", "gas W/p oil", false},
		{"oil NEAR/3 (gas OR coal)", "(coal OR wood OR gas) NEAR/3 oil", true},
		{"oil NEAR/3 (gas OR coal)", "oil NEAR/3 gas OR oil NEAR/3 coal", true},
		{`"crude oil" NEAR/3 gas`, "oil NEAR/4 gas", true},
		{`"crude oil" NEAR/3 gas`, "oil NEAR/3 gas", false},
		{"(oil NEAR/2 gas) NEAR/3 coal", "oil NEAR/2 gas", true},
		{"(oil W/s gas) NEAR/3 coal", "oil NEAR/50 coal", false},
		{"lula", "(xi OR lula) NEAR/5 (xi OR lula)", true},
		{"lula", "(xi OR lula) ONEAR/5 (xi OR lula)", false},
		{"title:oil", "oil", true},
		{"oil", "title:oil", false},
		{"lead:oil", "text:oil", true},
		{"section:oil", "oil", false},
		{"title:(oil AND gas)", "title:gas AND oil", true},
		{"title:oil AND text:gas", "oil AND gas", true},
		{"lead:(oil NEAR/3 gas)", "text:(oil NEAR/5 gas)", true},
		{"ATLEAST/3 (oil OR gas)", "ATLEAST/2 (oil OR gas OR coal)", true},
		{"ATLEAST/3 (oil OR gas)", "oil OR gas", true},
		{`ATLEAST/3 ("oil price")`, "ATLEAST/3 (oil)", true},
		{`ATLEAST/3 ("oil price")`, "ATLEAST/3 (price)", false}, // true, and not proved
		{"ATLEAST/2 (oil)", "ATLEAST/3 (oil)", false},
		{"ATLEAST/2 (oil NEAR/3 gas)", "ATLEAST/2 (oil NEAR/5 gas)", false},
		{"(oil OR gas) AND coal", "(oil AND coal) OR (gas AND coal)", true},
		{"(oil AND coal) OR (gas AND coal)", "(oil OR gas) AND coal", true},
		{"oil AND NOT oil", "coal", true},
		{"oil AND NOT oil*", "coal", true},
		{"oil* AND NOT oil", "coal", false},
		{"coal AND NOT (oil OR gas)", "coal AND NOT gas", true},
	} {
		a, b := mustParse(t, tt.a), mustParse(t, tt.b)
		if got := fresh().Implies(a, b); got != tt.holds {
			t.Errorf("%s implies %s: %v", tt.a, tt.b, got)
		}
		if got := fresh().Implies(a, a) && fresh().Implies(b, b); !got {
			t.Errorf("%s and %s do not imply themselves", tt.a, tt.b)
		}
	}
}

func TestSumsAreComparedByWhatTheyAddUpTo(t *testing.T) {
	term := func(src string, weight int) query.Weighted {
		return query.Weighted{Term: mustParse(t, src), Weight: weight * 1000, UpTo: 1}
	}
	sum := query.Sum{Threshold: 10000, Terms: []query.Weighted{term("tariff*", 7), term("duty", 4), term("trade", 4), term("football", -8)}}
	for _, tt := range []struct {
		a, b  query.Expr
		holds bool
	}{
		{sum, mustParse(t, "tariff*"), true}, // 4 and 4 are less than 10
		{sum, mustParse(t, "duty"), false},
		{sum, mustParse(t, "duty OR trade"), false}, // true, and not proved
		{sum, sum, true},
		{sum, query.Sum{Threshold: 9000, Terms: sum.Terms}, true},
		{query.Sum{Threshold: 9000, Terms: sum.Terms}, sum, false},
		{mustParse(t, "tariffs AND duty"), sum, false}, // there may be football
		{mustParse(t, "tariffs AND duty AND NOT football"), sum, true},
		{mustParse(t, "title:tariffs AND duty AND NOT football*"), sum, true},
		{query.Sum{Threshold: 16000, Terms: sum.Terms}, mustParse(t, "coal"), true}, // never reached
	} {
		if got := fresh().Implies(tt.a, tt.b); got != tt.holds {
			t.Errorf("%s implies %s: %v", tt.a, tt.b, got)
		}
	}
}

func TestNeverIsSaidOfContradictions(t *testing.T) {
	for src, want := range map[string]bool{
		"oil AND NOT oil*":                                   true,
		"oil* AND NOT oil":                                   false,
		"(oil AND gas) AND NOT (oil* AND gas)":               true,
		"title:oil AND NOT oil":                              true,
		"oil AND NOT title:oil":                              false,
		"coal OR (oil AND NOT oil)":                          false,
		"coal AND (oil OR gas) AND NOT (gas OR oil OR wood)": true,
		"title:(oil AND gas) AND NOT gas":                    true,
	} {
		if got := fresh().Never(mustParse(t, src)); got != want {
			t.Errorf("%s never matches: %v", src, got)
		}
	}
}

// related changes a query in a way that often, though not always, leads from one that is
// implied to one that implies it.
func related(r querytest.Random, src string) string {
	from := []string{" NEAR/1", "NEAR/2", "W/p", "aa*", "cc*", "*aa", "ATLEAST/2", " OR ", "c*c", "run*", "(b", "é", " d ", " c "}
	to := []string{" NEAR/0", " ONEAR/2", "W/s", "aa", "cc", "aa", "ATLEAST/3", " AND ", "cc", "running", "(title:b", "{é}", ` "b d" `, ` "c b" `}
	for range 2 + r.IntN(4) {
		i := r.IntN(len(from))
		src = strings.Replace(src, from[i], to[i], 1+r.IntN(2))
	}
	return src
}

// pair gives two queries that have something to do with each other.
func pair(r querytest.Random) (a, b query.Expr, ok bool) {
	src := r.Query(2)
	other := related(r, src)
	switch r.IntN(4) {
	case 0:
		other = "(" + src + ") AND (" + r.Query(1) + ")"
	case 1:
		src = "(" + r.Query(1) + ") OR (" + src + ")"
	case 2:
		src, other = r.Query(1), r.Query(1)
	}
	a, err := query.Parse(other)
	b, err2 := query.Parse(src)
	return a, b, err == nil && err2 == nil
}

func weighted(r querytest.Random, e query.Expr) query.Expr {
	if r.IntN(6) > 0 {
		return e
	}
	s := query.Sum{Threshold: 1 + r.IntN(4)}
	for range 1 + r.IntN(3) {
		if t, err := query.Parse(r.Query(1)); err == nil {
			s.Terms = append(s.Terms, query.Weighted{Term: t, Weight: r.IntN(6) - 2, UpTo: 1})
		}
	}
	return append(query.Or{e}, s)
}

func TestWhatIsImpliedIsTrue(t *testing.T) {
	r := querytest.Random{Rand: rand.New(rand.NewPCG(1, 2))}
	contents, documents := make([]query.Content, 300), make([]*query.Document, 300)
	for i := range documents {
		contents[i] = r.Content()
		documents[i] = query.Index(contents[i])
	}
	proved, held := 0, 0 // pairs that are proved, and those that hold on all documents but are not
	for range 10000 {
		a, b, ok := pair(r)
		if !ok {
			continue
		}
		a, b = weighted(r, a), weighted(r, b)
		turned := r.IntN(2) == 0 // so that b is rather unlikely to follow, which must be seen
		if turned {
			a, b = b, a
		}
		implied, never, excluded := fresh().Implies(a, b), fresh().Never(a), fresh().Contradicts(a, b)
		holds, matched := true, 0
		for i, d := range documents {
			x, y := d.Match(a), d.Match(b)
			if matched += one(x); x && !y {
				holds = false
			}
			if x && !y && implied || x && never || x && y && excluded {
				t.Fatalf("%s and %s on %q: %v, %v, though implied %v, never %v, excluded %v", a, b, contents[i], x, y, implied, never, excluded)
			}
		}
		if holds && matched > 20 && !turned {
			proved, held = proved+one(implied), held+one(!implied)
		}
	}
	t.Logf("%d proved, %d not", proved, held)
	if proved < 800 || proved < 9*held {
		t.Errorf("%d proved, %d hold and are not proved", proved, held)
	}
}

// Beside what has the same passages an alternative changes nothing, under any operator.
func TestSamePassagesCanBeLeftOut(t *testing.T) {
	r := querytest.Random{Rand: rand.New(rand.NewPCG(3, 4))}
	texts := make([][]run, 400)
	for i := range texts {
		texts[i] = runs(r.Content())
	}
	found := 0
	for range 40000 {
		src := r.Query(1)
		b, err := query.Parse(src)
		a, err2 := query.Parse(related(r, src))
		if err != nil || err2 != nil || !joinsAlike(a) || !joinsAlike(b) {
			continue
		}
		if r.IntN(2) == 0 {
			a, b = b, a
		}
		alike, inside := fresh().SamePassages(a, b), fresh().PassagesWithin(a, b)
		found += one(alike)
		for _, passage := range texts[r.IntN(len(texts))] {
			switch {
			case !alike && !inside, !passage.Match(marked(a)):
			case alike && !passage.Match(marked(b)):
				t.Fatalf("%q is %s, and not %s", passage.text, a, b)
			case inside && !passage.Match(b):
				t.Fatalf("%q is %s, and there is no %s in it", passage.text, a, b)
			}
		}
	}
	if found < 300 {
		t.Errorf("only %d pairs", found)
	}
}

// joinsAlike reports whether NEAR may join e.
func joinsAlike(e query.Expr) bool {
	_, err := query.Parse("x NEAR/0 (" + e.String() + ")")
	return err == nil
}

// A run is some words of a text that follow each other, between two marks.
type run struct {
	text string
	*query.Document
}

// runs gives all runs of words of a text.
func runs(c query.Content) []run {
	var all []run
	words := token.Split(c[query.Text])
	for first := range words {
		for _, last := range words[first:] {
			text := c[query.Text][words[first].Start:last.End]
			all = append(all, run{text, query.Index(query.Content{query.Text: "begin " + text + " end", query.Lang: c[query.Lang]})})
		}
	}
	return all
}

// marked is true of a run that as a whole is a passage of e.
func marked(e query.Expr) query.Expr {
	next := query.Reach{Unit: query.InOrder}
	begun := query.Near{Left: query.Word{Text: "begin"}, Right: e, Reach: next}
	return query.Near{Left: begun, Right: query.Word{Text: "end"}, Reach: next}
}

// fresh gives a prover with more steps than any question here takes.
func fresh() *Prover { return New(1 << 21) }

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
