package tag

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"coranto/pipeline/news"
	"coranto/pipeline/tag/tagtest"
)

// vocabulary gives words as common as their rank says (Zipf), as in any language.
func vocabulary(r *rand.Rand) func() string {
	const words = 20000
	return func() string { // the inverse of the law's distribution
		rank := int(math.Exp(r.Float64() * math.Log(words)))
		return fmt.Sprintf("%c%c%d", 'a'+rank%26, 'a'+rank/26%26, rank)
	}
}

// manyTopics writes n topics of the shapes that people write.
func manyTopics(t testing.TB, n int) []Topic {
	word := vocabulary(rand.New(rand.NewPCG(1, 2)))
	var b strings.Builder
	for i := range n {
		shape := []string{
			`%s* OR "%s %s" OR %s OR %s*`, `(%s OR %s*) AND (%s OR "%s %s")`, `%s NEAR/5 (%s* OR %s) OR %s NEAR/10 %s`,
			`%s AND NOT (%s* OR %s OR "%s %s")`,
		}[i%4]
		query := fmt.Sprintf(shape, word(), word(), word(), word(), word())
		fmt.Fprintf(&b, "- {id: t%d, query: '%s'}\n", i, query)
	}
	return parse(t, b.String())
}

func article(words int) news.Article {
	word := vocabulary(rand.New(rand.NewPCG(3, 4)))
	var b strings.Builder
	for i := range words {
		b.WriteString(word() + []string{" ", " ", " ", ", ", ".\n"}[i%5])
	}
	return news.Article{Lang: "en", Title: "An article of " + word(), Text: b.String()}
}

func TestHostileArticleIsTaggedInTime(t *testing.T) {
	bytes := (256 << 10) * tagtest.Large
	size := int(bytes)
	tagger := New(manyTopics(t, 1000))
	var dense []Topic
	for range 10 {
		dense = append(dense, parse(t, `
- {id: x, query: 'oil* NEAR/5 (price* OR "oil price")'}
- {id: y, query: 'oil* OR price* OR oil NEAR/100 price NEAR/100 oil'}
`)...)
	}
	for name, tt := range map[string]struct {
		tagger *Tagger
		text   string
	}{
		"long":   {tagger, article(size / 8).Text},
		"dense":  {New(dense), strings.Repeat("oil price ", size/len("oil price "))},
		"spaces": {tagger, strings.Repeat(" ", size)},
		"word":   {tagger, strings.Repeat("é", size/2)},
	} {
		start := time.Now()
		if _, err := tt.tagger.Tag(t.Context(), news.Article{Text: tt.text}); err != nil {
			t.Fatal(err)
		}
		took := time.Since(start)
		t.Logf("%s: %v", name, took)
		if took > 10*tagtest.Slow*time.Second {
			t.Errorf("%s: %v", name, took)
		}
	}
}

// BenchmarkTag is what a topic costs that is assigned: beside the verdict its score and its
// passages. match.BenchmarkRead measures verdicts alone.
func BenchmarkTag(b *testing.B) {
	articles := referenceArticles(b)
	topics := referenceTopics(b, "queries-q1000.yaml")
	for _, evidence := range []int{0, maxEvidence} {
		b.Run(fmt.Sprintf("topics=%d/evidence=%d", len(topics), evidence), func(b *testing.B) {
			tagger := New(topics)
			var tags []news.Tag
			assigned := 0
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				tags = tagger.Append(tags[:0], &articles[i%len(articles)], evidence)
				assigned += len(tags)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
			b.ReportMetric(float64(assigned)/float64(b.N), "tags/doc")
		})
	}
}

// BenchmarkShipped holds the topics of configs/topics against the documents.
func BenchmarkShipped(b *testing.B) {
	articles := referenceArticles(b)
	names, err := filepath.Glob("../../configs/topics/*.yaml")
	if err != nil {
		b.Fatal(err)
	}
	var files []File
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		files = append(files, File{name, data})
	}
	topics, err := ParseTopics(files)
	if err != nil {
		b.Fatal(err)
	}
	tagger := New(topics)
	var tags []news.Tag
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		tags = tagger.Append(tags[:0], &articles[i%len(articles)], maxEvidence)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
}

// BenchmarkCompile measures what n topics take to be compiled, once parsed, and the memory
// that they then take.
func BenchmarkCompile(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		b.Run(fmt.Sprintf("topics=%d", n), func(b *testing.B) {
			topics := manyTopics(b, n)
			b.ReportAllocs()
			for b.Loop() {
				New(topics)
			}
			before := heap()
			tagger := New(topics)
			b.ReportMetric(float64(heap()-before)/1e6, "MB")
			runtime.KeepAlive(tagger)
			runtime.KeepAlive(topics)
		})
	}
}

func heap() int64 {
	var s runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&s)
	return int64(s.HeapAlloc)
}
