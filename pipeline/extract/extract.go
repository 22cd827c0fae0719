// Package extract turns an item of a feed into an article: it reads the item's page
// and joins what page and feed say. Where a page can't be had, or is not the article,
// what the feed carries must do.
package extract

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"mime"
	"runtime"
	"sync/atomic"
	"time"

	"coranto/extractors"
	"coranto/pipeline/fetch"
	"coranto/pipeline/news"
)

// A Client makes the requests; fetch.Client does.
type Client interface {
	Get(ctx context.Context, r fetch.Request) (*fetch.Response, error)
}

// A Library knows the articles kept so far.
type Library interface {
	// Known returns the newest revision kept of an article, if any.
	Known(ctx context.Context, id string) (a news.Article, ok bool, err error)
}

// Options are what an Extractor needs. Extracted is told of every article where its text is from
// ("site", "article", "generic", "json-ld", "script", "feed" or "none") and how reading the page went ("ok", "thin",
// "unreachable", "not-html", "other-page"; for a page that is no article "front", "login", "soft-404" or "video"; or
// "empty" for an article that is rejected).
type Options struct {
	Client    Client
	Library   Library
	Log       *slog.Logger
	Extracted func(method, result string)
	Sites     []Site
}

// An Extractor is the stage.
type Extractor struct {
	o      Options
	reader atomic.Pointer[extractors.Extractor]
	cores  chan struct{} // taken while a page is parsed: more at a time would only take memory
}

// New returns an Extractor.
func New(o Options) *Extractor {
	e := &Extractor{o: o, cores: make(chan struct{}, runtime.GOMAXPROCS(0))}
	e.SetSites(o.Sites)
	return e
}

// SetSites puts the rules of sites into force, in place of those before.
func (e *Extractor) SetSites(sites []Site) { e.reader.Store(Reader(sites)) }

func (e *Extractor) parse(resp *fetch.Response, kind string) (extractors.Page, error) {
	e.cores <- struct{}{}
	defer func() { <-e.cores }()
	return e.reader.Load().Extract(resp.Body, kind, resp.URL)
}

const (
	accept  = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
	maxPage = 5 << 20 // bytes
	thin    = 200     // bytes of text under which the feed's longer text is preferred

	// lasting is how long after the discovery of an article its host may go on answering
	// "later" (429, 503) before the feed's text must do: some answer robots so for ever.
	lasting = 10 * time.Minute
)

// Extract is the stage's function. It rejects what is already kept ("duplicate",
// "unchanged") and what has neither headline nor text ("empty"). A page that may be
// reachable later is an error, to be tried again.
func (e *Extractor) Extract(ctx context.Context, item news.Item) (news.Article, error) {
	picked := time.Now().UTC()
	kept, err := e.known(ctx, item.ID, item.Revision)
	if err != nil {
		return news.Article{}, err
	}
	page, method, result, err := e.page(ctx, item)
	if err != nil {
		return news.Article{}, err
	}
	a := compose(item, page)
	a.Trace.Picked = &picked
	a.Trace.Fetched = page.fetched
	if a.ID != item.ID {
		if kept, err = e.known(ctx, a.ID, a.Revision); err != nil {
			return news.Article{}, err
		}
	}
	if page.fetched == nil && kept.ID != "" {
		a = remember(a, kept)
	}
	switch {
	case a.Title == "" && a.Text == "":
		e.o.Extracted(method, "empty")
		return news.Article{}, news.Reject("empty", fmt.Errorf("%s: neither headline nor text", item.URL))
	case kept.ID != "" && kept.Title == a.Title && kept.Text == a.Text:
		return news.Article{}, news.Reject("unchanged", nil)
	}
	a.Revision = max(a.Revision, kept.Revision+1)
	e.o.Extracted(method, result)
	extracted := time.Now().UTC()
	a.Trace.Extracted = &extracted
	return a, nil
}

// known returns what is kept of an article. It rejects an item that its feed shows for the
// first time: that is an article known from another feed. An edit is for the page to judge,
// as each feed counts its own.
func (e *Extractor) known(ctx context.Context, id string, revision int) (news.Article, error) {
	kept, ok, err := e.o.Library.Known(ctx, id)
	if err != nil {
		return news.Article{}, fmt.Errorf("look up %s: %w", id, err)
	}
	if ok && revision <= 1 {
		return news.Article{}, news.Reject("duplicate", nil)
	}
	return kept, nil
}

// page is what was read behind an item's address; empty when nothing useful was.
type page struct {
	extractors.Page
	address string // after redirects
	fetched *time.Time
}

// foreign are the results of pages that are no article and say nothing of one, by the reason.
var foreign = map[string]string{extractors.SectionFront: "front", extractors.LoginWall: "login", extractors.Soft404: "soft-404"}

// page reads the item's page and says where the article's text comes from and why.
func (e *Extractor) page(ctx context.Context, item news.Item) (p page, method, result string, err error) {
	resp, err := e.o.Client.Get(ctx, fetch.Request{URL: item.URL, Accept: accept, MaxBody: maxPage})
	switch {
	case err != nil && (fetch.Permanent(err) || answered(err) && time.Since(item.Discovered) > lasting):
		e.o.Log.Info("page not to be had, keeping the feed's text", "url", item.URL, "error", err)
		return page{}, feedMethod(item), "unreachable", nil
	case err != nil:
		return page{}, "", "", err
	}
	kind := resp.Header.Get("Content-Type")
	if !isHTML(kind) {
		e.o.Log.Info("page is no HTML, keeping the feed's text", "url", item.URL, "type", kind)
		return page{}, feedMethod(item), "not-html", nil
	}
	read, err := e.parse(resp, kind)
	if errors.Is(err, extractors.ErrNotHTML) {
		return page{}, feedMethod(item), "not-html", nil
	}
	if err != nil {
		return page{}, "", "", news.Reject("unreadable", err)
	}
	if result := foreign[read.Rejected]; result != "" {
		e.o.Log.Info("page is no article, keeping the feed's text", "url", item.URL, "page", resp.URL, "reason", read.Rejected)
		return page{}, feedMethod(item), result, nil
	}
	p = page{Page: read, address: resp.URL, fetched: &resp.Received}
	if !p.isAbout(item) {
		e.o.Log.Info("address leads to another page, keeping the feed's text", "url", item.URL, "page", resp.URL)
		return page{}, feedMethod(item), "other-page", nil
	}
	switch method = cmp.Or(p.Method, "none"); {
	case p.Rejected == extractors.VideoOnly:
		return p, feedMethod(item), "video", nil
	case p.isThin(item) && text(item, p) != p.Text:
		return p, "feed", "thin", nil
	case p.isThin(item):
		return p, method, "thin", nil
	}
	return p, method, "ok", nil
}

// answered says whether a host was reached and would not give the page.
func answered(err error) bool {
	var status *fetch.StatusError
	return errors.As(err, &status)
}

func feedMethod(item news.Item) string {
	if item.Text == "" && item.Summary == "" {
		return "none"
	}
	return "feed"
}

func isHTML(contentType string) bool {
	if contentType == "" {
		return true
	}
	kind, _, err := mime.ParseMediaType(contentType)
	return err != nil || kind == "text/html" || kind == "application/xhtml+xml"
}
