package query

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Token is one word of a text.
type Token struct {
	Text       string // folded: lower case, without accents
	Start, End int    // bytes of the text, end exclusive
}

// Words splits a text into its words, in linear time.
//
// A word is a run of letters, digits and their marks; everything else stands between
// words, so `price-cap` is two words and `U.S.` is "u s". An 's at the end of a word is
// not part of it: `rouble's` is "rouble". Invisible characters (soft hyphen, joiners,
// direction marks) do not break a word. In scripts written without spaces (Han, kana,
// Thai, Lao, Khmer, Burmese) each character is a word, together with its marks.
func Words(text string) []Token {
	tokens := make([]Token, 0, len(text)/6+1)
	for i := 0; i < len(text); {
		r, size := decode(text[i:])
		if !begins(r) {
			i += size
			continue
		}
		end := wordEnd(text, i+size, unspaced(r))
		if folded := fold(text[i:end]); folded != "" {
			tokens = append(tokens, Token{folded, i, end})
		}
		i = afterPossessive(text, end)
	}
	return tokens
}

// wordEnd gives the end of the word whose first character ends at i. Invisible
// characters belong to it only where more of it follows.
func wordEnd(text string, i int, single bool) int {
	end := i
	for i < len(text) {
		if !single && text[i] < utf8.RuneSelf && begins(rune(text[i])) { // most of most texts
			i++
			end = i
			continue
		}
		r, size := decode(text[i:])
		i += size
		switch {
		case begins(r):
			if single || unspaced(r) {
				return end
			}
			end = i
		case unicode.IsMark(r):
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
	if r, _ := decode(rest[1:]); begins(r) || unicode.IsMark(r) || invisible(r) {
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

// begins reports whether a word can begin with r.
func begins(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	case 0x400 <= r && r <= 0x481 || 0x4e00 <= r && r <= 0x9fff: // Cyrillic, Han
		return true
	}
	return (unicode.IsLetter(r) || unicode.IsNumber(r)) && !apostrophe(r)
}

// unspaced reports whether r belongs to a script that is written without spaces.
func unspaced(r rune) bool {
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

// invisible characters only say how a word is broken, joined or laid out. The zero
// width space is not one of them: it separates words.
func invisible(r rune) bool {
	return r >= 0xad && r != 0x200b && unicode.Is(unicode.Cf, r)
}
