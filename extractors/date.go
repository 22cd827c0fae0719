package extractors

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// Names of meta elements with dates, in order of trust: those that are right more often
// than JSON-LD, those that are not, and those of the last edit.
var (
	publishedMeta = []string{"article:published_time", "og:article:published_time", "article:published", "parsely-pub-date", "sailthru.date", "datepublished"}
	otherMeta     = []string{
		"og:published_time", "published_time", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
		"cxenseparse:recs:publishtime", "cxenseparse:publishtime", "rnews:datepublished", "article_date_original", "article.published",
		"dcterms.issued", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "dc.date.created", "dcsext.articlefirstpublished",
		"citation_publication_date", "originalpublicationdate", "datecreated", "shareaholic:article_published_time", "date", "created", "last-published",
	}
	modifiedMeta = []string{
		"article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "article:modified",
		"last-modified", "lastmod", "updated_time",
	}
)

// published returns when the page was first published, by the first source that says so.
// The day in the address outvotes a declared date that is days later: that one tells of
// an edit.
func (d *declared) published() (*time.Time, string) {
	at, from := d.declaredDate()
	byURL, ok := dateInURL(firstOf(d.url, d.meta.canonical, d.meta.get("og:url")))
	switch {
	case at == nil && ok:
		return &byURL, "url"
	case at != nil && ok && at.Sub(byURL) > 72*time.Hour:
		return &byURL, "url"
	}
	return at, from
}

func (d *declared) declaredDate() (*time.Time, string) {
	if t, ok := d.metaDate(publishedMeta); ok {
		return &t, "meta"
	}
	for _, key := range []string{"datePublished", "dateCreated", "uploadDate"} {
		if t, ok := parseDate(d.ld.str(key)); ok {
			return &t, "json-ld"
		}
	}
	if t, ok := d.metaDate(otherMeta); ok {
		return &t, "meta"
	}
	if t, ok := parseDate(d.ld.first(d.ld.page["datePublished"], "@value")); ok {
		return &t, "json-ld"
	}
	if t, ok := d.timeElement(); ok {
		return &t, "time"
	}
	return nil, ""
}

// metaDate is the first date that one of the named elements holds.
func (d *declared) metaDate(names []string) (time.Time, bool) {
	for _, name := range names {
		for _, v := range d.meta.values[name] {
			if t, ok := parseDate(v); ok {
				return t, true
			}
		}
	}
	return time.Time{}, false
}

// timeElement reads the first time element that carries a date, preferring one that is
// marked or labelled as the date of publication.
func (d *declared) timeElement() (at time.Time, ok bool) {
	d.marked(clock, func(m *mark) bool {
		t, is := d.timeOf(m)
		if !is || isModified(m.node) {
			return true
		}
		label := labelBefore(m.node)
		if strings.Contains(strings.ToLower(attr(m.node, "itemprop")+attr(m.node, "class")), "publish") || m.kinds&pubdate != 0 || postWord.MatchString(label) {
			at = t
			return false
		}
		if at.IsZero() && !editWord.MatchString(label) {
			at = t
		}
		return true
	})
	return at, !at.IsZero()
}

// editedTime is the first time element that is marked or labelled as the date of an edit.
func (d *declared) editedTime() (at time.Time, ok bool) {
	d.marked(clock, func(m *mark) bool {
		if t, is := d.timeOf(m); is && (isModified(m.node) || editWord.MatchString(labelBefore(m.node))) && !d.ofOthers(m) {
			at, ok = t, true
		}
		return !ok
	})
	return at, ok
}

// timeOf reads a time element, or an abbreviation as microformats used before there was one.
func (d *declared) timeOf(m *mark) (time.Time, bool) {
	if m.node.Data != "time" {
		if s := attr(m.node, "title"); isoDate.MatchString(s) {
			return parseDate(s)
		}
		return time.Time{}, false
	}
	if t, ok := parseDate(firstOf(attr(m.node, "datetime"), attr(m.node, "content"))); ok {
		return t, true
	}
	if m.holds() > 200 {
		return time.Time{}, false
	}
	return findDate(d.words(m), false)
}

