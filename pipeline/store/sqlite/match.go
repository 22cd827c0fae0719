package sqlite

import (
	"strings"
	"unicode/utf8"

	"coranto/pipeline/store"
)

// match writes terms as an FTS5 expression. Each is quoted, and its words hold letters,
// digits and marks only, so nothing in it can be syntax.
func match(terms []store.Term) string {
	var b strings.Builder
	for _, t := range terms {
		b.WriteString(`"` + strings.Join(t.Words, " ") + `"`)
		if t.Prefix {
			b.WriteByte('*')
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// A snippet is snippetWords words long, if they are words: maxSnippet and lead bound,
// in bytes, what is shown in all and before the first mark of text without spaces.
const (
	snippetWords = 24
	maxSnippet   = 1000
	lead         = 200
)

// snippet picks the passage that shows why an article was found: of its text, else of
// its summary; without any, the start of what there is.
func snippet(text, summary string) string {
	for _, s := range []string{text, summary} {
		if strings.Contains(s, store.MarkStart) {
			return cut(s)
		}
	}
	if text == "" {
		return cut(summary)
	}
	return cut(text)
}

// cut bounds a snippet around its first mark and leaves every mark with its partner.
func cut(s string) string {
	if len(s) <= maxSnippet {
		return s
	}
	from := runeStart(s, max(strings.Index(s, store.MarkStart)-lead, 0))
	s = s[from:runeStart(s, min(from+maxSnippet, len(s)))]
	if strings.LastIndex(s, store.MarkStart) > strings.LastIndex(s, store.MarkEnd) {
		s += store.MarkEnd
	}
	return s
}

// runeStart is the last start of a code point in s at or before i.
func runeStart(s string, i int) int {
	for 0 < i && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}
