package extractors

import (
	"slices"
	"strings"
)

// authors returns who wrote the page: the persons named by the first source, in order of
// trust, that names any. Organisations and accounts count only if no source names a
// person, and the initials of an agency never do: who wrote is not known then. The site's own name is an
// organisation's.
func (d *declared) authors(site, title string, text *article) []string {
	z := d.zone(title, text)
	own := map[string]bool{fold(site): true, fold(d.ld.first(d.ld.article["publisher"], "name")): true}
	sources := []func() []credit{
		func() []credit { return d.metaCredits("parsely-author", "sailthru.author") },
		func() []credit { return d.ldAuthors(own) },
		d.twitterAuthor,
		func() []credit { return d.marksNear(relAuthor|itemAuthor, &z) },
		func() []credit {
			return d.metaCredits("author", "article:author", "citation_author", "citation_authors", "dc.creator", "byl", "cxenseparse:author", "og:article:author", "dcterms.creator")
		},
		func() []credit { return d.marksNear(byline, &z) },
		func() []credit { return d.printedBy(&z) },
		func() []credit { return ofKind(d.marksNear(authorLink, &z), person) },
	}
	personsOf := func(found []credit) []credit {
		for j := range found {
			if own[fold(found[j].name)] {
				found[j].kind = desk
			}
		}
		return ofKind(found, person)
	}
	const lastDeclared, lastMarked = 4, 6
	var fallback []credit
	for i, source := range sources {
		found := source()
		if persons := personsOf(found); len(persons) > 0 {
			if i <= lastDeclared {
				persons = extended(extended(persons, personsOf(d.metaCredits("author"))), d.printedList(&z))
			}
			return namesOf(persons)
		}
		if len(found) > 0 && (fallback == nil || found[0].kind > fallback[0].kind && i < lastMarked) {
			fallback = found
		}
	}
	if fallback == nil {
		everywhere := zone{o: d.outline, bottom: len(d.blocks), tail: len(d.blocks), end: len(d.blocks)}
		fallback = d.marksNear(relAuthor|itemAuthor|byline, &everywhere)
		if len(fallback) > 1 {
			fallback = fallback[:1]
		}
	}
	return namesOf(slices.DeleteFunc(fallback, func(c credit) bool { return agencies[strings.ToLower(c.name)] }))
}

func ofKind(list []credit, kind creditKind) (out []credit) {
	for _, c := range list {
		if c.kind == kind {
			out = append(out, c)
		}
	}
	return out
}

func namesOf(list []credit) (out []string) {
	for _, c := range list {
		out = append(out, c.name)
	}
	return out
}

// metaCredits are the names in the first of some meta elements that names a person, else
// in the first that names anyone.
func (d *declared) metaCredits(keys ...string) []credit {
	var first []credit
	for _, key := range keys {
		found := readAll(d.meta.values[key])
		if len(ofKind(found, person)) > 0 {
			return found
		}
		if first == nil {
			first = found
		}
	}
	return first
}

func readAll(values []string) (out []credit) {
	for _, v := range values[:min(len(values), maxAuthors)] {
		for _, c := range readCredits(v, false) {
			out = addCredit(out, c)
		}
	}
	return out
}

// ldAuthors are the authors of the JSON-LD article. An organisation that publishes it says
// nothing of who wrote: the field is filled because it must be.
func (d *declared) ldAuthors(own map[string]bool) []credit {
	for _, key := range []string{"author", "creator"} {
		v := d.ld.article[key]
		if list, ok := v.([]any); ok && len(list) == 1 {
			v = list[0]
		}
		found := readAll(d.ld.all(v, "name"))
		if o, ok := d.ld.resolve(v).(object); ok && hasType(o, "Organization", "NewsMediaOrganization", "Corporation") && len(found) > 0 && own[fold(found[0].name)] {
			continue
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

func (d *declared) twitterAuthor() []credit {
	for _, n := range []string{"1", "2"} {
		if slices.Contains(writtenBy, strings.ToLower(d.meta.get("twitter:label"+n))) {
			return readAll(d.meta.values["twitter:data"+n])
		}
	}
	return nil
}

// withoutPlace drops the names that are the place in the text's dateline: "By Farah
// Qureshi, New Delhi" above "NEW DELHI – …".
func withoutPlace(names []string, text string) []string {
	opening := strings.ToLower(cut(text, 60))
	return slices.DeleteFunc(names, func(name string) bool {
		rest, ok := strings.CutPrefix(opening, strings.ToLower(name))
		rest = strings.TrimSpace(rest)
		return ok && (rest == "" || strings.ContainsAny(rest[:1], "-:,(/") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—"))
	})
}
