package tag

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
)

// The example of the documentation, in the form that people copy.
const tariffs = `id: tariffs
weights: {threshold: 10, terms: {tariff*: 4, "trade war": 6, title:(duty OR duties): 3, football: -8}}
`

func TestWeightsAreReadInOrder(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{tariffs, `weights of 10: tariff*: 4, "trade war": 6, title:(duty OR duties): 3, football: -8`},
		{"id: x\nweights:\n  threshold: 2.5\n  terms:\n    b: 0.125\n    trade war: {weight: 1.5, up_to: 3}\n    title:(a NEAR/3 b): {weight: +2, up_to: 2}\n    NOT a AND b: -0.5\n",
			`weights of 2.5: b: 0.125, "trade war": 1.5 up to 3 times, title:(a NEAR/3 b): 2 up to 2 times, (NOT a AND b): -0.5`},
	} {
		if got := parse(t, tt.src)[0].Weights.String(); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.src, got, tt.want)
		}
	}
}

func TestThousandthsAreExact(t *testing.T) {
	for s, want := range map[string]int{"4": 4000, "-8": -8000, "0.001": 1, "-0.5": -500, "+2.25": 2250, "999999.999": 999999999, "0.1": 100} {
		if got, err := thousandths(s); got != want || err != nil {
			t.Errorf("%s: %d, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "x", "1e3", "1,5", ".5", "5.", "1.2345", "1000000", "0x1", "NaN", "--1"} {
		if got, err := thousandths(s); err == nil {
			t.Errorf("%q: %d", s, got)
		}
	}
}

func TestTopicIsOnByQueryOrWeights(t *testing.T) {
	topic := parse(t, tariffs+"query: {any: protectionism OR dumping, ru: пошлин*}\n")[0]
	for _, tt := range []struct {
		lang, title, text string
		want              bool
	}{
		{"en", "", "Tariffs, and a trade war.", true},
		{"en", "", "Tariffs and customs duties.", false},
		{"en", "Duty on tariffed goods", "A trade war", true},
		{"en", "", "Tariffs, and a trade war of football clubs.", false},
		{"en", "", "Dumping, said football clubs.", true},
		{"ru", "", "Новые пошлины.", true},
		{"ru", "", "dumping", false},
		{"ru", "", "tariff trade war", true},
	} {
		q, _, ok := topic.Query(tt.lang)
		doc := query.Index(query.Content{query.Title: tt.title, query.Text: tt.text})
		if !ok || doc.Match(q) != tt.want {
			t.Errorf("%+v: %v", tt, ok)
		}
	}
}

func TestWholeConditionIsQueryOrWeights(t *testing.T) {
	for _, tt := range []struct{ queries, lang, want string }{
		{"", "ru", "any: weights of 1: w: 1"},
		{"query: a\n", "ru", "any: a OR weights of 1: w: 1"},
		{"query: a OR b\n", "ru", "any: a OR b OR weights of 1: w: 1"},
		{"query: a AND b\n", "", "any: (a AND b) OR weights of 1: w: 1"},
		{"query: {ru: a}\n", "ru-RU", "ru: a OR weights of 1: w: 1"},
		{"query: {ru: a}\n", "en", "any: weights of 1: w: 1"},
	} {
		topic := parse(t, "id: x\nweights: {threshold: 1, terms: {w: 1}}\n"+tt.queries)[0]
		for range 2 { // the topic stays as it is
			q, key, ok := topic.Query(tt.lang)
			if got := key + ": " + q.String(); got != tt.want || !ok {
				t.Errorf("%q in %q: %s, want %s", tt.queries, tt.lang, got, tt.want)
			}
		}
		for _, q := range topic.Queries {
			if or, ok := q.(query.Or); ok && len(or) != 2 {
				t.Errorf("the query has become %s", q)
			}
		}
	}
}

func TestWeightsShowTheirEvidence(t *testing.T) {
	a, err := New(parse(t, tariffs)).Tag(t.Context(), news.Article{Lang: "en", Text: "Tariffs may mean trade war."})
	if err != nil || len(a.Topics) != 1 {
		t.Fatalf("%v, %v", a.Topics, err)
	}
	var quotes []string
	for _, e := range a.Topics[0].Evidence {
		quotes = append(quotes, e.Quote)
	}
	if diff := cmp.Diff([]string{"Tariffs", "trade war"}, quotes); diff != "" {
		t.Error(diff)
	}
}