// labelBefore is the short text in front of a time element on its line, as "Updated: ";
// no other date.
func labelBefore(n *html.Node) string {
	for range 2 {
		for s := n.PrevSibling; s != nil; s = s.PrevSibling {
			if s.Type == html.ElementNode && (s.Data == "time" || isBlockElement(s) && s.Data != "dt" || s.Data == "br") {
				return ""
			}
			text := ""
			switch {
			case s.Type == html.TextNode:
				text = collapse(cut(s.Data, 200))
			case s.Type == html.ElementNode:
				text = nodeText(s, 100)
			}
			if strings.Trim(text, " :·|•,-–—") != "" {
				if len(text) > 60 || strings.ContainsAny(text, "0123456789") {
					return ""
				}
				return text
			}
		}
		if n = n.Parent; n == nil || n.Data == "body" {
			return ""
		}
	}
	return ""
}

func isModified(n *html.Node) bool {
	s := strings.ToLower(attr(n, "itemprop") + " " + attr(n, "class"))
	return strings.Contains(s, "modified") || strings.Contains(s, "updated") && !strings.Contains(s, "published")
}

func (d *declared) modified() *time.Time {
	if t, ok := d.metaDate(modifiedMeta); ok {
		return &t
	}
	if t, ok := parseDate(d.ld.str("dateModified")); ok {
		return &t
	}
	return nil
}

var (
	isoDate   = regexp.MustCompile(`^\D{0,3}(\d{4})-?(\d{2})-?(\d{2})(?:[T ,]+(\d{1,2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{0,2})?)?`)
	unixTime  = regexp.MustCompile(`^1\d{9}(?:\d{3})?$`)
	urlDate   = regexp.MustCompile(`[/_.-]((?:19|20)\d{2})[/_.-](\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/_.-](\d{1,2})(?:\D|$)`)
	urlDigits = regexp.MustCompile(`(?:^|\D)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\D|\d{4}\D|\d{6,9}\D|$)`)
	longDates = []string{time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, "Mon Jan 2 15:04:05 MST 2006", "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "Mon Jan 02 2006 15:04:05 GMT-0700"}
)

// parseDate reads a declared date: ISO 8601 in its many spellings, mail dates, Unix
// times, else any date findDate finds.
func parseDate(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if len(s) < 6 || len(s) > 100 {
		return time.Time{}, false
	}
	if unixTime.MatchString(s) {
		sec, _ := strconv.ParseInt(s[:10], 10, 64)
		return plausible(time.Unix(sec, 0).UTC())
	}
	if m := isoDate.FindStringSubmatch(s); m != nil {
		if t, ok := isoTime(m); ok {
			return t, true
		}
	}
	for _, layout := range longDates {
		if t, err := time.Parse(layout, s); err == nil {
			return plausible(t.UTC())
		}
	}
	return findDate(s, true)
}

// isoTime turns the groups of isoDate into a time.
func isoTime(m []string) (time.Time, bool) {
	t, ok := dayOf(atoi(m[1]), atoi(m[2]), atoi(m[3]))
	if !ok || m[4] == "" {
		return t, ok
	}
	h, min, sec := atoi(m[4]), atoi(m[5]), atoi(m[6])
	if h > 24 || min > 59 || sec > 60 {
		return t, true
	}
	t = t.Add(time.Duration(h)*time.Hour + time.Duration(min)*time.Minute + time.Duration(sec)*time.Second)
	if zone := m[7]; len(zone) >= 3 && (zone[0] == '+' || zone[0] == '-') {
		digits := strings.ReplaceAll(zone[1:], ":", "")
		off := time.Duration(atoi(digits[:2])) * time.Hour
		if len(digits) == 4 {
			off += time.Duration(atoi(digits[2:])) * time.Minute
		}
		if zone[0] == '+' {
			off = -off
		}
		t = t.Add(off)
	}
	return t, true
}

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

// dayOf is the midnight UTC of a day that exists and is plausible.
func dayOf(y, m, d int) (time.Time, bool) {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d || int(t.Month()) != m {
		return time.Time{}, false
	}
	return plausible(t)
}

// plausible refuses dates before the web and in the future.
func plausible(t time.Time) (time.Time, bool) {
	return t, t.Year() >= 1994 && t.Before(time.Now().Add(48*time.Hour))
}

// dateInURL finds /2024/07/05/, /2024-07-05-, /20240705 and the like.
func dateInURL(address string) (time.Time, bool) {
	address = strings.ToLower(cut(address, 2000))
	m := urlDate.FindStringSubmatch(address)
	if m == nil {
		if m = urlDigits.FindStringSubmatch(address); m == nil {
			return time.Time{}, false
		}
	}
	month := atoi(m[2])
	if month == 0 {
		month = months[m[2]]
	}
	return dayOf(atoi(m[1]), month, atoi(m[3]))
}
