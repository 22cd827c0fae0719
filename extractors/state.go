package extractors

import (
	"bytes"
	"html"
	"net/url"
	"regexp"
	"strings"
)

// Limits on the search of a page's scripts.
const (
	maxScripts    = 256      // scripts kept
	minScript     = 300      // bytes under which a script or a literal in it holds no article
	maxScriptWork = 16 << 20 // bytes read, counting again what is read twice
	minBody       = 400      // bytes of text under which a value is no article's body

	minDescription = 800 // the same for a description
	maxBodies      = 64
	maxParameters  = 30_000 // bytes before a literal that variables are looked for in
)

// thin is the size of a text, in bytes, under which a page's scripts are searched for more;
// thinLocked the same for an article that is said not to be free.
const (
	thin       = 1000
	thinLocked = 3000
)

// enough is the size of a text from which on a body begins as the page does, or is another's.
const enough = 250

// A state is the search for the article's body in the data that a page's scripts hold for
// the code that is to draw the page: JSON alone, assigned to a variable, passed to a function
// or to JSON.parse, or sent in pieces (Next.js).
type state struct {
	head, lead string // folded: the headline; how the text begins
	path, slug string // of the page's address
	work       int    // bytes that may still be read
	values     int    // values that may still be read
	nested     int
	flight     strings.Builder   // Next.js: the pieces
	rows       map[string]string // and the long strings in them, by the names others refer to
	bodies     []scriptBody
}

// scriptText is the article's body by the page's scripts, as a text, if the
// text found is so short that the page may not show it.
func (d *declared) scriptText(scripts [][]byte, p *Page) string {
	if len(scripts) == 0 || len(p.Text) >= thinLocked || len(p.Text) >= thin && !deniesFree(d.ld.article["isAccessibleForFree"]) {
		return ""
	}
	s := &state{head: fold(p.Title), lead: cut(fold(cut(firstOf(p.Text, p.Summary), 200)), 60), work: maxScriptWork, values: maxValues}
	if u, err := url.Parse(firstOf(p.Canonical, p.URL)); err == nil && len(u.Path) > 10 {
		s.path = strings.TrimSuffix(u.Path, "/")
		if s.slug = s.path[strings.LastIndexByte(s.path, '/')+1:]; len(s.slug) < 8 {
			s.slug = ""
		}
	}
	word := telling(p.Title)
	for _, script := range scripts {
		if !bytes.Contains(script[:min(len(script), 200)], nextPieces) && (word != "" && indexFold(script, word) < 0 || !holdsProse(script)) {
			continue
		}
		if s.work -= len(script); s.work < 0 {
			break
		}
		s.script(string(script))
	}
	s.readFlight()
	b := s.best()
	if b == nil || b.of == unknown && len(p.Text) >= enough {
		return ""
	}
	if text := strings.TrimSpace(placeholder.ReplaceAllString(d.read(b.markup, p), "")); len(text) >= minBody {
		return text
	}
	return ""
}

// nextPieces is in the scripts whose data go on from one to the next.
var nextPieces = []byte("__next_f")

// telling is the longest word of ASCII letters in a headline, lower case, if it is long: what
// draws the article has it. A headline that data may spell with escapes has none.
func telling(title string) (word string) {
	if !isASCII(title) {
		return ""
	}
	for w := range strings.FieldsFuncSeq(strings.ToLower(title), func(r rune) bool { return !isLetter(byte(r)) }) {
		if len(w) > len(word) {
			word = w
		}
	}
	if len(word) < 5 {
		return ""
	}
	return word
}

// placeholder is a line that marks where the page's code puts an advertisement.
var placeholder = regexp.MustCompile(`(?m)^(?:\$\$|\[\[|\{\{|%%|##|__)[\w :.-]{1,60}(?:\$\$|\]\]|\}\}|%%|##|__)(?:\n+|\z)`)

