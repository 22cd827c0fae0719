package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"coranto/pipeline"
	"coranto/pipeline/fetch"
	"coranto/pipeline/store/sqlite"
	"coranto/pipeline/tag"
)

// configFlag is the -c of every command that reads the configuration.
func configFlag(f *flag.FlagSet, file *string) {
	f.StringVar(file, "c", "", "configuration `FILE`, laid over the defaults")
}

// load reads the configuration with its topics; mistakes are printed one a line.
func (t terminal) load(file string) (*pipeline.Config, error) {
	c, err := pipeline.LoadConfig(file)
	if err != nil {
		return nil, t.mistakes(err)
	}
	return c, nil
}

// settings is load for commands that need no topics, and so work whatever those look like.
func (t terminal) settings(file string) (*pipeline.Config, error) {
	c, err := pipeline.LoadSettings(file)
	if err != nil {
		return nil, t.mistakes(err)
	}
	return c, nil
}

// mistakes prints every error that err joins, a line each.
func (t terminal) mistakes(err error) error {
	n := 0
	var walk func(error)
	walk = func(err error) {
		if joined, ok := err.(interface{ Unwrap() []error }); ok {
			for _, e := range joined.Unwrap() {
				walk(e)
			}
			return
		}
		n++
		fmt.Fprintln(t.err, err)
	}
	walk(err)
	fmt.Fprintf(t.err, "coranto: %s in the configuration\n", plural(n, "mistake"))
	return errQuiet
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

func (t terminal) logger(c *pipeline.Config) *slog.Logger {
	options := &slog.HandlerOptions{Level: slog.Level(c.Log.Level)}
	if c.Log.Format == "json" {
		return slog.New(slog.NewJSONHandler(t.err, options))
	}
	return slog.New(slog.NewTextHandler(t.err, options))
}

// quietLogger is for commands that speak for themselves: warnings only.
func (t terminal) quietLogger() *slog.Logger {
	return slog.New(slog.NewTextHandler(t.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// client is for commands that read a page or feed of their own.
func client(c *pipeline.Config) *fetch.Client {
	return fetch.New(fetch.Options{
		UserAgent: string(c.Fetch.UserAgent), Timeout: time.Duration(c.Fetch.Timeout), Parallel: int(c.Fetch.Host.Parallel),
		Delay: time.Duration(c.Fetch.Host.Delay), AllowPrivate: c.Fetch.AllowPrivate,
	})
}

// paths is a flag that may be given several times, or with commas.
type paths []string

func (p *paths) String() string { return strings.Join(*p, ",") }

func (p *paths) Set(value string) error {
	*p = append(*p, strings.Split(value, ",")...)
	return nil
}

// printJSON writes v on one line, as readable as JSON gets: < and & as themselves.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// isTerminal says whether somebody looks at what is written to w.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// progress counts long work on a terminal, a line rewritten once a second; in a pipe it says nothing.
func (t terminal) progress(what string) (step, done func()) {
	if !isTerminal(t.err) {
		return func() {}, func() {}
	}
	var n atomic.Int64 // steps may go on while an interrupted command is done
	shown := time.Now()
	return func() {
			if n := n.Add(1); time.Since(shown) > time.Second {
				shown = time.Now()
				fmt.Fprintf(t.err, "\r%d %s", n, what)
			}
		}, func() {
			fmt.Fprintf(t.err, "\r%d %s\n", n.Load(), what)
		}
}

// printable makes text from outside harmless on a terminal: control characters, which
// could move the cursor or forge output, and marks that reverse its direction are dropped.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case r < ' ', r >= 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}

// warnOfTopic tells of a topic that the configuration lacks, and so is perhaps mistyped. While
// topics have mistakes it can't tell.
func (t terminal) warnOfTopic(c *pipeline.Config, id string) {
	if id == "" {
		return
	}
	topics, err := c.ReadTopics()
	if err == nil && !slices.ContainsFunc(topics, func(t tag.Topic) bool { return t.ID == id }) {
		fmt.Fprintf(t.err, "coranto: the configuration has no topic %q: coranto topics list shows them\n", id)
	}
}

// openStore opens the store for reading; it may be in use.
func openStore(c *pipeline.Config) (*sqlite.Store, error) {
	if _, err := os.Stat(c.Database()); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("data folder %s: %w", c.Data, pipeline.ErrNeverRan)
	}
	return sqlite.OpenReadOnly(c.Database())
}

// printableLines is printable for text of several lines.
func printableLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = printable(line)
	}
	return strings.Join(lines, "\n")
}
