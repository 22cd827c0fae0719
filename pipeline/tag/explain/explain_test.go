package explain

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
	"coranto/pipeline/query/querytest"
	"coranto/pipeline/tag"
	"coranto/pipeline/tag/tagtest"
)

// parse reads topics that have no mistakes.
func parse(t testing.TB, src string) []tag.Topic {
	t.Helper()
	topics, err := tag.ParseTopics([]tag.File{{Name: "topics.yaml", Data: []byte(src)}})
	if err != nil {
		t.Fatal(err)
	}
	return topics
}

func TestExplanationIsTheQueryAsATree(t *testing.T) {
	tagtest.Golden(t, "testdata", func(t *testing.T, files []txtar.File) string {
		a := news.Article{Lang: "en", Title: string(files[1].Data), Text: string(files[2].Data)}
		return Topic(parse(t, string(files[0].Data))[0], a).String()
	})
}

func TestExplanationAgreesWithTag(t *testing.T) {
	topics := parse(t, "id: x\nquery: (oil OR gas) AND NOT coal")
	tagger := tag.New(topics)
	for _, text := range []string{"oil", "oil gas", "coal", "coal oil", ""} {
		a := news.Article{Text: text}
		x, tags := Topic(topics[0], a), tagger.Append(nil, &a, 0)
		if x.Query.True != (len(tags) == 1) || len(tags) == 1 && x.Score != tags[0].Score {
			t.Errorf("%q: %v, but %v", text, x, tags)
		}
	}
}

func TestLanguageWithoutQueryIsNamed(t *testing.T) {
	topic := parse(t, "id: x\nquery: {en: oil, ru: нефть}")[0]
	for lang, want := range map[string]string{
		"de-AT": "x: no query for language de: there is en, ru\n",
		"":      "x: no query for an article whose language is not known: there is en, ru\n",
	} {
		if got := Topic(topic, news.Article{Lang: lang}).String(); got != want {
			t.Errorf("%q: %s", lang, got)
		}
	}
}

func TestWeightsShowWhatEachGave(t *testing.T) {
	topic := parse(t, `
id: trade
query: embargo
weights:
  threshold: 10
  terms: {tariff*: 4, "trade war": 6, title:(duty OR duties): 3, football: -8, "price cap": 5}`)[0]
	got := Topic(topic, news.Article{Lang: "en", Title: "Duties", Text: "Tariffs and football. Tariffs, no war on trade."}).String()
	want := `trade: does not match, query any
  the shortest change that would make it match:
    embargo: does not occur
  - OR
    - weights: sum -1 of 10
      + tariff*: gives +4
          text 0-7: Tariffs
          text 22-29: Tariffs
      - "trade war": gives +0: the words stand in another order: trade NEAR/1 war would match
      + title: gives +3
        + OR
          + duties
              title 0-6: Duties
          - duty
      + football: gives -8
          text 12-20: football
      - "price cap" (+5)
    - embargo
`
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func TestJSONCarriesTheSame(t *testing.T) {
	topic := parse(t, "id: x\nquery: oil NEAR/1 import*\nweights: {threshold: 3, terms: {oil: 2, gas: 2}}")[0]
	got, err := json.Marshal(Topic(topic, news.Article{Text: "oil is not what it imports"}))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		`"sum":2,"of":3`, `"weight":2,"gave":2`,
		`"change":{"steps":[{"clause":"oil NEAR/1 import*","say":"the nearest pair is 4 apart: NEAR/4 would match","query":"oil NEAR/4 import*"`,
		`"nearest":[{"field":"text","start":0,"end":3,"quote":"oil"`, `"query":"oil NEAR/4 import*"}`,
	} {
		if !strings.Contains(string(got), part) {
			t.Errorf("%s lacks %s", got, part)
		}
	}
}