// ends are what sentences end with in data, which code and settings rarely have.
var ends = [][]byte{[]byte(". "), []byte(`.\`), []byte(".<"), []byte(`."`), []byte(".&"), []byte(".%"), []byte("。"), []byte("।"), []byte("؟"), []byte("! "), []byte("? ")}

// holdsProse reports whether a script has ends of three sentences.
func holdsProse(script []byte) bool {
	n := 0
	for _, end := range ends {
		if n += bytes.Count(script, end); n >= 3 {
			return true
		}
	}
	return false
}

// read reads a body's markup as it would a page's; if most of it seems to be none of any
// article, all of it.
func (d *declared) read(markup string, p *Page) string {
	clean := strip([]byte("<body><article><div>" + markup + "</div></article>"))
	root, err := parse(clean.html)
	size := len(clean.html)
	clean.free()
	if err != nil {
		return ""
	}
	o := layout(root, size, clean.tags)
	all := o.lines(p.Title)
	inner := declared{outline: o, ld: d.ld, meta: d.meta, url: d.url}
	if text := inner.findText(p.Title).String(); len(text) >= len(all)/2 {
		return text
	}
	return all
}

var (
	angular = strings.NewReplacer("&q;", `"`, "&l;", "<", "&g;", ">", "&s;", "'", "&a;", "&")
	begins  = [256]bool{'{': true, '[': true, '"': true, '\'': true}
)

// script reads the literals in a script that are assigned, passed or returned.
func (s *state) script(in string) {
	in = strings.TrimSpace(in)
	switch {
	case strings.HasPrefix(in, "{&q;"):
		in = angular.Replace(in)
	case strings.HasPrefix(in, "{&"), strings.HasPrefix(in, "[{&"):
		in = html.UnescapeString(in)
	}
	prev := byte('=')
	for at := 0; at < len(in) && s.work > 0; {
		c := in[at]
		if begins[c] && (prev == '=' || prev == '(' || prev == ',' || prev == 'n' && c == '{' && endsInReturn(in[:at])) {
			v, end, ok := s.parse(in, at, nil)
			if end-at >= minScript {
				if names := s.arguments(in, at, end); names != nil {
					v, end, ok = s.parse(in, at, names)
				}
				s.document(v, in)
			}
			if ok || end-at >= minScript {
				at, prev = max(end, at+1), '"'
				continue
			}
		}
		if !isSpace(c) {
			prev = c
		}
		at++
	}
}

func endsInReturn(in string) bool {
	return strings.HasSuffix(strings.TrimRight(in[max(0, len(in)-12):], " \n\t"), "return")
}

var returning = regexp.MustCompile(`function\s*\(([\w$,\s]+)\)\s*\{\s*return\s*$`)

// arguments are the values of the variables in a literal that a function returns which is
// called at once, as Nuxt writes it: (function(a,b){return {x:a}}("y",null)).
func (s *state) arguments(in string, at, end int) map[string]any {
	if !endsInReturn(in[:at]) || at > maxParameters {
		return nil
	}
	names := returning.FindStringSubmatch(in[:at])
	rest := strings.TrimLeft(in[end:], "; \n\t})")
	if names == nil || !strings.HasPrefix(rest, "(") {
		return nil
	}
	l := literal{in: rest, values: s.values}
	values, _ := l.list(0, ')')
	s.values = l.values
	s.work -= l.pos
	table := map[string]any{}
	for i, name := range strings.Split(names[1], ",") {
		if i < len(values) {
			table[strings.TrimSpace(name)] = values[i]
		}
	}
	return table
}

// parse reads the literal at a place and returns where it ends.
func (s *state) parse(in string, at int, names map[string]any) (v any, end int, ok bool) {
	l := literal{in: in, pos: at, values: s.values, names: names}
	v, ok = l.value(0)
	s.values = l.values
	s.work -= l.pos - at
	return v, l.pos, ok
}

// document searches what a script holds.
func (s *state) document(v any, in string) {
	switch v := v.(type) {
	case string:
		s.again(v, nil)
		return
	case []any:
		if len(v) == 2 && strings.Contains(in[:min(len(in), 200)], "__next_f") {
			if piece, ok := v[1].(string); ok {
				s.flight.WriteString(piece)
				return
			}
		}
		if root, ok := s.unflatten(v); ok {
			s.walk(root, nil, 0)
			return
		}
	}
	s.walk(v, nil, 0)
}

// again reads a string that is JSON once more.
func (s *state) again(in string, above []record) {
	in = strings.TrimSpace(in)
	if strings.HasPrefix(in, "%7B") || strings.HasPrefix(in, "%5B") {
		s.work -= len(in)
		if plain, err := url.PathUnescape(in); err == nil {
			in = plain
		}
	}
	if len(in) < minScript || in[0] != '{' && in[0] != '[' || s.nested >= 4 {
		return
	}
	s.nested++
	if v, _, _ := s.parse(in, 0, nil); v != nil {
		s.walk(v, above, 0)
	}
	s.nested--
}

func text(v any) string { s, _ := v.(string); return s }
