package extractors

import (
	"bytes"
	"testing"

	"golang.org/x/net/html"
)

// BenchmarkPages measures pages a second on the corpus, against bare parsing of the same
// bytes in the same run.
func BenchmarkPages(b *testing.B) {
	var pages []corpusPage
	for _, p := range readCorpus(b) {
		if len(pages) < 200 {
			pages = append(pages, p)
		}
	}
	run := func(name string, f func(p corpusPage)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				f(pages[n%len(pages)])
				n++
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "pages/s")
		})
	}
	run("parse", func(p corpusPage) {
		if _, err := html.Parse(bytes.NewReader(p.body)); err != nil {
			b.Fatal(err)
		}
	})
	run("strip+parse", func(p corpusPage) {
		if _, err := parse(strip(p.body).html); err != nil {
			b.Fatal(err)
		}
	})
	run("extract", func(p corpusPage) {
		if _, err := Extract(p.body, "", p.URL); err != nil {
			b.Fatal(err)
		}
	})
}
