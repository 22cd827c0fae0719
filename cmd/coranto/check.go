package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"

	"coranto/pipeline"
)

func (t terminal) check() command {
	var file string
	return command{
		name: "check", args: "[-c FILE]",
		summary: "check configuration, topics and sites with their examples, and feed lists, and report every mistake",
		example: "coranto check -c coranto.yaml",
		flags:   func(f *flag.FlagSet) { configFlag(f, &file) },
		run: func(_ context.Context, args []string) error {
			if len(args) > 0 {
				return usagef("check takes no arguments, found %q: use -c", args[0])
			}
			c, err := pipeline.LoadConfig(file)
			problems := []error{err}
			if c != nil {
				for _, wrong := range pipeline.WrongExamples(c.Topics) {
					problems = append(problems, wrong)
				}
				for _, wrong := range pipeline.WrongSites(c.Sites) {
					problems = append(problems, wrong)
				}
			}
			if err := errors.Join(problems...); err != nil {
				return t.mistakes(err)
			}
			fmt.Fprintf(t.out, "%s is right: %s, %s, %s, each polled every %s\n", cmp.Or(file, "the default configuration"),
				plural(len(c.Feeds), "feed"), plural(len(c.Topics), "topic"), plural(len(c.Sites), "site"), c.Every())
			return nil
		},
	}
}
