package extractors

import (
	"regexp"
	"slices"
	"strings"
	"time"
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
		"last-modified", "lastmod", "updated_time", "dateupdate",
	}
)

// A source is a declared date and where it is declared.
type source struct {
	moment
	from string
}

// maxSources bounds the declared dates that are looked at.
const maxSources = 64

// declaredDates are the declared dates of publication, in order of trust; the day in the
// address is last.
func (c *dates) declaredDates() []source {
	var all []source
	add := func(from string, values ...string) {
		for _, v := range values {
			if m, ok := parseDate(v, c.habit); ok && len(all) < maxSources {
				all = append(all, source{m, from})
			}
		}
	}
	for _, name := range publishedMeta {
		add("meta", c.meta.values[name]...)
	}
	add("json-ld", c.ld.str("datePublished"), c.ld.str("dateCreated"), c.ld.str("uploadDate"))
	for _, name := range otherMeta {
		add("meta", c.meta.values[name]...)
	}
	add("json-ld", c.ld.first(c.ld.page["datePublished"], "@value"), c.ld.first(c.ld.signed["datePublished"], "@value"))
	if len(all) == 0 {
		add("meta", c.meta.publication()...)
	}
	if day, ok := dateInURL(firstOf(c.url, c.meta.canonical, c.meta.get("og:url"))); ok {
		all = append(all, source{moment{at: day}, "url"})
	}
	return all
}

// publication are the values of meta elements whose names only some publishers use, as
// "acme_pub_date" and "story:published_time", in order of name.
func (m *meta) publication() []string {
	var names []string
	for name := range m.values {
		if len(name) < 60 && nearDate(name) && pubName.MatchString(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var all []string
	for _, name := range names {
		all = append(all, m.values[name]...)
	}
	return all
}

// nearDate is a cheap look ahead of pubName.
func nearDate(name string) bool {
	return strings.Contains(name, "date") || strings.Contains(name, "publ") || strings.HasSuffix(name, "time") || strings.HasSuffix(name, "ed")
}

var pubName = regexp.MustCompile(`(?:publi\w*|release|issue|first|upload\w*|creat\w*)[-_.:]?(?:date|time|at|on)$|pub_?-?date|date[-_.:]?(?:publi|pub$|release|issue|creat|upload)|:(?:published|uploaded|created)$|citation_(?:online_)?date`)

var (
	archive     = regexp.MustCompile(`^https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/`)
	urlDate     = regexp.MustCompile(`[/_.-]((?:19|20)\d{2})[/_.-](\d{1,2}|[a-z]{3,9})[/_.-](\d{1,2})(?:\D|$)`)
	urlDigits   = regexp.MustCompile(`(?:^|\D)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\D|\d{4}\D|\d{6,9}\D|\d{11}\D?$|$)`)
	urlDayFirst = regexp.MustCompile(`[/_.-](0[1-9]|[12]\d|3[01])[-_.](0[1-9]|1[0-2])[-_.](20\d{2})(?:\D|$)`)
)

// dateInURL finds /2024/07/05/, /2024-07-05-, /20240705, /05-07-2024 and the like.
func dateInURL(address string) (time.Time, bool) {
	address = strings.ToLower(cut(address, 2000))
	if strings.Contains(address, "//web.archive.org/") {
		address = address[len(archive.FindString(address)):]
	}
	if !strings.Contains(address, "20") && !strings.Contains(address, "19") {
		return time.Time{}, false
	}
	m := urlDate.FindStringSubmatch(address)
	if m == nil {
		m = urlDigits.FindStringSubmatch(address)
	}
	if m == nil {
		if m = urlDayFirst.FindStringSubmatch(address); m == nil {
			return time.Time{}, false
		}
		m[1], m[3] = m[3], m[1]
	}
	month := atoi(m[2])
	if month == 0 {
		month = months[m[2]]
	}
	return dayOf(atoi(m[1]), month, atoi(m[3]))
}
