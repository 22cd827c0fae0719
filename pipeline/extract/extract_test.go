package extract

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"

	"github.com/google/go-cmp/cmp"
)

// web answers by address; an address it lacks is not found.
type web map[string]answer

type answer struct {
	to   string // where redirects led; empty for nowhere else
	kind string // Content-Type, HTML when empty
	body string
	err  error
}

func (w web) Get(_ context.Context, r fetch.Request) (*fetch.Response, error) {
	a, ok := w[r.URL]
	switch {
	case !ok:
		return nil, &fetch.StatusError{Code: http.StatusNotFound}
	case a.err != nil:
		return nil, a.err
	}
	resp := &fetch.Response{URL: r.URL, Header: http.Header{}, Body: []byte(a.body), Received: time.Now().UTC()}
	if a.to != "" {
		resp.URL = a.to
	}
	resp.Header.Set("Content-Type", "text/html; charset=utf-8")
	if a.kind != "" {
		resp.Header.Set("Content-Type", a.kind)
	}
	return resp, nil
}

// library keeps articles by id; with err it does not answer.
type library struct {
	kept map[string]news.Article
	err  error
}

func (l library) Known(_ context.Context, id string) (news.Article, bool, error) {
	a, ok := l.kept[id]
	return a, ok, l.err
}

func keeping(articles ...news.Article) library {
	l := library{kept: map[string]news.Article{}}
	for _, a := range articles {
		l.kept[a.ID] = a
	}
	return l
}

const (
	address = "https://www.example.com/2024/oil-sanctions"
	title   = "Ministers agree new sanctions on oil"
	story   = `Ministers agreed on Monday that new sanctions on oil would come into force at the end of the month, a year after they were first proposed.

Oil imports from the country concerned have risen since the spring, traders said, and refiners expect them to go on rising for some months.

A spokesman declined to comment on the measures, which had been expected by most of those who follow the market closely.`
)

var now = time.Date(2024, 7, 5, 8, 51, 0, 0, time.UTC)

// announced is an item as a feed tells of it; edit changes it.
func announced(edit ...func(*news.Item)) news.Item {
	polled := now.Add(-5 * time.Minute)
	item := news.Item{
		ID: news.ID(address), Revision: 1, URL: address, Title: title,
		Summary:    "The feed's summary.",
		Source:     news.Source{ID: "example-com", Name: "The Example", Feed: "https://feeds.example.com/rss"},
		LastPolled: &polled, Discovered: now,
	}
	for _, e := range edit {
		e(&item)
	}
	return item
}

// at changes the address that the feed names.
func at(address string) func(*news.Item) {
	return func(i *news.Item) { i.URL, i.ID = address, news.ID(address) }
}

// html is a page with a headline and a text, and in its head what else is given.
func html(headline, text string, head ...string) string {
	return `<!doctype html><html lang="en"><head><title>` + headline + `</title>` + strings.Join(head, "") + `</head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>` + headline + `</h1><p>` + strings.ReplaceAll(text, "\n\n", "</p><p>") + `</p></article><footer>Imprint</footer></body></html>`
}

// outcome is what Extract told.
type outcome struct {
	article news.Article
	err     error
	counted string // "method result"
}

func run(t *testing.T, w web, l library, item news.Item) outcome {
	t.Helper()
	var counted []string
	e := New(Options{Client: w, Library: l, Log: slog.New(slog.DiscardHandler), Extracted: func(method, result string) {
		counted = append(counted, method+" "+result)
	}})
	a, err := e.Extract(t.Context(), item)
	if err != nil && !cmp.Equal(a, news.Article{}) {
		t.Errorf("error %v, and yet an article", err)
	}
	return outcome{a, err, strings.Join(counted, ", ")}
}

// extracted is run for what must succeed.
func extracted(t *testing.T, w web, item news.Item) outcome {
	t.Helper()
	o := run(t, w, keeping(), item)
	if o.err != nil {
		t.Fatal(o.err)
	}
	return o
}

func wantRejected(t *testing.T, o outcome, reason string) {
	t.Helper()
	var r *news.Rejection
	if !errors.Is(o.err, news.ErrReject) || !errors.As(o.err, &r) || r.Reason != reason {
		t.Errorf("error %v, want a rejection as %q", o.err, reason)
	}
}

func TestPageIsBelievedBeforeTheFeed(t *testing.T) {
	o := extracted(t, web{address: {body: html(title+", late on Monday", story, `<meta name="description" content="The page's summary.">`)}}, announced())
	a := o.article
	want := news.Article{
		Schema: news.Schema, ID: news.ID(address), Revision: 1, URL: address,
		Title: title + ", late on Monday", Summary: "The page's summary.", Text: story, Lang: "en",
		Authors: []string{}, Keywords: []string{}, Topics: []news.Tag{},
		Source: announced().Source, Published: a.Published, PublishedFrom: a.PublishedFrom, Trace: a.Trace,
	}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if o.counted != "article ok" {
		t.Errorf("counted as %q", o.counted)
	}
}

