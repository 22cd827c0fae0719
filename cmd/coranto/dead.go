package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strconv"
	"text/tabwriter"

	"coranto/pipeline"
	"coranto/pipeline/bus"
)

func (t terminal) dead() command {
	return command{
		name: "dead", summary: "list, show, retry and drop messages that a stage gave up on",
		example: "coranto dead list\ncoranto dead retry --all",
		sub:     []command{t.deadList(), t.deadShow(), t.deadRetry(), t.deadDrop()},
	}
}

// withBus runs a command against the pipeline's NATS server.
func (t terminal) withBus(ctx context.Context, file string, do func(*bus.Bus) error) error {
	c, err := t.settings(file)
	if err != nil {
		return err
	}
	b, closeBus, err := pipeline.OpenBus(ctx, c, t.quietLogger())
	if err != nil {
		return err
	}
	defer closeBus()
	return do(b)
}

func (t terminal) deadList() command {
	var file string
	var asJSON bool
	return command{
		name: "list", summary: "list dead letters, oldest first",
		example: "coranto dead list\ncoranto dead list --json",
		flags: func(f *flag.FlagSet) {
			configFlag(f, &file)
			f.BoolVar(&asJSON, "json", false, "print one JSON object a line")
		},
		run: func(ctx context.Context, _ []string) error {
			return t.withBus(ctx, file, func(b *bus.Bus) error {
				w := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
				if !asJSON {
					fmt.Fprintln(w, "NUMBER\tDIED\tSTAGE\tREASON\tATTEMPTS\tSUBJECT\tERROR")
				}
				for letter, err := range b.Dead(ctx) {
					if err != nil {
						return err
					}
					if asJSON {
						if err := printJSON(t.out, letter); err != nil {
							return err
						}
						continue
					}
					fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%d\t%s\t%.120s\n", letter.Number, short(&letter.Died), letter.Stage,
						letter.Reason, letter.Attempts, letter.Subject, printable(letter.Error))
				}
				return w.Flush()
			})
		},
	}
}

func (t terminal) deadShow() command {
	var file string
	return command{
		name: "show", args: "NUMBER…", summary: "print the messages themselves",
		example: "coranto dead show 17 | jq .url",
		flags:   func(f *flag.FlagSet) { configFlag(f, &file) },
		run: func(ctx context.Context, args []string) error {
			numbers, err := letterNumbers(args)
			if err != nil {
				return err
			}
			return t.withBus(ctx, file, func(b *bus.Bus) error {
				for _, number := range numbers {
					letter, err := b.DeadLetter(ctx, number)
					if err != nil {
						return err
					}
					fmt.Fprintf(t.err, "%s, stage %s, %s after %s: %s\n", letter.Subject, letter.Stage, letter.Reason,
						plural(letter.Attempts, "attempt"), printable(letter.Error))
					if _, err := fmt.Fprintf(t.out, "%s\n", letter.Data); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
}

func (t terminal) deadRetry() command {
	return t.deadChange("retry", "send dead letters back to their stage", "sent back", (*bus.Bus).Retry)
}

func (t terminal) deadDrop() command {
	return t.deadChange("drop", "delete dead letters", "deleted", func(b *bus.Bus, ctx context.Context, letter bus.DeadLetter) error {
		return b.Drop(ctx, letter.Number)
	})
}

func (t terminal) deadChange(name, summary, done string, change func(*bus.Bus, context.Context, bus.DeadLetter) error) command {
	var file string
	var all bool
	return command{
		name: name, args: "NUMBER… | --all", summary: summary,
		example: "coranto dead " + name + " 17 18\ncoranto dead " + name + " --all",
		flags: func(f *flag.FlagSet) {
			configFlag(f, &file)
			f.BoolVar(&all, "all", false, "every dead letter")
		},
		run: func(ctx context.Context, args []string) error {
			if all == (len(args) > 0) {
				return usagef("dead %s takes numbers of dead letters, or --all", name)
			}
			numbers, err := letterNumbers(args)
			if err != nil && !all {
				return err
			}
			return t.withBus(ctx, file, func(b *bus.Bus) error {
				letters, err := pick(ctx, b, numbers)
				if err != nil {
					return err
				}
				for _, letter := range letters {
					if err := change(b, ctx, letter); err != nil {
						return err
					}
				}
				fmt.Fprintf(t.out, "%s %s\n", plural(len(letters), "dead letter"), done)
				return nil
			})
		},
	}
}

// pick returns the dead letters of these numbers; without numbers, all there are.
func pick(ctx context.Context, b *bus.Bus, numbers []uint64) ([]bus.DeadLetter, error) {
	var letters []bus.DeadLetter
	for _, number := range numbers {
		letter, err := b.DeadLetter(ctx, number)
		if err != nil {
			return nil, err
		}
		letters = append(letters, letter)
	}
	if len(numbers) > 0 {
		return letters, nil
	}
	for letter, err := range b.Dead(ctx) {
		if err != nil {
			return nil, err
		}
		letters = append(letters, letter)
	}
	return letters, nil
}

func letterNumbers(args []string) ([]uint64, error) {
	if len(args) == 0 {
		return nil, usageError{errors.New("which dead letter? coranto dead list shows their numbers")}
	}
	numbers := make([]uint64, len(args))
	for i, arg := range args {
		n, err := strconv.ParseUint(arg, 10, 64)
		if err != nil || n == 0 {
			return nil, usagef("%q is no number of a dead letter", arg)
		}
		numbers[i] = n
	}
	return numbers, nil
}
