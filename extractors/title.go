package extractors

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// maxTitle bounds a headline in bytes.
const maxTitle = 500

// titles is what a page has that may be its headline.
type titles struct {
	*declared
	names siteNames
	site  string
	og    string   // og:title or its like
	ld    string   // JSON-LD's headline
	shown string   // og without the site's name
	heads []string // h1 elements
	aside []string // h1 elements in breadcrumbs and other furniture
	at    int      // block of the first of heads
	text  int      // block where the text seems to begin
}

// title picks the headline: the first way that finds one, in order of trust.
func (d *declared) title(site string) string {
	t := d.titles(site)
	for _, way := range []func() string{t.realHeadline, t.overruling, t.repeated, t.part, t.onlyHeading, t.lesserHeadline, t.nearHeading, t.repeatedAside, t.declaredInLD, t.printedPart} {
		if h := way(); h != "" {
			return t.spelt(h)
		}
	}
	return cut(firstOf(t.shown, withoutSite(withoutNames(d.meta.title, t.names), site), firstOf(t.heads...), firstOf(t.aside...)), maxTitle)
}

func (d *declared) titles(site string) *titles {
	t := &titles{declared: d, site: site, names: d.siteNames(site), ld: d.ld.str("headline")}
	t.og = plainText(d.meta.get("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title"))
	t.shown = withoutSite(withoutNames(t.og, t.names), site)
	t.headlines()
	t.text = d.textStart()
	return t
}

// headingOf is the first heading below h1 that is meant to be seen, above the text, that f accepts.
func (t *titles) heading(f func(s, folded string) bool) (found string) {
	end := max(t.text, t.at+maxSubhead)
	t.marked(headline, func(m *mark) bool {
		if m.block > end {
			return false
		}
		if m.holds() > maxTitle || m.kinds&headline1 != 0 || isHidden(m.node) || t.ofOthers(m) {
			return true
		}
		s := t.words(m)
		if folded := fold(s); isPhrase(folded) && !t.names[folded] && f(s, folded) {
			found = s
		}
		return found == ""
	})
	return found
}

// overruling is a heading above the text that is what the page declares, if no h1 is.
func (t *titles) overruling() string {
	declared := []string{fold(t.shown), fold(t.og)}
	for _, k := range []string{"twitter:title", "sailthru.title", "parsely-title"} {
		declared = append(declared, fold(withoutNames(plainText(t.meta.get(k)), t.names)))
	}
	for _, h := range t.heads {
		if f := fold(h); slices.Contains(declared, f) {
			return ""
		}
	}
	first := "\n"
	if len(t.heads) > 0 {
		first = fold(t.heads[0])
	}
	return t.heading(func(_, f string) bool { return slices.Contains(declared, f) && !strings.Contains(f, first) })
}

// spelt is a headline as og:title writes it, if that has the colon that a kicker above the
// headline goes without.
func (t *titles) spelt(h string) string {
	if strings.Contains(t.shown, ": ") && (!strings.Contains(h, ":") || strings.Contains(h, " : ")) && fold(t.shown) == fold(h) {
		return t.shown
	}
	return h
}

// repeated is the first h1 of three words or more that is a part of a declared title.
func (t *titles) repeated() string {
	return withoutKicker(repeated(t.heads, fold(t.meta.title), fold(t.og), fold(t.ld)), t.ld)
}

func (t *titles) repeatedAside() string {
	return repeated(t.aside, fold(t.meta.title), fold(t.og), fold(t.ld))
}

func repeated(heads []string, declared ...string) string {
	for _, h := range heads {
		f := fold(h)
		if strings.Count(f, " ") >= 2 && slices.ContainsFunc(declared, func(t string) bool { return strings.Contains(t, f) }) {
			return h
		}
	}
	return ""
}

// part is the heading that is a part of title, where no h1 is akin to it.
func (t *titles) part() string {
	parts := append(titleParts(t.meta.title, titleBreaks), titleParts(t.og, titleBreaks)...)
	sure := append(titleParts(t.meta.title, sureBreaks), titleParts(t.og, sureBreaks)...)
	title, og := fold(t.meta.title), fold(t.og)
	for _, h := range t.heads {
		f := fold(h)
		if f != "" && slices.Contains(sure, f) && !t.names[f] {
			return h
		}
		if (akin(f, title) || akin(f, og)) && !strings.Contains(h, " | ") {
			return ""
		}
	}
	return t.heading(func(_, f string) bool { return slices.Contains(parts, f) })
}

// onlyHeading is the only h1.
func (t *titles) onlyHeading() string {
	if len(t.heads) == 1 && strings.Count(t.heads[0], " ") < 25 && !t.isStranger(t.heads[0]) && plausibleHeadline(t.heads[0], t.site) {
		return withoutKicker(t.heads[0], t.shown, t.ld, t.meta.title)
	}
	return ""
}

// nearHeading is the first of several h1 that has most words in common with a declared title.
func (t *titles) nearHeading() string {
	for _, h := range t.heads {
		if f := fold(h); isPhrase(f) && (akin(f, fold(t.shown)) || akin(f, fold(t.meta.title))) {
			return withoutKicker(h, t.shown, t.ld, t.meta.title)
		}
	}
	return ""
}

