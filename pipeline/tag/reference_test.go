package tag

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
)

// reference is where another engine's matches over Reuters articles may lie.
const reference = "../../../shared/data/tagging"

func readGzip(t testing.TB, name string) []byte {
	t.Helper()
	f, err := os.Open(filepath.Join(reference, name))
	if err != nil {
		t.Skipf("no reference data beside the checkout: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func referenceArticles(t testing.TB) []news.Article {
	t.Helper()
	var articles []news.Article
	for line := range strings.Lines(string(readGzip(t, "docs.jsonl.gz"))) {
		var a news.Article
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	return articles
}

func referenceTopics(t testing.TB, name string) []Topic {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(reference, name))
	if err != nil {
		t.Skipf("no reference data beside the checkout: %v", err)
	}
	topics, err := ParseTopics([]File{{name, data}})
	if err != nil {
		t.Fatal(err)
	}
	return topics
}

// The reference differs in two rules: its NEAR/n lets n-1 words stand between, and it does
// not fold accents. With the first translated, one article is left, a Portuguese "memória"
// under memori*.
func TestMatchesAgreeWithReference(t *testing.T) {
	articles := referenceArticles(t)
	for _, tt := range []struct {
		set           string
		agreed        int      // article-topic pairs of both
		missed, found int      // pairs of the reference alone, of ours alone
		left          []string // pairs that differ after translation
	}{
		{"q1000", 13016, 0, 3, []string{"+ aeb/3252222e61fe q000758"}},
		{"n1000", 5732, 0, 0, nil},
	} {
		t.Run(tt.set, func(t *testing.T) {
			topics := referenceTopics(t, "queries-"+tt.set+".yaml")
			want := referencePairs(t, "matches-"+tt.set+".txt.gz")
			got := pairs(t, topics, articles)
			missed, found := difference(want, got), difference(got, want)
			if len(got)-len(found) != tt.agreed || len(missed) != tt.missed || len(found) != tt.found {
				t.Errorf("agreed on %d, missed %d, found %d more; want %d, %d, %d",
					len(got)-len(found), len(missed), len(found), tt.agreed, tt.missed, tt.found)
			}
			for _, topic := range topics {
				topic.Queries[Any] = translate(topic.Queries[Any])
			}
			got = pairs(t, topics, articles)
			var left []string
			for _, p := range difference(want, got) {
				left = append(left, "- "+p)
			}
			for _, p := range difference(got, want) {
				left = append(left, "+ "+p)
			}
			if diff := cmp.Diff(tt.left, left); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// translate gives a query that means to us what e means to the reference.
func translate(e query.Expr) query.Expr {
	all := func(terms []query.Expr) []query.Expr {
		terms = slices.Clone(terms)
		for i := range terms {
			terms[i] = translate(terms[i])
		}
		return terms
	}
	switch e := e.(type) {
	case query.And:
		return query.And(all(e))
	case query.Or:
		return query.Or(all(e))
	case query.Not:
		return query.Not{Term: translate(e.Term)}
	case query.Near:
		e.Reach.Within--
		return e
	}
	return e
}

func referencePairs(t testing.TB, name string) []string {
	t.Helper()
	var pairs []string
	for line := range strings.Lines(string(readGzip(t, name))) {
		article, topics, _ := strings.Cut(strings.TrimSpace(line), " ")
		for _, topic := range strings.FieldsFunc(topics, func(r rune) bool { return r == ',' }) {
			pairs = append(pairs, article+" "+topic)
		}
	}
	return pairs
}

// pairs gives "article topic" for every topic of every article.
func pairs(t testing.TB, topics []Topic, articles []news.Article) []string {
	t.Helper()
	tagger := New(topics)
	var pairs []string
	for _, a := range articles {
		tagged, err := tagger.Tag(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		for _, tag := range tagged.Topics {
			pairs = append(pairs, a.ID+" "+tag.ID)
		}
	}
	return pairs
}

// difference gives what is in a and not in b.
func difference(a, b []string) []string {
	in := map[string]bool{}
	for _, s := range b {
		in[s] = true
	}
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return in[s] })
}
