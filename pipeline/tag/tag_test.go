package tag

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
	"coranto/pipeline/query/querytest"
)

func tagged(t testing.TB, topics string, a news.Article) []news.Tag {
	t.Helper()
	got, err := New(parse(t, topics)).Tag(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	return got.Topics
}

// brief gives tags as "id: field start-end quote (clause), …".
func brief(tags []news.Tag) string {
	var lines []string
	for _, tag := range tags {
		var parts []string
		for _, e := range tag.Evidence {
			parts = append(parts, fmt.Sprintf("%s %d-%d %s (%s)", e.Field, e.Start, e.End, e.Quote, e.Clause))
		}
		lines = append(lines, tag.ID+": "+strings.Join(parts, ", "))
	}
	return strings.Join(lines, "\n")
}

func TestArticleReceivesItsTopics(t *testing.T) {
	topics := `
- id: sanctions
  name: Sanctions
  codes: {gdelt: SANCTIONS}
  query: sanction* OR embargo
- id: oil-imports
  query: oil NEAR/5 import*
- id: tariffs
  query: tariff*
`
	a := news.Article{ID: "x", Lang: "en", Title: "EU weighs sanctions", Text: "“Oil” imports end.\nSanctions on café owners…"}
	now := time.Date(2024, 7, 5, 9, 0, 0, 0, time.FixedZone("", 7200))
	tagger := New(parse(t, topics))
	tagger.Now = func() time.Time { return now }
	got, err := tagger.Tag(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	want := `sanctions: title 10-19 sanctions (sanction*), text 19-28 Sanctions (sanction*)
oil-imports: text 1-13 Oil” imports (oil NEAR/5 import*)`
	if diff := cmp.Diff(want, brief(got.Topics)); diff != "" {
		t.Error(diff)
	}
	if first := got.Topics[0]; first.Name != "Sanctions" || first.Codes["gdelt"] != "SANCTIONS" || first.Version != tagger.Topics()[0].Version {
		t.Errorf("%+v", first)
	}
	if name := got.Topics[1].Name; name != "oil-imports" {
		t.Errorf("a topic without a name is called %q, not by its id", name)
	}
	if tagged := got.Trace.Tagged; tagged == nil || !tagged.Equal(now) || tagged.Location() != time.UTC {
		t.Errorf("tagged at %v", tagged)
	}
	if a.Topics != nil || a.Trace.Tagged != nil || got.ID != "x" || got.Text != a.Text {
		t.Error("the article changed otherwise")
	}
}

func TestTopicsAreNeverNull(t *testing.T) {
	for _, a := range []news.Article{{}, {Text: "coal"}, {Text: "oil"}} {
		data, err := json.Marshal(tagged(t, "id: oil\nquery: oil", a))
		if err != nil || strings.Contains(string(data), "null") {
			t.Errorf("%s, %v", data, err)
		}
	}
	if got := tagged(t, "", news.Article{Topics: []news.Tag{{ID: "old"}}}); len(got) != 0 {
		t.Errorf("kept %v", got)
	}
}

func TestLanguageChoosesTheQuery(t *testing.T) {
	topics := `
- {id: both, query: {any: oil, ru: нефть}}
- {id: russian, query: {ru: нефть}}
`
	for lang, want := range map[string]string{"ru": "both russian", "ru-RU": "both russian", "en": "", "": ""} {
		var ids []string
		for _, tag := range tagged(t, topics, news.Article{Lang: lang, Text: "Нефть"}) {
			ids = append(ids, tag.ID)
		}
		if got := strings.Join(ids, " "); got != want {
			t.Errorf("%s: %s, want %s", lang, got, want)
		}
	}
}

func TestBestEvidenceComesFirst(t *testing.T) {
	for _, tt := range []struct{ name, query, title, text, want string }{
		{"title before text", "oil", "on oil", "oil", "title 3-6 oil (oil), text 0-3 oil (oil)"},
		{"new clauses before repeats", "oil OR gas", "", "oil oil gas", "text 0-3 oil (oil), text 8-11 gas (gas), text 4-7 oil (oil)"},
		{"overlaps once, the longer one", `oil OR "oil price"`, "", "oil price", `text 0-9 oil price ("oil price")`},
		{"overlaps once, the first one", `"a b" OR "b c"`, "", "a b c", `text 0-3 a b ("a b")`},
		{"five", "oil", "", "oil oil oil oil oil oil oil", "text 0-3 oil (oil), text 4-7 oil (oil), text 8-11 oil (oil), text 12-15 oil (oil), text 16-19 oil (oil)"},
		{"code points", "oil", "", "žluťoučký 𝄞 oil’s", "text 12-15 oil (oil)"},
		{"nearest pair", "oil NEAR/9 gas", "", "oil x oil y gas", "text 6-15 oil y gas (oil NEAR/9 gas)"},
	} {
		got := brief(tagged(t, "id: x\nquery: '"+tt.query+"'", news.Article{Title: tt.title, Text: tt.text}))
		if got != "x: "+tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// Whatever the text, an evidence's quote is what its code points say.
func TestQuoteIsWhatItsOffsetsCut(t *testing.T) {
	topics := parse(t, "id: x\nquery: 'oil OR \"gas* oil\" OR oil NEAR/3 café OR 制裁'")
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var a news.Article
		for range r.IntN(20) {
			word := []string{"oil", "OIL’S ", "gas ", "café\n", "cafe\u0301", "制裁", "𝄞", "\xff", " ", "-", "sanc\u00adtions"}[r.IntN(11)]
			if r.IntN(5) == 0 {
				a.Title += word
			} else {
				a.Text += word
			}
		}
		got, err := New(topics).Tag(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		for _, tag := range got.Topics {
			for _, e := range tag.Evidence {
				field := []rune(map[string]string{"title": a.Title, "text": a.Text}[e.Field])
				if string(field[e.Start:e.End]) != string([]rune(e.Quote)) {
					t.Fatalf("%q: %+v", a.Title+"|"+a.Text, e)
				}
			}
			if len(tag.Evidence) == 0 || len(tag.Evidence) > maxEvidence || tag.Score <= 0 || tag.Score > 1 {
				t.Fatalf("%q: %+v", a.Title+"|"+a.Text, tag)
			}
		}
	}
}

func TestTopicsAreSortedByScoreThenID(t *testing.T) {
	got := tagged(t, "[{id: c, query: gas}, {id: b, query: oil}, {id: a, query: gas}]", news.Article{Title: "oil", Text: "gas"})
	ids := []string{got[0].ID, got[1].ID, got[2].ID}
	if diff := cmp.Diff([]string{"b", "a", "c"}, ids); diff != "" {
		t.Error(diff)
	}
}

func TestEndedContextIsTheOnlyError(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := New(parse(t, "id: x\nquery: oil")).Tag(ctx, news.Article{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestSwapReplacesAllTopicsAtOnce(t *testing.T) {
	sets := [][]Topic{parse(t, "[{id: a1, query: oil}, {id: a2, query: oil}]"), parse(t, "[{id: b1, query: oil}, {id: b2, query: oil}]")}
	tagger := New(sets[0])
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i := range 200 {
				tagger.Swap(sets[i%2])
				got, err := tagger.Tag(t.Context(), news.Article{Text: "oil"})
				if err != nil || len(got.Topics) != 2 || got.Topics[0].ID[0] != got.Topics[1].ID[0] {
					t.Errorf("%v, %v", got.Topics, err)
				}
			}
		})
	}
	group.Wait()
	tagger.Swap(nil)
	if len(tagger.Topics()) != 0 {
		t.Error("topics remain")
	}
}

// What the engine makes of an article is what the query's plain meaning makes of it.
func TestTagIsThatOfThePlainMeaning(t *testing.T) {
	r := querytest.Random{Rand: rand.New(rand.NewPCG(5, 6))}
	assigned := 0
	for range 100 {
		var topics []Topic
		for i := range 10 {
			e, err := query.Parse(r.Query(3))
			if err != nil {
				continue
			}
			topic := Topic{ID: fmt.Sprintf("t%d", i), Queries: map[string]query.Expr{[]string{Any, "en"}[r.IntN(2)]: e}}
			if word, err := query.Parse(r.Query(0)); err == nil && r.IntN(2) == 0 {
				topic.Weights = &query.Sum{Threshold: 2000, Terms: []query.Weighted{{Term: word, Weight: 1000, UpTo: 3}, {Term: e, Weight: 1500, UpTo: 1}}}
			}
			topics = append(topics, topic)
		}
		tagger := New(topics)
		for range 20 {
			c := r.Content()
			a := news.Article{Title: c[0], Text: c[1], Section: c[2], Authors: []string{c[3]}, Source: news.Source{Name: c[4]}, Lang: c[5]}
			tags := map[string]news.Tag{}
			for _, tag := range tagger.Append(nil, &a, maxEvidence) {
				tags[tag.ID] = tag
			}
			assigned += len(tags)
			for _, topic := range topics {
				d := Index(a)
				var hits []query.Hit
				if q, _, asked := topic.Query(a.Lang); asked {
					hits = d.Hits(q)
				}
				tag, ok := tags[topic.ID]
				if ok != (len(hits) > 0) {
					t.Fatalf("%v of %+v: %v with %d hits", topic, a, ok, len(hits))
				}
				if !ok {
					continue
				}
				type passage struct {
					field      string
					start, end int
				}
				var got, want []passage
				for _, e := range tag.Evidence {
					got = append(got, passage{e.Field, e.Start, e.End})
				}
				for _, e := range d.Evidence(hits, maxEvidence) {
					want = append(want, passage{e.Field, e.Start, e.End})
				}
				if diff := cmp.Diff(want, got, cmp.AllowUnexported(passage{})); diff != "" || tag.Score != d.Score(hits) {
					t.Fatalf("%v of %+v: %v, want %v %s", topic, a, tag.Score, d.Score(hits), diff)
				}
			}
		}
	}
	if assigned < 2000 {
		t.Errorf("%d tags", assigned)
	}
}

// More of any signal never lowers the score.
func TestScoreIsMonotone(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 10000 {
		s := signals{title: r.IntN(5), lead: r.IntN(5), words: 1 + r.IntN(2000), clauses: 1 + r.IntN(9)}
		s.hits = s.title + s.lead + r.IntN(20)
		base := s.score()
		if base < 0 || base > 1 {
			t.Fatalf("%+v scores %v", s, base)
		}
		for name, more := range map[string]func(s *signals){
			"title":   func(s *signals) { s.title++ },
			"lead":    func(s *signals) { s.lead++ },
			"hits":    func(s *signals) { s.hits++ },
			"clauses": func(s *signals) { s.clauses++ },
			"density": func(s *signals) { s.words-- },
		} {
			grown := s
			if more(&grown); grown.score() < base {
				t.Errorf("more %s: %+v scores %v, %+v %v", name, s, base, grown, grown.score())
			}
		}
	}
}

func TestScoreSaysHowMuchAnArticleIsAboutATopic(t *testing.T) {
	score := func(title, text string) float64 {
		return tagged(t, "id: x\nquery: oil OR gas OR coal", news.Article{Title: title, Text: text})[0].Score
	}
	filler := strings.Repeat("word ", 300)
	ordered := []struct {
		name  string
		score float64
	}{
		{"one hit far down a long text", score("", strings.Repeat(filler, 5)+"oil")},
		{"one hit far down", score("", filler+"oil")},
		{"two hits far down", score("", filler+"oil oil")},
		{"two clauses far down", score("", filler+"oil gas")},
		{"also in the lead", score("", "oil "+filler+"oil gas")},
		{"also in the title", score("oil", "oil "+filler+"oil gas")},
		{"all clauses everywhere", score("oil, gas, coal", "oil gas coal "+filler+"oil gas coal")},
	}
	if !slices.IsSortedFunc(ordered, func(a, b struct {
		name  string
		score float64
	}) int {
		if a.score < b.score {
			return -1
		}
		return 1
	}) {
		t.Error(ordered)
	}
}
