package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"coranto/cmd/coranto/newsroom"
	"coranto/pipeline"
	"coranto/pipeline/fetch"
	"coranto/pipeline/news"

	"golang.org/x/sync/errgroup"
)

func (t terminal) demo() command {
	var every time.Duration
	var verbose bool
	return command{
		name: "demo", summary: "run the whole pipeline on a newsroom of its own; needs no internet and leaves nothing behind",
		example: "coranto demo\ncoranto demo --every 1s",
		flags: func(f *flag.FlagSet) {
			f.DurationVar(&every, "every", 4*time.Second, "a new article `THIS` often")
			f.BoolVar(&verbose, "v", false, "show the pipeline's log too")
		},
		run: func(ctx context.Context, args []string) error {
			switch {
			case len(args) > 0:
				return usagef("demo takes no arguments, found %q", args[0])
			case every <= 0:
				return usagef("--every must be more than zero")
			}
			return t.runDemo(ctx, every, verbose)
		},
	}
}

func (t terminal) runDemo(ctx context.Context, every time.Duration, verbose bool) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGHUP) // the terminal was closed: leave nothing behind
	defer stop()
	dir, err := os.MkdirTemp("", "coranto-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	room := newsroom.New(time.Now)
	c, err := demoConfig(dir, listener.Addr().String(), room)
	if err != nil {
		return err
	}
	log := slog.New(slog.DiscardHandler)
	if verbose {
		log = t.logger(c)
	}
	p, err := pipeline.New(c, nil, log)
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	server := &http.Server{Handler: room, ReadHeaderTimeout: 5 * time.Second}
	context.AfterFunc(ctx, func() { server.Close() })
	group.Go(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	group.Go(func() error { return p.Run(ctx) })
	group.Go(func() error { return t.watchDemo(ctx, p, c, room, every) })
	return group.Wait()
}

// demoConfig is the default configuration, but for where the feeds are and how often they are asked.
func demoConfig(dir, newsroomAddr string, room *newsroom.Newsroom) (*pipeline.Config, error) {
	c, err := pipeline.LoadConfig("")
	if err != nil {
		return nil, err
	}
	var loopback fetch.Exception
	if err := loopback.UnmarshalText([]byte(newsroomAddr)); err != nil {
		return nil, err
	}
	c.Data = pipeline.Folder(dir)
	c.Feeds = room.Feeds(newsroomAddr)
	c.NATS.Listen, c.Web.Listen = "127.0.0.1:0", "127.0.0.1:0"
	c.NATS.Durability = "process"
	c.Poll.Every = pipeline.Interval(2 * time.Second)
	c.Fetch.AllowPrivate = []fetch.Exception{loopback}
	c.Fetch.Host.Delay = pipeline.Pause(50 * time.Millisecond)
	return c, nil
}

// watchDemo shows what comes over NATS, as any subscriber would, while the newsroom goes on publishing.
func (t terminal) watchDemo(ctx context.Context, p *pipeline.Pipeline, c *pipeline.Config, room *newsroom.Newsroom, every time.Duration) error {
	select {
	case <-ctx.Done():
		return nil
	case <-p.Started():
	}
	fmt.Fprintf(t.out, "%d news sites on loopback, %d feeds, %d topics. A new article every %s; Ctrl-C ends it.\n"+
		"  subscribe  nats sub -s %[5]s 'news.tagged.>'\n             coranto tail --nats %[5]s\n  read       %[6]s\n\n",
		sites(c.Feeds), len(c.Feeds), len(c.Topics), every, p.NATS(), p.Web())
	go func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				room.Publish()
			}
		}
	}()
	beginning := time.Now().Add(-time.Hour)
	return pipeline.Tail(ctx, p.NATS(), "*", beginning, t.quietLogger(), func(topic string, a news.Article) error {
		return show(t.out, topic, a)
	})
}

// sites counts the sites behind the feeds.
func sites(feeds []news.Feed) int {
	domains := map[string]bool{}
	for _, f := range feeds {
		domains[fetch.Domain(f.URL)] = true
	}
	return len(domains)
}
