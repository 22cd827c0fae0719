package pipeline

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"

	"github.com/nats-io/nats.go"
)

// patience bounds every wait for something that happens soon; it is never waited out in a passing test.
const patience = 60 * time.Second

// A paper is a news site under test: articles by path, and a feed that lists them.
type paper struct {
	*httptest.Server
	mu       sync.Mutex
	articles []string          // paths, newest first
	pages    map[string]string // by path; one that is missing answers 503
	hits     map[string]int    // requests by path
}

func newPaper(t *testing.T) *paper {
	p := &paper{pages: map[string]string{}, hits: map[string]int{}}
	p.Server = httptest.NewServer(p)
	t.Cleanup(p.Close)
	return p
}

func (p *paper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hits[r.URL.Path]++
	if r.URL.Path != "/feed.xml" {
		page, ok := p.pages[r.URL.Path]
		if !ok {
			http.Error(w, "later", http.StatusServiceUnavailable)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page)
		return
	}
	tag := fmt.Sprintf(`"%d"`, len(p.articles))
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("ETag", tag)
	fmt.Fprintf(w, `<rss version="2.0"><channel><title>The Paper</title><link>%s/</link>`, p.URL)
	for _, path := range p.articles {
		fmt.Fprintf(w, `<item><title>Article %[2]s on sanctions</title><link>%[1]s%[2]s?utm_source=rss</link></item>`, p.URL, path)
	}
	fmt.Fprint(w, `</channel></rss>`)
}

// publish adds an article, with a page around its text.
func (p *paper) publish(path, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.articles = append([]string{path}, p.articles...)
	p.pages[path] = page("Article "+path+" on sanctions", text)
}

func page(title, text string) string {
	return `<html lang="en"><head><title>` + title + `</title></head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>` + title + `</h1><p>` + strings.ReplaceAll(text, "\n\n", "</p><p>") + `</p></article><footer>Imprint and contact</footer></body></html>`
}

func (p *paper) requests(path string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.hits[path]
}

// story is text enough to be taken for an article, and about sanctions and oil imports.
func story(n int) string {
	return fmt.Sprintf(`The government said on Monday that new sanctions on Russia would follow report number %d of its commission, which had looked into the matter for a year.

Oil imports from the country concerned have risen since the spring, traders said, and refiners expect them to go on rising for some months.

A spokesman declined to comment on the measures, which had been expected by most of those who follow the market closely.`, n)
}

// testConfig is a configuration on free ports, with the papers' feeds.
func testConfig(t *testing.T, dir string, papers ...*paper) *Config {
	t.Helper()
	c, err := LoadConfig("")
	if err != nil {
		t.Fatal(err)
	}
	c.Data, c.NATS.Listen, c.Web.Listen, c.NATS.Durability = Folder(dir), "127.0.0.1:0", "127.0.0.1:0", "process"
	c.Poll.Every = Interval(50 * time.Millisecond)
	c.Fetch.Host.Delay, c.Fetch.Host.Parallel = Pause(time.Millisecond), 8
	var loopback fetch.Exception
	if err := loopback.UnmarshalText([]byte("127.0.0.0/8")); err != nil {
		t.Fatal(err)
	}
	c.Fetch.AllowPrivate = []fetch.Exception{loopback}
	c.Feeds = nil
	for _, p := range papers {
		c.Feeds = append(c.Feeds, news.Feed{URL: p.URL + "/feed.xml", Title: "The Paper"})
	}
	return c
}

// start runs a pipeline until stop, which waits for its end; the test ends it at the latest.
func start(t *testing.T, c *Config, roles ...string) (p *Pipeline, stop func()) {
	t.Helper()
	return startWith(t, c, slog.New(slog.NewTextHandler(testWriter{t}, &slog.HandlerOptions{Level: slog.LevelWarn})), roles...)
}

// startWith is start with a log of its own.
func startWith(t *testing.T, c *Config, log *slog.Logger, roles ...string) (p *Pipeline, stop func()) {
	t.Helper()
	p, err := New(c, roles, log)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- p.Run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("run: %v", err)
		}
	})
	t.Cleanup(stop)
	select {
	case <-p.Started():
	case err := <-ended:
		ended <- err
		t.Fatalf("run: %v", err)
	}
	return p, stop
}

// testWriter sends a log to the test's.
type testWriter struct{ t *testing.T }

func (w testWriter) Write(line []byte) (int, error) {
	defer func() { _ = recover() }() // a line after the test's end
	w.t.Logf("%s", line)
	return len(line), nil
}

// eventually waits until the condition holds.
func eventually(t *testing.T, what string, condition func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	end := time.After(patience)
	for !condition() {
		select {
		case <-tick.C:
		case <-end:
			t.Fatalf("waited a minute in vain: %s", what)
		}
	}
}

func stored(t *testing.T, p *Pipeline) []news.Article {
	t.Helper()
	var all []news.Article
	for a, err := range p.store.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a)
	}
	return all
}

func idle(p *Pipeline) bool {
	for _, s := range p.stages() {
		if s.in == "" {
			continue
		}
		if n, err := p.bus.Pending(context.Background(), s.in, s.name); err != nil || n > 0 {
			return false
		}
	}
	return true
}

// subscriber is an ordinary NATS client that notes what it receives.
type subscriber struct {
	mu       sync.Mutex
	messages []*nats.Msg
}

func subscribe(t *testing.T, url, pattern string) *subscriber {
	t.Helper()
	conn, err := nats.Connect(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(conn.Close)
	s := &subscriber{}
	if _, err := conn.Subscribe(pattern, func(m *nats.Msg) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.messages = append(s.messages, m)
	}); err != nil {
		t.Fatal(err)
	}
	if err := conn.Flush(); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *subscriber) received() []*nats.Msg {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.messages)
}
