package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"coranto/pipeline/news"
	"coranto/pipeline/tag"
)

// maxEvidence is how many passages a topic shows at most.
const maxEvidence = 5

func (t terminal) tag() command {
	var f topicFlags
	var evidence int
	return command{
		name: "tag", args: "[--topics PATH…] [--evidence N] FILE|-", summary: "tag articles: NDJSON in, the same with topics out",
		example: "coranto tag articles.ndjson\ncoranto tag --evidence 0 --topics my-topics/ articles.ndjson.gz > tagged.ndjson\ncoranto export | coranto tag --topics my-topics/ - | jq -c '{title, topics: [.topics[].id]}'",
		flags: func(set *flag.FlagSet) {
			f.flags(set)
			set.IntVar(&evidence, "evidence", maxEvidence, "how many passages each topic shows, `N` from 0 to 5; with 0, scores alone, tagging is fastest")
		},
		run: func(ctx context.Context, args []string) error {
			if len(args) != 1 {
				return usagef("tag takes one file of articles, or - for standard input")
			}
			if evidence < 0 || evidence > maxEvidence {
				return usagef("--evidence is a number from 0 to %d", maxEvidence)
			}
			topics, err := t.topicsOf(f, nil)
			if err != nil {
				return err
			}
			in := t.in
			if args[0] != "-" {
				file, err := os.Open(args[0])
				if err != nil {
					return err
				}
				defer file.Close()
				in = file
			}
			return t.tagAll(ctx, tag.New(topics).Append, evidence, in)
		},
	}
}

// appendTopics is [tag.Tagger.Append].
type appendTopics func(tags []news.Tag, a *news.Article, evidence int) []news.Tag

// tagAll tags line after line, on all cores, and keeps the order. Lines that are no articles are
// reported with their number and left out.
func (t terminal) tagAll(ctx context.Context, topics appendTopics, evidence int, in io.Reader) error {
	step, done := t.progress("articles")
	defer done()
	lines := lineReader{in: unpack(in), max: maxRecord}
	n, bad := 0, false
	err := ordered(ctx, lines.batches(), func(b *batch, turn func() error) error {
		defer lines.free(b)
		for left := b.lines; len(left) > 0; {
			left = b.tag(topics, evidence, left)
			if err := turn(); err != nil {
				return err
			}
			for _, m := range b.mistakes {
				bad = true
				fmt.Fprintf(t.err, "line %d: %v\n", n+m.line, m.err)
			}
			n += b.n
			for range b.articles + len(b.mistakes) {
				step()
			}
			if _, err := t.out.Write(b.out); err != nil {
				return err
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case lines.err != nil:
		return fmt.Errorf("after line %d: %w", n, lines.err)
	case bad:
		return errQuiet
	}
	return nil
}

// A batch is some lines on their way, with the memory to tag them in.
type batch struct {
	lines []byte // each with its end, but for an input's last

	// Of the lines tagged last:
	out      []byte
	n        int // lines
	articles int // lines that were articles
	mistakes []mistake

	record news.Record
	tags   []news.Tag
}

// A mistake is a line that is no article; the first line has number 1.
type mistake struct {
	line int
	err  error
}

// What a batch may gather before it is written, so that memory is bounded however many topics
// short articles have, in bytes of output and in mistakes.
const (
	maxOut      = 8 << 20
	maxMistakes = 1000
)

// tag tags lines until all are tagged or the batch is full, and returns the lines that are left.
func (b *batch) tag(topics appendTopics, evidence int, lines []byte) (left []byte) {
	b.out, b.mistakes, b.n, b.articles = b.out[:0], b.mistakes[:0], 0, 0
	for len(lines) > 0 && len(b.out) < maxOut && len(b.mistakes) < maxMistakes {
		var line []byte
		line, lines, _ = bytes.Cut(lines, newline)
		b.n++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if err := b.read(line); err != nil {
			b.mistakes = append(b.mistakes, mistake{b.n, err})
			continue
		}
		b.tags = topics(b.tags[:0], &b.record.Article, evidence)
		b.articles++
		b.out = append(b.record.Append(b.out, b.tags), '\n')
	}
	return lines
}

var newline = []byte("\n")

func (b *batch) read(line []byte) error {
	if len(line) > maxRecord {
		return fmt.Errorf("longer than %d MiB", maxRecord>>20)
	}
	return b.record.Read(line)
}
