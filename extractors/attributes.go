package extractors

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// readAttributes are the attributes somebody reads; all others are dropped, which
// saves a third of the parser's work and bounds what it keeps per element.
var readAttributes = func() map[string]string {
	table := map[string]string{}
	for name := range strings.FieldsSeq(`class id role style hidden aria-hidden href src rel lang xml:lang type
		name property content http-equiv itemprop itemtype itemscope datetime data-testid data-component data-module data-type
		data-name data-qa data-gu-name aria-label alt title shadowrootmode`) {
		table[name] = name
	}
	return table
}()

// maxValue is how long the value of an attribute may be, in bytes, but for that of a meta
// element: longer ones are pictures written out, or an attack.
const maxValue = 4096

// attributes copies the attributes worth reading, each name once, and closes the tag.
// It returns how many bytes of b the tag took and whether it was closed at all.
func (s *stripper) attributes(b []byte) (used int, closed bool) {
	var seen [24]string
	n := 0
	for i := 0; ; {
		for i < len(b) && (isSpace(b[i]) || b[i] == '/') {
			i++
		}
		if i >= len(b) {
			return len(b), false
		}
		if b[i] == '>' {
			s.out = append(s.out, '>')
			return i + 1, true
		}
		name, value, end := attribute(b, i)
		if end < 0 {
			return len(b), false
		}
		i = end
		key, read := readAttributes[string(name)]
		if !read || len(value) > maxValue && key != "content" || n == len(seen) || slices.Contains(seen[:n], key) || key == "style" && !hides(value) {
			continue
		}
		seen[n], n = key, n+1
		s.out = append(append(s.out, ' '), name...)
		if len(value) > 0 {
			s.out = append(append(s.out, '='), value...)
		}
	}
}

// attribute reads the one at b[i:]: its lower-case name, its value with the quotes it
// had, and where it ends, -1 for a quote that never closes.
func attribute(b []byte, i int) (name, value []byte, end int) {
	start := i
	for i++; i < len(b) && !isSpace(b[i]) && b[i] != '/' && b[i] != '>' && b[i] != '='; i++ {
	}
	name = lowered(b[start:i])
	j := i
	for j < len(b) && isSpace(b[j]) {
		j++
	}
	if j >= len(b) || b[j] != '=' {
		return name, nil, i
	}
	for j++; j < len(b) && isSpace(b[j]); j++ {
	}
	if j >= len(b) {
		return name, nil, -1
	}
	if b[j] == '"' || b[j] == '\'' {
		close := bytes.IndexByte(b[j+1:], b[j])
		if close < 0 {
			return name, nil, -1
		}
		return name, b[j : j+close+2], j + close + 2
	}
	for i = j; i < len(b) && !isSpace(b[i]) && b[i] != '>'; i++ {
	}
	return name, b[j:i], i
}

// lowered is bytes.ToLower, without a copy of what is lower case.
func lowered(b []byte) []byte {
	for _, c := range b {
		if isUpper(c) || c >= utf8.RuneSelf {
			return bytes.ToLower(b)
		}
	}
	return b
}

var hiding = regexp.MustCompile(`(?i)\b(?:display\s*:\s*none|visibility\s*:\s*hidden)`)

// hides reports whether a style attribute keeps its element from being seen.
func hides(style []byte) bool {
	return (indexFold(style, "none") >= 0 || indexFold(style, "hidden") >= 0) && hiding.Match(style)
}
