package explain

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"coranto/pipeline/news"
	"coranto/pipeline/tag"
	"coranto/pipeline/tag/tagtest"
)

func TestOnlyTheBeginningOfALongArticleIsExplained(t *testing.T) {
	topic := parse(t, "id: x\nquery: oil AND gas")[0]
	text := strings.Repeat("é ", maxText/2-2) + "oil gas"
	for _, tt := range []struct {
		text      string
		cut, true bool
	}{
		{text, true, false}, // of gas there is no more than its g
		{text[:len(text)-len("oil gas")] + "oil", false, false},
		{"oil gas " + text, true, true},
	} {
		x := Topic(topic, news.Article{Text: tt.text})
		if said := strings.Contains(x.String(), "only its first 200,000 characters"); x.Cut != tt.cut || said != tt.cut || x.Query.True != tt.true {
			t.Errorf("%d bytes: cut %v, true %v\n%.500s", len(tt.text), x.Cut, x.Query.True, x)
		}
	}
}

func shippedTopics(t *testing.T) []tag.Topic {
	t.Helper()
	names, err := filepath.Glob("../../../configs/topics/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var files []tag.File
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, tag.File{Name: name, Data: data})
	}
	topics, err := tag.ParseTopics(files)
	if err != nil {
		t.Fatal(err)
	}
	return topics
}

func TestHostileQueriesAndArticlesAreExplainedSoon(t *testing.T) {
	const generous = 15 * tagtest.Slow * time.Second // it takes about two
	shipped := shippedTopics(t)
	query := func(src string) string { return "id: x\nquery: >-\n  " + src + "\n" }
	chain := func(word, operator string, n int) string {
		return query(word + strings.Repeat(operator+word, int(float64(n)*tagtest.Large)))
	}
	short, long := "aa is not bb. aa aa.", strings.Repeat("oil price ", 500_000)
	for _, tt := range []struct{ name, topic, text string }{
		{"a long text", "", long},
		{"NEAR", chain("aa", " NEAR/5 ", 5000), short},
		{"NEAR that fails", chain("aa", " NEAR/5 ", 5000) + "  NEAR/5 cc\n", short},
		{"ONEAR", chain("aa", " ONEAR/3 ", 4000), short},
		{"ONEAR/0", chain("aa", " ONEAR/0 ", 4000), short},
		{"W/p", chain("cc", " W/p ", 4000), short},
		{"a phrase", query(`"aa` + strings.Repeat(" aa", 5000) + `"`), short},
		{"words under AND", chain("cc", " AND ", 5000), long},
		{"NEAR, a long text", chain("oil", " NEAR/5 ", 500), long},
		{"ONEAR, a long text", chain("oil", " ONEAR/1 ", 500), long},
	} {
		if tagtest.Large < 1 && strings.HasSuffix(tt.name, ", a long text") {
			continue // all steps are spent here, which the race detector makes minutes of
		}
		topics := shipped
		if tt.topic != "" {
			topics = parse(t, tt.topic)
		}
		topic := topics[slices.IndexFunc(topics, func(t tag.Topic) bool { return t.ID == "x" || t.ID == "sanctions" })]
		began := time.Now()
		x := Topic(topic, news.Article{Lang: "en", Text: tt.text})
		drawn := x.String()
		took := time.Since(began)
		t.Logf("%s: %v, %d bytes: %.150s", tt.name, took, len(drawn), drawn)
		if took > generous {
			t.Errorf("%s: %v", tt.name, took)
		}
	}
}

func TestWithoutStepsNothingIsSuggested(t *testing.T) {
	topic := parse(t, "id: x\nquery: >-\n  aa"+strings.Repeat(" NEAR/5 aa", 5000)+" NEAR/5 cc\n")[0]
	x := Topic(topic, news.Article{Text: "aa bb"})
	if got := x.String(); x.Query.True || !strings.Contains(got, tooLarge) {
		t.Errorf("%.600s", got)
	}
}
