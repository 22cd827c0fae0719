package extractors

import (
	"slices"
	"strings"

	"coranto/extractors/dates"
	"coranto/extractors/names"
)

// bylines reads the names of authors.
var bylines = names.Reader{IsMonth: func(w string) bool { return dates.Months[w] > 0 }}

// maxCredit is the most text that names are read from, in bytes.
const maxCredit = 400

// authors returns who wrote the page: the persons named by the first source, in order of
// trust, that names any. Organisations and accounts count only if no source names a
// person, and the initials of an agency never do: who wrote is not known then.
func (d *declared) authors(site, title string, text *article) []string {
	z := d.zone(title, text)
	own := map[string]bool{fold(site): true, fold(d.ld.first(d.ld.article["publisher"], "name")): true}
	var fallback []names.Credit
	for _, source := range d.authorSources(own, &z) {
		found := withDesks(source.read(), own)
		persons := names.OfKind(found, names.Person)
		switch {
		case len(persons) > 0 && source.printed:
			return namesOf(persons)
		case len(persons) > 0:
			persons = extended(persons, names.OfKind(withDesks(d.metaCredits("author"), own), names.Person))
			return namesOf(extended(persons, d.printedList(&z)))
		case len(found) > 0 && (fallback == nil || found[0].Kind > fallback[0].Kind && !source.loose):
			fallback = found
		}
	}
	if fallback == nil {
		fallback = d.strayByline()
	}
	return namesOf(slices.DeleteFunc(fallback, func(c names.Credit) bool { return names.IsAgency(c.Name) }))
}

// nominal are the persons that the page declares as its authors, by the first source that
// names any.
func (d *declared) nominal() []string {
	for _, found := range [][]names.Credit{d.metaCredits("parsely-author", "sailthru.author"), d.ldAuthors(nil), d.metaCredits("author", "article:author")} {
		if persons := names.OfKind(found, names.Person); len(persons) > 0 {
			return namesOf(persons[:min(len(persons), 3)])
		}
	}
	return nil
}

// An authorSource is a place of a page that may name its authors.
type authorSource struct {
	read    func() []names.Credit
	printed bool // read off the page as printed rather than declared
	loose   bool // may be a line of something else
}

// authorSources are in order of trust: what publishers tell services, JSON-LD, cards,
// microdata and links, meta elements; then what is printed below the headline, around it,
// and behind the text: bylines by their names, by their words, links to pages about authors.
func (d *declared) authorSources(own map[string]bool, z *zone) []authorSource {
	sources := []authorSource{
		{read: func() []names.Credit { return d.metaCredits("parsely-author", "sailthru.author") }},
		{read: func() []names.Credit { return d.ldAuthors(own) }},
		{read: d.twitterAuthor},
		{read: func() []names.Credit { return d.marksNear(relAuthor|itemAuthor, z) }},
		{read: func() []names.Credit {
			return d.metaCredits("author", "article:author", "citation_author", "citation_authors", "dc.creator", "byl", "cxenseparse:author", "og:article:author", "dcterms.creator")
		}},
	}
	below, above := *z, *z
	below.top, below.tail, above.tail = max(z.head, z.top), z.end, z.end
	for _, part := range []*zone{&below, &above, z} {
		sources = append(sources,
			authorSource{read: func() []names.Credit { return d.marksNear(byline, part) }, printed: true},
			authorSource{read: func() []names.Credit { return d.printedBy(part) }, printed: true, loose: true},
			authorSource{read: func() []names.Credit { return names.OfKind(d.marksNear(authorLink, part), names.Person) }, printed: true},
		)
	}
	return sources
}

// strayByline is the first byline anywhere on a page that has none in its place.
func (d *declared) strayByline() []names.Credit {
	found := d.marksNear(relAuthor|itemAuthor|byline, d.everywhere())
	return found[:min(len(found), 1)]
}