// akin reports whether two folded texts have most of their words in common.
func akin(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	n := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			n++
		}
	}
	return 4*n > len(x)+len(y)
}

// isStranger reports whether a h1 of few words has none in common with what is declared.
func (t *titles) isStranger(h string) bool {
	words := strings.Fields(fold(h))
	declared := " " + fold(t.meta.title+" "+t.og+" "+t.ld) + " "
	if len(words) > 3 || len(strings.Fields(t.meta.title)) < 2 {
		return false
	}
	for _, w := range words {
		if strings.Contains(declared, w) && (len(w) >= 4 || strings.Contains(declared, " "+w+" ")) {
			return false
		}
	}
	return true
}

func (t *titles) declaredInLD() string {
	if t.ld != "" && len(t.ld) <= maxTitle {
		return uncut(t.ld, t.shown)
	}
	return ""
}

// uncut is a headline, or the title that goes on where the headline was cut short: some
// search engines want no more than 110 characters.
func uncut(headline, title string) string {
	start := strings.TrimSuffix(strings.TrimSuffix(headline, "..."), "…")
	if len(start) < len(headline) || utf8.RuneCountInString(headline) >= 100 {
		if f := fold(start); len(title) > len(start) && strings.HasPrefix(fold(title), f) {
			return title
		}
	}
	return headline
}

// maxSubhead is how many blocks below a h1 the page's real headline may stand.
const maxSubhead = 4

// realHeadline is the heading right below a h1, or in the block of one, that JSON-LD gives as
// the headline while it does not know the h1: a h1 may be a name for search engines. Block at
// is the h1's.
func (t *titles) realHeadline() (found string) {
	if len(t.heads) == 0 {
		return ""
	}
	declared := fold(t.ld)
	if f := fold(t.heads[0]); strings.Contains(declared, f) || strings.Contains(f, declared) {
		return ""
	}
	t.marked(headline, func(m *mark) bool {
		if m.block < t.at || m.holds() > maxTitle {
			return true
		}
		if s := t.words(m); fold(s) == declared && strings.Count(s, " ") >= 2 {
			found = s
		}
		return found == "" && m.block <= t.at+maxSubhead
	})
	return found
}

// withoutKicker takes off a headline the few words, or what ends in a colon or the like, that
// stand before the title that the page declares.
func withoutKicker(h string, declared ...string) string {
	f := fold(h)
	for _, k := range declared {
		kf := fold(k)
		if strings.Count(kf, " ") < 2 || !strings.HasSuffix(f, " "+kf) {
			continue
		}
		kicker := strings.TrimSpace(h[:max(0, len(h)-len(k))])
		if strings.Count(f[:len(f)-len(kf)], " ") <= 3 || strings.HasSuffix(kicker, ":") || strings.HasSuffix(kicker, "|") {
			return k
		}
	}
	return h
}

// headlines are the texts of the page's h1 elements outside of hidden ones, each once,
// without the site's own name, and the block of the first. Those in furniture count only if
// there are no others.
func (t *titles) headlines() {
	t.marked(headline1, func(m *mark) bool {
		if m.holds() > maxTitle || isHidden(m.node) {
			return true
		}
		s := t.words(m)
		switch {
		case s == "" || slices.Contains(t.heads, s) || slices.Contains(t.aside, s) || t.isMasthead(m, s, t.names, t.og):
		case t.ofOthers(m):
			t.aside = append(t.aside, s)
		default:
			if t.heads = append(t.heads, withoutNames(s, t.names)); len(t.heads) == 1 {
				t.at = m.block
			}
		}
		return len(t.heads) < 20 && len(t.aside) < 20
	})
}

func plausibleHeadline(h, site string) bool {
	return len(strings.Fields(fold(h))) >= 1 && fold(h) != fold(site) && len(h) >= 4 || len(strings.Fields(h)) >= 2 && fold(h) != fold(site) || len([]rune(h)) >= 10 && !strings.Contains(h, " ") && !isASCII(h)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
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

// fold makes texts comparable: lower case, letters and digits only, single spaces.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case r == '\'', r == '’', isInvisible(r):
		default:
			gap = true
		}
	}
	return b.String()
}

// cut shortens s to at most n bytes at a character's edge.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// isHidden reports whether n or one of its nearest ancestors is marked as not shown.
func isHidden(n *html.Node) bool {
	for depth := 0; n != nil && depth < 4; n, depth = n.Parent, depth+1 {
		if n.Type == html.ElementNode && (attr(n, "aria-hidden") == "true" || hides([]byte(attr(n, "style")))) {
			return true
		}
	}
	return false
}

// textStart is the block where the text seems to begin.
func (d *declared) textStart() int {
	last := -100
	for i := range d.blocks {
		b := &d.blocks[i]
		if proseOf(b) == 0 || d.elements[b.owner].noise >= loud {
			continue
		}
		if i-last <= 8 {
			return last
		}
		last = i
	}
	if last >= 0 {
		return last
	}
	return len(d.blocks)
}
