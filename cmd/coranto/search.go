package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"coranto/pipeline/news"
	"coranto/pipeline/store"
)

func (t terminal) search() command {
	var file, since string
	var asJSON bool
	var q store.Query
	return command{
		name: "search", args: "[WORDS…]",
		summary: "search the store: all words must occur, \"phrases\" and endings* too; without words, the newest articles",
		example: "coranto search oil imports\ncoranto search '\"price cap\" tanker*' --topic sanctions --since 72h\ncoranto search --topic oil-imports --lang en --json",
		flags: func(f *flag.FlagSet) {
			configFlag(f, &file)
			f.StringVar(&q.Topic, "topic", "", "only articles of this `TOPIC`")
			f.StringVar(&q.Lang, "lang", "", "only articles in this `LANGUAGE`: en, ru, …")
			f.StringVar(&q.Source, "source", "", "only articles of this `SOURCE`: example-com")
			f.StringVar(&since, "since", "", "published since this `TIME`: 2026-07-01, or a duration back from now (72h)")
			f.IntVar(&q.Limit, "limit", store.DefaultLimit, "at most `N` articles, up to 1000")
			f.BoolVar(&asJSON, "json", false, "print whole records, one a line")
		},
		run: func(ctx context.Context, args []string) error {
			if q.Limit < 1 || q.Limit > store.MaxLimit {
				return usagef("--limit must be from 1 to %d", store.MaxLimit)
			}
			var err error
			if q.Since, err = moment(since, time.Now()); err != nil {
				return err
			}
			c, err := t.settings(file)
			if err != nil {
				return err
			}
			db, err := openStore(c)
			if err != nil {
				return err
			}
			defer db.Close()
			t.warnOfTopic(c, q.Topic)
			q.Text = strings.Join(args, " ")
			hits, err := db.Search(ctx, q)
			if err != nil {
				return err
			}
			for _, hit := range hits {
				if asJSON {
					err = printJSON(t.out, hit.Article)
				} else {
					err = showHit(t.out, hit)
				}
				if err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// moment reads a date, a time or a duration back from now; nothing is the zero time.
func moment(s string, now time.Time) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if d, err := time.ParseDuration(s); err == nil {
		return now.Add(-d.Abs()), nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if at, err := time.Parse(layout, s); err == nil {
			return at, nil
		}
	}
	return time.Time{}, usagef("--since %q must be a date (2026-07-01), a time (2026-07-01T12:00:00Z) or a duration (72h)", s)
}

func showHit(w io.Writer, hit store.Hit) error {
	a := hit.Article
	date := "          "
	if at := a.Published; at != nil {
		date = at.Format(time.DateOnly)
	}
	topics := make([]string, len(a.Topics))
	for i, t := range a.Topics {
		topics[i] = t.ID
	}
	_, err := fmt.Fprintf(w, "%s  %s  (%s) [%s]\n            %s\n", date, printable(a.Title), printable(a.Source.Name),
		strings.Join(topics, " "), printable(a.URL))
	if err == nil && hit.Snippet != "" {
		marked := strings.NewReplacer(store.MarkStart, "«", store.MarkEnd, "»", "\n\n", " ").Replace(hit.Snippet)
		_, err = fmt.Fprintf(w, "            %s\n", printable(marked))
	}
	return err
}

func (t terminal) export() command {
	var file string
	return command{
		name: "export", summary: "print the whole store, one JSON record a line",
		example: "coranto export > articles.ndjson\ncoranto export | gzip > articles.ndjson.gz",
		flags:   func(f *flag.FlagSet) { configFlag(f, &file) },
		run: func(ctx context.Context, args []string) error {
			if len(args) > 0 {
				return usagef("export takes no arguments, found %q", args[0])
			}
			c, err := t.settings(file)
			if err != nil {
				return err
			}
			db, err := openStore(c)
			if err != nil {
				return err
			}
			defer db.Close()
			return t.exportAll(db.All(ctx))
		},
	}
}

func (t terminal) exportAll(all func(func(news.Article, error) bool)) error {
	step, done := t.progress("articles")
	defer done()
	for a, err := range all {
		if err != nil {
			return err
		}
		if err := printJSON(t.out, a); err != nil {
			return err
		}
		step()
	}
	return nil
}
