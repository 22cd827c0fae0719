package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"coranto/pipeline/news"
	"coranto/pipeline/tag"
)

// maxRecord bounds a line of NDJSON, in bytes.
const maxRecord = 16 << 20

func (t terminal) tag() command {
	var f topicFlags
	return command{
		name: "tag", args: "[--topics PATH…] FILE|-", summary: "tag articles: NDJSON in, the same with topics out",
		example: "coranto tag articles.ndjson\ncoranto export | coranto tag --topics my-topics/ - | jq -c '{title, topics: [.topics[].id]}'",
		flags:   f.flags,
		run: func(ctx context.Context, args []string) error {
			if len(args) != 1 {
				return usagef("tag takes one file of articles, or - for standard input")
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
			return t.tagAll(ctx, tag.New(topics), in)
		},
	}
}

// tagAll tags line after line, on all cores, and keeps the order. Lines that are no articles are
// reported with their number and left out.
func (t terminal) tagAll(ctx context.Context, tagger *tag.Tagger, in io.Reader) error {
	out := bufio.NewWriterSize(t.out, 1<<16)
	step, done := t.progress("articles")
	defer done()
	n, bad := 0, 0
	scanner := bufio.NewScanner(in)
	scanner.Buffer(make([]byte, 1<<16), maxRecord)
	err := ordered(ctx, lines(scanner), func(line []byte) ([]byte, error) { return tagLine(ctx, tagger, line) },
		func(_ []byte, result []byte, err error) error {
			step()
			if n++; err != nil {
				bad++
				fmt.Fprintf(t.err, "line %d: %v\n", n, err)
				return nil
			}
			_, err = out.Write(result)
			return err
		})
	if err == nil {
		err = out.Flush()
	}
	if err == nil {
		err = scanner.Err()
	}
	if err == nil && bad > 0 {
		return errQuiet
	}
	return err
}

func lines(scanner *bufio.Scanner) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for scanner.Scan() {
			if line := bytes.TrimSpace(scanner.Bytes()); len(line) > 0 && !yield(bytes.Clone(line)) {
				return
			}
		}
	}
}

// tagLine returns the line with its topics: every other field stays as it was written.
func tagLine(ctx context.Context, tagger *tag.Tagger, line []byte) ([]byte, error) {
	if line[0] != '{' {
		return nil, errors.New("a JSON object is wanted: an article")
	}
	var a news.Article
	if err := json.Unmarshal(line, &a); err != nil {
		return nil, err
	}
	var has struct{ Topics json.RawMessage }
	if err := json.Unmarshal(line, &has); err != nil {
		return nil, err
	}
	known := has.Topics != nil
	a, err := tagger.Tag(ctx, a)
	if err != nil {
		return nil, err
	}
	var topics bytes.Buffer
	if err := printJSON(&topics, a.Topics); err != nil {
		return nil, err
	}
	value := bytes.TrimSpace(topics.Bytes())
	if known {
		return replaceTopics(line, value)
	}
	var result bytes.Buffer
	result.Write(bytes.TrimRight(line[:len(line)-1], " \t,"))
	if body := bytes.TrimSpace(line[1 : len(line)-1]); len(body) > 0 {
		result.WriteByte(',')
	}
	fmt.Fprintf(&result, "%q:%s}\n", "topics", value)
	return result.Bytes(), nil
}

// replaceTopics puts new topics into a record that has some, keeping what other fields it has.
func replaceTopics(line, topics []byte) ([]byte, error) {
	var record map[string]json.RawMessage
	if err := json.Unmarshal(line, &record); err != nil {
		return nil, err
	}
	record["topics"] = topics
	var out bytes.Buffer
	err := printJSON(&out, record)
	return out.Bytes(), err
}
