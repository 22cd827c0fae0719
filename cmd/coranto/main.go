// Command coranto watches the news: it polls feeds, reads the pages behind them, tags
// each article with the topics it is about, publishes it on NATS and keeps it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
)

// commands in the order in which a newcomer meets them.
func (t terminal) commands() []command {
	return []command{
		t.run(), t.demo(), t.check(),
		t.tail(), t.search(), t.export(),
		t.topics(), t.feeds(), t.dead(),
		t.extract(), t.tag(),
		t.version(),
	}
}

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	os.Exit(terminal{os.Stdin, os.Stdout, os.Stderr}.main(ctx, os.Args[1:]))
}

// A terminal is what a command reads and writes.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

// A command is one word of the command line, with what --help says of it.
type command struct {
	name    string
	args    string // as in its usage line
	summary string // one line, lower case
	about   string // what else is to be known, lines; may be empty
	example string // lines that can be typed
	flags   func(*flag.FlagSet)
	run     func(ctx context.Context, args []string) error // nil for one that only has sub
	sub     []command
}

// usageError is a mistake in the command line itself.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// errQuiet ends a command as failed; everything was said already.
var errQuiet = errors.New("failed")

func (t terminal) main(ctx context.Context, args []string) int {
	switch {
	case len(args) > 1 && args[0] == "help":
		args = append(args[1:], "--help")
	case len(args) == 1 && (args[0] == "--version" || args[0] == "-version"):
		args = []string{"version"}
	}
	err := t.dispatch(ctx, "coranto", command{
		summary: "watches the news: feeds in, tagged articles out on NATS and in a store",
		example: "coranto demo\ncoranto run -c coranto.yaml", sub: t.commands(),
	}, args)
	var usage usageError
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return exitDone
	case errors.Is(err, errQuiet), errors.Is(err, syscall.EPIPE):
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintln(t.err, "coranto:", err)
		return exitUsage
	}
	fmt.Fprintln(t.err, "coranto:", err)
	return exitFailed
}

// dispatch finds the command that the arguments name, parses its flags wherever they stand, and runs it.
func (t terminal) dispatch(ctx context.Context, path string, c command, args []string) error {
	flags := flag.NewFlagSet(path, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	if c.flags != nil {
		c.flags(flags)
	}
	if c.sub == nil {
		rest, err := parse(flags, args)
		if errors.Is(err, flag.ErrHelp) {
			t.help(path, c, flags)
			return err
		}
		if err != nil {
			return usagef("%w; see %s --help", err, path)
		}
		return c.run(ctx, rest)
	}
	if len(args) == 0 || args[0] == "-h" || args[0] == "-help" || args[0] == "--help" || args[0] == "help" {
		t.help(path, c, flags)
		if len(args) == 0 {
			return usageError{errors.New("which command?")}
		}
		return flag.ErrHelp
	}
	for _, sub := range c.sub {
		if sub.name == args[0] {
			return t.dispatch(ctx, path+" "+sub.name, sub, args[1:])
		}
	}
	return usagef("unknown command %q; see %s --help", args[0], path)
}

// parse lets flags stand after arguments too. Everything behind a lone -- is an argument.
func parse(flags *flag.FlagSet, args []string) (rest []string, err error) {
	var last []string
	if i := slices.Index(args, "--"); i >= 0 {
		args, last = args[:i], args[i+1:]
	}
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		if flags.NArg() == 0 {
			return append(rest, last...), nil
		}
		rest, args = append(rest, flags.Arg(0)), flags.Args()[1:]
	}
}

func (t terminal) help(path string, c command, flags *flag.FlagSet) {
	w := t.out
	args := c.args
	if c.sub != nil {
		args = "COMMAND"
	}
	fmt.Fprintf(w, "%s: %s\n\nUsage:\n  %s\n", path, c.summary, strings.TrimSpace(path+" "+args))
	if c.about != "" {
		fmt.Fprintf(w, "\n%s\n", c.about)
	}
	if c.sub != nil {
		fmt.Fprintln(w, "\nCommands:")
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, sub := range c.sub {
			fmt.Fprintf(table, "  %s\t%s\n", sub.name, sub.summary)
		}
		table.Flush()
	}
	any := false
	flags.VisitAll(func(*flag.Flag) { any = true })
	if any {
		fmt.Fprintln(w, "\nFlags:")
		flags.SetOutput(w)
		flags.PrintDefaults()
	}
	if c.example != "" {
		fmt.Fprintf(w, "\nExamples:\n  %s\n", strings.ReplaceAll(c.example, "\n", "\n  "))
	}
}
