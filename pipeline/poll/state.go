package poll

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"time"

	"coranto/pipeline/news"
)

// A State is what is remembered of a feed between polls.
type State struct {
	URL          string     `json:"url"`
	ETag         string     `json:"etag,omitempty"`
	LastModified string     `json:"last_modified,omitempty"`
	LastPolled   *time.Time `json:"last_polled,omitempty"` // last answer that could be read
	Next         time.Time  `json:"next"`
	Failures     int        `json:"failures,omitempty"` // in a row
	Error        string     `json:"error,omitempty"`    // of the last failure
	Seen         Marks      `json:"seen,omitempty"`
}

// Decode reads a state as a Bucket keeps it; no data is a state of its own.
func Decode(data []byte) (State, error) {
	var s State
	if len(data) == 0 {
		return s, nil
	}
	if err := json.Unmarshal(data, &s); err != nil {
		return s, fmt.Errorf("feed state: %w", err)
	}
	return s, nil
}

func (p *Poller) load(ctx context.Context, key string) (State, error) {
	data, err := p.o.Bucket.Load(ctx, key)
	if err != nil {
		return State{}, err
	}
	return Decode(data)
}

func (p *Poller) save(ctx context.Context, key string, s State) error {
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return p.o.Bucket.Save(ctx, key, data)
}

// Health is the feed's state in one word: new, ok or failing.
func (s State) Health() string {
	switch {
	case s.Failures > 0:
		return "failing"
	case s.LastPolled == nil:
		return "new"
	}
	return "ok"
}

// A failing feed is asked again after a minute, then after twice as long each time.
const (
	firstRetry = time.Minute
	lastRetry  = 6 * time.Hour
)

func (s *State) failed(now time.Time, err error, retryAfter time.Duration) {
	s.Failures++
	s.Error = err.Error()
	wait := min(firstRetry<<min(s.Failures-1, 16), lastRetry)
	s.Next = now.Add(max(jitter(wait), retryAfter))
}

// Marks remember the items of a feed, by item id.
type Marks map[string]Mark

// A Mark is one item as it was seen last.
type Mark struct {
	Print    uint64 `json:"p"`           // of what an editor changes: title and date of change
	Revision int    `json:"r"`           // how many versions were seen
	Absent   int    `json:"a,omitempty"` // polls since the feed listed it
}

// forget is after how many changed polls without it an item's mark goes. A feed that brings an
// old item back after that repeats it, and later stages know it.
const forget = 50

// compare returns the marks after a poll that listed the items, and those items that are
// new or edited, in order, each with its revision.
func (m Marks) compare(items []news.Item) (Marks, []news.Item) {
	after := make(Marks, len(items))
	var fresh []news.Item
	for _, item := range items {
		if _, twice := after[item.ID]; twice {
			continue
		}
		mark, known := m[item.ID]
		if print := fingerprint(item); !known || mark.Print != print {
			mark.Print = print
			mark.Revision++
			item.Revision = mark.Revision
			fresh = append(fresh, item)
		}
		mark.Absent = 0
		after[item.ID] = mark
	}
	for id, mark := range m {
		if _, listed := after[id]; !listed && mark.Absent < forget {
			mark.Absent++
			after[id] = mark
		}
	}
	return after, fresh
}

func fingerprint(item news.Item) uint64 {
	h := sha256.New()
	h.Write([]byte(item.Title))
	if item.Modified != nil {
		fmt.Fprint(h, "\x00", item.Modified.Unix())
	}
	return binary.BigEndian.Uint64(h.Sum(nil))
}
