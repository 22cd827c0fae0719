package poll

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"
)

// A web answers by function and remembers what it was asked. It starts its clock when made.
type web struct {
	answer func(r fetch.Request) (*fetch.Response, error)
	began  time.Time

	mu    sync.Mutex
	calls []call
}

type call struct {
	at time.Duration // since the web began
	fetch.Request
}

func newWeb(answer func(r fetch.Request) (*fetch.Response, error)) *web {
	return &web{answer: answer, began: time.Now()}
}

func (w *web) Get(ctx context.Context, r fetch.Request) (*fetch.Response, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w.mu.Lock()
	w.calls = append(w.calls, call{time.Since(w.began), r})
	w.mu.Unlock()
	resp, err := w.answer(r)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return resp, err
}

// of lists when an address was asked for.
func (w *web) of(address string) []time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	var at []time.Duration
	for _, c := range w.calls {
		if c.URL == address {
			at = append(at, c.at)
		}
	}
	return at
}

// gaps are the times between calls.
func (w *web) gaps(address string) []time.Duration {
	at := w.of(address)
	var gaps []time.Duration
	for i := range max(len(at)-1, 0) {
		gaps = append(gaps, at[i+1]-at[i])
	}
	return gaps
}

// ok is a document, with headers as name, value, name, value.
func ok(address, body string, headers ...string) (*fetch.Response, error) {
	resp := &fetch.Response{URL: address, Header: http.Header{}, Body: []byte(body), Received: time.Now().UTC()}
	for i := 0; i < len(headers); i += 2 {
		resp.Header.Set(headers[i], headers[i+1])
	}
	return resp, nil
}

func notModified(address string, headers ...string) (*fetch.Response, error) {
	resp, err := ok(address, "", headers...)
	resp.NotModified = true
	return resp, err
}

// rss is a feed of items, each a path and its title.
func rss(items ...string) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>Paper</title><link>https://paper.example/</link>`)
	for _, item := range items {
		path, title, _ := strings.Cut(item, " ")
		fmt.Fprintf(&b, "<item><link>%s</link><title>%s</title></item>", path, title)
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

// A memory is a Bucket.
type memory struct {
	mu         sync.Mutex
	values     map[string][]byte
	saves      int
	load, save func() error // may fail
}

func (m *memory) Load(ctx context.Context, key string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.load != nil {
		if err := m.load(); err != nil {
			return nil, err
		}
	}
	return m.values[key], ctx.Err()
}

func (m *memory) Save(ctx context.Context, key string, value []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if m.save != nil {
		if err := m.save(); err != nil {
			return err
		}
	}
	if m.values == nil {
		m.values = map[string][]byte{}
	}
	m.saves++
	m.values[key] = value
	return nil
}

// state is what the bucket holds of a feed.
func (m *memory) state(t *testing.T, f news.Feed) State {
	t.Helper()
	m.mu.Lock()
	defer m.mu.Unlock()
	s, err := Decode(m.values[Key(f)])
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A desk takes items over and keeps the accounts.
type desk struct {
	mu     sync.Mutex
	items  []news.Item
	counts map[string]int
	log    bytes.Buffer
	refuse func(news.Item) error // may be nil
}

func (d *desk) emit(_ context.Context, item news.Item) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.refuse != nil {
		if err := d.refuse(item); err != nil {
			return err
		}
	}
	d.items = append(d.items, item)
	return nil
}

func (d *desk) count(what string, n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.counts == nil {
		d.counts = map[string]int{}
	}
	d.counts[what] += n
}

func (d *desk) counted() map[string]int {
	d.mu.Lock()
	defer d.mu.Unlock()
	maps.DeleteFunc(d.counts, func(_ string, n int) bool { return n == 0 })
	return maps.Clone(d.counts)
}

// taken lists the items as path, title and revision.
func (d *desk) taken() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	var list []string
	for _, item := range d.items {
		_, path, _ := strings.Cut(strings.TrimPrefix(item.URL, "https://"), "/")
		list = append(list, fmt.Sprintf("%s %s %d", path, item.Title, item.Revision))
	}
	return list
}

// Write is for the log.
func (d *desk) Write(b []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.log.Write(b)
}

// newPoller polls every hour, four at a time.
func newPoller(w Client, b Bucket, d *desk, feeds ...news.Feed) *Poller {
	p := New(Options{
		Client: w, Bucket: b, Every: time.Hour, Parallel: 4, Log: slog.New(slog.NewTextHandler(d, nil)),
		Polled: func(result string) { d.count(result, 1) }, Items: d.count,
	})
	p.SetFeeds(feeds)
	return p
}

// start runs the poller; stop ends it and waits. For use inside a bubble.
func start(t *testing.T, p *Poller, d *desk) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx, d.emit) }()
	synctest.Wait()
	return func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("run: %v", err)
		}
	}
}

// after lets virtual time pass and everything due in it happen.
func after(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// about says whether a duration is within a tenth of another.
func about(got, want time.Duration) bool {
	return got >= want*9/10 && got <= want*11/10
}

var paper = news.Feed{URL: "https://paper.example/feed.xml", Title: "The Paper"}
