package sqlite

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"coranto/pipeline/news"
	"coranto/pipeline/store"
	"coranto/pipeline/store/storetest"
)

// written is an article of 6 KB as news are: words with Zipf's frequencies.
func written(n int) news.Article {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	zipf := rand.NewZipf(r, 1.1, 3, 50_000)
	words := func(count int) string {
		var b strings.Builder
		for range count {
			fmt.Fprintf(&b, "w%d ", zipf.Uint64())
		}
		return b.String()
	}
	a := storetest.Article(n)
	a.Title, a.Summary, a.Text = words(10), words(30), words(1200)
	return a
}

func BenchmarkPut(b *testing.B) {
	var texts [500]news.Article
	for i := range texts {
		texts[i] = written(i)
	}
	for _, callers := range []int{1, 64} {
		b.Run(fmt.Sprintf("callers=%d", callers), func(b *testing.B) {
			s := fresh(b)
			var n atomic.Int64
			b.SetParallelism(callers) // times GOMAXPROCS
			put := func() {
				i := int(n.Add(1))
				a := storetest.Article(i)
				a.Text = texts[i%len(texts)].Text
				if err := s.Put(b.Context(), a); err != nil {
					b.Error(err)
				}
			}
			if callers == 1 {
				for b.Loop() {
					put()
				}
				return
			}
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					put()
				}
			})
		})
	}
}

func BenchmarkSearch(b *testing.B) {
	const articles = 5000
	s := open(b, filepath.Join(b.TempDir(), "a.db"))
	errs := make(chan error, 64)
	for w := range 64 {
		go func() {
			var err error
			for n := w; n < articles && err == nil; n += 64 {
				err = s.Put(b.Context(), written(n))
			}
			errs <- err
		}()
	}
	for range 64 {
		if err := <-errs; err != nil {
			b.Fatal(err)
		}
	}
	for _, c := range []struct {
		name string
		q    store.Query
	}{
		{"newest", store.Query{}},
		{"topic", store.Query{Topic: "sanctions"}},
		{"rare", store.Query{Text: "w5000"}},
		{"two", store.Query{Text: "w50 w200"}},
		{"common", store.Query{Text: "w1"}},
		{"phrase", store.Query{Text: `"w1 w2"`}},
		{"prefix", store.Query{Text: "w49*"}},
		{"filtered", store.Query{Text: "w50", Topic: "sanctions", Lang: "en"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Search(b.Context(), c.q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
