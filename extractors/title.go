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

// title picks the headline, in order of trust: a heading below a h1 that is what the page
// declares, if the h1 is not; a h1 of three words or more that title or og:title repeats;
// the only h1; where no h1 is a headline, a h2 or h3 that is og:title or a part of title;
// the JSON-LD headline; og:title and title without the site's name.
func (d *declared) title(site string) string {
	og := plainText(d.meta.get("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title"))
	ld := d.ld.str("headline")
	names := d.siteNames(site)
	shown := withoutSite(withoutNames(og, names), site)
	heads, at := d.headlines(names, og)
	if len(heads) > 0 {
		if h := d.realHeadline(heads[0], at, fold(ld)); h != "" {
			return h
		}
	}
	if h := repeated(heads, fold(d.meta.title), fold(og), fold(ld)); h != "" {
		return h
	}
	if len(heads) == 1 && plausibleHeadline(heads[0], site) {
		return withoutKicker(heads[0], shown, ld)
	}
	if len(heads) == 0 {
		if h := d.lesserHeadline(names, og); h != "" {
			return h
		}
	}
	if ld != "" && len(ld) <= maxTitle {
		return uncut(ld, shown)
	}
	if og == "" && len(heads) == 0 {
		if h := d.printedPart(names); h != "" {
			return h
		}
	}
	return cut(firstOf(shown, withoutSite(withoutNames(d.meta.title, names), site), firstOf(heads...)), maxTitle)
}

// repeated is the first heading of three words or more that is a part of a declared title.
func repeated(heads []string, declared ...string) string {
	for _, h := range heads {
		f := fold(h)
		if strings.Count(f, " ") >= 2 && slices.ContainsFunc(declared, func(t string) bool { return strings.Contains(t, f) }) {
			return h
		}
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
func (d *declared) realHeadline(h1 string, at int, declared string) (found string) {
	if f := fold(h1); strings.Contains(declared, f) || strings.Contains(f, declared) {
		return ""
	}
	d.marked(headline, func(m *mark) bool {
		if m.block < at || m.holds() > maxTitle {
			return true
		}
		if s := d.words(m); fold(s) == declared && strings.Count(s, " ") >= 2 {
			found = s
		}
		return found == "" && m.block <= at+maxSubhead
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
func (d *declared) headlines(names siteNames, og string) (out []string, at int) {
	var aside []string
	asideAt := 0
	d.marked(headline1, func(m *mark) bool {
		if m.holds() > maxTitle || isHidden(m.node) {
			return true
		}
		s := d.words(m)
		switch {
		case s == "" || slices.Contains(out, s) || slices.Contains(aside, s) || d.isMasthead(m, s, names, og):
		case d.ofOthers(m):
			if aside = append(aside, s); len(aside) == 1 {
				asideAt = m.block
			}
		default:
			if out = append(out, withoutNames(s, names)); len(out) == 1 {
				at = m.block
			}
		}
		return len(out) < 20 && len(aside) < 20
	})
	if len(out) == 0 {
		return aside, asideAt
	}
	return out, at
}

func plausibleHeadline(h, site string) bool {
	return len(strings.Fields(h)) >= 2 && fold(h) != fold(site) || len([]rune(h)) >= 10 && !strings.Contains(h, " ") && !isASCII(h)
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
var titleBreaks = []string{" | ", "｜", "ㅣ", "_", " :: ", " » ", " « ", " • ", " · ", " — ", " – ", " - ", " / ", ": "}

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
