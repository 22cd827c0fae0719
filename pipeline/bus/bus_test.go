package bus

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"coranto/pipeline/news"

	"github.com/nats-io/nats.go"
)

type note struct {
	Place string `json:"place"`
	Text  string `json:"text"`
}

func (n note) Tokens() []string { return []string{n.Place} }
func (n note) Key() string      { return n.Text }

const notes Subject[note] = "test.note"

var testStreams = append([]Stream{
	{Name: "NOTES", Subjects: []string{notes.All()}, Work: true, Duplicates: time.Minute},
	{Name: "LOG", Subjects: []string{"test.log.>"}, Duplicates: time.Minute},
}, DeadLetters...)

func open(t *testing.T, dir string) *Bus {
	t.Helper()
	b, err := Open(t.Context(), Options{Dir: dir, Streams: testStreams, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

func post(t *testing.T, b *Bus, list ...note) {
	t.Helper()
	for _, n := range list {
		p, err := notes.Post(n)
		if err == nil {
			err = b.Publish(t.Context(), p)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// consume runs handle on notes until it has been called n times, and waits for the workers to end.
func consume(t *testing.T, b *Bus, workers, n int, handle func(*Delivery)) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var calls atomic.Int64
	if err := b.Consume(ctx, "test", notes.All(), workers, func(d *Delivery) {
		handle(d)
		if calls.Add(1) == int64(n) {
			cancel()
		}
	}); err != nil {
		t.Fatal(err)
	}
	if got := calls.Load(); got < int64(n) {
		t.Fatalf("%d deliveries, want %d", got, n)
	}
}

func TestEveryMessageReachesOneWorkerOnce(t *testing.T) {
	b := open(t, t.TempDir())
	const n = 200
	for i := range n {
		post(t, b, note{"here", fmt.Sprint(i)})
	}
	var mu sync.Mutex
	seen := map[string]int{}
	consume(t, b, 8, n, func(d *Delivery) {
		var got note
		if err := d.Decode(&got); err != nil || d.Subject() != "test.note.here" || d.Attempt != 1 {
			t.Errorf("%v %s %d", err, d.Subject(), d.Attempt)
		}
		mu.Lock()
		seen[got.Text]++
		mu.Unlock()
		if err := d.Ack(); err != nil {
			t.Error(err)
		}
	})
	if len(seen) != n {
		t.Errorf("%d of %d messages seen", len(seen), n)
	}
	wantNoneLeft(t, b)
}

// wantNoneLeft waits until the server has seen the end of every message.
func wantNoneLeft(t *testing.T, b *Bus) {
	t.Helper()
	end := time.After(time.Minute)
	for {
		left, err := b.Count(t.Context(), notes.All())
		if left == 0 && err == nil {
			return
		}
		select {
		case <-end:
			t.Fatalf("%d messages left, %v", left, err)
		case <-time.After(time.Millisecond):
		}
	}
}

func TestSameMessageIsKeptOnce(t *testing.T) {
	b := open(t, t.TempDir())
	post(t, b, note{"here", "a"}, note{"here", "a"}, note{"there", "a"}, note{"here", "b"})
	kept, known, err := notes.Offer(t.Context(), b, note{"elsewhere", "b"})
	if !known || kept.Place != "here" || err != nil {
		t.Errorf("offered again: known %v, kept %v, %v", known, kept, err)
	}
	if _, known, err = notes.Offer(t.Context(), b, note{"here", "c"}); known || err != nil {
		t.Errorf("offered first: known %v, %v", known, err)
	}
	if n, err := b.Count(t.Context(), notes.All()); err != nil || n != 3 {
		t.Errorf("%d messages, %v: the id is what is published and its key", n, err)
	}
}

func TestRetryDeliversAgainAfterTheDelay(t *testing.T) {
	b := open(t, t.TempDir())
	post(t, b, note{"here", "a"})
	var attempts []int
	var first time.Time
	consume(t, b, 1, 3, func(d *Delivery) {
		attempts = append(attempts, d.Attempt)
		if d.Attempt == 1 {
			first = time.Now()
		}
		if d.Attempt < 3 {
			_ = d.Retry(20 * time.Millisecond)
			return
		}
		if waited := time.Since(first); waited < 40*time.Millisecond {
			t.Errorf("came again after %v", waited)
		}
		_ = d.Ack()
	})
	if !slices.Equal(attempts, []int{1, 2, 3}) {
		t.Error(attempts)
	}
}

func TestBuriedMessageCanBeSeenRetriedAndDropped(t *testing.T) {
	b := open(t, t.TempDir())
	post(t, b, note{"here", "a"}, note{"here", "b"})
	consume(t, b, 1, 2, func(d *Delivery) {
		if err := d.Bury(t.Context(), "test", "exhausted", errors.New("no\r\nluck \xff"+strings.Repeat("é", 600))); err != nil {
			t.Error(err)
		}
	})
	var letters []DeadLetter
	for letter, err := range b.Dead(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		letters = append(letters, letter)
	}
	if len(letters) != 2 {
		t.Fatalf("%d dead letters", len(letters))
	}
	l := letters[0]
	if l.Stage != "test" || l.Reason != "exhausted" || !strings.HasPrefix(l.Error, "no  luck ") || l.Attempts != 1 ||
		l.Subject != "test.note.here" || string(l.Data) != `{"place":"here","text":"a"}` || l.Died.IsZero() {
		t.Errorf("%+v %s", l, l.Data)
	}
	wantNoneLeft(t, b)
	if err := b.Retry(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	if err := b.Drop(t.Context(), letters[1].Number); err != nil {
		t.Fatal(err)
	}
	for letter := range b.Dead(t.Context()) {
		t.Errorf("still there: %+v", letter)
	}
	if _, err := b.DeadLetter(t.Context(), l.Number); err == nil || !strings.Contains(err.Error(), "no dead letter") {
		t.Error(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	err := b.Consume(ctx, "test-retry", RetrySubject("test"), 1, func(d *Delivery) {
		var got note
		if err := d.Decode(&got); err != nil || got.Text != "a" {
			t.Errorf("%+v, %v", got, err)
		}
		_ = d.Ack()
		cancel()
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestMessagesSurviveARestart(t *testing.T) {
	dir := t.TempDir()
	b := open(t, dir)
	post(t, b, note{"here", "a"})
	p, err := NewPost("test.log", []string{"x"}, "1", "v")
	if err == nil {
		err = b.Publish(t.Context(), p)
	}
	if err != nil {
		t.Fatal(err)
	}
	b.Close()
	b = open(t, dir)
	if err := b.Publish(t.Context(), p); err != nil { // the id is remembered over the restart
		t.Fatal(err)
	}
	if n, err := b.Count(t.Context(), "test.log.>"); err != nil || n != 1 {
		t.Errorf("%d log messages, %v", n, err)
	}
	consume(t, b, 1, 1, func(d *Delivery) { _ = d.Ack() })
}

func TestTooLargeMessageIsRejected(t *testing.T) {
	b := open(t, t.TempDir())
	p, err := notes.Post(note{"here", strings.Repeat("x", 2<<20)})
	if err == nil {
		p.msg.Header.Del("Nats-Msg-Id")
		err = b.Publish(t.Context(), p)
	}
	if !errors.Is(err, news.ErrReject) {
		t.Error(err)
	}
}

func TestPublishWithoutStreamIsAnError(t *testing.T) {
	b := open(t, t.TempDir())
	p, err := NewPost("nobody", []string{"listens"}, "1", "v")
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Publish(t.Context(), p); err == nil || !strings.Contains(err.Error(), "nobody.listens") {
		t.Error(err)
	}
}

func TestTailBeginsWhereItIsAskedTo(t *testing.T) {
	b := open(t, t.TempDir())
	for i := range 3 {
		p, _ := NewPost("test.log", []string{"x"}, fmt.Sprint(i), i)
		if err := b.Publish(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	done := errors.New("done")
	var got []string
	err := b.Tail(t.Context(), "test.log.>", time.Unix(1, 0), func(subject string, data []byte) error {
		if got = append(got, string(data)); len(got) == 3 {
			return done
		}
		return nil
	})
	if !errors.Is(err, done) || !slices.Equal(got, []string{"0", "1", "2"}) {
		t.Errorf("%v %q", err, got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.Tail(ctx, "test.log.>", time.Time{}, nil); err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestBucketKeepsTheLastValue(t *testing.T) {
	dir := t.TempDir()
	b := open(t, dir)
	bucket, err := b.Bucket(t.Context(), "test")
	if err != nil {
		t.Fatal(err)
	}
	if v, err := bucket.Load(t.Context(), "k"); v != nil || err != nil {
		t.Errorf("%q %v", v, err)
	}
	for _, v := range []string{"1", "2"} {
		if err := bucket.Save(t.Context(), "k", []byte(v)); err != nil {
			t.Fatal(err)
		}
	}
	b.Close()
	if bucket, err = open(t, dir).Bucket(t.Context(), "test"); err != nil {
		t.Fatal(err)
	}
	if v, err := bucket.Load(t.Context(), "k"); string(v) != "2" || err != nil {
		t.Errorf("%q %v", v, err)
	}
}

func TestOthersConnectWhereItListens(t *testing.T) {
	b, err := Open(t.Context(), Options{Dir: t.TempDir(), Listen: "127.0.0.1:0", Sync: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	conn, err := nats.Connect(b.URL())
	if err != nil {
		t.Fatal(err)
	}
	conn.Close()
	if hidden := open(t, t.TempDir()); hidden.URL() != "" {
		t.Error("listens though nobody asked: ", hidden.URL())
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, err = Open(t.Context(), Options{Dir: t.TempDir(), Listen: l.Addr().String(), Log: slog.New(slog.DiscardHandler)})
	if err == nil || !strings.Contains(err.Error(), "nats.listen") {
		t.Error(err)
	}
}
