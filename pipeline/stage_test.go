package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"coranto/pipeline/bus"
	"coranto/pipeline/news"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus/testutil"
)

// runSink puts items through a sink until their ends are counted, and returns the counts by result and
// the dead letters.
func runSink(t *testing.T, fn func(context.Context, news.Item) error, posts ...bus.Post) (map[string]float64, []bus.DeadLetter) {
	t.Helper()
	b, err := bus.Open(t.Context(), bus.Options{Dir: t.TempDir(), Streams: streams, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	if err := b.Publish(t.Context(), posts...); err != nil {
		t.Fatal(err)
	}
	e := &engine{bus: b, metrics: newMetrics(nil), log: slog.New(slog.DiscardHandler), work: t.Context(),
		retries: []time.Duration{time.Millisecond, 2 * time.Millisecond}}
	ctx, cancel := context.WithCancel(t.Context())
	s := sink("store", items, fn)
	ended := make(chan error, 1)
	go func() { ended <- s.run(ctx, e, s) }()
	eventually(t, "all items ended", func() bool {
		n, err := b.Count(context.Background(), items.All())
		return err == nil && n == 0
	})
	cancel()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	counts := map[string]float64{}
	for _, result := range results {
		if n := testutil.ToFloat64(e.metrics.messages.WithLabelValues("store", result)); n > 0 {
			counts[result] = n
		}
	}
	var dead []bus.DeadLetter
	for letter, err := range b.Dead(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		dead = append(dead, letter)
	}
	return counts, dead
}

func itemPost(t *testing.T, n int) bus.Post {
	t.Helper()
	post, err := items.Post(news.Item{ID: fmt.Sprint(n), Source: news.Source{ID: "x"}})
	if err != nil {
		t.Fatal(err)
	}
	return post
}

func TestEveryMessageEndsInOneCountedWay(t *testing.T) {
	t.Parallel()
	broken, err := bus.NewPost("news.item", []string{"x"}, "broken", "no item")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		post   bus.Post
		fn     func(attempt int) error
		counts map[string]float64
		reason string // of the dead letter
	}{
		{"success", itemPost(t, 1), func(int) error { return nil }, map[string]float64{"ok": 1}, ""},
		{"rejection", itemPost(t, 2), func(int) error { return fmt.Errorf("page: %w", news.Reject("empty", nil)) }, map[string]float64{"rejected": 1}, ""},
		{"recovery", itemPost(t, 3), func(n int) error {
			if n < 3 {
				return errors.New("later")
			}
			return nil
		}, map[string]float64{"retried": 2, "ok": 1}, ""},
		{"failure", itemPost(t, 4), func(int) error { return errors.New("never") }, map[string]float64{"retried": 2, "dead": 1}, "exhausted"},
		{"panic", itemPost(t, 5), func(int) error { panic("oh") }, map[string]float64{"retried": 2, "dead": 1}, "exhausted"},
		{"nonsense", broken, func(int) error { t.Error("was worked on"); return nil }, map[string]float64{"dead": 1}, "undecodable"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			calls := 0
			counts, dead := runSink(t, func(context.Context, news.Item) error { calls++; return tt.fn(calls) }, tt.post)
			if diff := cmp.Diff(tt.counts, counts); diff != "" {
				t.Error(diff)
			}
			switch {
			case tt.reason == "" && len(dead) > 0:
				t.Errorf("dead letters %+v", dead)
			case tt.reason != "" && (len(dead) != 1 || dead[0].Reason != tt.reason || dead[0].Stage != "store"):
				t.Errorf("dead letters %+v", dead)
			}
			if tt.name == "panic" && (len(dead) == 0 || !strings.HasPrefix(dead[0].Error, "panic: oh")) {
				t.Error("the panic is not in the dead letter")
			}
		})
	}
}

