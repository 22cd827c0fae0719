package extractors

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/publicsuffix"
)

// maxNames bounds how many names of the site are looked at.
const maxNames = 16

// siteNames is a set of folded names of a site.
type siteNames map[string]bool

// has reports whether a text is one of the names, with or without spaces.
func (names siteNames) has(s string) bool {
	f := fold(s)
	return names[f] || names[strings.ReplaceAll(f, " ", "")]
}

// siteNames are what the page calls its site, folded: the declared name, the logo's
// alternative text, and what is printed in links to the home page.
func (d *declared) siteNames(site string) siteNames {
	names := siteNames{}
	add := func(s string) {
		if f := fold(s); f != "" && f != "home" && len(f) <= 80 && len(names) < maxNames {
			names[f] = true
		}
	}
	add(site)
	if base := d.base(); base != nil {
		if domain, err := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(base.Hostname())); err == nil {
			label, _, _ := strings.Cut(domain, ".")
			add(label)
			add(domain)
		}
	}
	for _, n := range d.homeward {
		if d.leadsHome(n) {
			add(nodeText(n, 100))
		}
	}
	for _, n := range d.meta.logos {
		if isLogo(n) || d.leadsHome(n.Parent) {
			add(attr(n, "alt"))
		}
	}
	return names
}

// maxHomeward bounds how many links are looked at for the site's name.
const maxHomeward = 32

// isHomeward reports whether an address may be that of a site's first page: it has no path to
// speak of.
func isHomeward(href string) bool {
	return len(href) <= 60 && (strings.Count(href, "/") <= 1 || strings.Contains(href, "//") && strings.Count(strings.TrimRight(href, "/"), "/") == 2)
}

// leadsHome reports whether a link leads to the site's first page.
func (d *declared) leadsHome(a *html.Node) bool {
	href := strings.TrimSpace(attr(a, "href"))
	switch strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(href), ".html"), ".php") {
	case "/", "./", "../", "/index", "index", "/home":
		return true
	}
	if !strings.HasPrefix(href, "http") && !strings.HasPrefix(href, "//") || len(href) > 200 {
		return false
	}
	u, err := url.Parse(href)
	if err != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
		return false
	}
	base := d.base()
	return base != nil && strings.TrimPrefix(strings.ToLower(u.Host), "www.") == strings.TrimPrefix(strings.ToLower(base.Host), "www.")
}

// isMasthead reports whether a h1 prints the site's name instead of a headline: it is one of
// the names, links to the home page, or stands in an element named for it; unless og:title
// says the same. A blog's posts are in elements named so too, but akin to title.
func (t *titles) isMasthead(m *mark, folded string) bool {
	if folded == t.og.folded {
		return false
	}
	if t.names[folded] {
		return true
	}
	for up, depth := m.node, 0; up != nil && depth < 3; up, depth = up.Parent, depth+1 {
		if up.Data == "a" && t.leadsHome(up) {
			return true
		}
		says := t.outline.names.name(attr(up, "class")).kinds | t.outline.names.name(attr(up, "id")).kinds
		if says&masthead != 0 && up.Data != "body" && up.Data != "html" && !t.isTitled(folded) {
			return true
		}
	}
	return false
}

// isTitled reports whether title or og:title is about a text rather than to name the site by
// it: og:title has it, title begins with it, or title says it in other words.
func (t *titles) isTitled(folded string) bool {
	return strings.Contains(t.og.folded, folded) || strings.HasPrefix(t.head.folded, folded) ||
		!strings.Contains(t.head.folded, folded) && akin(heading{folded: folded}, t.head)
}

// titleParts are the folded parts of a title, itself and what it is without its first or
// its last segment.
func titleParts(title string, breaks []string) []string {
	out := []string{fold(title)}
	for _, sep := range breaks {
		if head, tail, ok := strings.Cut(title, sep); ok {
			out = append(out, fold(head), fold(tail))
		}
		if i := strings.LastIndex(title, sep); i >= 0 {
			out = append(out, fold(title[:i]), fold(title[i+len(sep):]))
		}
	}
	return out
}

// withoutNames takes a first or last segment off a title that is one of the site's names.
func withoutNames(title string, names siteNames) string {
	for _, sep := range titleBreaks {
		if head, tail, ok := strings.Cut(title, sep); ok && names.has(head) && (len(strings.Fields(tail)) > 1 || isPhrase(fold(tail))) {
			return strings.TrimSpace(tail)
		}
		if i := strings.LastIndex(title, sep); i > 0 && names.has(title[i+len(sep):]) {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

// titleBreaks separate the headline from the site's name in a title, surest first.
var titleBreaks = []string{" | ", "|", "｜", "ㅣ", "_", " :: ", " » ", " « ", " • ", " · ", " — ", " – ", " - ", " / ", ": "}

// sureBreaks are those that headlines seldom have themselves.
var sureBreaks = titleBreaks[:len(titleBreaks)-2]

// withoutSite takes the site's name off either end of a title. A segment that is not
// known as the name goes only from the end, and only if it is the shorter part.
func withoutSite(title, site string) string {
	folded := fold(site)
	for _, sep := range titleBreaks {
		for {
			i := strings.LastIndex(title, sep)
			if i < 0 {
				break
			}
			head, tail := strings.TrimSpace(title[:i]), strings.TrimSpace(title[i+len(sep):])
			switch f := fold(tail); {
			case head == "":
				title = tail
				continue
			case folded != "" && (f == folded || len(f) >= 4 && (strings.Contains(folded, f) || strings.HasPrefix(f, folded))),
				sep != ": " && looksLikeSite(tail, head):
				title = head
				continue
			}
			break
		}
		if i := strings.Index(title, sep); i > 0 && folded != "" && fold(title[:i]) == folded {
			title = strings.TrimSpace(title[i+len(sep):])
		}
	}
	return title
}

// looksLikeSite reports whether the tail of a title is more likely a name than a part of
// the headline: a domain, or few words behind a headline of more.
func looksLikeSite(tail, head string) bool {
	t, h := len(strings.Fields(tail)), len(strings.Fields(head))
	if t == 1 && strings.Contains(strings.Trim(tail, "."), ".") {
		return true
	}
	return t <= 4 && h >= 3 && h > t
}
