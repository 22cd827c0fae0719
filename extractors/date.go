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

// dates is what a page tells of its dates.
type dates struct {
	*declared
	habit
	scene    scene
	seen     []sighting
	said     []source // declared dates of publication, in order of trust
	modified moment
}

// A source is a declared date and where it is declared.
type source struct {
	moment
	from string
}

// settleDates fills in when the page was published and last modified. No source is right
// always, so they are held against one another:
//
//   - A declared date that agrees with the day shown at the headline is that of publication.
//   - The day shown there beats one that only JSON-LD declares, which sites refresh with
//     every build; and any other, if its element or its words say that it is a date of
//     publication, unless it is the day of the last edit.
//   - A day in the address beats a declared date that is days later: that tells of an edit.
//   - Else what is declared stands, in order of trust; then what is shown; then the last edit.
//
// Dates keep the zone of the page: of what is declared, else of what is printed.
func (d *declared) settleDates(p *Page, text *article, raw []byte) {
	c := dates{declared: d, habit: d.habitOf(), scene: d.scene(p.Title, text)}
	c.seen = d.sightings(c.scene, c.habit)
	c.said = c.declaredDates()
	c.localise()
	c.modified = c.lastEdit()
	published, from := c.published()
	if published.isZero() && !c.modified.isZero() {
		published, from = c.modified, "text"
	}
	if published.isZero() {
		published, from = dateInScripts(raw), "json-ld"
	}
	if !published.isZero() {
		p.Published, p.PublishedFrom = &published.at, from
	}
	if !c.modified.isZero() && (published.isZero() || !c.modified.at.Before(published.at)) {
		p.Modified = &c.modified.at
	}
}

func (c *dates) published() (moment, string) {
	shown := c.shown()
	switch {
	case len(c.said) > 0:
	case shown != nil:
		return shown.moment, shown.from
	default:
		return moment{}, ""
	}
	best := c.said[0]
	if shown != nil && shown.place == atHeadline && shown.bare && !shown.other {
		if s, ok := c.confirmed(shown); ok {
			return s.moment, s.from
		}
		if !c.shows(best.moment) && c.outvotes(shown, best.moment) {
			return shown.moment, shown.from
		}
	}
	if edit := c.shownEdit(); edit != nil && apart(edit.moment, best.moment) > 0 && c.onlyLD() {
		return edit.moment, edit.from
	}
	if url := c.said[len(c.said)-1]; url.from == "url" && best.at.Sub(url.at) > 72*time.Hour {
		return url.moment, "url"
	}
	return best.moment, best.from
}

// confirmed is the declared date that agrees with the shown one. Days next to each other
// agree, since many pages declare what is UTC in truth or in name; the shown one stands
// against a day without a time.
func (c *dates) confirmed(shown *sighting) (source, bool) {
	for _, s := range c.said {
		if !shown.alt.IsZero() && apart(s.moment, shown.moment) > 1 && s.day().Equal(shown.alt) {
			shown.flip()
		}
		switch n := apart(s.moment, shown.moment); {
		case n == 0, n == 1 && s.clock:
			return s, true
		case n == 1:
			return source{shown.moment, shown.from}, true
		}
	}
	return source{}, false
}

// shows reports whether the day is among those at the headline, if not the first.
func (c *dates) shows(m moment) bool {
	for i := range c.seen {
		if s := &c.seen[i]; s.place == atHeadline && !s.other && s.score() > 0 && apart(s.moment, m) == 0 {
			return true
		}
	}
	return false
}

// onlyLD reports whether nothing but JSON-LD declares the best of the declared days.
func (c *dates) onlyLD() bool {
	return !slices.ContainsFunc(c.said, func(s source) bool {
		return s.from != "json-ld" && apart(s.moment, c.said[0].moment) == 0
	})
}

// shownEdit is the last edit, if it is the only day that the page shows at its headline.
func (c *dates) shownEdit() *sighting {
	var edit *sighting
	for i := range c.seen {
		s := &c.seen[i]
		switch {
		case s.other || s.place != atHeadline && c.scene.distance(s.block) > 8:
		case s.score() > 0:
			return nil
		case edit == nil && s.says == edited && !c.modified.isZero() && apart(c.modified, s.moment) == 0:
			edit = s
		}
	}
	return edit
}

// outvotes reports whether the shown date beats the best of the declared ones, with none
// of which it agrees.
func (c *dates) outvotes(shown *sighting, best moment) bool {
	later := shown.at.After(best.at)
	switch {
	case c.onlyLD():
		return true
	case later && !c.modified.isZero() && apart(c.modified, shown.moment) <= 1:
		return false
	}
	return shown.named || shown.says == posted || !later && (c.scene.distance(shown.block) == 0 || best.at.Sub(shown.at) > 90*24*time.Hour)
}

// apart is how many days lie between two dates.
func apart(a, b moment) int {
	return int(a.day().Sub(b.day()).Abs() / (24 * time.Hour))
}

// shown is the date that the page is likeliest to show as that of its publication, nil if
// it shows none; with its time of day if that stands elsewhere.
func (c *dates) shown() *sighting {
	var best *sighting
	score := 0
	for i := range c.seen {
		s := &c.seen[i]
		if n := s.score() - c.scene.distance(s.block); n > score {
			best, score = s, n
		}
	}
	if best == nil || best.clock {
		return best
	}
	for i := range c.seen {
		if s := &c.seen[i]; s.clock && s.score() > 0 && (!s.other || s.says == posted) {
			m, _ := s.local(best.moment)
			if apart(m, best.moment) == 0 {
				best.moment, best.from = m, s.from
				break
			}
		}
	}
	return best
}

func (c *dates) lastEdit() moment {
	for _, name := range modifiedMeta {
		for _, v := range c.meta.values[name] {
			if m, ok := parseDate(v, c.habit); ok {
				return m
			}
		}
	}
	if m, ok := parseDate(c.ld.str("dateModified"), c.habit); ok {
		return m
	}
	for i := range c.seen {
		if s := &c.seen[i]; s.says == edited && !s.other {
			return s.moment
		}
	}
	return moment{}
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

// publication are the values of meta elements that are named after a publication by some
// publisher's own word, as "acme_pub_date" and "story:published_time", in order of name.
func (m *meta) publication() []string {
	var names []string
	for name := range m.values {
		if pubName.MatchString(name) {
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

var pubName = regexp.MustCompile(`(?:publi\w*|release|issue|first|upload\w*|creat\w*)[-_.:]?(?:date|time|at|on)$|pub_?-?date|date[-_.:]?(?:publi|pub$|release|issue|creat|upload)|:(?:published|uploaded|created)$|citation_(?:online_)?date`)

var (
	archive     = regexp.MustCompile(`^https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/`)
	urlDate     = regexp.MustCompile(`[/_.-]((?:19|20)\d{2})[/_.-](\d{1,2}|[a-z]{3,9})[/_.-](\d{1,2})(?:\D|$)`)
	urlDigits   = regexp.MustCompile(`(?:^|\D)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\D|\d{4}\D|\d{6,9}\D|\d{11}\D?$|$)`)
	urlDayFirst = regexp.MustCompile(`[/_.-](0[1-9]|[12]\d|3[01])[-_.](0[1-9]|1[0-2])[-_.](20\d{2})(?:\D|$)`)
)

// dateInURL finds /2024/07/05/, /2024-07-05-, /20240705 and the like.
func dateInURL(address string) (time.Time, bool) {
	address = strings.ToLower(cut(address, 2000))
	if archived := archive.FindString(address); archived != "" {
		address = address[len(archived):]
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