// holdsItsPromise checks of every step and change that names a query that it matches.
func holdsItsPromise(t *testing.T, v *view, e query.Expr) (promises int) {
	t.Helper()
	r := v.repair(e)
	check := func(src string) {
		changed, err := query.Parse(src)
		if err != nil {
			t.Fatalf("%s is said to match instead of %s: %v", src, e, err)
		}
		if !v.match(changed) {
			t.Fatalf("%s is said to match %q instead of %s", src, v.doc.Content, e)
		}
		promises++
	}
	if src := written(r.expr); src != "" {
		check(src)
	}
	if r.expr != nil && !v.match(r.expr) {
		t.Fatalf("%s does not match %q instead of %s", r.expr, v.doc.Content, e)
	}
	if len(r.steps) == 0 {
		t.Fatalf("%s: nothing is said", e)
	}
	if len(r.steps) == 1 && r.steps[0].Clause == e.String() && r.steps[0].Query != "" {
		check(r.steps[0].Query)
	}
	return promises
}

// parts visits e and all in it that is false, with the fields that it reads.
func parts(v *view, e query.Expr, visit func(v *view, e query.Expr)) {
	if !v.match(e) {
		visit(v, e)
	}
	switch e := e.(type) {
	case query.And:
		for _, t := range e {
			parts(v, t, visit)
		}
	case query.Or:
		for _, t := range e {
			parts(v, t, visit)
		}
	case query.Not:
		parts(v, e.Term, visit)
	case query.In:
		parts(v.in(e.Field), e.Term, visit)
	case query.AtLeast:
		parts(v, e.Term, visit)
	case query.Near:
		parts(v, e.Left, visit)
		parts(v, e.Right, visit)
	case query.Sum:
		for _, w := range e.Terms {
			parts(newView(v.doc), w.Term, visit)
		}
	}
}

func TestWhatIsSaidToMatchMatches(t *testing.T) {
	r := querytest.Random{Rand: rand.New(rand.NewPCG(1, 2))}
	promises := 0
	for range 6000 {
		e, err := query.Parse(r.Query(3))
		if err != nil {
			continue
		}
		c := r.Content()
		a := news.Article{Title: c[0], Text: c[1], Section: c[2], Authors: []string{c[3]}, Source: news.Source{Name: c[4]}, Lang: c[5]}
		parts(newView(tag.Index(a)), e, func(v *view, e query.Expr) { promises += holdsItsPromise(t, v, e) })
	}
	if promises < 5000 {
		t.Errorf("only %d promises", promises)
	}
}

func TestWordsSaidToMatchMatch(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("tariff tariffs sanction sanctions sanctioned sanctoins import imports importing Café cafés US Us санкции санкций нефть нефти निर्यात oil oily trade trades 制裁")
	text := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(words[r.IntN(len(words))] + []string{" ", " ", ". ", "\n"}[r.IntN(4)])
		}
		return b.String()
	}
	promises := 0
	for range 4000 {
		word := func() string { return words[r.IntN(len(words))] }
		src := []string{
			word(), "{" + word() + "}", word() + "*", `"` + word() + " " + word() + `"`, "stem:" + strings.TrimSuffix(word(), "裁"),
			word() + " NEAR/1 " + word(), word() + " W/s (" + word() + " OR " + word() + ")", "ATLEAST/2 (" + word() + ")", "title:" + word(),
		}[r.IntN(9)]
		e, err := query.Parse(src)
		if err != nil {
			continue
		}
		v := newView(tag.Index(news.Article{Title: text(2), Text: text(r.IntN(8)), Lang: "en"}))
		parts(v, e, func(v *view, e query.Expr) { promises += holdsItsPromise(t, v, e) })
	}
	if promises < 1000 {
		t.Errorf("only %d promises", promises)
	}
}

func TestExplanationOfALongQueryIsShort(t *testing.T) {
	var words []string
	for i := range 400 {
		words = append(words, "word"+strings.Repeat("x", i%40)+string(rune('a'+i%26))+string(rune('a'+i/26)))
	}
	src := "id: x\nquery: (" + strings.Join(words, " OR ") + ") AND oil NEAR/5 (" + strings.Join(words, " OR ") + ")"
	got := Topic(parse(t, src)[0], news.Article{Text: "Oil is bought."}).String()
	for line := range strings.Lines(got) {
		if len(line) > 1200 {
			t.Errorf("a line of %d bytes", len(line))
		}
	}
	if strings.Count(got, "\n") > 12 || !strings.Contains(got, "… and 385 more") {
		t.Error(got)
	}
}
