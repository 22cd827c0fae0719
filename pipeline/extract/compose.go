package extract

import (
	"cmp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"
)

// Bounds of a record's fields, in bytes of JSON, leave its topics and their evidence more
// than half of the server's limit for one message, 1 MiB.
const (
	maxText    = 256 << 10
	maxSummary = 8 << 10
	maxLine    = 2 << 10 // of a title, section or address
	maxName    = 256     // of an author or keyword
	maxList    = 64      // authors, keywords
)

// compose joins item and page into an article; where both speak, the page is believed.
func compose(item news.Item, p page) news.Article {
	address := canonical(item, p)
	a := news.Article{
		Schema: news.Schema, ID: news.ID(address), Revision: item.Revision, URL: address,
		Title:    cmp.Or(clip(p.Title, maxLine), clip(item.Title, maxLine)),
		Authors:  list(p.Authors, item.Authors),
		Lang:     lang(p.Lang, item.Lang),
		Source:   item.Source,
		Summary:  cmp.Or(clip(p.Summary, maxSummary), clip(item.Summary, maxSummary)),
		Text:     clip(text(item, p), maxText),
		Image:    image(p.Image, item.Image),
		Section:  clip(p.Section, maxLine),
		Keywords: list(p.Keywords, item.Keywords),
		Topics:   []news.Tag{},
		Modified: modified(item, p),
	}
	a.Partial = p.Partial && a.Text == clip(p.Text, maxText)
	a.Source.ID = news.Slug(fetch.Domain(address))
	a.Published, a.PublishedFrom = published(item, p)
	discovered := item.Discovered
	a.Trace = news.Trace{Published: a.Published, LastPolled: item.LastPolled, Discovered: &discovered}
	return a
}

// remember adds to an article that was made without its page what an earlier revision knew from it.
func remember(a, kept news.Article) news.Article {
	if len(kept.Text) > len(a.Text) {
		a.Text, a.Partial = kept.Text, kept.Partial
	}
	if kept.Published != nil {
		a.Published, a.PublishedFrom, a.Trace.Published = kept.Published, kept.PublishedFrom, kept.Published
	}
	a.Authors, a.Keywords = list(kept.Authors, a.Authors), list(kept.Keywords, a.Keywords)
	a.Lang = lang(kept.Lang, a.Lang)
	a.Summary = cmp.Or(a.Summary, kept.Summary)
	a.Image, a.Section = cmp.Or(kept.Image, a.Image), cmp.Or(kept.Section, a.Section)
	return a
}

// tolerance is how far ahead of ours the clocks of others may be.
const tolerance = time.Hour

// published prefers the page's date, but for four cases in which the feed's is nearer to
// the truth:
//
//   - The page's is later than when the feed showed the article: it is wrong.
//   - The page's is more than a day later than the feed's: it tells of an edit, or the page
//     is dated anew.
//   - The page's is a day without a time, and the feed's time is of that day in some zone.
//   - The page's is only printed in its text, and more than a day from the feed's: 07/05 is
//     May or July.
//
// The page's zone ends here: records are in UTC.
func published(item news.Item, p page) (*time.Time, string) {
	t, feed := utc(p.Published), item.Published
	if t != nil && t.After(item.Discovered.Add(tolerance)) {
		t = nil
	}
	switch {
	case t == nil && feed == nil:
		return nil, ""
	case t == nil, feed != nil && yields(*t, *feed, p.PublishedFrom):
		return feed, "feed"
	}
	return t, p.PublishedFrom
}

// The zones in use span these hours from Greenwich; a day begins and ends with them.
const (
	dawn = -14 * time.Hour
	dusk = 36 * time.Hour
)

// yields says whether the page's date gives way to the feed's.
func yields(page, feed time.Time, from string) bool {
	behind := feed.Sub(page)
	bare := page.Truncate(24*time.Hour).Equal(page) && !feed.Truncate(24*time.Hour).Equal(feed)
	if bare && behind >= dawn && behind < dusk {
		return true
	}
	return behind < -24*time.Hour || from == "text" && behind >= dusk
}

func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	u := t.UTC()
	return &u
}

// modified prefers the page's date; one later than when the page was read is wrong.
func modified(item news.Item, p page) *time.Time {
	if t := utc(p.Modified); t != nil && p.fetched != nil && !t.After(p.fetched.Add(tolerance)) {
		return t
	}
	return item.Modified
}

// isThin says that the page hardly carries the article: it has next to no text, or, as
// behind a paywall, less than half of what the feed has.
func (p page) isThin(item news.Item) bool {
	return len(p.Text) < thin || 2*len(p.Text) < len(item.Text)
}

// text takes the page's, unless the page is thin and the feed has more; of the feed's a line
// is a paragraph.
func text(item news.Item, p page) string {
	best := p.Text
	if !p.isThin(item) {
		return best
	}
	for _, other := range []string{item.Text, item.Summary} {
		if len(other) > len(best) {
			best = other
		}
	}
	if best != p.Text {
		best = strings.ReplaceAll(best, "\n", "\n\n")
	}
	return best
}

// lang is the primary subtag of the first tag that has one, "und" when none has.
func lang(tags ...string) string {
	for _, tag := range tags {
		primary, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(tag)), "_", "-"), "-")
		known := len(primary) == 2 || len(primary) == 3 && primary != "und"
		if known && strings.Trim(primary, "abcdefghijklmnopqrstuvwxyz") == "" {
			return primary
		}
	}
	return "und"
}

// image is the first address of a picture that is one; half an address is none.
func image(addresses ...string) string {
	for _, address := range addresses {
		web := strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
		if web && clip(address, maxLine) == address {
			return address
		}
	}
	return ""
}

// list takes the first list that says anything; never nil, so that it is [] on the wire.
func list(lists ...[]string) []string {
	for _, l := range lists {
		kept := []string{}
		for _, s := range l[:min(len(l), maxList)] {
			if s = clip(s, maxName); s != "" {
				kept = append(kept, s)
			}
		}
		if len(kept) > 0 {
			return kept
		}
	}
	return []string{}
}

// clip makes s valid and legible, and its JSON at most limit bytes long.
func clip(s string, limit int) string {
	s = strings.Map(legible, strings.ToValidUTF8(s[:min(len(s), limit)], ""))
	size := 0
	for i, r := range s {
		if size += encoded(r); size > limit {
			s = s[:i]
			break
		}
	}
	return strings.TrimSpace(s)
}

// legible drops what no reader sees: control characters but for the end of a line, and
// signs that turn the direction of the text behind them.
func legible(r rune) rune {
	switch {
	case r == '\n':
		return r
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return -1
	}
	return r
}

// encoded is how many bytes r takes in JSON as encoding/json writes it.
func encoded(r rune) int {
	switch r {
	case '"', '\\', '\n':
		return 2
	case '<', '>', '&', '\u2028', '\u2029':
		return 6
	}
	return utf8.RuneLen(r)
}
