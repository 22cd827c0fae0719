package match

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coranto/pipeline/query"
	"coranto/pipeline/query/querytest"
	"coranto/pipeline/query/token"
)

// agree checks that a Matcher finds of a text what query.Document finds.
func agree(t *testing.T, queries []Query, m *Matcher, c query.Content) (matched int) {
	t.Helper()
	d := query.Index(c)
	r := m.Read(&c)
	defer r.Close()
	lang := token.Primary(c[query.Lang])
	want := []uint32{}
	for i, q := range queries {
		if (q.Lang == "" || q.Lang == lang) && !slices.Contains(q.Except, lang) && d.Match(q.Expr) {
			want = append(want, uint32(i))
		}
	}
	if diff := cmp.Diff(want, append([]uint32{}, r.Queries()...)); diff != "" {
		for _, i := range append(want, r.Queries()...) {
			if slices.Contains(want, i) != slices.Contains(r.Queries(), i) {
				t.Errorf("%s", queries[i].Expr)
			}
		}
		t.Fatalf("%q: %s", c, diff)
	}
	for _, i := range want {
		if diff := cmp.Diff(plainHits(d, queries[i].Expr), hits(r, i)); diff != "" {
			t.Fatalf("%s of %q: %s", queries[i].Expr, c, diff)
		}
	}
	return len(want)
}

func plainHits(d *query.Document, e query.Expr) []string {
	list := []string{}
	for _, h := range d.Hits(e) {
		list = append(list, fmt.Sprintf("%s %d-%d %s because %s", h.Field, h.First, h.Last, h.Clause, d.Reason(h)))
	}
	slices.Sort(list)
	return list
}

func hits(r *Reading, number uint32) []string {
	list := []string{}
	for _, h := range r.Hits(number) {
		f, first, last := r.Field(h)
		list = append(list, fmt.Sprintf("%s %d-%d %s because %s", f, first, last, r.m.expr(uint32(h.Clause), nil), r.Reason(h)))
	}
	slices.Sort(list)
	return list
}

func randomQueries(r querytest.Random, n int) []Query {
	var queries []Query
	for len(queries) < n {
		e, err := query.Parse(r.Query(3))
		if err != nil {
			continue
		}
		q := Query{Expr: e}
		switch r.IntN(6) {
		case 0:
			q.Lang = "en"
		case 1:
			q.Except = []string{"en", "de"}
		case 2:
			q.Expr = randomSum(r)
		case 3:
			q.Expr = query.Or{e, randomSum(r)}
		}
		queries = append(queries, q)
	}
	return queries
}

func randomSum(r querytest.Random) query.Sum {
	s := query.Sum{Threshold: 1 + r.IntN(6)}
	for range 1 + r.IntN(5) {
		src := r.Query(1)
		e, err := query.Parse(src)
		if err != nil {
			continue
		}
		w := query.Weighted{Term: e, Weight: r.IntN(7) - 2, UpTo: 1}
		if e, err := query.Parse("ATLEAST/2 (" + src + ")"); err == nil && r.IntN(2) == 0 {
			w = query.Weighted{Term: e.(query.AtLeast).Term, Weight: w.Weight, UpTo: 1 + r.IntN(3)}
		}
		s.Terms = append(s.Terms, w)
	}
	return s
}

func TestVerdictsAndHitsAreThoseOfThePlainMeaning(t *testing.T) {
	r := querytest.Random{Rand: rand.New(rand.NewPCG(1, 2))}
	matched, pairs := 0, 0
	for range 300 {
		queries := randomQueries(r, 1+r.IntN(60))
		m := Compile(queries)
		for range 20 {
			matched += agree(t, queries, m, query.Content(r.Content()))
			pairs += len(queries)
		}
	}
	if matched < pairs/10 || matched > pairs*9/10 {
		t.Errorf("%d of %d match: one-sided", matched, pairs)
	}
}

// FuzzRandom is TestVerdicts… from other seeds, for as long as one likes.
func FuzzRandom(f *testing.F) {
	f.Add(uint64(3))
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := querytest.Random{Rand: rand.New(rand.NewPCG(seed, 4))}
		queries := randomQueries(r, 1+r.IntN(40))
		m := Compile(queries)
		for range 10 {
			agree(t, queries, m, query.Content(r.Content()))
		}
	})
}

func FuzzAgree(f *testing.F) {
	f.Add("a NEAR/1 (b OR \"c d\") NEAR/2 a", "a* OR b", "a b", "c d a x b a")
	f.Add(`ATLEAST/2 (a W/s (b ONEAR/3 {C})) OR title:*cc`, "(a NEAR/9 b) NEAR/0 c", "Acc", "a. B x C a. C b\na")
	f.Fuzz(func(t *testing.T, one, two, title, text string) {
		var queries []Query
		for _, src := range []string{one, two} {
			e, err := query.Parse(src)
			if err != nil || strings.Count(src, "NEAR")+strings.Count(src, "W/") > 4 || len(title)+len(text) > 400 {
				return
			}
			queries = append(queries, Query{Expr: e})
		}
		agree(t, queries, Compile(queries), query.Content{query.Title: title, query.Text: text})
	})
}

// What analysts would write, over what they would read.
func TestThousandsOfQueriesAgreeOnNews(t *testing.T) {
	docs := documents(t)
	queries := parseAll(t, sources(t, 10000, docs))
	m := Compile(queries)
	for i := 7; i < len(docs); i += 200 {
		agree(t, queries, m, docs[i])
	}
}

// A topic costs nothing until a word that it requires occurs.
func TestQueriesRunOnlyWhereTheirWordsOccur(t *testing.T) {
	m := Compile(parseAll(t, []string{
		"the AND embargo", `"of the embargo"`, "the NEAR/5 (embargo OR ban)", "the AND NOT embargo AND ban", "ATLEAST/2 (embargo)",
		"title:embargo", "embargo OR ban", "source:reuters AND the", "the AND of AND NOT ban AND duty*",
	}))
	r := m.Read(&query.Content{query.Title: "The title of the article", query.Text: "The text of the article, which goes on and on.", query.Source: "Example"})
	defer r.Close()
	if r.Runs != 0 || len(r.Queries()) != 0 {
		t.Errorf("%d programs run, %v true", r.Runs, r.Queries())
	}
}

func TestReadingAllocatesNothing(t *testing.T) {
	m := Compile(parseAll(t, []string{"oil*", "price AND NOT gas", "oil NEAR/5 price", `"crude oil"`, "lead:(oil W/s price)", "ATLEAST/2 (oil OR price)"}))
	c := query.Content{query.Title: "Crude oil", query.Text: strings.Repeat("The price of crude oil rose. Öl wird teurer, нефть дорожает.\n", 20)}
	r := m.Read(&c)
	defer r.Close()
	read := func() {
		r.reset(&c)
		r.scan()
		r.decide()
		for _, q := range r.Queries() {
			r.Hits(q)
		}
	}
	read()
	if n := testing.AllocsPerRun(100, read); n > 0 {
		t.Errorf("%v allocations for a text", n)
	}
}