func TestTraceTimesAreInOrder(t *testing.T) {
	began := time.Now()
	item := announced(func(i *news.Item) { i.Discovered = began.UTC() })
	tr := extracted(t, web{address: {body: html(title, story)}}, item).article.Trace
	last := *tr.LastPolled
	for name, at := range map[string][2]*time.Time{
		"discovered": {tr.LastPolled, tr.Discovered}, "picked": {tr.Discovered, tr.Picked},
		"fetched": {tr.Picked, tr.Fetched}, "extracted": {tr.Fetched, tr.Extracted},
	} {
		if at[1] == nil || at[1].Before(*at[0]) || at[1].Location() != time.UTC {
			t.Errorf("%s at %v, before it %v", name, at[1], at[0])
		}
	}
	if tr.Tagged != nil || !tr.Discovered.After(last) {
		t.Errorf("trace %+v", tr)
	}
}

func TestWhatIsKeptIsDuplicate(t *testing.T) {
	for _, c := range []struct {
		name       string
		kept, seen int
	}{{"same revision", 1, 1}, {"older revision", 2, 1}} {
		t.Run(c.name, func(t *testing.T) {
			w := web{address: {err: errors.New("asked for a page that is known")}}
			o := run(t, w, keeping(news.Article{ID: news.ID(address), Revision: c.kept}), announced(func(i *news.Item) { i.Revision = c.seen }))
			wantRejected(t, o, "duplicate")
			if o.counted != "" {
				t.Errorf("counted as %q", o.counted)
			}
		})
	}
}

func TestEditThatChangedNothingIsUnchanged(t *testing.T) {
	w := web{address: {body: html(title, story)}}
	kept := extracted(t, w, announced()).article
	wantRejected(t, run(t, w, keeping(kept), announced(func(i *news.Item) { i.Revision = 2 })), "unchanged")
}

func TestEditGetsThroughWithItsRevision(t *testing.T) {
	kept := extracted(t, web{address: {body: html(title, story)}}, announced()).article
	for name, page := range map[string]string{
		"headline": html(title+" at last", story),
		"text":     html(title, story+"\n\nThe minister later denied that."),
	} {
		o := run(t, web{address: {body: page}}, keeping(kept), announced(func(i *news.Item) { i.Revision = 2 }))
		if o.err != nil || o.article.Revision != 2 || o.article.ID != kept.ID || o.article.Key() == kept.Key() {
			t.Errorf("%s: %+v, %v", name, o.article, o.err)
		}
	}
}

// Feeds count the edits that they see: of two, the one that saw fewer must not be silenced.
func TestEditCountsFromWhatIsKept(t *testing.T) {
	kept := extracted(t, web{address: {body: html(title, story)}}, announced()).article
	kept.Revision = 4
	edit := announced(func(i *news.Item) { i.Revision = 2 })
	wantRejected(t, run(t, web{address: {body: html(title, story)}}, keeping(kept), edit), "unchanged")
	o := run(t, web{address: {body: html(title, story+"\n\nThe minister later denied that.")}}, keeping(kept), edit)
	if o.err != nil || o.article.Revision != 5 {
		t.Errorf("revision %d, %v", o.article.Revision, o.err)
	}
}

func TestEditWhosePageHasGoneKeepsWhatWasKnown(t *testing.T) {
	kept := extracted(t, web{address: {body: html(title, story, `<meta property="article:published_time" content="2024-07-05T08:00:00Z">`, `<meta name="author" content="Ada Example">`)}}, announced()).article
	again := func(i *news.Item) { i.Revision = 2 }
	wantRejected(t, run(t, web{}, keeping(kept), announced(again)), "unchanged")

	o := run(t, web{}, keeping(kept), announced(again, func(i *news.Item) { i.Title = "Ministers deny all" }))
	want := kept
	want.Title, want.Revision, want.Summary, want.Trace = "Ministers deny all", 2, "The feed's summary.", o.article.Trace
	if diff := cmp.Diff(want, o.article); diff != "" || o.err != nil {
		t.Errorf("%v (-want +got):\n%s", o.err, diff)
	}
	if o.counted != "feed unreachable" || o.article.Trace.Fetched != nil {
		t.Errorf("counted as %q, trace %+v", o.counted, o.article.Trace)
	}
}

func TestStoreThatDoesNotAnswerIsRetried(t *testing.T) {
	cause := errors.New("database is locked")
	o := run(t, web{address: {body: html(title, story)}}, library{err: cause}, announced())
	if !errors.Is(o.err, cause) || errors.Is(o.err, news.ErrReject) {
		t.Errorf("error %v", o.err)
	}
}

