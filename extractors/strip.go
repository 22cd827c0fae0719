package extractors

import (
	"bytes"
	"sync"
)

// Limits on what reaches the parser. The slowest page that passes them takes about a
// second; real pages stay far below (the largest of 1,300 had 25,000 nodes).
const (
	maxMarkup = 4 << 20   // bytes after stripping
	maxTags   = 200_000   // start tags
	maxSkip   = 512 << 10 // bytes one unclosed svg, template or noscript may swallow
	maxJSONLD = 64        // ld+json scripts kept
)

// stripped is a page without what carries no text.
type stripped struct {
	html   []byte
	room   *[]byte
	tags   int      // start tags in html, about
	jsonLD [][]byte // contents of the ld+json scripts
	script [][]byte // contents of other scripts that may hold data
}

// A stripper copies markup, dropping scripts, styles, comments, foreign content and the
// attributes nobody reads. Formatting elements (b, i, font...) become spans: an unclosed
// formatting element is rebuilt by the parser in every block that follows, which lets
// 80 KB of markup become gigabytes; an unclosed span is not.
type stripper struct {
	in      []byte
	pos     int
	out     []byte
	jsonLD  [][]byte
	script  [][]byte
	tags    int
	edge    bool            // a block's tag was copied last
	missing map[string]bool // end tags known not to follow, so that none is searched twice
}

// strip strips a page. What it returns is the caller's until it is given back by free.
func strip(page []byte) stripped {
	room := buffers.Get().(*[]byte)
	s := stripper{in: page, out: (*room)[:0], missing: map[string]bool{}}
	for s.pos < len(s.in) && len(s.out) < maxMarkup {
		s.step()
	}
	*room = s.out
	return stripped{html: s.out, room: room, tags: s.tags, jsonLD: s.jsonLD, script: s.script}
}

// buffers are for stripped markup, which nobody needs once it is parsed.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

func (s *stripped) free() {
	buffers.Put(s.room)
	s.html, s.room = nil, nil
}

// step copies the text up to the next '<' and handles what that begins.
func (s *stripper) step() {
	rest := s.in[s.pos:]
	lt := bytes.IndexByte(rest, '<')
	if lt < 0 {
		lt = len(rest)
	}
	if room := maxMarkup - len(s.out); lt > room {
		s.out = append(s.out, bytes.ToValidUTF8(rest[:room], nil)...)
		s.pos = len(s.in)
		return
	}
	s.text(rest[:lt], rest[lt:])
	s.pos += lt
	if rest = rest[lt:]; len(rest) == 0 {
		return
	}
	switch {
	case len(rest) == 1:
		s.pos++
	case rest[1] == '!':
		s.declaration(rest)
	case rest[1] == '?':
		s.bogus(rest)
	case rest[1] == '/':
		s.endTag(rest)
	case isLetter(rest[1]):
		s.startTag(rest)
	default:
		// Escaped, so that it cannot join with what follows something dropped.
		s.out = append(s.out, "&lt;"...)
		s.pos++
	}
}

// text copies text. White space alone goes where it stands next to the edge of a block,
// which saves the parser a third of its nodes.
func (s *stripper) text(text, rest []byte) {
	if len(text) == 0 {
		return
	}
	for _, c := range text {
		if !isSpace(c) {
			s.out = append(s.out, text...)
			s.edge = false
			return
		}
	}
	if !s.edge && !beginsBlock(rest) {
		s.out = append(s.out, ' ')
	}
}

// beginsBlock reports whether a tag of a block stands at the beginning.
func beginsBlock(rest []byte) bool {
	if len(rest) < 2 {
		return true
	}
	if rest[1] == '/' {
		rest = rest[1:]
	}
	name, _ := tagName(rest[1:])
	return treat(name).block
}

// declaration drops comments and keeps the doctype.
func (s *stripper) declaration(rest []byte) {
	if bytes.HasPrefix(rest, []byte("<!--")) {
		end := s.find("-->", 2)
		early := -1 // the other end that browsers know
		if end < 0 {
			early = s.find("--!>", 2)
		} else if i := bytes.Index(s.in[s.pos:end], []byte("--!>")); i >= 0 {
			early = s.pos + i
		}
		switch {
		case early >= 0:
			s.pos = early + len("--!>")
		case end >= 0:
			s.pos = end + len("-->")
		default:
			s.pos += len("<!--") // unclosed: keep the rest of the page
		}
		return
	}
	if len(rest) > 9 && bytes.EqualFold(rest[:9], []byte("<!doctype")) && len(s.out) < 1024 {
		if end := bytes.IndexByte(rest, '>'); end >= 0 && end < 1024 {
			s.out = append(s.out, rest[:end+1]...)
		}
	}
	s.bogus(rest)
}

