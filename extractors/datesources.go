package extractors

import (
	"regexp"
	"slices"
	"strings"

	"coranto/extractors/dates"
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
	dates.Moment
	from string
}

// maxSources bounds the declared dates that are looked at.
const maxSources = 64

// declaredDates are the declared dates of publication, in order of trust; the day in the
// address is last.
func (c *dating) declaredDates() []source {
	var all []source
	add := func(from string, values ...string) {
		for _, v := range values {
			if m, ok := dates.Parse(v, c.Habit); ok && len(all) < maxSources {
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
	if day, ok := dates.InURL(firstOf(c.url, c.meta.canonical, c.meta.get("og:url"))); ok {
		all = append(all, source{dates.Moment{At: day}, "url"})
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
