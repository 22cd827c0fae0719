package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"syscall"
	"text/tabwriter"
	"time"

	"coranto/pipeline"
	"coranto/pipeline/fetch"
	"coranto/pipeline/news"
	"coranto/pipeline/poll"
)

func (t terminal) feeds() command {
	return command{
		name: "feeds", summary: "list, add, remove, import, export, discover and poll feeds",
		example: "coranto feeds list\ncoranto feeds add https://example.com/rss.xml --desk Energy",
		sub: []command{
			t.feedsList(), t.feedsAdd(), t.feedsRemove(), t.feedsImport(), t.feedsExport(), t.feedsDiscover(), t.feedsPoll(),
		},
	}
}

func (t terminal) feedsList() command {
	var file string
	var asJSON bool
	return command{
		name: "list", summary: "show every feed and how its polls go",
		example: "coranto feeds list\ncoranto feeds list --json | jq 'select(.state.failures > 0)'",
		flags: func(f *flag.FlagSet) {
			configFlag(f, &file)
			f.BoolVar(&asJSON, "json", false, "print one JSON object a line")
		},
		run: func(ctx context.Context, args []string) error {
			c, err := t.settings(file)
			if err != nil {
				return err
			}
			states, err := pipeline.FeedStates(ctx, c, t.quietLogger())
			if err != nil {
				return err
			}
			if asJSON {
				for i, f := range c.Feeds {
					s := states[i]
					s.Seen = nil
					if err := printJSON(t.out, struct {
						news.Feed
						State poll.State `json:"state"`
					}{f, s}); err != nil {
						return err
					}
				}
				return nil
			}
			w := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
			fmt.Fprintln(w, "STATE\tLAST READ\tNEXT\tDESK\tNAME\tFEED\tERROR")
			for i, f := range c.Feeds {
				s := states[i]
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", s.Health(), short(s.LastPolled), short(&s.Next), printable(f.Desk), printable(f.Title), printable(f.URL), printable(s.Error))
			}
			return w.Flush()
		},
	}
}

// short is a time as a table shows it.
func short(t *time.Time) string {
	if t == nil || t.IsZero() {
		return "-"
	}
	return t.Local().Format("01-02 15:04")
}

func (t terminal) feedsAdd() command {
	var file, title, desk string
	var force bool
	return command{
		name: "add", args: "URL", summary: "add a feed, after reading it once",
		example: "coranto feeds add https://example.com/rss.xml --title 'The Example' --desk Energy",
		flags: func(f *flag.FlagSet) {
			configFlag(f, &file)
			f.StringVar(&title, "title", "", "its `NAME`; else the feed's own")
			f.StringVar(&desk, "desk", "", "its `DESK`; a / makes levels")
			f.BoolVar(&force, "force", false, "add it even if it can't be read now")
		},
		run: func(ctx context.Context, args []string) error {
			if len(args) != 1 {
				return usagef("feeds add takes one URL")
			}
			c, err := t.settings(file)
			if err != nil {
				return err
			}
			feed := news.Feed{URL: args[0], Title: title, Desk: desk}
			if _, err := fetch.CanonicalURL(feed.URL); err != nil {
				return usageError{err}
			}
			if slices.ContainsFunc(c.Feeds, func(f news.Feed) bool { return poll.Key(f) == poll.Key(feed) }) {
				return fmt.Errorf("%s is there already", feed.URL)
			}
			if items, err := poll.Once(ctx, client(c), feed); err == nil {
				fmt.Fprintf(t.out, "%s lists %s\n", feed.URL, plural(len(items), "article"))
			} else if !force {
				return fmt.Errorf("%w (coranto feeds discover finds the feeds of a page; --force adds it all the same)", err)
			}
			return t.changeOwnFeeds(c, func(own []news.Feed) []news.Feed { return append(own, feed) })
		},
	}
}

func (t terminal) feedsRemove() command {
	var file string
	return command{
		name: "remove", args: "URL", summary: "remove a feed that was added by command",
		example: "coranto feeds remove https://example.com/rss.xml",
		flags:   func(f *flag.FlagSet) { configFlag(f, &file) },
		run: func(_ context.Context, args []string) error {
			if len(args) != 1 {
				return usagef("feeds remove takes one URL")
			}
			c, err := t.settings(file)
			if err != nil {
				return err
			}
			is := func(f news.Feed) bool { return poll.Key(f) == poll.Key(news.Feed{URL: args[0]}) }
			own, err := ownFeeds(c)
			switch {
			case err != nil:
				return err
			case !slices.ContainsFunc(own, is) && slices.ContainsFunc(c.Feeds, is):
				return fmt.Errorf("%s is in a list of the configuration: delete it there, then reload (kill -HUP)", args[0])
			case !slices.ContainsFunc(own, is):
				return fmt.Errorf("%s is not among the feeds", args[0])
			}
			return t.changeOwnFeeds(c, func(own []news.Feed) []news.Feed { return slices.DeleteFunc(own, is) })
		},
	}
}