// bogus drops up to the next '>', as the HTML standard's bogus comment.
func (s *stripper) bogus(rest []byte) {
	if end := bytes.IndexByte(rest, '>'); end >= 0 {
		s.pos += end + 1
	} else {
		s.pos = len(s.in)
	}
}

func (s *stripper) endTag(rest []byte) {
	if len(rest) > 2 && !isLetter(rest[2]) {
		s.bogus(rest)
		return
	}
	name, _ := tagName(rest[2:])
	s.bogus(rest)
	m := treat(name)
	switch m.how {
	case rename:
		s.out = append(s.out, "</span>"...)
	case dropTag, dropTree, dropRaw:
	default:
		s.out = append(s.out, "</"...)
		s.out = append(s.out, name...)
		s.out = append(s.out, '>')
		s.edge = m.block
	}
}

func (s *stripper) startTag(rest []byte) {
	name, n := tagName(rest[1:])
	mark := len(s.out)
	m := treat(name)
	how := m.how
	if bytes.IndexByte(name, '<') >= 0 { // the end of one broken tag and the start of the next
		how = dropTag
	}
	if how == rename {
		s.out = append(s.out, "<span"...)
	} else {
		s.out = append(append(s.out, '<'), name...)
	}
	attrs := rest[1+n:]
	used, closed := s.attributes(attrs)
	selfClosed := used > 1 && attrs[used-1] == '>' && attrs[used-2] == '/'
	s.pos += 1 + n + used
	s.tags++
	s.edge = m.block
	switch {
	case !closed || s.tags > maxTags || how == dropTag:
		s.out = s.out[:mark]
	case how == dropTree || how == dropRaw:
		s.out = s.out[:mark]
		if how == dropRaw || !selfClosed {
			s.skip(string(name), how, attrs[:used])
		}
	case how == keepRaw:
		s.title(mark)
	}
}

// skip moves behind the end tag of an element to drop. A raw-text element without end
// tag swallows the page, as in a browser; any other swallows nothing.
func (s *stripper) skip(name string, how handling, attrs []byte) {
	content := s.pos
	end := s.find("</"+name, 0)
	switch {
	case end < 0 && how == dropRaw:
		end = len(s.in)
	case end < 0 || how == dropTree && end-content > maxSkip:
		return
	}
	if name == "script" && len(s.jsonLD) < maxJSONLD && bytes.Contains(bytes.ToLower(attrs), []byte("ld+json")) {
		s.jsonLD = append(s.jsonLD, s.in[content:end])
	} else if name == "script" && end-content >= minScript && len(s.script) < maxScripts {
		s.script = append(s.script, s.in[content:end])
	}
	s.pos = end // the end tag itself is dropped by endTag
}

// title copies the content of a title element, where markup is text, up to its end tag.
func (s *stripper) title(mark int) {
	end := s.find("</title", 0)
	if end < 0 || end-s.pos > maxSkip {
		s.out = s.out[:mark]
		return
	}
	s.out = append(s.out, bytes.ReplaceAll(s.in[s.pos:end], []byte("<"), []byte("&lt;"))...)
	s.pos = end
}

// find returns where what, ASCII and lower case, next occurs in any case, at least from
// bytes on, or -1. What is missing once is missing for good.
func (s *stripper) find(what string, from int) int {
	if s.missing[what] {
		return -1
	}
	if i := indexFold(s.in[min(s.pos+from, len(s.in)):], what); i >= 0 {
		return s.pos + from + i
	}
	s.missing[what] = true
	return -1
}

// indexFold is bytes.Index without regard to ASCII case; what is lower case.
func indexFold(in []byte, what string) int {
	for at := 0; ; {
		i := bytes.IndexByte(in[at:], what[0])
		if i < 0 || at+i+len(what) > len(in) {
			return -1
		}
		at += i
		if equalFold(in[at:at+len(what)], what) {
			return at
		}
		at++
	}
}

func equalFold(b []byte, lower string) bool {
	for i := range b {
		if toLower(b[i]) != lower[i] {
			return false
		}
	}
	return true
}

// tagName returns the lower-case name at the start of b and its length there.
func tagName(b []byte) (name []byte, n int) {
	upper := false
	for n < len(b) && !isSpace(b[n]) && b[n] != '/' && b[n] != '>' {
		upper = upper || b[n] != toLower(b[n])
		n++
	}
	if name = b[:n]; upper {
		name = bytes.ToLower(name)
	}
	return name, n
}

func isLetter(c byte) bool { c |= 0x20; return 'a' <= c && c <= 'z' }

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

func toLower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}
