package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"coranto/pipeline"
	"coranto/pipeline/news"
)

func (t terminal) tail() command {
	var file, servers, since string
	var asJSON bool
	return command{
		name: "tail", args: "[--nats URL] [TOPIC]",
		summary: "show tagged articles as they come over NATS",
		example: "coranto tail\ncoranto tail sanctions --since 24h\ncoranto tail oil-imports --json | jq .title\ncoranto tail --nats nats://news.example.com:4222 sanctions",
		flags: func(f *flag.FlagSet) {
			configFlag(f, &file)
			f.StringVar(&servers, "nats", "", "the NATS server, by `URL`, instead of the configuration's: of another machine, say, or of a demo")
			f.StringVar(&since, "since", "", "begin at this `TIME` instead of now: 2026-07-01, or a duration back (24h); a week is kept")
			f.BoolVar(&asJSON, "json", false, "print whole records, one a line")
		},
		run: func(ctx context.Context, args []string) error {
			if len(args) > 1 {
				return usagef("tail takes one topic, found %q too", args[1])
			}
			from, err := moment(since, time.Now())
			if err != nil {
				return err
			}
			topic := "*"
			if len(args) == 1 {
				if topic = args[0]; topic != news.Slug(topic) {
					return usagef("%q is no topic id", topic)
				}
			}
			server, err := t.tailed(file, servers, topic)
			if err != nil {
				return err
			}
			return pipeline.Tail(ctx, server, topic, from, t.quietLogger(), func(topic string, a news.Article) error {
				if asJSON {
					return printJSON(t.out, a)
				}
				return show(t.out, topic, a)
			})
		},
	}
}

// tailed is the address of the NATS server to read: the one given, about whose topics the
// configuration says nothing, or the configuration's.
func (t terminal) tailed(file, servers, topic string) (string, error) {
	switch {
	case servers != "" && file != "":
		return "", usagef("tail takes -c or --nats, not both")
	case servers != "":
		for server := range strings.SplitSeq(servers, ",") {
			if err := new(pipeline.Server).UnmarshalText([]byte(server)); err != nil {
				return "", usagef("--nats %s: %w", server, err)
			}
		}
		return servers, nil
	}
	c, err := t.settings(file)
	if err != nil {
		return "", err
	}
	if c.Servers() == "" && c.NATS.Listen == "" {
		return "", errors.New("nats.listen is off: nobody can subscribe")
	}
	if topic != "*" {
		t.warnOfTopic(c, topic)
	}
	return c.Dial(), nil
}

// show prints a tagged article as people read it: time, topic, headline and source, then
// the sentence that gave it the topic, with the match marked.
func show(w io.Writer, topic string, a news.Article) error {
	mark, unmark, dim, plain := "«", "»", "", ""
	if isTerminal(w) {
		mark, unmark, dim, plain = "\x1b[1;33m", "\x1b[0m", "\x1b[2m", "\x1b[0m"
	}
	at := time.Now()
	if a.Trace.Tagged != nil {
		at = *a.Trace.Tagged
	}
	if _, err := fmt.Fprintf(w, "%s  %-19s %s  %s%s%s\n", at.Local().Format("15:04:05"), topic,
		printable(a.Title), dim, printable(a.Source.Name), plain); err != nil {
		return err
	}
	for _, t := range a.Topics {
		if t.ID == topic && len(t.Evidence) > 0 {
			before, match, after := t.Evidence[0].Sentence(a)
			_, err := fmt.Fprintf(w, "          %s%s%s%s%s\n", printable(before), mark, printable(match), unmark, printable(after))
			return err
		}
	}
	return nil
}
