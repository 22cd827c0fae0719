package poll

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"

	"github.com/mmcdole/gofeed"
)

// maxItems bounds what one answer can bring; feeds list the newest first.
const maxItems = 1000

// read turns a feed document into items, in its order, and counts those without a usable address.
func read(feed news.Feed, resp *fetch.Response) (items []news.Item, invalid int, err error) {
	doc, err := parse(resp.Body)
	if err != nil {
		return nil, 0, fmt.Errorf("read feed: %w", err)
	}
	base, err := url.Parse(cmp.Or(doc.Link, resp.URL))
	if err != nil || !base.IsAbs() {
		if base, err = url.Parse(resp.URL); err != nil {
			return nil, 0, fmt.Errorf("read feed: %w", err)
		}
	}
	name := cmp.Or(feed.Title, oneLine(doc.Title), base.Hostname())
	for _, entry := range doc.Items[:min(len(doc.Items), maxItems)] {
		item, ok := readItem(entry, base)
		if !ok {
			invalid++
			continue
		}
		item.Lang = cmp.Or(item.Lang, primaryTag(doc.Language))
		item.Source = news.Source{ID: news.Slug(fetch.Domain(item.URL)), Name: name, Feed: feed.URL}
		item.Discovered = resp.Received
		item.Published = plausible(item.Published, resp.Received)
		item.Modified = plausible(item.Modified, resp.Received)
		items = append(items, item)
	}
	return items, invalid, nil
}

// parse survives what the parser does not: some malformed JSON feeds make it panic.
func parse(body []byte) (doc *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("malformed: %v", r)
		}
	}()
	doc, err = gofeed.NewParser().Parse(bytes.NewReader(body))
	if errors.Is(err, gofeed.ErrFeedTypeNotDetected) {
		return nil, errors.New("the document is no RSS, Atom, RDF or JSON feed")
	}
	return doc, err
}

func readItem(entry *gofeed.Item, base *url.URL) (news.Item, bool) {
	if entry == nil {
		return news.Item{}, false
	}
	link := cmp.Or(entry.Link, entry.GUID)
	ref, err := url.Parse(strings.TrimSpace(link))
	if link == "" || err != nil {
		return news.Item{}, false
	}
	address, err := news.CanonicalURL(base.ResolveReference(ref).String())
	if err != nil {
		return news.Item{}, false
	}
	item := news.Item{
		ID: news.ID(address), Revision: 1, URL: address, GUID: clip(entry.GUID),
		Title: oneLine(entry.Title), Summary: plain(entry.Description), Text: plain(entry.Content),
		Published: entry.PublishedParsed, Modified: entry.UpdatedParsed,
	}
	if item.Published == nil {
		item.Published = entry.UpdatedParsed
	}
	for _, author := range entry.Authors {
		if author != nil && author.Name != "" {
			item.Authors = append(item.Authors, oneLine(author.Name))
		}
	}
	for _, category := range entry.Categories {
		item.Keywords = append(item.Keywords, oneLine(category))
	}
	item.Authors, item.Keywords = bounded(item.Authors), bounded(item.Keywords)
	item.Image = image(entry, base)
	if entry.DublinCoreExt != nil && len(entry.DublinCoreExt.Language) > 0 {
		item.Lang = primaryTag(entry.DublinCoreExt.Language[0])
	}
	return item, true
}

func image(entry *gofeed.Item, base *url.URL) string {
	address := ""
	if entry.Image != nil {
		address = entry.Image.URL
	}
	for _, e := range entry.Enclosures {
		if address == "" && strings.HasPrefix(e.Type, "image/") {
			address = e.URL
		}
	}
	ref, err := url.Parse(strings.TrimSpace(address))
	if address == "" || err != nil {
		return ""
	}
	if abs := base.ResolveReference(ref); abs.Scheme == "http" || abs.Scheme == "https" {
		return abs.String()
	}
	return ""
}

// Dates before the web, or more than a day ahead of our clock, are mistakes.
var webBegan = time.Date(1991, 8, 6, 0, 0, 0, 0, time.UTC)

func plausible(t *time.Time, now time.Time) *time.Time {
	if t == nil || t.Before(webBegan) || t.After(now.Add(24*time.Hour)) {
		return nil
	}
	utc := t.UTC()
	return &utc
}

// maxList bounds lists that a feed may fill: authors, categories.
const maxList = 64

func bounded(list []string) []string {
	list = slices.DeleteFunc(list, func(s string) bool { return s == "" })
	return list[:min(len(list), maxList)]
}

// primaryTag is the language of a BCP 47 tag: "en" of "en-GB".
func primaryTag(tag string) string {
	primary, _, _ := strings.Cut(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-"), "-")
	if n := len(primary); n < 2 || n > 3 {
		return ""
	}
	return strings.ToLower(primary)
}
