package poll

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"coranto/pipeline/fetch"
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

// load begins anew with a state that can't be read: whatever is repeated is known to later stages.
func (p *Poller) load(ctx context.Context, key string, log *slog.Logger) (State, error) {
	data, err := p.o.Bucket.Load(ctx, key)
	if err != nil {
		return State{}, err
	}
	s, err := Decode(data)
	if err != nil {
		log.Warn("feed state unreadable, starting anew", "error", err)
		return State{}, nil
	}
	return s, nil
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
	firstRetry  = time.Minute
	lastRetry   = 6 * time.Hour
	longestWait = 24 * time.Hour // that a host is granted; a later time was not written by a clock that went right
)

// failed schedules another attempt, no later than limit unless the host asked for more.
func (s *State) failed(now time.Time, err error, limit time.Duration) {
	s.Failures++
	s.Error = clip(err.Error(), maxLine)
	wait := min(firstRetry<<min(s.Failures-1, 16), limit)
	s.Next = now.Add(max(jitter(wait), fetch.RetryAfter(err)))
}

// answered keeps what an answer says of the next request. A 304 may bring new validators, or none.
func (s *State) answered(resp *fetch.Response) {
	s.LastPolled = &resp.Received
	s.ETag = cmp.Or(validator(resp.Header.Get("ETag")), s.ETag)
	s.LastModified = cmp.Or(validator(resp.Header.Get("Last-Modified")), s.LastModified)
}

// validator is a header that can be sent back as it came; empty when it can't.
func validator(value string) string {
	if len(value) > maxLine || !utf8.ValidString(value) || strings.ContainsFunc(value, unicode.IsControl) {
		return ""
	}
	return value
}

// public is a feed's address without the name and password in it, fit for logs, records and the bucket.
func public(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return address
	}
	u.User = nil
	return u.String()
}

// Marks remember the items of a feed, by item id.
type Marks map[string]Mark

// A Mark is one item as it was seen last.
type Mark struct {
	Print    uint64 `json:"p"`           // of the headline
	Modified int64  `json:"m,omitempty"` // the date of change that the feed gave, in Unix seconds
	Revision int    `json:"r"`           // how many versions were seen
	Absent   int    `json:"a,omitempty"` // polls since the feed listed it
}

// forget is after how many changed polls without it an item's mark goes. A feed that brings an
// old item back after that repeats it, and later stages know it.
const forget = 50

// maxMarks keeps a state under the server's limit for one message, 1 MiB: a mark takes some
// 80 bytes. Past it, those go that were absent longest.
const maxMarks = 8000

// compare returns the marks after a poll that listed the items, and those items that are
// new or edited, in order, each with its revision. Edited is what has another headline or
// another date of change.
func (m Marks) compare(items []news.Item) (Marks, []news.Item) {
	after := make(Marks, len(items))
	var fresh []news.Item
	restamped := m.restamped(items)
	for _, item := range items {
		if _, twice := after[item.ID]; twice {
			continue
		}
		mark, known := m[item.ID]
		print, modified := fingerprint(item.Title), unix(item.Modified)
		edited := mark.Print != print || mark.Modified != modified && !restamped
		mark.Print, mark.Modified = print, modified
		if !known || edited {
			mark.Revision++
			item.Revision = mark.Revision
			fresh = append(fresh, item)
		}
		mark.Absent = 0
		after[item.ID] = mark
	}
	longest := 0
	for id, mark := range m {
		if _, listed := after[id]; !listed && mark.Absent < forget {
			mark.Absent++
			longest = max(longest, mark.Absent)
			after[id] = mark
		}
	}
	for ; len(after) > maxMarks && longest > 0; longest-- {
		maps.DeleteFunc(after, func(_ string, m Mark) bool { return m.Absent >= longest })
	}
	return after, fresh
}

// restamped says whether the feed dates all its items anew, as some do at every request:
// such a date of change says nothing.
func (m Marks) restamped(items []news.Item) bool {
	known, changed := 0, 0
	for _, item := range items {
		if mark, ok := m[item.ID]; ok {
			known++
			if mark.Modified != unix(item.Modified) {
				changed++
			}
		}
	}
	return known > 1 && changed == known
}

func unix(t *time.Time) int64 {
	if t == nil {
		return 0
	}
	return t.Unix()
}

func fingerprint(headline string) uint64 {
	sum := sha256.Sum256([]byte(headline))
	return binary.BigEndian.Uint64(sum[:])
}
