package extract

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"
)

// Bounds of a record's fields keep it under the server's limit for one message, 1 MiB.
const (
	maxText    = 256 << 10 // bytes
	maxSummary = 8 << 10   // bytes
	maxLine    = 2 << 10   // bytes of a title, name or address
	maxList    = 64        // authors, keywords
)

// compose joins item and page into an article; where both speak, the page is believed.
func compose(item news.Item, p page) news.Article {
	address := canonical(item, p)
	a := news.Article{
		Schema: news.Schema, ID: news.ID(address), Revision: item.Revision, URL: address,
		Title:    clip(cmp.Or(p.Title, item.Title), maxLine),
		Authors:  list(p.Authors, item.Authors),
		Lang:     cmp.Or(p.Lang, item.Lang, "und"),
		Source:   item.Source,
		Summary:  clip(cmp.Or(p.Summary, item.Summary), maxSummary),
		Text:     clip(text(item, p), maxText),
		Image:    clip(cmp.Or(p.Image, item.Image), maxLine),
		Section:  clip(p.Section, maxLine),
		Keywords: list(p.Keywords, item.Keywords),
		Topics:   []news.Tag{},
		Modified: cmp.Or(p.Modified, item.Modified),
	}
	a.Source.ID = news.Slug(fetch.Domain(address))
	a.Published, a.PublishedFrom = published(item, p)
	discovered := item.Discovered
	a.Trace = news.Trace{Published: a.Published, LastPolled: item.LastPolled, Discovered: &discovered}
	return a
}

// published prefers the page's date; one later than when the feed showed the article is wrong.
func published(item news.Item, p page) (*time.Time, string) {
	switch t := p.Published; {
	case t != nil && !t.After(item.Discovered.Add(time.Hour)):
		return t, p.PublishedFrom
	case item.Published != nil:
		return item.Published, "feed"
	}
	return nil, ""
}

// text takes the page's, unless the feed carries the article and the page hardly does.
func text(item news.Item, p page) string {
	if len(p.Text) >= thin {
		return p.Text
	}
	best := p.Text
	for _, other := range []string{item.Text, item.Summary} {
		if len(other) > len(best) {
			best = other
		}
	}
	return best
}

// canonical is the article's address: what the page says of itself within its domain,
// else where the request ended, else the feed's. A page that names its home page has it wrong.
func canonical(item news.Item, p page) string {
	for _, candidate := range []string{p.Canonical, p.address} {
		address, err := news.CanonicalURL(candidate)
		if err != nil {
			continue
		}
		at, asked := location(address), location(item.URL)
		if at.domain != location(p.address).domain || at.path == "/" && asked.path != "/" {
			continue
		}
		return address
	}
	return item.URL
}

type place struct{ domain, path string }

func location(address string) place {
	path := "/"
	if u, err := url.Parse(address); err == nil && u.Path != "" {
		path = u.Path
	}
	return place{fetch.Domain(address), path}
}

// list takes the first list that says anything; never nil, so that it is [] on the wire.
func list(lists ...[]string) []string {
	for _, l := range lists {
		if len(l) > 0 {
			l = slices.Clone(l[:min(len(l), maxList)])
			for i := range l {
				l[i] = clip(l[i], maxLine)
			}
			return l
		}
	}
	return []string{}
}

// clip makes s valid and at most limit bytes long.
func clip(s string, limit int) string {
	if len(s) > limit {
		s = s[:limit]
	}
	return strings.ToValidUTF8(s, "")
}