func TestDelaysAddUpToTheTotal(t *testing.T) {
	at := func(minute int) *time.Time {
		t := time.Date(2026, 7, 5, 8, minute, 0, 0, time.UTC)
		return &t
	}
	for _, tt := range []struct {
		name  string
		trace news.Trace
		want  map[string]time.Duration
	}{
		{"published after the last poll", news.Trace{LastPolled: at(0), Published: at(5), Discovered: at(15), Picked: at(16), Tagged: at(18)},
			map[string]time.Duration{"publisher": 0, "poll": 10 * time.Minute, "queue": time.Minute, "process": 2 * time.Minute, "total": 13 * time.Minute}},
		{"in the feed long after publication", news.Trace{Published: at(0), LastPolled: at(10), Discovered: at(25), Picked: at(26), Tagged: at(27)},
			map[string]time.Duration{"publisher": 10 * time.Minute, "poll": 15 * time.Minute, "queue": time.Minute, "process": time.Minute, "total": 27 * time.Minute}},
		{"a feed's first poll", news.Trace{Published: at(0), Discovered: at(25), Picked: at(26), Tagged: at(27)},
			map[string]time.Duration{"queue": time.Minute, "process": time.Minute}},
		{"nothing known", news.Trace{}, map[string]time.Duration{}},
	} {
		got := delays(tt.trace)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

func TestLockIsFreeAfterUnlock(t *testing.T) {
	dir := t.TempDir()
	for range 2 {
		unlock, err := Lock(dir, running)
		if err != nil {
			t.Fatal(err)
		}
		var locked *LockedError
		if _, err := Lock(dir, running); !errors.As(err, &locked) || locked.PID == 0 || !locked.Running {
			t.Errorf("locked twice: %v", err)
		}
		unlock()
	}
}

func TestDeadLetterSentBackReachesItsStageAndNoSubscriber(t *testing.T) {
	t.Parallel()
	b, err := bus.Open(t.Context(), bus.Options{Dir: t.TempDir(), Streams: streams, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	post, err := records.Post(news.Article{ID: "1", Lang: "en", Source: news.Source{ID: "x"}})
	if err == nil {
		err = b.Publish(t.Context(), post)
	}
	if err != nil {
		t.Fatal(err)
	}
	e := &engine{bus: b, metrics: newMetrics(nil), log: slog.New(slog.DiscardHandler), work: t.Context()} // no retries
	healthy := make(chan struct{})
	kept := make(chan string, 1)
	s := sink("store", records, func(_ context.Context, a news.Article) error {
		select {
		case <-healthy:
			kept <- a.ID
			return nil
		default:
			return errors.New("disk full")
		}
	})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.run(ctx, e, s) }()
	eventually(t, "dead letter", func() bool { return testutil.ToFloat64(e.metrics.dead.WithLabelValues("store", "exhausted")) == 1 })
	close(healthy)
	for letter, err := range b.Dead(t.Context()) {
		if err == nil {
			err = b.Retry(t.Context(), letter)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if id := <-kept; id != "1" {
		t.Errorf("kept %q", id)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if n, err := b.Count(t.Context(), records.All()); err != nil || n != 1 {
		t.Errorf("the record was published %d times, %v", n, err)
	}
}

// Topics may change between two attempts at an article: what was kept first is announced.
func TestKeptRecordIsAnnouncedNotTheOneMadeAgain(t *testing.T) {
	t.Parallel()
	b, err := bus.Open(t.Context(), bus.Options{Dir: t.TempDir(), Streams: streams, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	about := func(lang, topic string) news.Article {
		return news.Article{ID: "1", Lang: lang, Source: news.Source{ID: "x"}, Topics: []news.Tag{{ID: topic}}}
	}
	in, err := articles.Post(about("en", ""))
	if err == nil {
		err = b.Publish(t.Context(), in)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := records.Offer(t.Context(), b, about("en", "old")); err != nil { // and then the process died
		t.Fatal(err)
	}
	e := &engine{bus: b, metrics: newMetrics(nil), log: slog.New(slog.DiscardHandler), work: t.Context()}
	p := &Pipeline{config: new(Config)}
	s := each("tag", articles, func(context.Context, news.Article) (news.Article, error) { return about("fr", "new"), nil }, records, p.announce)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.run(ctx, e, s) }()
	eventually(t, "article ended", func() bool {
		return testutil.ToFloat64(e.metrics.messages.WithLabelValues("tag", resultDuplicate)) == 1
	})
	cancel()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	for pattern, want := range map[string]uint64{"news.record.>": 1, "news.tagged.old.en.x": 1, "news.tagged.>": 1} {
		if n, err := b.Count(t.Context(), pattern); err != nil || n != want {
			t.Errorf("%d messages on %s, want %d, %v", n, pattern, want, err)
		}
	}
}
