package extractors

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A record is an object literal, its members in order.
type record []member

type member struct {
	key   string
	value any // record, []any, string, int (a whole number) or nil
}

func (r record) get(key string) any {
	for _, m := range r {
		if m.key == key {
			return m.value
		}
	}
	return nil
}

// Limits on one literal.
const (
	maxNesting = 200
	maxValues  = 400_000 // of all literals of a page
)

// A literal reads JSON and what else scripts write for data: bare and single-quoted keys,
// trailing commas, !0, void 0, names of variables (nil). It stops at the first thing it
// does not know and keeps what it has read, so that data cut short are read as well.
type literal struct {
	in     string
	pos    int
	values int            // left to read
	names  map[string]any // values of variables
}

func (l *literal) space() {
	for l.pos < len(l.in) && (isSpace(l.in[l.pos]) || l.in[l.pos] == '\v') {
		l.pos++
	}
}

// next skips white space and returns what follows, 0 at the end.
func (l *literal) next() byte {
	if l.space(); l.pos < len(l.in) {
		return l.in[l.pos]
	}
	return 0
}

// value reads one value; it reports false where the rest cannot be read.
func (l *literal) value(depth int) (any, bool) {
	if l.values--; l.values < 0 || depth > maxNesting {
		return nil, false
	}
	switch c := l.next(); c {
	case '{':
		return l.record(depth)
	case '[':
		return l.list(depth, ']')
	case '"', '\'':
		return l.text()
	}
	return l.bare()
}

func (l *literal) record(depth int) (r record, ok bool) {
	for l.pos++; ; {
		var key string
		switch c := l.next(); c {
		case '}':
			l.pos++
			return r, true
		case ',':
			l.pos++
			continue
		case '"', '\'':
			if key, ok = l.text(); !ok {
				return r, false
			}
		default:
			if key = l.word(); key == "" {
				return r, false
			}
		}
		if l.next() != ':' {
			return r, false
		}
		l.pos++
		v, ok := l.value(depth + 1)
		if r = append(r, member{key, v}); !ok {
			return r, false
		}
		if c := l.next(); c != ',' && c != '}' {
			return r, false
		}
	}
}

func (l *literal) list(depth int, closing byte) (list []any, ok bool) {
	for l.pos++; ; {
		switch l.next() {
		case closing:
			l.pos++
			return list, true
		case ',':
			l.pos++
			continue
		}
		v, ok := l.value(depth + 1)
		if list = append(list, v); !ok {
			return list, false
		}
		if c := l.next(); c != ',' && c != closing {
			return list, false
		}
	}
}

// word reads a name or a number.
func (l *literal) word() string {
	start := l.pos
	for l.pos < len(l.in) {
		if c := l.in[l.pos]; !isLetter(c) && (c < '0' || c > '9') && strings.IndexByte("_$.+-!", c) < 0 {
			break
		}
		l.pos++
	}
	return l.in[start:l.pos]
}

// bare reads what is no string: numbers, words, void 0, new Date(0).
func (l *literal) bare() (any, bool) {
	w := l.word()
	switch w {
	case "", "function":
		return nil, false
	case "void", "new":
		l.space()
		l.word()
	}
	if l.pos < len(l.in) && l.in[l.pos] == '(' {
		end := strings.IndexByte(l.in[l.pos:min(len(l.in), l.pos+100)], ')')
		if end < 0 {
			return nil, false
		}
		l.pos += end + 1
	}
	if n, err := strconv.Atoi(w); err == nil {
		return n, true
	}
	return l.names[w], true
}

// text reads a quoted string, up to the end if nothing closes it.
func (l *literal) text() (string, bool) {
	quote := l.in[l.pos]
	l.pos++
	start := l.pos
	var b []byte
	for ; l.pos < len(l.in); l.pos++ {
		switch l.in[l.pos] {
		case quote:
			s := l.in[start:l.pos]
			l.pos++
			if b == nil {
				return s, true
			}
			return string(append(b, s...)), true
		case '\\':
			b = append(b, l.in[start:l.pos]...)
			b = l.escape(b)
			start = l.pos + 1
		}
	}
	l.pos = len(l.in)
	return string(append(b, l.in[min(start, l.pos):]...)), false
}

// escape reads an escape and stays on its last byte.
func (l *literal) escape(b []byte) []byte {
	if l.pos++; l.pos >= len(l.in) {
		return b
	}
	switch c := l.in[l.pos]; c {
	case 'n', 'r', 't', 'b', 'f', 'v', '\n':
		if c == 'n' {
			return append(b, '\n')
		}
		return append(b, ' ')
	case 'x':
		return utf8.AppendRune(b, l.hex(2))
	case 'u':
		r := l.hex(4)
		if utf16.IsSurrogate(r) && strings.HasPrefix(l.in[l.pos+1:], `\u`) {
			l.pos += 2
			r = utf16.DecodeRune(r, l.hex(4))
		}
		return utf8.AppendRune(b, r)
	default:
		return append(b, c)
	}
}

// hex reads n digits behind the byte it stands on and stays on the last.
func (l *literal) hex(n int) rune {
	if l.pos+n >= len(l.in) {
		return utf8.RuneError
	}
	r, err := strconv.ParseUint(l.in[l.pos+1:l.pos+1+n], 16, 32)
	if err != nil {
		return utf8.RuneError
	}
	l.pos += n
	return rune(r)
}
