package extractors

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// guessSize is how much of an article's beginning is read for a guess, in bytes.
const guessSize = 600

// Language guesses the language of an article that names none, by its title and the beginning
// of its text: an ISO 639-1 code ("en", "ru", "zh"), or "" where there is too little to go by.
// It is made for streams: what the commonest words or letters give away costs some
// microseconds, where the detector, which is asked about the rest, takes some hundreds.
func Language(title, text string) string {
	sample := beginning(title, text)
	if lang := evident(sample); lang != "" {
		return lang
	}
	if len(sample) < 30 {
		return ""
	}
	return whatlanggo.Detect(sample).Lang.Iso6391()
}

func beginning(title, text string) string {
	title, text = cut(title, guessSize), cut(text, guessSize)
	return cut(title+"\n"+text, guessSize)
}

// evident is the language that letters or words give away at once, "" when none do.
func evident(sample string) string {
	var han, kana, latin, cyrillic, russian, foreign int
	for _, r := range sample {
		switch {
		case r < utf8.RuneSelf:
			if 'a' <= r|0x20 && r|0x20 <= 'z' {
				latin++
			}
		case r >= 'А' && r <= 'я' || r == 'ё' || r == 'Ё':
			cyrillic++
			if strings.ContainsRune("ыЫэЭ", r) {
				russian++
			}
		case unicode.Is(unicode.Han, r):
			han++
		case r == 'ー', unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r):
			foreign++
		}
	}
	switch {
	case foreign > 0:
		return ""
	case kana >= 4 && kana+han > latin && kana*8 > han: // which the detector takes for Chinese, by its many Han characters
		return "ja"
	case han >= 4 && han > latin:
		return "zh"
	case russian >= 2 && cyrillic > latin: // others who write these letters have some that Russian lacks
		return "ru"
	case han+kana+cyrillic == 0:
		return told(sample)
	}
	return ""
}

// toldLanguages are those that words give away.
var toldLanguages = []string{"en", "de", "fr", "es"}

// telling are words that are common in one language, here by its number, and rare in the others.
var telling = func() map[string]int {
	words := map[string]int{}
	for lang, list := range map[string]string{
		"en": "the and that with this from have has are which said will for its were been would by",
		"de": "und nicht sich auch eine ist auf mit dem wird wurde",
		"fr": "les des dans qui pour cette aux avec selon sont",
		"es": "los las el y según también fue sus pero esta",
	} {
		for w := range strings.FieldsSeq(list) {
			words[w] = slices.Index(toldLanguages, lang)
		}
	}
	return words
}()

// told is the language of whose telling words a sample has five and more, and of others next to
// none; with ten and none of others it is told before the sample's end.
func told(sample string) string {
	counts, words, all := make([]int, len(toldLanguages)), 0, 0
	var low [8]byte
	for w := range strings.FieldsSeq(sample) {
		words++
		if len(w) > len(low) {
			continue
		}
		for i := range len(w) {
			c := w[i]
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			low[i] = c
		}
		if lang, ok := telling[string(low[:len(w)])]; ok {
			all++
			if counts[lang]++; counts[lang] == 10 && all == 10 && words <= 160 {
				break
			}
		}
	}
	n := slices.Max(counts)
	if n < 5 || n*16 < words || n*5 < all*4 {
		return ""
	}
	return toldLanguages[slices.Index(counts, n)]
}
