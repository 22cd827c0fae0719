package poll

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"
)

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
	log := p.o.Log.With("feed", public(feed.URL))
	state, err := p.load(ctx, key, log)
	if err != nil && ctx.Err() == nil { // what is known must not be written over
		next = time.Now().Add(jitter(firstRetry))
		p.o.Polled("error")
		log.Warn("feed state not loaded, will retry", "error", err, "next", next)
		return "failing", next
	}
	if wait := time.Until(state.Next); wait > 0 && wait <= max(p.every()*5/4, longestWait) { // it was polled before a restart
		return state.Health(), state.Next
	}
	if err == nil {
		err = p.ask(ctx, feed, &state, emit, log)
	}
	now := time.Now().UTC()
	switch {
	case ctx.Err() != nil: // stopped in the middle: nothing is learned from that
		return state.Health(), now
	case err != nil:
		limit := lastRetry
		if errors.Is(err, errHandOver) { // not the feed's fault
			limit = min(limit, p.every())
		}
		state.failed(now, err, limit)
		p.o.Polled("error")
		log.Warn("feed not read, will retry", "error", err, "failures", state.Failures, "next", state.Next)
	default:
		state.Failures, state.Error = 0, ""
		state.Next = now.Add(jitter(p.every()))
	}
	state.URL = public(feed.URL)
	if err := p.save(ctx, key, state); err != nil {
		log.Warn("feed state not saved, will poll again", "error", err)
	}
	return state.Health(), state.Next
}

// errHandOver marks that the next stage, not the feed, is in trouble.
var errHandOver = errors.New("hand over")

// ask makes the request and hands over what is new. It changes the state only when all is done.
func (p *Poller) ask(ctx context.Context, feed news.Feed, state *State, emit func(context.Context, news.Item) error, log *slog.Logger) error {
	resp, err := p.o.Client.Get(ctx, fetch.Request{URL: feed.URL, Accept: accept, MaxBody: maxFeed,
		ETag: state.ETag, LastModified: state.LastModified})
	if err != nil {
		return err
	}
	if resp.NotModified {
		p.o.Polled("unchanged")
		state.answered(resp)
		return nil
	}
	items, invalid, err := read(feed, resp)
	if err != nil {
		return err
	}
	marks, fresh := state.Seen.compare(items)
	var edited, refused int
	for _, item := range fresh {
		item.LastPolled = state.LastPolled
		switch err := emit(ctx, item); {
		case errors.Is(err, news.ErrReject): // now and always: it must not hold up the others
			refused++
			log.Info("item dropped", "url", item.URL, "error", err)
		case err != nil:
			return fmt.Errorf("%w %s: %w", errHandOver, item.URL, err)
		case item.Revision > 1:
			edited++
		}
	}
	added := len(fresh) - edited - refused
	p.o.Polled("changed")
	p.o.Items("new", added)
	p.o.Items("edited", edited)
	p.o.Items("seen", len(items)-len(fresh))
	p.o.Items("invalid", invalid+refused)
	if added+edited > 0 {
		log.Info("feed polled", "new", added, "edited", edited, "items", len(items))
	}
	state.Seen, state.ETag, state.LastModified = marks, "", ""
	state.answered(resp)
	return nil
}

// jitter spreads a duration by a tenth either way, so that feeds polled together part.
func jitter(d time.Duration) time.Duration {
	return d + time.Duration((rand.Float64()-0.5)*0.2*float64(d))
}
