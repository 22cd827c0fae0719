package extractors

import (
	"net/url"
	"slices"
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

// isMasthead reports whether a heading prints the site's name instead of a headline: it is
// one of the names, links to the home page, or stands in an element named for it; unless
// og:title says the same.
func (d *declared) isMasthead(m *mark, s string, names siteNames, og string) bool {
	f := fold(s)
	if f == "" || f == fold(og) {
		return false
	}
	if names[f] {
		return true
	}
	for up, depth := m.node, 0; up != nil && depth < 3; up, depth = up.Parent, depth+1 {
		if up.Data == "a" && d.leadsHome(up) {
			return true
		}
		says := d.names.name(attr(up, "class")).kinds | d.names.name(attr(up, "id")).kinds
		if says&masthead != 0 && !akin(f, fold(d.meta.title)) && up.Data != "body" && up.Data != "html" && !strings.Contains(fold(og), f) && !strings.HasPrefix(fold(d.meta.title), f) {
			return true
		}
	}
	return false
}

// lesserHeadline is the first h2, h3 or element marked as headline that is og:title or a
// part of title.
func (d *titles) lesserHeadline() (found string) {
	if len(d.heads) > 0 {
		return ""
	}
	og, names := d.og, d.names

	parts := append(titleParts(d.meta.title, titleBreaks), titleParts(og, titleBreaks)...)
	parts = append(parts, fold(og))
	d.marked(headline, func(m *mark) bool {
		if m.holds() > maxTitle || isHidden(m.node) || d.ofOthers(m) {
			return true
		}
		s := d.words(m)
		f := fold(s)
		if !names[f] && isPhrase(f) && (slices.Contains(parts, f) || strings.HasPrefix(fold(og), f+" ") && strings.Count(f, " ") >= 2) {
			found = s
		}
		return found == ""
	})
	return found
}

// isPhrase reports whether a folded text has the length of a headline: three words, or as
// many characters in a script without spaces.
func isPhrase(f string) bool {
	return strings.Count(f, " ") >= 2 || len(f) >= 24 && isIdeographic(f[:3])
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

// printedPart is the part of title that the page prints by itself, outside of links: the
// headline of a page without headings. The site's name is none.
func (d *titles) printedPart() string {
	if d.og != "" || len(d.heads) > 0 {
		return ""
	}
	names := d.names

	parts := map[string]bool{}
	for _, p := range titleParts(d.meta.title, titleBreaks)[1:] {
		if !names[p] && isPhrase(p) {
			parts[p] = true
		}
	}
	if len(parts) == 0 {
		return ""
	}
	best := ""
	for i := range d.blocks {
		b := &d.blocks[i]
		if n := b.end - b.start; n <= len(best) || n > 2*len(d.meta.title)+20 || b.linked > 0 {
			continue
		}
		if s := d.line(b); parts[fold(s)] {
			best = s
		}
	}
	return best
}
