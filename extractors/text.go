package extractors

import (
	"html"
	"regexp"
	"strings"
	"unicode"

	xhtml "golang.org/x/net/html"
)

// isBlank is white space.
func isBlank(r rune) bool { return unicode.IsSpace(r) }

// isInvisible holds what no reader sees and no search should trip over: soft hyphens, spaces
// and joiners without a width, direction marks and overrides, control characters. The
// joiner and the non-joiner of letters stay, as Persian and Hindi spell with them.
func isInvisible(r rune) bool {
	switch {
	case r == '\u00ad', r == '\u061c', r == '\u200b', r == '\u200e', r == '\u200f', r == '\u2060', r == '\ufeff', r == '\ufffc',
		r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true
	}
	return r < ' ' && !unicode.IsSpace(r) || r >= 0x7f && r < 0xa0 && r != 0x85
}

// collapse puts one space for every run of white space and drops the invisible.
func collapse(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case isBlank(r):
			gap = b.Len() > 0
		case isInvisible(r):
		default:
			if gap {
				b.WriteByte(' ')
				gap = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

var (
	tagLike   = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)
	breakLike = regexp.MustCompile(`(?i)\s*<(?:br|/?p|/?div|/?h[1-6]|/?li|/?ul|/?ol|/?blockquote)(?:\s[^<>]*)?/?>\s*`)
)

// plainText reads a declared value, which may hold entities escaped twice and markup.
func plainText(s string) string {
	if strings.ContainsAny(s, "<&") {
		s = html.UnescapeString(s)
		s = html.UnescapeString(breakLike.ReplaceAllString(s, " "))
		s = tagLike.ReplaceAllString(s, "")
	}
	return collapse(s)
}

var itemLike = regexp.MustCompile(`(?i)<li(?:\s[^<>]*)?>`)

// itemMark stands before the items of lists while a declared text is read; as a control
// character it is none of the text.
const itemMark = "\x01"

// paragraphs reads a declared text, plain or with markup: what stands on a line of its own
// is a paragraph or, where markup says so, an item of a list.
func paragraphs(s string) string {
	s = strings.ReplaceAll(s, itemMark, "")
	if strings.ContainsAny(s, "<&") {
		if strings.Contains(s, "&lt;") {
			s = html.UnescapeString(s)
		}
		s = itemLike.ReplaceAllString(s, "\n"+itemMark)
		s = breakLike.ReplaceAllString(s, "\n")
	}
	var b strings.Builder
	begins, within := false, false // an item; the line before was one
	for part := range strings.SplitSeq(s, "\n") {
		begins = begins || strings.Contains(part, itemMark)
		if part = plainText(part); part == "" {
			continue
		}
		switch {
		case b.Len() == 0:
		case begins && within:
			b.WriteString(string(lineEnd))
		default:
			b.WriteString(string(blankLine))
		}
		b.WriteString(part)
		begins, within = false, begins
	}
	return b.String()
}

// nodeText is the text under n, white space collapsed, up to a limit in bytes.
func nodeText(n *xhtml.Node, limit int) string {
	var b strings.Builder
	var walk func(*xhtml.Node)
	walk = func(n *xhtml.Node) {
		if b.Len() > limit {
			return
		}
		switch n.Type {
		case xhtml.TextNode:
			b.WriteString(n.Data)
		case xhtml.ElementNode:
			if isBlockElement(n) || n.Data == "br" {
				b.WriteByte(' ')
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if n.Type == xhtml.ElementNode && isBlockElement(n) {
			b.WriteByte(' ')
		}
	}
	walk(n)
	return collapse(b.String())
}

// wordSet is the set of a list's words.
func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
