package match

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"coranto/pipeline/query"
	"coranto/pipeline/query/token"
	"coranto/pipeline/tag/tagtest"
)

// sameWords checks that a text is read as the words that token.Split finds in it.
func sameWords(t *testing.T, m *Matcher, text string) {
	t.Helper()
	r := m.Read(&query.Content{query.Text: text})
	defer r.Close()
	var got, want []bound
	got = append(got, r.bounds[r.starts[query.Text]:][:r.counts[query.Text]]...)
	for _, w := range token.Split(text) {
		want = append(want, bound{uint32(w.Start), uint32(w.End)})
	}
	if !slices.Equal(got, want) {
		t.Fatalf("%q is read as %v, want %v", text, got, want)
	}
}

func TestTextIsReadAsTheWordsOfTheLanguage(t *testing.T) {
	m := Compile(parseAll(t, []string{"oil* OR rouble"}))
	r := rand.New(rand.NewPCG(1, 2))
	pieces := []string{
		"a", "Z", "0", "9", "oil", "internationalization", "12345678", "ABCDEFGHIJKLMNOP", "'s", "'", "’s", "s", " ", " ", ".", ",",
		"\n", "_", "@", "[", "`", "{", "/", ":", "é", "\u0301", "санкции", "制裁", "ー", "ไทย", "\u00ad", "\u200b", "ـ", "\xff", "\x80", "\x00", "½",
	}
	for range 20000 {
		var b strings.Builder
		for range r.IntN(12) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		sameWords(t, m, b.String())
	}
}

func FuzzRead(f *testing.F) {
	m := Compile(parseAll(f, []string{"oil* OR rouble"}))
	f.Add("The rouble's fall: sanc\u00adtions and internationalizations of 制裁")
	f.Fuzz(func(t *testing.T, text string) { sameWords(t, m, text) })
}

// A word is what it is however many words were read since, and in whichever language.
func TestMemoForgetsWithoutHarm(t *testing.T) {
	queries := parseAll(t, []string{"stem:nation", "*tion", "{Nation}", `"a b1"`, "internationalisierungen"})
	m := Compile(queries)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 40 {
		var b strings.Builder
		for range 5000 {
			b.WriteString([]string{"a", "Nation ", "nations ", "internationalisierung", "b"}[r.IntN(5)])
			b.WriteByte('a' + byte(r.IntN(26)))
			b.WriteByte(" 1"[r.IntN(2)])
		}
		c := query.Content{query.Text: b.String(), query.Lang: []string{"en", "de", ""}[i%3]}
		agree(t, queries, m, c)
	}
}

// More of the same never makes a query false, and what shows it stays the shortest passage.
func TestRepetitionChangesNoVerdict(t *testing.T) {
	for _, tt := range []struct{ query, unit, rest string }{
		{"ATLEAST/100 (oil W/p price)", "price oil ", ""},
		{"ATLEAST/31 (oil W/p price)", "price oil ", ""},
		{"(oil W/p price) NEAR/0 zebra", "price oil ", "zebra"},
		{"(the NEAR/100 of) ONEAR/4 zebra", "the of x x x x ", "zebra"},
		{"(oil OR crude) NEAR/0 zebra", "oil ", "zebra"},
	} {
		m := Compile(parseAll(t, []string{tt.query}))
		for _, n := range []int{110, 130, 300, 700, 17000} {
			if n > 700 && strings.Contains(tt.query, "W/p") {
				continue // more pairs than query.MaxPairs
			}
			r := m.Read(&query.Content{query.Text: strings.Repeat(tt.unit, n) + tt.rest})
			if len(r.Queries()) != 1 {
				t.Errorf("%s is not true of %d times %q", tt.query, n, tt.unit)
			} else if hits := r.Hits(0); len(hits) == 0 {
				t.Errorf("%s has no hits in %d times %q", tt.query, n, tt.unit)
			} else if h := hits[0]; h.Last-h.First > 6 {
				t.Errorf("%s is shown by %d words of %d times %q", tt.query, h.Last-h.First+1, n, tt.unit)
			}
			r.Close()
		}
	}
}

// A hostile page must not hold up the pipeline.
func TestHostileTextTakesLinearTime(t *testing.T) {
	bytes := (256 << 10) * tagtest.Large
	size := int(bytes)
	m := Compile(parseAll(t, []string{
		"oil* NEAR/100 pri* NEAR/100 oil*", `"oil oil oil price"`, "(oil NEAR/100 price) ONEAR/100 (price NEAR/100 oil)",
		`(oil OR price OR "oil price") NEAR/3 (oil* OR price*) NEAR/3 (oil OR price)`, "oil W/s price W/s (oil NEAR/100 oil)",
		"ATLEAST/1000 (oil NEAR/100 price)", "oil NEAR/100 gas", "oil NEAR/100 oil NEAR/100 oil NEAR/100 oil NEAR/100 gas", "*il", "?il OR *ic*",
	}))
	for _, unit := range []string{"oil ", "oil price ", "oil x price ", "oil1 oil2 price ", "oil. price\n", "é", "x", "a's ", "oilprice"} {
		start := time.Now()
		r := m.Read(&query.Content{query.Text: strings.Repeat(unit, size/len(unit))})
		for _, q := range r.Queries() {
			for _, h := range first(r.Hits(q), 5) {
				r.Because(h)
			}
		}
		r.Close()
		took := time.Since(start)
		t.Logf("%q: %v", unit, took)
		if took > 5*tagtest.Slow*time.Second {
			t.Errorf("%q: %v", unit, took)
		}
	}
}

func first[T any](list []T, n int) []T { return list[:min(len(list), n)] }
