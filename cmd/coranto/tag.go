package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"coranto/extractors/language"
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
		about:   aboutArticles,
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
			return t.tagAll(ctx, appending(tag.New(topics)), evidence, in)
		},
	}
}

// aboutArticles is what help says of articles in JSON.
const aboutArticles = `Of an article these fields are read: title, text, lang, section, authors, and source with
its id and name. Where lang is absent, empty or "und", the language is guessed from the title
and the first few hundred characters of the text, if any topic has a query for a single
language; the article is written as it came. One with neither title nor text has no topics,
and is reported.`

// appendTopics is [tag.Tagger.Append].
type appendTopics func(tags []news.Tag, a *news.Article, evidence int) []news.Tag

// appending is t.Append, with a guess at the language of articles that name none if that can
// make a difference.
func appending(t *tag.Tagger) appendTopics {
	if !t.ByLanguage() {
		return t.Append
	}
	return func(tags []news.Tag, a *news.Article, evidence int) []news.Tag {
		a.Lang = knownLanguage(*a)
		return t.Append(tags, a, evidence)
	}
}

// knownLanguage is an article's language, a guess if it names none.
func knownLanguage(a news.Article) string {
	if a.Lang == "" || strings.EqualFold(a.Lang, "und") {
		return language.Guess(a.Title, a.Text)
	}
	return a.Lang
}

// tagAll tags line after line, on all cores, and keeps the order. Lines that are no articles are
// reported with their number and left out; articles of which there is nothing to read are only reported.
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
				bad = bad || !m.kept
				fmt.Fprintf(t.err, "line %d: %v\n", n+m.line, m.err)
			}
			n += b.n
			for range b.articles {
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
	articles int // lines that are not blank
	mistakes []mistake

	record news.Record
	tags   []news.Tag
}

// A mistake is a line that is no article, or one without what is read; the first line has number 1.
type mistake struct {
	line int
	err  error
	kept bool // in the output all the same
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
		b.articles++
		if err := b.read(line); err != nil {
			b.mistakes = append(b.mistakes, mistake{b.n, err, false})
			continue
		}
		if err := nothingToRead(b.record.Article, line); err != nil {
			b.mistakes = append(b.mistakes, mistake{b.n, err, true})
		}
		b.tags = topics(b.tags[:0], &b.record.Article, evidence)
		b.out = append(b.record.Append(b.out, b.tags), '\n')
	}
	return lines
}

// nothingToRead says so of an article without title and text, and shows how its line begins.
func nothingToRead(a news.Article, line []byte) error {
	if a.Title != "" || a.Text != "" {
		return nil
	}
	const shown = 80 // bytes
	line = bytes.TrimSpace(line)
	if len(line) <= shown {
		return fmt.Errorf("neither title nor text: %s", printable(string(line)))
	}
	return fmt.Errorf("neither title nor text: %s…", printable(strings.ToValidUTF8(string(line[:shown]), "")))
}

var newline = []byte("\n")

func (b *batch) read(line []byte) error {
	if len(line) > maxRecord {
		return fmt.Errorf("longer than %d MiB", maxRecord>>20)
	}
	return b.record.Read(line)
}
