package extractors

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

const (
	maxAuthors = 12
	maxName    = 60 // in characters
)

// authors returns who wrote the page by the first source that names a plausible author;
// an account's name ("jdoe") counts only if no source has a better one. The blocks around
// the text are the last resort.
func (d *declared) authors(site string, around []string) []string {
	sources := []func() []string{
		func() []string { return d.meta.values["parsely-author"] },
		func() []string { return d.meta.values["sailthru.author"] },
		d.ldAuthors,
		d.twitterAuthor,
		func() []string { return d.texts(relAuthor) },
		func() []string { return d.texts(itemAuthor) },
		func() []string {
			return slices.Concat(d.meta.values["author"], d.meta.values["article:author"], d.meta.values["dc.creator"], d.meta.values["byl"])
		},
		d.bylines,
		func() []string { return printedBylines(around) },
	}
	var account []string
	for _, source := range sources {
		names := cleanNames(source(), site)
		switch {
		case len(names) == 0:
		case len(names) > 1 || strings.Contains(names[0], " ") || !isASCII(names[0]):
			return names
		case account == nil:
			account = names
		}
	}
	return account
}

// nominal are the authors that the page declares, by the first source that names any.
func (d *declared) nominal() []string {
	for _, names := range [][]string{d.meta.values["parsely-author"], d.meta.values["sailthru.author"], d.ldAuthors(), d.meta.values["author"], d.texts(relAuthor)} {
		if names = cleanNames(names, ""); len(names) > 0 {
			return names[:min(len(names), 3)]
		}
	}
	return nil
}

// printedBylines are the short lines that begin with "By", or go on with it behind a date.
func printedBylines(lines []string) []string {
	var out []string
	for _, s := range lines {
		if len(s) > 120 {
			continue
		}
		if m := byAfterDate.FindStringSubmatch(s); m != nil {
			s = m[1]
		}
		if byPrefix.MatchString(s) {
			out = append(out, s)
		}
	}
	return out
}

func (d *declared) ldAuthors() []string {
	for _, key := range []string{"author", "creator"} {
		if names := d.ld.all(d.ld.article[key], "name"); len(names) > 0 {
			return names
		}
	}
	return nil
}

// twitterAuthor reads the card labelled "Written by" (in whatever language: the label
// that goes with a time to read is the other one).
func (d *declared) twitterAuthor() []string {
	for _, n := range []string{"1", "2"} {
		label := strings.ToLower(d.meta.get("twitter:label" + n))
		for _, by := range []string{"written by", "author", "verfasst von", "geschrieben von", "écrit par", "escrito por", "scritto da", "geschreven door", "autor", "por", "by", "napisane przez", "автор"} {
			if label == by {
				return d.meta.values["twitter:data"+n]
			}
		}
	}
	return nil
}

// texts are the texts of the marks of a kind.
func (d *declared) texts(what kind) []string {
	var out []string
	d.marked(what, func(m *mark) bool {
		if s := firstOf(attr(m.node, "content"), d.words(m)); m.holds() <= 240 && s != "" && !d.ofOthers(m) {
			out = append(out, s)
		}
		return len(out) < maxAuthors
	})
	if what == itemAuthor {
		out = append(out, d.meta.values["author"]...)
	}
	return out
}

// bylines reads elements whose class says byline and whose text starts like one, or is a
// name and nothing else.
func (d *declared) bylines() (names []string) {
	d.marked(byline, func(m *mark) bool {
		if m.end > m.start && m.holds() <= 150 && m.node.Data != "article" && !d.ofOthers(m) {
			names = cleanNames([]string{d.words(m)}, "")
		}
		return len(names) == 0
	})
	return names
}

