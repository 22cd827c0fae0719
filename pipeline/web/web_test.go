package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"coranto/pipeline/news"

	"github.com/google/go-cmp/cmp"
)

// shelf is a Store that tells what it was asked for.
type shelf struct {
	articles []news.Article
	passage  []Span
	err      error
	asked    []Query
	block    chan struct{} // if not nil, Find tells entered and waits until it is closed or the request ends
	entered  chan struct{}
}

func (s *shelf) Article(_ context.Context, id string) (news.Article, bool, error) {
	for _, a := range s.articles {
		if a.ID == id && s.err == nil {
			return a, true, nil
		}
	}
	return news.Article{}, false, s.err
}

func (s *shelf) Find(ctx context.Context, q Query) ([]Found, error) {
	if s.block != nil {
		s.entered <- struct{}{}
		select {
		case <-s.block:
		case <-ctx.Done():
		}
	}
	s.asked = append(s.asked, q)
	var found []Found
	for _, a := range s.articles[:min(len(s.articles), q.Limit)] {
		found = append(found, Found{Article: a, Passage: s.passage})
	}
	return found, s.err
}

// server returns a Server of the articles; edit changes its options.
func server(s *shelf, edit ...func(*Options)) *Server {
	o := Options{
		Store:   s,
		Topics:  func() []Topic { return []Topic{{"sanctions", "Sanctions"}, {"oil-imports", "Oil imports"}} },
		Metrics: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "coranto_up 1\n") }),
		Ready:   func(context.Context) error { return nil },
		Log:     slog.New(slog.DiscardHandler),
	}
	for _, e := range edit {
		e(&o)
	}
	return New(o)
}

// ask makes a request of the server's handler.
func ask(t *testing.T, s *Server, method, target string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

// get wants an answer of 200 and returns its body.
func get(t *testing.T, s *Server, target string) string {
	t.Helper()
	w := ask(t, s, "GET", target)
	if w.Code != http.StatusOK {
		t.Fatalf("GET %s: status %d: %s", target, w.Code, w.Body)
	}
	return w.Body.String()
}

func TestEveryAnswerIsSecured(t *testing.T) {
	broken := server(&shelf{err: errors.New("disk full")}, func(o *Options) {
		o.Ready = func(context.Context) error { return errors.New("starting") }
	})
	want := map[string]string{
		"Content-Security-Policy":      "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "no-referrer",
		"Cross-Origin-Resource-Policy": "same-origin",
	}
	for _, s := range []*Server{server(&shelf{articles: sample(1)}), broken} {
		for _, request := range []string{
			"GET /", "HEAD /", "POST /", "GET /articles/" + sample(1)[0].ID, "GET /articles/unknown", "GET /nothing", "GET //", "GET /static/style.css",
			"GET /static/nothing", "GET /static/", "GET /metrics", "GET /healthz", "GET /readyz", "GET /schema/article.v1.json", "DELETE /articles/a",
		} {
			method, target, _ := strings.Cut(request, " ")
			for _, header := range [][]string{nil, {"Sec-Fetch-Site", "cross-site"}} {
				got := ask(t, s, method, target, header...).Header()
				for name, value := range want {
					if got.Get(name) != value {
						t.Errorf("%s %v: %s is %q", request, header, name, got.Get(name))
					}
				}
			}
		}
	}
}

func TestNothingCanBeChangedFromOtherSites(t *testing.T) {
	s := server(&shelf{})
	for _, header := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}} {
		for _, method := range []string{"POST", "PUT", "DELETE"} {
			if code := ask(t, s, method, "/", header...).Code; code != http.StatusForbidden {
				t.Errorf("%s with %v: status %d, want 403", method, header, code)
			}
		}
	}
	if code := ask(t, s, "POST", "/", "Sec-Fetch-Site", "same-origin").Code; code != http.StatusMethodNotAllowed {
		t.Errorf("POST from here: status %d, want 405", code)
	}
	if code := ask(t, s, "GET", "/", "Sec-Fetch-Site", "cross-site").Code; code != http.StatusOK {
		t.Errorf("GET by a link from elsewhere: status %d, want 200", code)
	}
}

func TestFilesAndMonitorsAreServed(t *testing.T) {
	s := server(&shelf{})
	for _, c := range []struct{ target, kind, want string }{
		{"/healthz", "text/plain", "ok\n"},
		{"/readyz", "text/plain", "ok\n"},
		{"/metrics", "text/plain", "coranto_up 1\n"},
		{"/static/style.css", "text/css", "prefers-color-scheme: dark"},
		{"/schema/article.v1.json", "application/schema+json", string(news.ArticleSchema)},
	} {
		w := ask(t, s, "GET", c.target)
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), c.kind) || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("GET %s: status %d, %s: %.100s", c.target, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
	}
	for _, target := range []string{"/static/", "/static", "/static/web.go", "/static/../web.go", "/static/%2e%2e/web.go", "/pages/wire.html", "/index.html"} {
		if code := ask(t, s, "GET", target).Code; code == http.StatusOK {
			t.Errorf("GET %s is served", target)
		}
	}
}

func TestNotReadySaysWhy(t *testing.T) {
	s := server(&shelf{}, func(o *Options) {
		o.Ready = func(ctx context.Context) error {
			if _, bounded := ctx.Deadline(); !bounded {
				t.Error("asked without a bound")
			}
			return errors.New("nats: no servers available")
		}
	})
	w := ask(t, s, "GET", "/readyz")
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "nats: no servers available") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	if code := ask(t, s, "GET", "/healthz").Code; code != http.StatusOK {
		t.Errorf("healthz: status %d: a process that waits is alive", code)
	}
}

func TestStoreErrorIsToldWithoutDetails(t *testing.T) {
	var log strings.Builder
	s := server(&shelf{err: errors.New("open /var/lib/secret.db: disk full")}, func(o *Options) {
		o.Log = slog.New(slog.NewTextHandler(&log, nil))
	})
	for _, target := range []string{"/", "/?q=oil", "/articles/a"} {
		log.Reset()
		w := ask(t, s, "GET", target)
		if w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "secret") || strings.Contains(w.Body.String(), "disk") {
			t.Errorf("GET %s: status %d: %s", target, w.Code, w.Body)
		}
		if !strings.Contains(log.String(), "level=ERROR") || !strings.Contains(log.String(), "disk full") {
			t.Errorf("GET %s: logged %s", target, log.String())
		}
	}
}

func TestReaderWhoLeftIsNoError(t *testing.T) {
	var log strings.Builder
	s := server(&shelf{err: context.Canceled}, func(o *Options) { o.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s.handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil).WithContext(ctx))
	if log.Len() > 0 {
		t.Errorf("logged %s", log.String())
	}
}

func TestPagesAskTheStoreForWhatTheReaderAsked(t *testing.T) {
	store := &shelf{}
	s := server(store)
	get(t, s, "/")
	get(t, s, "/?q=oil+%22price+cap%22&topic=sanctions&lang=en&source=example-com&limit=100000&unknown=x")
	want := []Query{{Limit: perPage}, {Text: `oil "price cap"`, Topic: "sanctions", Lang: "en", Source: "example-com", Limit: perPage}}
	if diff := cmp.Diff(want, store.asked); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
