package token

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the form in which a word is compared: lower case, without accents, in
// Unicode's composed form. Folding twice changes nothing.
func Fold(word string) string {
	same, alone, still := true, true, true
	for i := 0; i < len(word); {
		r, size := decode(word[i:])
		folded := foldAlone(r)
		same = same && folded == r
		alone = alone && folded != 0
		still = still && settled(r)
		if !alone && !still {
			return foldMarks(word)
		}
		i += size
	}
	if still {
		return word
	}
	if same {
		return word
	}
	return strings.Map(foldAlone, word)
}

// foldAlone gives what a character becomes that becomes one other whatever stands beside
// it, and 0 for the rest.
func foldAlone(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			r |= 0x20
		}
		return r
	case r < tabled:
		return foldTable()[r]
	case 0x4e00 <= r && r <= 0x9fff, 'ぁ' <= r && r <= 'ゖ', 'ァ' <= r && r <= 'ヺ', 0xac00 <= r && r <= 0xd7a3: // Han, kana, Hangul
		return r
	}
	return 0
}

// tabled is the end of the letters of most scripts that have capitals or accents.
const tabled = 0x2000

var foldTable = sync.OnceValue(func() *[tabled]rune {
	var table [tabled]rune
	for r := rune(utf8.RuneSelf); r < tabled; r++ {
		jamo := 0x1100 <= r && r <= 0x11ff // which are put together
		if folded := []rune(foldMarks(string(r))); len(folded) == 1 && begins(r) && !jamo {
			table[r] = folded[0]
		}
	}
	return &table
})

// settled are letters and vowel signs of Devanagari that stay as they are in a word of
// nothing else.
func settled(r rune) bool {
	return 0x900 < r && r <= 0x94d && r != 0x929 && r != 0x931 && r != 0x934 && r != 0x93c || 0x966 <= r && r <= 0x96f
}

// foldMarks takes the word apart, drops the marks that do not make another word, and
// puts the rest together again.
func foldMarks(word string) string {
	parts := norm.NFD.String(word)
	out := make([]byte, 0, len(parts))
	var base rune
	for _, r := range parts {
		switch {
		case unicode.IsMark(r):
			if !optional(base, r) {
				out = utf8.AppendRune(out, r)
			}
		case invisible(r):
		default:
			base = r
			out = appendLetter(out, r)
		}
	}
	return string(norm.NFC.Bytes(out))
}

const (
	joiner      = '\u034f' // has no meaning, and the norm package adds it to long runs of marks
	breve       = '\u0306'
	hamzaFirst  = '\u0653' // madda and the hamzas that are written as marks
	hamzaLast   = '\u0655'
	arabicAlef  = '\u0627'
	wideFirst   = '\uff10' // full-width digits and Latin letters
	wideLast    = '\uff5a'
	wideToASCII = 0xfee0
)

// optional reports whether a reader would take the word for the same without the mark:
// accents in Latin, Greek and Cyrillic, points in Hebrew, vowel marks in Arabic. Two
// are part of the letter: the breve of й (война is war, воина a warrior's) and the
// hamza of Arabic letters other than alef.
func optional(base, mark rune) bool {
	switch {
	case mark == joiner:
		return true
	case mark == breve && (base == 'и' || base == 'И'):
		return false
	case unicode.Is(unicode.Arabic, base):
		return unicode.Is(unicode.Mn, mark) && (base == arabicAlef || mark < hamzaFirst || mark > hamzaLast)
	}
	return unicode.In(base, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Hebrew, unicode.Common)
}

// appendLetter writes the lower case of r, and those letters that Unicode does not take
// apart though readers without the key do.
func appendLetter(out []byte, r rune) []byte {
	if wideFirst <= r && r <= wideLast {
		r -= wideToASCII
	}
	switch r = unicode.ToLower(r); r {
	case 'ß':
		return append(out, "ss"...)
	case 'æ':
		return append(out, "ae"...)
	case 'œ':
		return append(out, "oe"...)
	case 'þ':
		return append(out, "th"...)
	case 'ø':
		return append(out, 'o')
	case 'ł':
		return append(out, 'l')
	case 'đ', 'ð':
		return append(out, 'd')
	case 'ħ':
		return append(out, 'h')
	case 'ŧ':
		return append(out, 't')
	case 'ı':
		return append(out, 'i')
	case 'ſ':
		return append(out, 's')
	case 'ς':
		r = 'σ'
	}
	return utf8.AppendRune(out, r)
}