var (
	byPrefix = regexp.MustCompile(`(?i)^(?:(?:written|posted|published|reported|story|text|words)\s+by|by|von|por|par|di|da|door|av|af|autor(?:in|en)?|auteurs?|authors?|written|reporter|автор|par\s+l[ea])(?:\s*:\s*|\s+)`)
	// byAfterDate matches "July 5, 2024 - by Harlan Pike" and the like.
	byAfterDate = regexp.MustCompile(`(?i)^.{0,60}(?:\d{4}|\d:\d\d)(?:\s?[ap]\.?m\.?)?(?:\s\(?(?-i:[A-Z]{2,4})\)?)?\s*[-–—|·•,/]?\s+((?:(?:written|posted|published|reported)\s+)?(?:by|von|par|por|di|door)\s+(?-i:\p{Lu})[^!?:]{2,60})$`)
	// anonymous matches a desk or a correspondent without a name.
	anonymous  = regexp.MustCompile(`(?i)^(?:(?:our|a|the|own|special|staff|senior|chief|unser(?:em|er)?|notre|nuestr[oa]|nosso)\s.*\b(?:correspond[ea]nt|correspondente|corresponsal|korrespondent(?:in)?|reporter(?:in)?|writer|staff|bureau|desk|redaktion)s?|(?:special|staff) correspondent)\b.*$`)
	splitter   = regexp.MustCompile(`\s*(?:[;|/•·]|,\s+(?:and|und|et|y|e)\s|,|\s(?:and|und|et|&|with|avec|mit)\s)\s*`)
	notName    = regexp.MustCompile(`(?i)[@#<>{}=_:]|https?:|www\.|\.(?:com|org|net|de|fr|uk)\b|\d{3}|\b(?:min(?:ute)?s? read|updated|published|subscribe|follow|view all|\d comments?|more (?:by|from|stories)|read more|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$|january|february|march|april|june|july|august|september|october|november|december)\b`)
	roleSuffix = regexp.MustCompile(`(?i)\s*(?:\(?\b(?:staff\s?writer|writer|redakteur(?:in)?|reporter(?:in)?|autor(?:in)?|editor|contributor|correspondent|journalist(?:in)?)\)?|\s\d{1,2})$`)
	initials   = regexp.MustCompile(`^(?i:ph\.?d\.?|m\.?d\.?|jr\.?|sr\.?|esq\.?|cfa|mba|rn|cpa|iii?|m\.?sc\.?|b\.?sc\.?)$`)
)

// roles follow a name behind a comma and are none.
var roles = map[string]bool{
	"staff writer": true, "editor": true, "reporter": true, "correspondent": true, "senior writer": true, "contributor": true,
	"senior reporter": true, "staff": true, "associated press": false, "guest author": true, "author": true, "redaktion": false,
	"by": true, "posted": true, "alle beiträge": true, "von": true, "por": true, "par": true, "text": true, "di": true, "quelle": true, "foto": true, "und": true, "and": true,
	"admin": true, "administrator": true, "anonymous": true, "unknown": true, "none": true, "null": true, "undefined": true,
	"webmaster": true, "editorial": false, "user": true, "guest": true, "about the author": true, "the author": true, "n/a": true,
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

// cleanNames splits lists, takes off "By", and leaves out what is no name: addresses,
// sentences, roles, the site itself, repeats.
func cleanNames(raw []string, site string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range raw {
		s = plainText(s)
		if strings.HasPrefix(s, "http") || len(s) > 400 {
			continue
		}
		by := byPrefix.ReplaceAllString(s, "")
		if by != s { // a place or a date follows the names of a printed byline behind a bar
			by, _, _ = strings.Cut(by, " | ")
		}
		for _, name := range splitter.Split(by, -1) {
			if anonymous.MatchString(strings.TrimSpace(name)) {
				continue
			}
			name = roleSuffix.ReplaceAllString(name, "")
			name = strings.Trim(byPrefix.ReplaceAllString(name, ""), " ,.:-–—\"'()[]")
			key := strings.ToLower(name)
			if len(out) > 0 && initials.MatchString(name) || seen[key] || !isName(name) || roles[key] || site != "" && key == strings.ToLower(site) {
				continue
			}
			seen[key] = true
			if out = append(out, name); len(out) == maxAuthors {
				return out
			}
		}
	}
	return out
}

func isName(s string) bool {
	n := len([]rune(s))
	if n < 2 || n > maxName || len(strings.Fields(s)) > 6 || notName.MatchString(s) {
		return false
	}
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			letters++
		}
	}
	return letters*4 >= n*3-3
}
