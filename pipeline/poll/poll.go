// Package poll decides when each feed is asked for news, asks, and turns what came
// into items. A feed's validators and the marks of its items are saved only after
// every new item has been taken over, so that a crash in between repeats and never loses.
package poll

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"

	"golang.org/x/sync/errgroup"
)

// A Client makes the requests; fetch.Client does.
type Client interface {
	Get(ctx context.Context, r fetch.Request) (*fetch.Response, error)
}

// A Bucket keeps the state of feeds by key. Load gives nil for a key never saved.
type Bucket interface {
	Load(ctx context.Context, key string) ([]byte, error)
	Save(ctx context.Context, key string, value []byte) error
}

// Options are what a Poller needs. Polled and Items are told the end of every poll
// ("changed", "unchanged", "error") and of every item in it ("new", "edited", "seen", or
// "invalid": without a usable address, or refused for ever by who takes it over).
type Options struct {
	Client   Client
	Bucket   Bucket
	Every    time.Duration // between two polls of a feed
	Parallel int           // polls at a time
	Log      *slog.Logger
	Polled   func(result string)
	Items    func(result string, n int)
}

// A Poller polls feeds. Its methods may be called at any time from any goroutine.
type Poller struct {
	o Options

	mu     sync.Mutex
	feeds  map[string]news.Feed // by Key
	health map[string]string    // by Key: "new", "ok" or "failing"
	inHand map[string]bool      // by Key: being polled now, and so not in the schedule
	due    schedule
	wake   chan struct{} // the schedule's head has changed
}

// New returns a Poller without feeds.
func New(o Options) *Poller {
	return &Poller{
		o: o, feeds: map[string]news.Feed{}, health: map[string]string{}, inHand: map[string]bool{},
		wake: make(chan struct{}, 1),
	}
}

// Key names a feed in the bucket.
func Key(f news.Feed) string { return news.ID(f.URL) }

// SetFeeds replaces the set of feeds. New ones are polled at once; what was learned of
// the others stays.
func (p *Poller) SetFeeds(feeds []news.Feed) {
	p.mu.Lock()
	defer p.mu.Unlock()
	next := make(map[string]news.Feed, len(feeds))
	for _, f := range feeds {
		key := Key(f)
		next[key] = f
		if _, known := p.feeds[key]; !known {
			p.health[key] = "new"
			if !p.inHand[key] { // removed and added again in the middle of a poll
				p.due.add(key, time.Time{})
			}
		}
	}
	for key := range p.feeds {
		if _, kept := next[key]; !kept {
			delete(p.health, key)
			p.due.remove(key)
		}
	}
	p.feeds = next
	p.nudge()
}

// SetEvery changes the time between two polls of a feed, from each feed's next poll on.
func (p *Poller) SetEvery(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.o.Every = d
}

func (p *Poller) every() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.o.Every
}

// Health counts the feeds by state: new, ok, failing.
func (p *Poller) Health() map[string]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	counts := map[string]int{"new": 0, "ok": 0, "failing": 0}
	for _, state := range p.health {
		counts[state]++
	}
	return counts
}

// Run polls until ctx ends, and returns when the polls in hand are over. emit takes an
// item over: when it returns nil, the item can't be lost any more; when it returns an error
// that wraps news.ErrReject, the item is dropped. Run is called once.
func (p *Poller) Run(ctx context.Context, emit func(context.Context, news.Item) error) error {
	var polls errgroup.Group
	polls.SetLimit(max(p.o.Parallel, 1))
	for ctx.Err() == nil {
		key, feed, wait := p.take(time.Now())
		if key != "" {
			polls.Go(func() error {
				state, next := p.poll(ctx, key, feed, emit)
				p.done(key, state, next)
				return nil
			})
			continue
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-p.wake:
		case <-timer.C:
		}
		timer.Stop()
	}
	return polls.Wait()
}

// take removes the feed that is due from the schedule; with none, it says how long to wait.
func (p *Poller) take(now time.Time) (key string, feed news.Feed, wait time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if key, wait = p.due.next(now); key != "" {
		p.inHand[key] = true
	}
	return key, p.feeds[key], wait
}

// done puts a feed back into the schedule, unless it was removed meanwhile.
func (p *Poller) done(key, state string, next time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.inHand, key)
	if _, known := p.feeds[key]; !known {
		return
	}
	p.health[key] = state
	p.due.add(key, next)
	p.nudge()
}

func (p *Poller) nudge() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}
