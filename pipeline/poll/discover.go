package poll

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// feedTypes are the media types by which a page's links declare a feed.
var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/json"}

// wellKnown are paths at which sites that declare no feed often have one.
var wellKnown = []string{"/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json"}

// maxDeclared bounds what one page can declare.
const maxDeclared = 64

// Discover finds the feeds of a page: the address itself if it is one, else what the
// page's links declare (RSS autodiscovery, HTML's rel=alternate), else well-known paths.
func Discover(ctx context.Context, client Client, address string) ([]news.Feed, error) {
	resp, err := client.Get(ctx, fetch.Request{URL: address, Accept: "text/html, " + accept, MaxBody: maxFeed})
	if err != nil {
		return nil, err
	}
	base, err := url.Parse(resp.URL)
	if err != nil {
		return nil, fmt.Errorf("discover: %w", err)
	}
	if doc, err := parse(resp.Body); err == nil {
		feed := news.Feed{URL: address, Title: oneLine(doc.Title)}
		if home, err := baseOf(doc.Link, resp.URL); err == nil && doc.Link != "" {
			feed.Site = home.String()
		}
		return []news.Feed{feed}, nil
	}
	if feeds := declared(resp.Body, base); len(feeds) > 0 {
		return feeds, nil
	}
	for _, path := range wellKnown {
		feed := news.Feed{URL: base.ResolveReference(&url.URL{Path: path}).String(), Site: public(resp.URL)}
		if _, err := Once(ctx, client, feed); err == nil {
			return []news.Feed{feed}, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return nil, fmt.Errorf("no feed found at %s: neither declared by the page nor at a usual path", public(address))
}

// declared reads the <link rel="alternate"> of a page, relative to its <base>.
func declared(page []byte, base *url.URL) []news.Feed {
	var feeds []news.Feed
	site := public(base.String())
	tokens := html.NewTokenizer(bytes.NewReader(page))
	for based := false; len(feeds) < maxDeclared; {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			break
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		t := tokens.Token()
		if t.DataAtom != atom.Link && t.DataAtom != atom.Base {
			continue
		}
		attr := map[string]string{}
		for _, a := range t.Attr {
			attr[a.Key] = strings.TrimSpace(a.Val)
		}
		ref, err := url.Parse(attr["href"])
		if err != nil || attr["href"] == "" {
			continue
		}
		to := base.ResolveReference(ref)
		if t.DataAtom == atom.Base && !based && isWeb(to) {
			base, based = to, true
		}
		if t.DataAtom != atom.Link || !declaresFeed(attr) {
			continue
		}
		feed, err := newFeed(to.String(), oneLine(attr["title"]), site, "")
		if err == nil && !slices.ContainsFunc(feeds, func(f news.Feed) bool { return f.URL == feed.URL }) {
			feeds = append(feeds, feed)
		}
	}
	return feeds
}

func declaresFeed(link map[string]string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(link["type"]), ";")
	if !slices.Contains(strings.Fields(strings.ToLower(link["rel"])), "alternate") || !slices.Contains(feedTypes, strings.TrimSpace(kind)) {
		return false
	}
	// WordPress declares every page's entry in its API in this way.
	return !strings.Contains(link["href"], "/wp-json/") && !strings.Contains(link["href"], "rest_route=")
}