func TestTemporaryFailureIsRetried(t *testing.T) {
	for _, cause := range []error{
		&fetch.StatusError{Code: 503, RetryAfter: time.Hour}, &fetch.StatusError{Code: 429}, &fetch.StatusError{Code: 500},
		context.DeadlineExceeded, errors.New("connection reset by peer"),
	} {
		recent := announced(func(i *news.Item) { i.Discovered = time.Now() })
		o := run(t, web{address: {err: fmt.Errorf("get: %w", cause)}}, keeping(), recent)
		if !errors.Is(o.err, cause) || errors.Is(o.err, news.ErrReject) || o.counted != "" {
			t.Errorf("%v: error %v, counted as %q", cause, o.err, o.counted)
		}
		if got, want := fetch.RetryAfter(o.err), fetch.RetryAfter(cause); got != want {
			t.Errorf("%v: retry after %v, want %v", cause, got, want)
		}
	}
}

// A host that goes on refusing costs the page, not the article; one that is not reached is waited for.
func TestLastingRefusalLeavesTheFeedsText(t *testing.T) {
	o := extracted(t, web{address: {err: &fetch.StatusError{Code: 503}}}, announced())
	if o.article.Text != "The feed's summary." || o.counted != "feed unreachable" {
		t.Errorf("text %q, counted as %q", o.article.Text, o.counted)
	}
	if o = run(t, web{address: {err: errors.New("no route to host")}}, keeping(), announced()); o.err == nil {
		t.Error("an unreachable host's article was given up")
	}
}

func TestPageThatCannotBeHadLeavesTheFeedsText(t *testing.T) {
	for _, c := range []struct {
		name    string
		answer  answer
		counted string
	}{
		{"not found", answer{err: &fetch.StatusError{Code: 404}}, "feed unreachable"},
		{"gone", answer{err: &fetch.StatusError{Code: 410}}, "feed unreachable"},
		{"forbidden", answer{err: fmt.Errorf("get: %w", &fetch.StatusError{Code: 403})}, "feed unreachable"},
		{"refused", answer{err: fmt.Errorf("get: %w", &fetch.RefusedError{Why: "private address"})}, "feed unreachable"},
		{"PDF", answer{kind: "application/pdf", body: "%PDF-1.7"}, "feed not-html"},
		{"JSON", answer{kind: "application/json; charset=utf-8", body: `{"a":1}`}, "feed not-html"},
		{"PDF that calls itself HTML", answer{body: "%PDF-1.7\n\x00\x01"}, "feed not-html"},
		{"nothing", answer{body: ""}, "feed not-html"},
	} {
		t.Run(c.name, func(t *testing.T) {
			item := announced(func(i *news.Item) { i.Lang, i.Text = "en", "The feed's text." })
			o := extracted(t, web{address: c.answer}, item)
			got := fmt.Sprint(o.article.Title, "|", o.article.Summary, "|", o.article.Text, "|", o.article.Lang, "|", o.article.URL, "|", o.article.Trace.Fetched)
			if want := fmt.Sprint(title, "|The feed's summary.|The feed's summary.|en|", address, "|<nil>"); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			if o.counted != c.counted {
				t.Errorf("counted as %q, want %q", o.counted, c.counted)
			}
		})
	}
}

func TestPageWithoutAnArticleLeavesTheFeedsText(t *testing.T) {
	links := strings.Repeat(`<h2><a href="/x">Another headline of the day, at some length</a></h2><p>And a line about it.</p>`, 12)
	for _, c := range []struct{ name, body, title, counted string }{
		{"front", "<html><head><title>" + title + "</title></head><body>" + links + "</body></html>", title, "feed front"},
		{"login", "<html><head><title>Log in</title></head><body><h1>Log in</h1><form><input type=password></form></body></html>", title, "feed login"},
		{"not there", html("Page not found", "The page you asked for is not here, or no longer here. Perhaps one of these is what you look for."), title, "feed soft-404"},
		{"video", html(title+", on film", "A minute of film.", `<meta property="og:type" content="video.other">`), title + ", on film", "feed video"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := extracted(t, web{address: {body: c.body}}, announced())
			if a := o.article; a.Title != c.title || a.Text != "The feed's summary." || a.URL != address || o.counted != c.counted {
				t.Errorf("%q, %q at %s, counted as %q", a.Title, a.Text, a.URL, o.counted)
			}
		})
	}
}

func TestNeitherHeadlineNorTextIsEmpty(t *testing.T) {
	item := announced(func(i *news.Item) { i.Title, i.Summary = " \u202e", "\x00" })
	o := run(t, web{}, keeping(), item)
	wantRejected(t, o, "empty")
	if o.counted != "feed empty" {
		t.Errorf("counted as %q", o.counted)
	}
	o = run(t, web{}, keeping(), announced(func(i *news.Item) { i.Title, i.Summary = "", "" }))
	wantRejected(t, o, "empty")
	if o.counted != "none empty" {
		t.Errorf("counted as %q", o.counted)
	}
}
