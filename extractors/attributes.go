package extractors

import (
	"bytes"
	"regexp"
	"slices"
)

// handling says what the stripper does with an element; the zero value keeps it.
type handling uint8

const (
	keep     handling = iota
	keepRaw           // content is text up to the end tag
	rename            // becomes a span
	dropTag           // the tags go, the content stays
	dropTree          // goes with its content
	dropRaw           // goes with its content, which is raw text
)

var treatment = map[string]handling{
	"script": dropRaw, "style": dropRaw, "textarea": dropRaw, "xmp": dropRaw,
	"iframe": dropRaw, "noembed": dropRaw, "noframes": dropRaw,
	"noscript": dropTree, "svg": dropTree, "math": dropTree, "select": dropTree,
	"plaintext": dropTag, "frameset": dropTag, "frame": dropTag, "base": dropTag,
	"option": dropTag, "optgroup": dropTag, "image": dropTag,
	"title": keepRaw,
	"b":     rename, "i": rename, "u": rename, "s": rename, "em": rename, "strong": rename,
	"small": rename, "big": rename, "tt": rename, "strike": rename, "font": rename,
	"nobr": rename, "code": rename,
}

// readAttributes are the attributes somebody reads; all others are dropped, which
// saves a third of the parser's work and bounds what it keeps per element.
var readAttributes = map[string]bool{
	"class": true, "id": true, "role": true, "style": true, "hidden": true, "aria-hidden": true,
	"href": true, "src": true, "rel": true, "lang": true, "xml:lang": true, "type": true,
	"name": true, "property": true, "content": true, "http-equiv": true,
	"itemprop": true, "itemtype": true, "itemscope": true, "datetime": true,
	"data-testid": true, "data-component": true, "data-module": true, "data-type": true,
	"data-name": true, "data-qa": true, "data-gu-name": true, "aria-label": true, "alt": true, "title": true, "shadowrootmode": true,
}

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
		key := string(name)
		if !readAttributes[key] || n == len(seen) || slices.Contains(seen[:n], key) || key == "style" && !hides(value) {
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
	name = bytes.ToLower(b[start:i])
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

var hiding = regexp.MustCompile(`(?i)\b(?:display\s*:\s*none|visibility\s*:\s*hidden)`)

// hides reports whether a style attribute keeps its element from being seen.
func hides(style []byte) bool { return len(style) > 0 && hiding.Match(style) }
