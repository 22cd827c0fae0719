package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"coranto/pipeline"
	"coranto/pipeline/news"
	"coranto/pipeline/tag"
)

var articles = flag.String("articles", "", "`FILE` of NDJSON to measure the stream with, instead of made-up articles")

// stream is articles to measure with, some megabytes.
func stream(b *testing.B) []byte {
	if *articles == "" {
		return bytes.Repeat(madeUp(500), 10)
	}
	file, err := os.Open(*articles)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	lines := lineReader{in: unpack(file), max: maxRecord}
	var all []byte
	for batch := range lines.batches() {
		all = append(all, batch.lines...)
	}
	if lines.err != nil {
		b.Fatal(lines.err)
	}
	return bytes.Repeat(all, 1+32<<20/len(all))
}

// madeUp are n articles of 4 kB, of words that are as rare as their rank says.
func madeUp(n int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		rank := int(math.Exp(r.Float64() * math.Log(20_000)))
		return fmt.Sprintf("%c%c%d", 'a'+rank%26, 'a'+rank/26%26, rank)
	}
	var out bytes.Buffer
	for range n {
		var text strings.Builder
		for i := range 650 {
			text.WriteString(word() + []string{" ", " ", " ", " ", ", ", " ", " ", " ", ".\n"}[i%9])
		}
		a := news.Article{Lang: "en", Title: "Article of “" + word() + "”", Text: text.String(), Source: news.Source{ID: "example-com"}}
		line, err := json.Marshal(a)
		if err != nil {
			panic(err)
		}
		out.Write(append(line, '\n'))
	}
	return out.Bytes()
}

// What reading and writing cost by themselves, and what they are of the whole with no topics and
// with those that are shipped, and what it costs to guess the language of articles that say none. Run with -cpu 1 and then -cpu 2: of a list all but one are ignored.
func BenchmarkStream(b *testing.B) {
	in := stream(b)
	config, err := pipeline.LoadConfig("")
	if err != nil {
		b.Fatal(err)
	}
	docs := bytes.Count(in, newline)
	for _, bb := range []struct {
		name   string
		topics appendTopics
	}{
		{"untagged", func(tags []news.Tag, _ *news.Article, _ int) []news.Tag { return tags }},
		{"topics=0", tag.New(nil).Append},
		{fmt.Sprintf("topics=%d", len(config.Topics)), tag.New(config.Topics).Append},
		{fmt.Sprintf("topics=%d,guess", len(config.Topics)), appending(tag.New(config.Topics))},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(in)))
			for b.Loop() {
				if err := (terminal{nil, io.Discard, io.Discard}).tagAll(b.Context(), bb.topics, maxEvidence, bytes.NewReader(in)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(docs*b.N)/b.Elapsed().Seconds(), "docs/s")
			b.ReportMetric(b.Elapsed().Seconds()*1e6/float64(docs*b.N), "µs/doc")
		})
	}
}
