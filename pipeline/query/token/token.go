// Package token says what is a word of a text, and in which forms words are compared. One
// rule serves articles and the queries that are held against them, so that what a query
// names is found wherever a reader sees it.
//
// [Split] and [Next] find the words, as UAX #29 does but for the tailorings that Next
// names; [Boundary] says where sentences and paragraphs end between them. A word is
// compared folded ([Fold]: case and accents do not count), as written ([Exact]), or by
// its Snowball stem ([Stem]); [Like] compares it with a pattern.
package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Token is one word of a text.
type Token struct {
	Text       string // folded, see Fold
	Start, End int    // bytes of the text, end exclusive
}

// Split gives all words of a text.
func Split(text string) []Token { return split(text, &letters) }

// SplitPattern gives all words of a query's text, in which * and ? are letters.
func SplitPattern(text string) []Token { return split(text, &patterns) }

func split(text string, class *classes) []Token {
	tokens := make([]Token, 0, len(text)/6+1)
	for i := 0; ; {
		start, end, next := nextWord(text, i, class)
		if start == end {
			return tokens
		}
		tokens = append(tokens, Token{Fold(text[start:end]), start, end})
		i = next
	}
}

// Next finds the first word of text at or behind byte i: its bytes [start, end), and
// where to look for the one after it. Without one, start and end are equal. To go
// through a whole text takes linear time.
//
// Words are bounded as in UAX #29 (https://www.unicode.org/reports/tr29/, rules WB1 to
// WB999), tailored so that what is inside a word there can be found here:
//
//   - No character between letters or digits joins them (against WB6, WB7, WB11, WB12,
//     WB13a, WB13b): `example.com` and `1,000` are two words, `U.S.` is "u s",
//     `l'embargo` is "l embargo".
//   - An 's at the end of a word is no word: `rouble's` is "rouble".
//   - In scripts written without spaces (Han, kana, Thai, Lao, Khmer, Burmese) each
//     character with its marks is a word (against WB13), so that phrases find words.
//   - Tatweel, which only stretches a word, does not begin one.
func Next(text string, i int) (start, end, next int) { return nextWord(text, i, &letters) }

// classes of bytes: what is fast to know.
type classes [256]uint8

const (
	separator = iota
	letter    // ASCII letters and digits
	wide      // part of a character beyond ASCII
)

var letters = classify("")

// patterns are the classes in a query, where * and ? stand for letters.
var patterns = classify("*?")

func classify(more string) (class classes) {
	for b := range class {
		switch {
		case b >= utf8.RuneSelf:
			class[b] = wide
		case begins(rune(b)) || strings.IndexByte(more, byte(b)) >= 0:
			class[b] = letter
		}
	}
	return class
}

func nextWord(text string, i int, class *classes) (start, end, next int) {
	for i < len(text) {
		single, size := false, 1
		switch class[text[i]] {
		case separator:
			i++
			continue
		case letter:
			start = i
			for i++; i < len(text) && class[text[i]] == letter; {
				i++
			}
			if i == len(text) || text[i] < utf8.RuneSelf && text[i] != '\'' { // most words of most texts
				return start, i, i
			}
			size = 0
		case wide:
			var r rune
			if r, size = utf8.DecodeRuneInString(text[i:]); !begins(r) {
				i += size
				continue
			}
			start, single = i, Unspaced(r)
		}
		end = wordEnd(text, i+size, single, class)
		return start, end, afterPossessive(text, end)
	}
	return i, i, i
}

// wordEnd gives the end of the word of which at least one character stands before i.
// Invisible characters belong to it only where more of it follows.
func wordEnd(text string, i int, single bool, class *classes) int {
	end := i
	for i < len(text) {
		if class[text[i]] != wide {
			if class[text[i]] == separator || single {
				return end
			}
			i++
			end = i
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case begins(r):
			if single || Unspaced(r) {
				return end
			}
			end = i
		case extends(r):
			end = i
		case !invisible(r):
			return end
		}
	}
	return end
}

// afterPossessive skips an 's that ends a word.
func afterPossessive(text string, i int) int {
	r, size := decode(text[i:])
	if !apostrophe(r) {
		return i
	}
	rest := text[i+size:]
	if !strings.HasPrefix(rest, "s") && !strings.HasPrefix(rest, "S") {
		return i
	}
	if r, _ := decode(rest[1:]); begins(r) || extends(r) || invisible(r) {
		return i
	}
	return i + size + 1
}

func decode(s string) (rune, int) {
	if s != "" && s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	return utf8.DecodeRuneInString(s)
}

// Part reports whether r can stand in a word, or is an apostrophe.
func Part(r rune) bool { return begins(r) || extends(r) || invisible(r) || apostrophe(r) }

// begins reports whether a word can begin with r.
func begins(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	case 0x400 <= r && r <= 0x481 || 0x4e00 <= r && r <= 0x9fff: // Cyrillic, Han
		return true
	case r == tatweel || apostrophe(r) || extends(r):
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Nl, r)
}

// extends reports whether r belongs to the character before it: marks, and the voicing
// marks of half-width kana, which Unicode counts as letters.
func extends(r rune) bool { return unicode.IsMark(r) || r == '\uff9e' || r == '\uff9f' }

// Unspaced reports whether r belongs to a script that is written without spaces.
func Unspaced(r rune) bool {
	switch {
	case r < 0xe00, 0xac00 <= r && r <= 0xd7a3: // Hangul
		return false
	case 0x4e00 <= r && r <= 0x9fff, r == 'ー', r == 'ｰ': // the two of both kana are of neither to Unicode
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// apostrophe includes the two that Unicode counts as letters.
func apostrophe(r rune) bool {
	switch r {
	case '\'', '’', 'ʼ', 'ʻ', '＇':
		return true
	}
	return false
}

// tatweel only stretches an Arabic word.
const tatweel = 'ـ'

// invisible characters only say how a word is broken, joined or laid out. The zero
// width space is not one of them: it separates words.
func invisible(r rune) bool {
	return r >= 0xad && (r == tatweel || r != 0x200b && unicode.Is(unicode.Cf, r))
}
