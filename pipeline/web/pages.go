package web

import (
	"bytes"
	"cmp"
	"embed"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"time"
	"unicode/utf8"

	"coranto/pipeline/news"
)

//go:embed pages
var files embed.FS

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"title":  title,
	"reason": reason,
	"when":   when,
	"host":   host,
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
	topics := s.o.Topics()
	if q.Topic != "" && !slices.ContainsFunc(topics, func(t Topic) bool { return t.ID == q.Topic }) {
		topics = append(slices.Clip(topics), Topic{q.Topic, q.Topic}) // of before a reload, or mistyped
	}
	s.render(w, r, "wire.html", map[string]any{"Query": q, "Hits": hits, "Topics": topics})
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
	s.render(w, r, "article.html", map[string]any{"Article": a, "Text": highlight(a, "text")})
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

// title is an article's headline, the evidence in it marked; its address where it has none.
func title(a news.Article) []Span {
	if a.Title == "" {
		return []Span{{Text: a.URL}}
	}
	return slices.Concat(highlight(a, "title")...)
}

// reason shows a topic's best evidence in its sentence; without it when that is the headline,
// which stands above.
func reason(a news.Article, t news.Tag) []Span {
	if len(t.Evidence) == 0 {
		return nil
	}
	e := t.Evidence[0]
	before, match, after := e.Sentence(a)
	if e.Field == "title" {
		before, after = "", ""
	}
	return []Span{{Text: before}, {Text: match, Mark: true}, {Text: after}}
}

// highlight cuts a field of an article, "title" or "text", into lines of spans, every
// topic's evidence marked.
func highlight(a news.Article, field string) [][]Span {
	s := map[string]string{"title": a.Title, "text": a.Text}[field]
	marks := make([]bool, utf8.RuneCountInString(s)+1)
	for _, t := range a.Topics {
		for _, e := range t.Evidence {
			for i := max(e.Start, 0); e.Field == field && i < min(e.End, len(marks)-1); i++ {
				marks[i] = true
			}
		}
	}
	lines := [][]Span{nil}
	n, begin := 0, 0 // code point, and byte where the span begins
	cut := func(end int, mark bool) {
		if end > begin {
			lines[len(lines)-1] = append(lines[len(lines)-1], Span{s[begin:end], mark})
		}
		begin = end
	}
	for at, r := range s {
		if n > 0 && marks[n] != marks[n-1] {
			cut(at, marks[n-1])
		}
		if r == '\n' {
			cut(at, marks[n])
			lines, begin = append(lines, nil), at+1
		}
		n++
	}
	cut(len(s), marks[max(n-1, 0)])
	return lines
}

// when is an article's time: of publication, else of discovery, else nil.
func when(a news.Article) *time.Time {
	t := cmp.Or(a.Published, a.Trace.Discovered)
	if t == nil {
		return nil
	}
	utc := t.UTC()
	return &utc
}

// host is the host of an address, empty for what is none.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}
