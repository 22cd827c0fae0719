package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"coranto/pipeline/bus"
	"coranto/pipeline/news"
	"coranto/pipeline/poll"
)

// This file is how commands reach a pipeline from outside: one that runs, through its
// NATS server; one that does not, through its data folder.

// ErrNeverRan says that nothing has run in the data folder yet.
var ErrNeverRan = errors.New("nothing has run here yet")

// OpenBus connects to the pipeline's NATS server. If that runs inside a process that is
// not running, it is started here, for nobody else, until close.
func OpenBus(ctx context.Context, c *Config, log *slog.Logger) (b *bus.Bus, closeBus func(), err error) {
	if c.Servers() == "" {
		if _, err := os.Stat(filepath.Join(string(c.Data), lockFile)); err != nil {
			return nil, nil, fmt.Errorf("data folder %s: %w", c.Data, ErrNeverRan)
		}
		unlock, err := Lock(string(c.Data), "command")
		var locked *LockedError
		switch {
		case err == nil:
			options := c.busOptions(log)
			options.Listen = ""
			if b, err = bus.Open(ctx, options); err != nil {
				unlock()
				return nil, nil, err
			}
			return b, func() { b.Close(); unlock() }, nil
		case !errors.As(err, &locked):
			return nil, nil, err
		case c.NATS.Listen == "":
			return nil, nil, fmt.Errorf("%w; it can't be asked either, since nats.listen is off", err)
		}
	}
	if b, err = bus.Connect(c.Dial(), log); err != nil {
		return nil, nil, err
	}
	return b, b.Close, nil
}

// FeedStates returns what the pipeline has learned of each of its feeds, in their order.
func FeedStates(ctx context.Context, c *Config, log *slog.Logger) ([]poll.State, error) {
	states := make([]poll.State, len(c.Feeds))
	b, closeBus, err := OpenBus(ctx, c, log)
	if errors.Is(err, ErrNeverRan) {
		return states, nil
	}
	if err != nil {
		return nil, err
	}
	defer closeBus()
	bucket, err := b.Bucket(ctx, feedsBucket)
	if err != nil {
		return nil, err
	}
	for i, f := range c.Feeds {
		data, err := bucket.Load(ctx, poll.Key(f))
		if err != nil {
			return nil, err
		}
		if states[i], err = poll.Decode(data); err != nil {
			return nil, fmt.Errorf("%s: %w", f.URL, err)
		}
	}
	return states, nil
}

// Tail shows each message on news.tagged.> of one topic (or "*"), from the given time on
// (zero: from now), until ctx ends.
func Tail(ctx context.Context, url, topic string, since time.Time, log *slog.Logger, show func(topic string, a news.Article) error) error {
	b, err := bus.Connect(url, log)
	if err != nil {
		return fmt.Errorf("%w: is coranto running there?", err)
	}
	defer b.Close()
	return b.Tail(ctx, tagged+"."+topic+".>", since, func(subject string, data []byte) error {
		var a news.Article
		if err := json.Unmarshal(data, &a); err != nil {
			log.Warn("no article record, skipped", "subject", subject, "error", err)
			return nil
		}
		return show(strings.Split(subject, ".")[2], a)
	})
}

// AskReload has the process that uses the data folder read its configuration again. It
// returns the process's number, 0 when none runs.
func AskReload(c *Config) (int, error) {
	if _, err := os.Stat(filepath.Join(string(c.Data), lockFile)); err != nil {
		return 0, nil
	}
	unlock, err := Lock(string(c.Data), "command")
	var locked *LockedError
	switch {
	case err == nil:
		unlock()
		return 0, nil
	case !errors.As(err, &locked):
		return 0, err
	case !locked.Running:
		return 0, nil
	}
	return locked.PID, syscall.Kill(locked.PID, syscall.SIGHUP)
}
