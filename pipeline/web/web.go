// Package web serves what people and monitors look at over HTTP: the newest articles
// with the reason for each tag, search, metrics and health. Every page is escaped by
// html/template and carries a policy that forbids scripts.
package web

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"coranto/pipeline/news"
)

// A Store is what the pages read.
type Store interface {
	// Article returns an article by its id, if it is kept.
	Article(ctx context.Context, id string) (a news.Article, ok bool, err error)
	// Find returns the articles that meet every field of q that is set, best or newest first.
	Find(ctx context.Context, q Query) ([]Found, error)
}

// A Query is what a reader asked for.
type Query struct {
	Text, Topic, Lang, Source string
	Limit                     int
}

// Found is an article that a query found, with the passage in which its words occur.
type Found struct {
	Article news.Article
	Passage []Span
}

// A Span is a piece of text, marked or not.
type Span struct {
	Text string
	Mark bool
}

// A Topic is one that a reader can choose.
type Topic struct{ ID, Name string }

// Options are what a Server needs.
type Options struct {
	Listen  string // host:port; empty for no server
	Store   Store
	Topics  func() []Topic
	Metrics http.Handler
	Ready   func(context.Context) error // why the pipeline can't work, nil when it can
	Log     *slog.Logger
}

// A Server is the web role.
type Server struct {
	o       Options
	handler http.Handler

	listener net.Listener // nil until Listen, and without an address for ever
}

//go:embed static
var static embed.FS

// New returns a Server that does not listen yet.
func New(o Options) *Server {
	s := &Server{o: o}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.wire)
	mux.HandleFunc("GET /articles/{id}", s.article)
	mux.HandleFunc("GET /schema/article.v1.json", s.schema)
	mux.Handle("GET /static/{file}", http.FileServerFS(static))
	mux.Handle("GET /metrics", o.Metrics)
	mux.HandleFunc("GET /healthz", s.healthz)
	mux.HandleFunc("GET /readyz", s.readyz)
	s.handler = secured(mux)
	return s
}

// Listen takes the server's address, so that a taken one is known before anything starts.
func (s *Server) Listen() (err error) {
	if s.o.Listen == "" {
		return nil
	}
	if s.listener, err = net.Listen("tcp", s.o.Listen); err != nil {
		return fmt.Errorf("web: %w (set web.listen to another address, or off)", err)
	}
	return nil
}

// URL is where the server listens, empty when it does not.
func (s *Server) URL() string {
	if s.listener == nil {
		return ""
	}
	return "http://" + s.listener.Addr().String()
}

// Close gives the address back when Run will not be called.
func (s *Server) Close() {
	if s.listener != nil {
		s.listener.Close()
	}
}

// Run serves what Listen took until ctx ends, then lets requests in hand finish for a moment.
func (s *Server) Run(ctx context.Context) error {
	if s.listener == nil {
		<-ctx.Done()
		return nil
	}
	server := &http.Server{
		Handler: s.handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
		ErrorLog: slog.NewLogLogger(s.o.Log.Handler(), slog.LevelDebug),
	}
	stopped := make(chan error, 1)
	context.AfterFunc(ctx, func() {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		stopped <- server.Shutdown(ctx)
	})
	if err := server.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("web: %w", err)
	}
	if err := <-stopped; err != nil {
		return server.Close()
	}
	return nil
}

// policy lets pages load our style sheet and nothing else.
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// secured refuses requests that change something on behalf of another site, and sets on every
// answer the headers that keep text from outside harmless.
func secured(next http.Handler) http.Handler {
	next = http.NewCrossOriginProtection().Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// healthz answers while the process lives.
func (s *Server) healthz(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") }

// readyz answers 200 when the pipeline can do its work, else 503 with the reason.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := s.o.Ready(ctx); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ok")
}

// schema serves the JSON Schema of the records.
func (s *Server) schema(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/schema+json")
	_, _ = w.Write(news.ArticleSchema)
}
