package match

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"coranto/pipeline/query"
	"coranto/pipeline/query/token"
)

// corpus is where news documents and queries may lie, beside the checkout.
const corpus = "../../../../shared/data/tagging"

func documents(tb testing.TB) []query.Content {
	tb.Helper()
	f, err := os.Open(filepath.Join(corpus, "docs.jsonl.gz"))
	if err != nil {
		tb.Skipf("no documents beside the checkout: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	var docs []query.Content
	scanner := bufio.NewScanner(z)
	scanner.Buffer(nil, 1<<24)
	for scanner.Scan() {
		var d struct{ Title, Text, Lang string }
		if err := json.Unmarshal(scanner.Bytes(), &d); err != nil {
			tb.Fatal(err)
		}
		docs = append(docs, query.Content{query.Title: d.Title, query.Text: d.Text, query.Lang: d.Lang})
	}
	return docs
}

// corpusQueries reads the queries of a set, one a line after "query: ".
func corpusQueries(tb testing.TB, name string) []string {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join(corpus, name))
	if err != nil {
		tb.Skipf("no queries beside the checkout: %v", err)
	}
	var list []string
	for line := range strings.Lines(string(data)) {
		if _, src, ok := strings.Cut(strings.TrimSpace(line), "query: "); ok {
			list = append(list, strings.ReplaceAll(strings.Trim(src, "'"), "''", "'"))
		}
	}
	return list
}

// writer makes queries like those of the corpus: of words that documents have, each word as
// likely as any other, with wildcards and phrases among them.
type writer struct {
	*rand.Rand
	words   []string
	phrases []string
}

func newWriter(docs []query.Content) writer {
	w := writer{Rand: rand.New(rand.NewPCG(1, 2))}
	seen := map[string]int{}
	for _, d := range docs {
		tokens := token.Split(d[query.Text])
		for i, t := range tokens {
			if seen[t.Text]++; seen[t.Text] == 1 && len(t.Text) > 2 && strings.Trim(t.Text, "abcdefghijklmnopqrstuvwxyz") == "" {
				w.words = append(w.words, t.Text)
				w.phrases = append(w.phrases, `"`+t.Text+" "+tokens[min(i+1, len(tokens)-1)].Text+`"`)
			}
		}
	}
	return w
}

func (w writer) word() string { return w.words[w.IntN(len(w.words))] }

func (w writer) term() string {
	switch word := w.word(); w.IntN(10) {
	case 0, 1:
		if len(word) > 5 {
			return word[:len(word)-1-w.IntN(2)] + "*"
		}
		return word
	case 2:
		return w.phrases[w.IntN(len(w.phrases))]
	default:
		return word
	}
}

func (w writer) group(most int) string {
	terms := []string{w.term()}
	for range w.IntN(most) {
		terms = append(terms, w.term())
	}
	if len(terms) == 1 {
		return terms[0]
	}
	return "(" + strings.Join(terms, " OR ") + ")"
}

func (w writer) query() string {
	switch w.IntN(5) {
	case 0:
		return w.term()
	case 1:
		return strings.Trim(w.group(10), "()")
	case 2:
		return w.group(4) + " AND " + w.group(4)
	case 3:
		return w.group(4) + " AND NOT " + w.group(4)
	}
	return fmt.Sprintf("%s NEAR/%d %s", w.term(), 5*(1+w.IntN(3)), w.group(4))
}

func parseAll(tb testing.TB, sources []string) []Query {
	tb.Helper()
	var queries []Query
	for _, src := range sources {
		e, err := query.Parse(src)
		if err != nil {
			tb.Fatalf("%s: %v", src, err)
		}
		queries = append(queries, Query{Expr: e})
	}
	return queries
}

// sources gives n queries: those of the corpus first, then more like them.
func sources(tb testing.TB, n int, docs []query.Content) []string {
	list := append(corpusQueries(tb, "queries-q1000.yaml"), corpusQueries(tb, "queries-n1000.yaml")...)
	w := newWriter(docs)
	for len(list) < n {
		list = append(list, w.query())
	}
	return list[:n]
}

// BenchmarkRead holds queries against news. A "doc" is an article of 620 words on average.
// Beside it BenchmarkPlain is the yardstick for a ratio within one run.
func BenchmarkRead(b *testing.B) {
	docs := documents(b)
	for _, n := range []int{100, 1000, 10000, 100000} {
		m := Compile(parseAll(b, sources(b, n, docs)))
		b.Run(fmt.Sprintf("queries=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			size, runs, matched := 0, 0, 0
			for i := 0; b.Loop(); i++ {
				d := &docs[i%len(docs)]
				r := m.Read(d)
				size += len(d[query.Text]) + len(d[query.Title])
				runs += r.Runs
				matched += len(r.Queries())
				r.Close()
			}
			report(b, size)
			b.ReportMetric(float64(runs)/float64(b.N), "runs/doc")
			b.ReportMetric(float64(matched)/float64(b.N), "matches/doc")
		})
	}
}

func report(b *testing.B, size int) {
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
	b.ReportMetric(float64(size)/1e6/b.Elapsed().Seconds(), "MB/s")
}

// BenchmarkPlain is a plain pass: split into words, fold, and look each up in a map of the
// words of 1,000 queries.
func BenchmarkPlain(b *testing.B) {
	docs := documents(b)
	words := map[string]int{}
	for i, src := range sources(b, 1000, docs) {
		for _, t := range token.Split(src) {
			words[t.Text] = i
		}
	}
	size, found := 0, 0
	buffer := make([]byte, 0, 64)
	for i := 0; b.Loop(); i++ {
		d := docs[i%len(docs)]
		size += len(d[query.Text])
		text := d[query.Text]
		for j := 0; j < len(text); {
			for j < len(text) && !alnum[text[j]] {
				j++
			}
			buffer = buffer[:0]
			for j < len(text) && alnum[text[j]] {
				c := text[j]
				if 'A' <= c && c <= 'Z' {
					c |= 0x20
				}
				buffer = append(buffer, c)
				j++
			}
			if _, ok := words[string(buffer)]; ok {
				found++
			}
		}
	}
	report(b, size)
}

var alnum = func() (is [256]bool) {
	for c := range is {
		is[c] = c >= 0x80 || 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
	}
	return is
}()

// BenchmarkCompile includes parsing.
func BenchmarkCompile(b *testing.B) {
	docs := documents(b)
	for _, n := range []int{1000, 10000, 100000} {
		list := sources(b, n, docs)
		b.Run(fmt.Sprintf("queries=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Compile(parseAll(b, list))
			}
			before := heap()
			m := Compile(parseAll(b, list))
			b.ReportMetric(float64(heap()-before)/1e6, "MB")
			runtime.KeepAlive(m)
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
