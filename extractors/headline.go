package extractors

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// akin reports whether two headlines have most of their words in common.
func akin(a, b heading) bool {
	x, y := strings.Fields(a.folded), strings.Fields(b.folded)
	y = y[:min(len(y), 100)]
	common := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			common++
		}
	}
	return 4*common > len(x)+len(y)
}

// isPhrase reports whether a folded text has the length of a headline: three words, or as
// many characters in a script without spaces.
func isPhrase(f string) bool {
	return strings.Count(f, " ") >= 2 || len(f) >= 24 && isIdeographic(f[:3])
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

// withoutKicker takes off a headline the few words, or what ends in a colon or the like, that
// stand before what the page declares.
func withoutKicker(h heading, declared ...heading) string {
	for _, k := range declared {
		if strings.Count(k.folded, " ") < 2 || !strings.HasSuffix(h.folded, " "+k.folded) {
			continue
		}
		kicker := strings.TrimSpace(h.text[:max(0, len(h.text)-len(k.text))])
		if strings.Count(h.folded[:len(h.folded)-len(k.folded)], " ") <= 3 || strings.HasSuffix(kicker, ":") || strings.HasSuffix(kicker, "|") {
			return k.text
		}
	}
	return h.text
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

func isIdeographic(s string) bool {
	for _, r := range s {
		if r < 0x2e80 {
			return false
		}
	}
	return true
}