func (t terminal) feedsImport() command {
	var file string
	return command{
		name: "import", args: "FILE", summary: "add the feeds of an OPML file or a plain list of addresses",
		example: "coranto feeds import subscriptions.opml\ncoranto feeds import - < addresses.txt",
		flags:   func(f *flag.FlagSet) { configFlag(f, &file) },
		run: func(_ context.Context, args []string) error {
			if len(args) != 1 {
				return usagef("feeds import takes one file, or - for standard input")
			}
			c, err := t.settings(file)
			if err != nil {
				return err
			}
			data, err := t.readInput(args[0])
			if err != nil {
				return err
			}
			found, err := poll.ReadList(args[0], data)
			if err != nil {
				return t.mistakes(err)
			}
			known := map[string]bool{}
			for _, f := range c.Feeds {
				known[poll.Key(f)] = true
			}
			found = slices.DeleteFunc(found, func(f news.Feed) bool {
				twice := known[poll.Key(f)]
				known[poll.Key(f)] = true
				return twice
			})
			fmt.Fprintf(t.out, "%s new\n", plural(len(found), "feed"))
			return t.changeOwnFeeds(c, func(own []news.Feed) []news.Feed { return append(own, found...) })
		},
	}
}

func (t terminal) feedsExport() command {
	var file string
	return command{
		name: "export", summary: "print all feeds as OPML, one folder a desk",
		example: "coranto feeds export > feeds.opml",
		flags:   func(f *flag.FlagSet) { configFlag(f, &file) },
		run: func(context.Context, []string) error {
			c, err := t.settings(file)
			if err != nil {
				return err
			}
			return poll.WriteList(t.out, "Coranto feeds", c.Feeds)
		},
	}
}

func (t terminal) feedsDiscover() command {
	var file string
	return command{
		name: "discover", args: "URL", summary: "find the feeds of a site",
		example: "coranto feeds discover https://example.com/",
		flags:   func(f *flag.FlagSet) { configFlag(f, &file) },
		run: func(ctx context.Context, args []string) error {
			if len(args) != 1 {
				return usagef("feeds discover takes one URL")
			}
			c, err := t.settings(file)
			if err != nil {
				return err
			}
			feeds, err := poll.Discover(ctx, client(c), args[0])
			for _, f := range feeds {
				fmt.Fprintf(t.out, "%s  %s\n", printable(f.URL), printable(f.Title))
			}
			return err
		},
	}
}

func (t terminal) feedsPoll() command {
	var file string
	var asJSON bool
	return command{
		name: "poll", args: "URL", summary: "read a feed now and show what it lists; nothing is kept",
		example: "coranto feeds poll https://example.com/rss.xml",
		flags: func(f *flag.FlagSet) {
			configFlag(f, &file)
			f.BoolVar(&asJSON, "json", false, "print whole items, one a line")
		},
		run: func(ctx context.Context, args []string) error {
			if len(args) != 1 {
				return usagef("feeds poll takes one URL")
			}
			c, err := t.settings(file)
			if err != nil {
				return err
			}
			items, err := poll.Once(ctx, client(c), news.Feed{URL: args[0]})
			if err != nil {
				return err
			}
			for _, item := range items {
				if asJSON {
					err = printJSON(t.out, item)
				} else {
					_, err = fmt.Fprintf(t.out, "%s  %s\n             %s\n", short(item.Published), printable(item.Title), printable(item.URL))
				}
				if err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func ownFeeds(c *pipeline.Config) ([]news.Feed, error) {
	data, err := os.ReadFile(c.OwnFeeds())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return poll.ReadList(c.OwnFeeds(), data)
}

// changeOwnFeeds rewrites the list of feeds added by command, whole or not at all, and
// tells a running pipeline.
func (t terminal) changeOwnFeeds(c *pipeline.Config, change func([]news.Feed) []news.Feed) error {
	if err := os.MkdirAll(string(c.Data), 0o750); err != nil {
		return err
	}
	unlock, err := exclusive(c.OwnFeeds() + ".lock")
	if err != nil {
		return err
	}
	defer unlock()
	own, err := ownFeeds(c)
	if err != nil {
		return err
	}
	var list bytes.Buffer
	if err := poll.WriteList(&list, "Feeds added by command", change(own)); err != nil {
		return err
	}
	part := c.OwnFeeds() + ".new"
	if err := os.WriteFile(part, list.Bytes(), 0o640); err != nil {
		return err
	}
	if err := os.Rename(part, c.OwnFeeds()); err != nil {
		return err
	}
	pid, err := pipeline.AskReload(c)
	if err != nil {
		return fmt.Errorf("%s is written, but the running coranto was not told: %w", c.OwnFeeds(), err)
	}
	if pid != 0 {
		fmt.Fprintf(t.out, "written to %s; the running coranto (process %d) reads it now\n", c.OwnFeeds(), pid)
	} else {
		fmt.Fprintf(t.out, "written to %s\n", c.OwnFeeds())
	}
	return nil
}

// exclusive waits until no other command changes the list.
func exclusive(path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o640)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		f.Close()
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	return func() { f.Close() }, nil
}

// readInput reads a file, or standard input for "-".
func (t terminal) readInput(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(t.in)
	}
	return os.ReadFile(name)
}
