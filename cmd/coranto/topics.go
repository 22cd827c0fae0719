package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"

	"coranto/pipeline"
	"coranto/pipeline/tag"
	"coranto/pipeline/tag/explain"
	"coranto/pipeline/tag/lint"
)

func (t terminal) topics() command {
	return command{
		name: "topics", summary: "list, test, explain and lint topics",
		example: "coranto topics test\ncoranto topics explain sanctions article.html\ncoranto topics lint",
		sub:     []command{t.topicsList(), t.topicsTest(), t.topicsExplain(), t.topicsLint()},
	}
}

// topicFlags choose topics: those of files, or those of a configuration.
type topicFlags struct {
	config string
	paths  paths
}

func (f *topicFlags) flags(set *flag.FlagSet) {
	configFlag(set, &f.config)
	set.Var(&f.paths, "topics", "topic files or folders, instead of the configuration's; `PATH` may be given several times")
}

// topicsOf reads the topics that the flags choose, and of these the ones named, if any.
func (t terminal) topicsOf(f topicFlags, ids []string) ([]tag.Topic, error) {
	topics, err := pipeline.ReadTopics(f.paths...)
	if len(f.paths) == 0 {
		var c *pipeline.Config
		if c, err = pipeline.LoadConfig(f.config); err == nil {
			topics = c.Topics
		}
	}
	if err != nil {
		return nil, t.mistakes(err)
	}
	if len(ids) == 0 {
		return topics, nil
	}
	var named []tag.Topic
	for _, id := range ids {
		i := slices.IndexFunc(topics, func(t tag.Topic) bool { return t.ID == id })
		if i < 0 {
			return nil, fmt.Errorf("no topic %q: coranto topics list shows them", id)
		}
		named = append(named, topics[i])
	}
	return named, nil
}

func (t terminal) topicsList() command {
	var f topicFlags
	return command{
		name: "list", args: "[TOPIC…]", summary: "list topics with their codes, languages and definitions",
		example: "coranto topics list\ncoranto topics list sanctions",
		flags:   f.flags,
		run: func(_ context.Context, args []string) error {
			topics, err := t.topicsOf(f, args)
			if err != nil {
				return err
			}
			for _, topic := range topics {
				var langs, codes []string
				for lang := range topic.Queries {
					langs = append(langs, lang)
				}
				for vocabulary, code := range topic.Codes {
					codes = append(codes, vocabulary+" "+code)
				}
				slices.Sort(langs)
				slices.Sort(codes)
				_, err := fmt.Fprintf(t.out, "%s  %s (%s) [%s]\n    %s\n", topic.ID, topic.Name, strings.Join(langs, " "),
					strings.Join(codes, ", "), strings.Join(strings.Fields(cmp.Or(topic.Description, "-")), " "))
				if err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func (t terminal) topicsTest() command {
	var f topicFlags
	return command{
		name: "test", args: "[TOPIC…]", summary: "hold topics against their examples",
		example: "coranto topics test\ncoranto topics test sanctions --topics my-topics/",
		flags:   f.flags,
		run: func(_ context.Context, args []string) error {
			topics, err := t.topicsOf(f, args)
			if err != nil {
				return err
			}
			examples, failures := 0, 0
			for _, topic := range topics {
				examples += len(topic.Examples)
				for _, failure := range explain.Test(topic) {
					failures++
					fmt.Fprintln(t.err, failure)
				}
			}
			fmt.Fprintf(t.out, "%s, %s, %d wrong\n", plural(len(topics), "topic"), plural(examples, "example"), failures)
			if failures > 0 {
				return errQuiet
			}
			return nil
		},
	}
}

func (t terminal) topicsExplain() command {
	var f topicFlags
	var asJSON bool
	return command{
		name: "explain", args: "TOPIC FILE|URL|-", summary: "show clause by clause why an article has a topic, or what it lacks of it",
		example: "coranto topics explain sanctions article.html\ncoranto topics explain oil-imports https://example.com/story\ncoranto export | head -1 | coranto topics explain tariffs -",
		flags: func(set *flag.FlagSet) {
			f.flags(set)
			set.BoolVar(&asJSON, "json", false, "print the tree as JSON: of a false clause with the change that would make it true")
		},
		run: func(ctx context.Context, args []string) error {
			if len(args) != 2 {
				return usageError{errors.New("topics explain takes a topic and an article")}
			}
			topics, err := t.topicsOf(f, args[:1])
			if err != nil {
				return err
			}
			a, err := t.readArticle(ctx, f.config, args[1])
			if err != nil {
				return err
			}
			x := explain.Topic(topics[0], a)
			if asJSON {
				return printJSON(t.out, x)
			}
			_, err = fmt.Fprint(t.out, printableLines(x.String()))
			return err
		},
	}
}

func (t terminal) topicsLint() command {
	var f topicFlags
	return command{
		name: "lint", args: "[TOPIC…]", summary: "find clauses that never match or change nothing, topics within others, unused lists",
		example: "coranto topics lint\ncoranto topics lint sanctions --topics my-topics/",
		flags:   f.flags,
		run: func(_ context.Context, args []string) error {
			if _, err := t.topicsOf(f, args); err != nil { // a topic that is not there is an error
				return err
			}
			topics, err := t.topicsOf(f, nil) // all, as a topic may be within any other
			if err != nil {
				return err
			}
			files, err := t.topicFiles(f)
			if err != nil {
				return err
			}
			found, of := 0, len(topics)
			if len(args) > 0 {
				of = len(args)
			}
			for _, finding := range lint.Topics(topics, files) {
				if len(args) > 0 && !slices.Contains(args, finding.Topic) {
					continue
				}
				found++
				fmt.Fprintln(t.out, printable(finding.String()))
			}
			if found == 0 {
				fmt.Fprintf(t.out, "%s, nothing found\n", plural(of, "topic"))
				return nil
			}
			fmt.Fprintf(t.out, "%s, %d found\n", plural(of, "topic"), found)
			return errQuiet
		},
	}
}

// topicFiles gives the files of the topics that the flags choose.
func (t terminal) topicFiles(f topicFlags) ([]tag.File, error) {
	if len(f.paths) > 0 {
		return pipeline.ReadTopicFiles(f.paths...)
	}
	c, err := t.settings(f.config)
	if err != nil {
		return nil, err
	}
	return c.TopicFiles()
}
