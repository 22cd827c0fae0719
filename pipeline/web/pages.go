package web

import (
	"bytes"
	"cmp"
	"embed"
	"html/template"
	"net/http"
	"net/url"
	"time"
	"unicode/utf8"

	"coranto/pipeline/news"
)

//go:embed pages
var files embed.FS

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"evidence": evidence,
	"when":     when,
	"host":     host,
}).ParseFS(files, "pages/*.html"))

// perPage is how many articles a page lists.
const perPage = 50

// wire lists the newest articles, or those that a search finds.
func (s *Server) wire(w http.ResponseWriter, r *http.Request) {
	form := r.URL.Query()
	q := Query{Text: form.Get("q"), Topic: form.Get("topic"), Lang: form.Get("lang"), Source: form.Get("source"), Limit: perPage}
	hits, err := s.o.Store.Find(r.Context(), q)
	if err != nil {
		s.failed(w, r, err)
		return
	}
	s.render(w, r, "wire.html", map[string]any{"Query": q, "Hits": hits, "Topics": s.o.Topics()})
}

func (s *Server) article(w http.ResponseWriter, r *http.Request) {
	a, ok, err := s.o.Store.Article(r.Context(), r.PathValue("id"))
	if err != nil {
		s.failed(w, r, err)
		return
	}
	if !ok {
		http.Error(w, "no such article", http.StatusNotFound)
		return
	}
	s.render(w, r, "article.html", map[string]any{"Article": a, "Text": highlight(a)})
}

func (s *Server) render(w http.ResponseWriter, r *http.Request, name string, data any) {
	var page bytes.Buffer
	if err := pages.ExecuteTemplate(&page, name, data); err != nil {
		s.failed(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = page.WriteTo(w)
}

func (s *Server) failed(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() == nil {
		s.o.Log.Error("page not served", "path", r.URL.Path, "error", err)
	}
	http.Error(w, "the store does not answer: see the log", http.StatusInternalServerError)
}

// evidence is the sentence around a topic's first evidence, its match marked.
func evidence(a news.Article, t news.Tag) []Span {
	if len(t.Evidence) == 0 {
		return nil
	}
	e := t.Evidence[0]
	before, match, after := e.Sentence(a)
	return []Span{{Text: before}, {Text: match, Mark: true}, {Text: after}}
}

// highlight cuts an article's text into paragraphs of spans, each topic's evidence marked.
func highlight(a news.Article) [][]Span {
	marks := make([]bool, utf8.RuneCountInString(a.Text))
	for _, t := range a.Topics {
		for _, e := range t.Evidence {
			for i := e.Start; e.Field == "text" && i < min(e.End, len(marks)); i++ {
				marks[i] = true
			}
		}
	}
	var paragraphs [][]Span
	var line []Span
	for i, r := range []rune(a.Text) {
		switch n := len(line); {
		case r == '\n':
			paragraphs, line = append(paragraphs, line), nil
		case n > 0 && line[n-1].Mark == marks[i]:
			line[n-1].Text += string(r)
		default:
			line = append(line, Span{string(r), marks[i]})
		}
	}
	return append(paragraphs, line)
}

// when is an article's time: of publication, else of discovery.
func when(a news.Article) string {
	t := cmp.Or(a.Published, a.Trace.Discovered, &time.Time{})
	return t.UTC().Format("2006-01-02 15:04")
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}