// withDesks marks the site's own names as an organisation's.
func withDesks(found []names.Credit, own map[string]bool) []names.Credit {
	for i := range found {
		if own[fold(found[i].Name)] {
			found[i].Kind = names.Desk
		}
	}
	return found
}

func namesOf(list []names.Credit) (out []string) {
	for _, c := range list {
		out = append(out, c.Name)
	}
	return out
}

// metaCredits are the names in the first of some meta elements that names a person, else
// in the first that names anyone.
func (d *declared) metaCredits(keys ...string) []names.Credit {
	var first []names.Credit
	for _, key := range keys {
		values := d.meta.values[key]
		if strings.HasPrefix(key, "citation") || strings.HasPrefix(key, "dc") {
			values = upright(values)
		}
		found := readAll(values)
		if len(names.OfKind(found, names.Person)) > 0 {
			return found
		}
		if first == nil {
			first = found
		}
	}
	return first
}

// upright turns around names as libraries write them: "Doe, Jane".
func upright(values []string) []string {
	var out []string
	for _, v := range values[:min(len(values), names.Max)] {
		if last, first, ok := strings.Cut(v, ", "); ok && len(strings.Fields(first)) <= 2 && !strings.ContainsAny(first, ",;") && strings.Count(last, " ") <= 1 {
			v = first + " " + last
		}
		out = append(out, v)
	}
	return out
}

// readCredits reads names out of a declared value, which may hold markup, or a printed byline.
func readCredits(raw string, printed bool) []names.Credit {
	if len(raw) > maxCredit || strings.HasPrefix(raw, "http") {
		return nil
	}
	lines := strings.Split(raw, "\n")
	for i := range lines {
		lines[i] = plainText(lines[i])
	}
	return bylines.Read(lines, printed)
}

func readAll(values []string) (out []names.Credit) {
	for _, v := range values[:min(len(values), names.Max)] {
		if w := strings.Fields(v); len(w) == 1 && strings.Contains(v, ".") && names.IsDomain(v) { // the site's address
			continue
		}
		for _, c := range readCredits(v, false) {
			out = names.Add(out, c)
		}
	}
	return out
}

// ldAuthors are the authors of the JSON-LD article, else of another text or of the page. The publisher's own name there says
// nothing of who wrote, since the field is filled because it must be; unless it is declared
// a person's, on a site named for its writer.
func (d *declared) ldAuthors(own map[string]bool) []names.Credit {
	for _, v := range []any{d.ld.article["author"], d.ld.article["creator"], d.ld.signed["author"]} {
		found := readAll(d.ld.all(v, "name"))
		if len(found) == 1 && own[fold(found[0].Name)] {
			if list, ok := v.([]any); ok {
				v = list[0]
			}
			if o, ok := d.ld.resolve(v).(object); !ok || !hasType(o, "Person") || found[0].Kind != names.Person {
				continue
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// writtenBy are the labels of a card that go with the author; the other one goes with a
// time to read.
var writtenBy = []string{"written by", "author", "verfasst von", "geschrieben von", "écrit par", "escrito por", "scritto da", "geschreven door", "autor", "por", "by", "napisane przez", "автор"}

func (d *declared) twitterAuthor() []names.Credit {
	for _, n := range []string{"1", "2"} {
		if slices.Contains(writtenBy, strings.ToLower(d.meta.get("twitter:label"+n))) {
			return readAll(d.meta.values["twitter:data"+n])
		}
	}
	return nil
}

// withoutPlace drops the names that are the place in the text's dateline: "By Farah
// Qureshi, New Delhi" above "NEW DELHI – …".
func withoutPlace(authors []string, text string) []string {
	opening := strings.ToLower(cut(text, 60))
	return slices.DeleteFunc(authors, func(name string) bool {
		rest, ok := strings.CutPrefix(opening, strings.ToLower(name))
		rest = strings.TrimSpace(rest)
		return ok && (rest == "" || strings.ContainsAny(rest[:1], "-:,(/") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—"))
	})
}
