// Package poll decides when each feed is asked for news, asks, and turns what came
// into items. A feed's validators and the marks of its items are saved only after
// every new item has been taken over, so that a crash in between repeats and never loses.
package poll

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
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
// ("changed", "unchanged", "error") and of every item in it ("new", "edited", "seen", "invalid").
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
	due    schedule
	wake   chan struct{} // the schedule's head has changed
}

// New returns a Poller without feeds.
func New(o Options) *Poller {
	return &Poller{o: o, feeds: map[string]news.Feed{}, health: map[string]string{}, wake: make(chan struct{}, 1)}
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
			p.due.add(key, time.Time{})
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
// item over: when it returns nil, the item can't be lost any more. Run is called once.
func (p *Poller) Run(ctx context.Context, emit func(context.Context, news.Item) error) error {
	var polls errgroup.Group
	polls.SetLimit(p.o.Parallel)
	for {
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
			timer.Stop()
			return polls.Wait()
		case <-p.wake:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// take removes the feed that is due from the schedule; with none, it says how long to wait.
func (p *Poller) take(now time.Time) (key string, feed news.Feed, wait time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	key, wait = p.due.next(now)
	return key, p.feeds[key], wait
}

// done puts a feed back into the schedule, unless it was removed meanwhile.
func (p *Poller) done(key, state string, next time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
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

// Once asks for one feed now, without state, and returns what it lists.
func Once(ctx context.Context, client Client, feed news.Feed) ([]news.Item, error) {
	resp, err := client.Get(ctx, fetch.Request{URL: feed.URL, Accept: accept, MaxBody: maxFeed})
	if err != nil {
		return nil, err
	}
	items, _, err := read(feed, resp)
	return items, err
}

const (
	accept  = "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"
	maxFeed = 10 << 20 // bytes
)

// poll asks for one feed and says how it is and when to ask again.
func (p *Poller) poll(ctx context.Context, key string, feed news.Feed, emit func(context.Context, news.Item) error) (health string, next time.Time) {
	state, err := p.load(ctx, key)
	if err == nil && time.Now().Before(state.Next) { // it was polled before a restart
		return state.Health(), state.Next
	}
	if err == nil {
		err = p.ask(ctx, feed, &state, emit)
	}
	now := time.Now().UTC()
	switch {
	case ctx.Err() != nil: // stopped in the middle: nothing is learned from that
		return state.Health(), now
	case err != nil:
		state.failed(now, err, fetch.RetryAfter(err))
		p.o.Polled("error")
		p.o.Log.Warn("feed not read, will retry", "feed", feed.URL, "error", err, "failures", state.Failures, "next", state.Next)
	default:
		state.Failures, state.Error = 0, ""
		state.Next = now.Add(jitter(p.every()))
	}
	state.URL = feed.URL
	if err := p.save(ctx, key, state); err != nil {
		p.o.Log.Warn("feed state not saved, will poll again", "feed", feed.URL, "error", err)
	}
	return state.Health(), state.Next
}

// ask makes the request and hands over what is new. It changes the state only when all is done.
func (p *Poller) ask(ctx context.Context, feed news.Feed, state *State, emit func(context.Context, news.Item) error) error {
	resp, err := p.o.Client.Get(ctx, fetch.Request{URL: feed.URL, Accept: accept, MaxBody: maxFeed,
		ETag: state.ETag, LastModified: state.LastModified})
	if err != nil {
		return err
	}
	if resp.NotModified {
		p.o.Polled("unchanged")
		state.LastPolled = &resp.Received
		return nil
	}
	items, invalid, err := read(feed, resp)
	if err != nil {
		return err
	}
	marks, fresh := state.Seen.compare(items)
	for _, item := range fresh {
		item.LastPolled = state.LastPolled
		if err := emit(ctx, item); err != nil {
			return fmt.Errorf("hand over %s: %w", item.URL, err)
		}
	}
	edited := 0
	for _, item := range fresh {
		if item.Revision > 1 {
			edited++
		}
	}
	p.o.Polled("changed")
	p.o.Items("new", len(fresh)-edited)
	p.o.Items("edited", edited)
	p.o.Items("seen", len(items)-len(fresh))
	p.o.Items("invalid", invalid)
	if n := len(fresh); n > 0 {
		p.o.Log.Info("feed polled", "feed", feed.URL, "new", n-edited, "edited", edited, "items", len(items))
	}
	state.Seen, state.LastPolled = marks, &resp.Received
	state.ETag, state.LastModified = resp.Header.Get("ETag"), resp.Header.Get("Last-Modified")
	return nil
}

// jitter spreads a duration by a tenth either way, so that feeds polled together part.
func jitter(d time.Duration) time.Duration {
	return d + time.Duration((rand.Float64()-0.5)*0.2*float64(d))
}
