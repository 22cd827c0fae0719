package news

import (
	"encoding/binary"
	"math/bits"
)

// The scanner finds where JSON values end, and accepts exactly what encoding/json does: the
// text of an article is most of its record, so strings go by eight bytes at a time. Every
// function takes the offset where its part begins and returns the one behind it, or bad.

const bad = -1

// maxDepth is how deep encoding/json lets values nest.
const maxDepth = 10_000

// A shape says what a string holds besides plain ASCII.
type shape uint8

const (
	escaped shape = 1 << iota // has a backslash
	foreign                   // has a byte beyond ASCII
)

const (
	ones  = 0x0101010101010101
	highs = 0x80 * ones
)

// scanString finds the end of the string that opens at i.
func scanString(b []byte, i int) (end int, s shape) {
	var all uint64 // every byte seen, or'ed
	for i++; ; {
		i, all = scanPlain(b, i, all)
		switch {
		case i == len(b) || b[i] < ' ':
			return bad, 0
		case b[i] == '"':
			if all&highs != 0 { // perhaps of the bytes behind the quote only: who decodes looks again
				s |= foreign
			}
			return i + 1, s
		}
		s |= escaped
		if i = scanEscape(b, i); i == bad {
			return bad, 0
		}
	}
}

// scanPlain finds the first byte from i on that a string does not hold as itself.
func scanPlain(b []byte, i int, all uint64) (int, uint64) {
	for len(b)-i >= 16 {
		p := b[i : i+16 : i+16]
		w0, w1 := binary.LittleEndian.Uint64(p), binary.LittleEndian.Uint64(p[8:])
		all |= w0 | w1
		if s0, s1 := stops(w0), stops(w1); s0|s1 != 0 {
			if s0 != 0 {
				return i + bits.TrailingZeros64(s0)/8, all
			}
			return i + 8 + bits.TrailingZeros64(s1)/8, all
		}
		i += 16
	}
	for i < len(b) && b[i] >= ' ' && b[i] != '"' && b[i] != '\\' {
		all |= uint64(b[i])
		i++
	}
	return i, all
}

// stops has the high bit set in the first byte of w, the lowest, that no string holds as
// itself: a quote, a backslash or a control character. Higher bytes may be marked in error.
func stops(w uint64) uint64 {
	quoteOrControl := w ^ 2*ones - 0x21*ones // xor 2 swaps the quote with the blank: below 0x21 are these alone
	backslash := w ^ '\\'*ones - ones
	return (quoteOrControl | backslash) &^ w & highs
}

func scanEscape(b []byte, i int) int {
	if i+1 >= len(b) {
		return bad
	}
	switch b[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 2
	case 'u':
		if i+6 <= len(b) && hex4(b[i+2:i+6]) >= 0 {
			return i + 6
		}
	}
	return bad
}

// hex4 reads four hexadecimal digits; it is negative when they are not.
func hex4(b []byte) (r rune) {
	for _, c := range b {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return bad
		}
		r = r<<4 | rune(c)
	}
	return r
}

func scanBlank(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\t' || b[i] == '\r') {
		i++
	}
	return i
}

// scanValue finds the end of the value at i, which depth values enclose.
func scanValue(b []byte, i, depth int) int {
	if i >= len(b) {
		return bad
	}
	switch b[i] {
	case '"':
		i, _ = scanString(b, i)
		return i
	case '{', '[':
		if depth == maxDepth {
			return bad
		}
		return scanNested(b, i, depth)
	case 't':
		return scanWord(b, i, "true")
	case 'f':
		return scanWord(b, i, "false")
	case 'n':
		return scanWord(b, i, "null")
	}
	return scanNumber(b, i)
}

// scanNested finds the end of the object or list at i.
func scanNested(b []byte, i, depth int) int {
	object := b[i] == '{'
	end := b[i] + 2 // as in ASCII
	if i = scanBlank(b, i+1); i < len(b) && b[i] == end {
		return i + 1
	}
	for {
		if object {
			if _, _, i = scanKey(b, i); i == bad {
				return bad
			}
		}
		if i = scanValue(b, i, depth+1); i == bad {
			return bad
		}
		if i = scanBlank(b, i); i == len(b) {
			return bad
		}
		if b[i] == end {
			return i + 1
		}
		if b[i] != ',' {
			return bad
		}
		i = scanBlank(b, i+1)
	}
}

// scanKey reads the key at i, between its quotes, and the colon: the value begins at value.
func scanKey(b []byte, i int) (key []byte, s shape, value int) {
	if i >= len(b) || b[i] != '"' {
		return nil, 0, bad
	}
	end, s := scanString(b, i)
	if end == bad {
		return nil, 0, bad
	}
	if value = scanBlank(b, end); value == len(b) || b[value] != ':' {
		return nil, 0, bad
	}
	return b[i+1 : end-1], s, scanBlank(b, value+1)
}

func scanWord(b []byte, i int, word string) int {
	if end := i + len(word); end <= len(b) && string(b[i:end]) == word {
		return end
	}
	return bad
}

func scanNumber(b []byte, i int) int {
	if b[i] == '-' {
		i++
	}
	if i < len(b) && b[i] == '0' {
		i++
	} else if i = scanDigits(b, i); i == bad {
		return bad
	}
	if i < len(b) && b[i] == '.' {
		if i = scanDigits(b, i+1); i == bad {
			return bad
		}
	}
	if i < len(b) && b[i]|0x20 == 'e' {
		if i++; i < len(b) && (b[i] == '+' || b[i] == '-') {
			i++
		}
		return scanDigits(b, i)
	}
	return i
}

// scanDigits wants at least one digit.
func scanDigits(b []byte, i int) int {
	start := i
	for i < len(b) && '0' <= b[i] && b[i] <= '9' {
		i++
	}
	if i == start {
		return bad
	}
	return i
}
