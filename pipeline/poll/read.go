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

// maxAddress bounds an item's address, in bytes.
const maxAddress = 4 << 10

// read turns a feed document into items, in its order, and counts those without a usable address.
func read(feed news.Feed, resp *fetch.Response) (items []news.Item, invalid int, err error) {
	doc, err := parse(resp.Body)
	if err != nil {
		return nil, 0, fmt.Errorf("read feed: %w", err)
	}
	base, err := baseOf(doc.Link, resp.URL)
	if err != nil {
		return nil, 0, fmt.Errorf("read feed: %w", err)
	}
	name := cmp.Or(feed.Title, oneLine(doc.Title), base.Hostname())
	for _, entry := range doc.Items[:min(len(doc.Items), maxItems)] {
		item, ok := readItem(entry, base)
		if !ok {
			invalid++
			continue
		}
		item.Lang = cmp.Or(item.Lang, primaryTag(doc.Language))
		item.Source = news.Source{ID: news.Slug(fetch.Domain(item.URL)), Name: name, Feed: public(feed.URL)}
		item.Discovered = resp.Received
		item.Modified = plausible(entry.UpdatedParsed, resp.Received)
		item.Published = cmp.Or(plausible(entry.PublishedParsed, resp.Received), item.Modified)
		items = append(items, item)
	}
	return items, invalid, nil
}

// baseOf is what relative links of a feed are relative to: the home page that it names, else its own address.
func baseOf(home, address string) (*url.URL, error) {
	base, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	if ref, err := url.Parse(strings.TrimSpace(home)); err == nil {
		if page := base.ResolveReference(ref); isWeb(page) {
			base = page
		}
	}
	base.User = nil // it would be in every link
	return base, nil
}

func isWeb(u *url.URL) bool { return (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" }

// parse survives what the parser does not: some malformed JSON feeds make it panic.
func parse(body []byte) (doc *gofeed.Feed, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("malformed: %v", r)
		}
	}()
	if !bytes.HasPrefix(bytes.TrimLeft(body, "\ufeff \t\r\n"), []byte("{")) { // no JSON
		if err := guard(body); err != nil {
			return nil, fmt.Errorf("the document was refused: %w", err)
		}
	}
	parser := gofeed.NewParser()
	// It builds a tree of each item's HTML to find a picture, which some few bytes can make huge.
	parser.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	doc, err = parser.Parse(bytes.NewReader(body))
	// To the parser, every JSON object is a feed.
	noFeed := err == nil && doc.FeedType == "json" && len(doc.Items) == 0 && !strings.Contains(doc.FeedVersion, "jsonfeed.org")
	if noFeed || errors.Is(err, gofeed.ErrFeedTypeNotDetected) {
		return nil, errors.New("the document is no RSS, Atom, RDF or JSON feed")
	}
	if err != nil {
		return nil, errors.New(label(err.Error())) // it may quote the document at length
	}
	return doc, nil
}

func readItem(entry *gofeed.Item, base *url.URL) (news.Item, bool) {
	if entry == nil {
		return news.Item{}, false
	}
	address, ok := link(entry, base)
	if !ok {
		return news.Item{}, false
	}
	item := news.Item{
		ID: news.ID(address), Revision: 1, URL: address, GUID: label(entry.GUID),
		Title: oneLine(entry.Title), Summary: plain(entry.Description, maxSummary), Text: plain(entry.Content, maxText),
		Image: image(entry, base),
	}
	for _, author := range entry.Authors {
		if author != nil {
			item.Authors = append(item.Authors, oneLine(author.Name))
		}
	}
	for _, category := range entry.Categories {
		item.Keywords = append(item.Keywords, oneLine(category))
	}
	item.Authors, item.Keywords = bounded(item.Authors), bounded(item.Keywords)
	if entry.DublinCoreExt != nil && len(entry.DublinCoreExt.Language) > 0 {
		item.Lang = primaryTag(entry.DublinCoreExt.Language[0])
	}
	return item, true
}

// link is the item's address. Without one, its id is taken if that is an address (RSS's isPermaLink).
func link(entry *gofeed.Item, base *url.URL) (string, bool) {
	ref, err := url.Parse(strings.TrimSpace(entry.Link))
	if err == nil && *ref == (url.URL{}) {
		if ref, err = url.Parse(strings.TrimSpace(entry.GUID)); err == nil && !isWeb(ref) {
			return "", false
		}
	}
	if err != nil {
		return "", false
	}
	address, err := fetch.CanonicalURL(base.ResolveReference(ref).String())
	return address, err == nil && len(address) <= maxAddress
}

func image(entry *gofeed.Item, base *url.URL) string {
	var list []string
	if entry.Image != nil {
		list = append(list, entry.Image.URL)
	}
	for _, e := range entry.Enclosures {
		if e != nil && strings.HasPrefix(e.Type, "image/") {
			list = append(list, e.URL)
		}
	}
	list = append(append(list, images(entry.Content)...), images(entry.Description)...)
	for _, address := range list {
		address = strings.TrimSpace(address)
		ref, err := url.Parse(address)
		if err != nil || address == "" {
			continue
		}
		if abs := base.ResolveReference(ref); isWeb(abs) && len(abs.String()) <= maxAddress {
			return abs.String()
		}
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
	primary, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(tag)), "_", "-"), "-")
	notLetter := func(r rune) bool { return r < 'a' || r > 'z' }
	if n := len(primary); n < 2 || n > 3 || strings.ContainsFunc(primary, notLetter) {
		return ""
	}
	return primary
}
