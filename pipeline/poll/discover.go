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
)

// feedTypes are the media types by which a page's links declare a feed.
var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/json"}

// wellKnown are paths at which sites that declare no feed often have one.
var wellKnown = []string{"/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json"}

// Discover finds the feeds of a page: the address itself if it is one, else what the
// page's links declare (RSS autodiscovery, HTML's rel=alternate), else well-known paths.
func Discover(ctx context.Context, client Client, address string) ([]news.Feed, error) {
	resp, err := client.Get(ctx, fetch.Request{URL: address, Accept: "text/html, " + accept, MaxBody: maxFeed})
	if err != nil {
		return nil, err
	}
	if doc, err := parse(resp.Body); err == nil {
		return []news.Feed{{URL: address, Title: oneLine(doc.Title), Site: doc.Link}}, nil
	}
	base, err := url.Parse(resp.URL)
	if err != nil {
		return nil, fmt.Errorf("discover: %w", err)
	}
	if feeds := declared(resp.Body, base); len(feeds) > 0 {
		return feeds, nil
	}
	for _, path := range wellKnown {
		feed := news.Feed{URL: base.ResolveReference(&url.URL{Path: path}).String(), Site: address}
		if _, err := Once(ctx, client, feed); err == nil {
			return []news.Feed{feed}, nil
		}
	}
	return nil, fmt.Errorf("no feed found at %s: neither declared by the page nor at a usual path", address)
}

// declared reads the <link rel="alternate"> of a page.
func declared(page []byte, base *url.URL) []news.Feed {
	var feeds []news.Feed
	tokens := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return feeds
		case html.StartTagToken, html.SelfClosingTagToken:
			t := tokens.Token()
			if t.Data != "link" {
				continue
			}
			attr := map[string]string{}
			for _, a := range t.Attr {
				attr[a.Key] = strings.TrimSpace(a.Val)
			}
			ref, err := url.Parse(attr["href"])
			if err != nil || attr["href"] == "" || !slices.Contains(strings.Fields(strings.ToLower(attr["rel"])), "alternate") ||
				!slices.Contains(feedTypes, strings.ToLower(attr["type"])) {
				continue
			}
			feed, err := newFeed(base.ResolveReference(ref).String(), oneLine(attr["title"]), base.String(), "")
			if err == nil && !slices.ContainsFunc(feeds, func(f news.Feed) bool { return f.URL == feed.URL }) {
				feeds = append(feeds, feed)
			}
		}
	}
}
