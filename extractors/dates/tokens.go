package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// HasNumbers reports whether a text has two numbers, as a date does not lack.
func HasNumbers[T string | []byte](s T) bool {
	n, inside := 0, false
	for i := 0; i < len(s) && n < 2; {
		r, size := rune(s[i]), 1
		if r >= 0xd9 { // other scripts' digits begin at U+0660
			r, size = utf8.DecodeRuneInString(string(s[i:min(len(s), i+utf8.UTFMax)]))
		}
		is := digit(r) >= 0
		if is && !inside {
			n++
		}
		inside = is
		i += size
	}
	return n == 2
}

// cut shortens s to at most n bytes at a character's edge.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// wordSet is the set of a list's words.
func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// digit is the value of a digit of any script, -1 for what is none. In Unicode every
// script's digits stand together, from zero to nine.
func digit(r rune) int {
	if r < utf8.RuneSelf {
		if '0' <= r && r <= '9' {
			return int(r - '0')
		}
		return -1
	}
	if !unicode.Is(unicode.Nd, r) {
		return -1
	}
	for n := range 10 {
		if !unicode.Is(unicode.Nd, r-rune(n)-1) {
			return n
		}
	}
	return int(r-0x0966) % 10
}

// A token is a number, a word in lower case, or a character that is neither.
type token struct {
	word       string // "" for a number or a sign
	sign       rune
	number     int // -1 for what is none
	digits     int
	start, end int
	gap        bool // white space before it
}

// A reader finds dates in a text cut into tokens.
type reader struct {
	Habit
	s               string
	tokens          []token
	buf             [24]token
	proves, swapped bool // of the date just read
}

// scan cuts the text into tokens. A digit next to a letter ends a word: "5th", "5日".
// Thai abbreviations have dots inside.
func (r *reader) scan() {
	r.tokens = r.buf[:0]
	gap := false
	for i := 0; i < len(r.s); {
		c, n := utf8.DecodeRuneInString(r.s[i:])
		switch {
		case unicode.IsSpace(c):
			gap = true
			i += n
			continue
		case digit(c) >= 0:
			n = r.number(i, gap)
		case unicode.IsLetter(c):
			n = r.word(i, gap)
		default:
			r.tokens = append(r.tokens, token{sign: c, number: -1, start: i, end: i + n, gap: gap})
		}
		i += n
		gap = false
	}
}

func (r *reader) number(i int, gap bool) int {
	t := token{start: i, gap: gap}
	for i < len(r.s) {
		c, n := utf8.DecodeRuneInString(r.s[i:])
		d := digit(c)
		if d < 0 {
			break
		}
		t.digits++
		t.number = min(t.number*10+d, 1e8)
		i += n
	}
	t.end = i
	r.tokens = append(r.tokens, t)
	return i - t.start
}

func (r *reader) word(i int, gap bool) int {
	start := i
	var prev rune
	for i < len(r.s) {
		c, n := utf8.DecodeRuneInString(r.s[i:])
		thaiDot := c == '.' && unicode.Is(unicode.Thai, prev) && i+1 < len(r.s) && r.s[i+1] == 0xe0
		if !unicode.IsLetter(c) && !unicode.IsMark(c) && !thaiDot {
			break
		}
		prev = c
		i += n
	}
	r.tokens = append(r.tokens, token{word: strings.ToLower(r.s[start:i]), number: -1, start: start, end: i, gap: gap})
	return i - start
}
