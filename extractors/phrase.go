package extractors

import (
	"unicode"
	"unicode/utf8"
)

// Phrases are single words, pairs, and those at a block's edges: "^by" begins one,
// "more$" ends it. They are looked up by hash while a block is read once.

// maxPhrased is the most words of a block that is read for phrases; longer ones are prose
// or none by other measures.
const maxPhrased = 80

const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
	hashBegin = 0x9e3779b1 // of "^"
	hashEnd   = 0x85ebca6b // of "$"
)

func hashPair(a, b uint32) uint32 { return (a*31 ^ b) * fnvPrime }

// eachPhrase calls f with the hash of every phrase of a text.
func eachPhrase(text []byte, f func(h uint32)) {
	word, last, n := uint32(fnvOffset), uint32(0), 0
	letters := false
	end := func() {
		if !letters {
			return
		}
		f(word)
		switch n {
		case 0:
			f(hashPair(hashBegin, word))
		case 1:
			f(hashPair(last, word))
			f(hashPair(hashBegin, hashPair(last, word)))
		default:
			f(hashPair(last, word))
		}
		last, word, letters = word, fnvOffset, false
		n++
	}
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
		}
		i += size
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
		case 'A' <= r && r <= 'Z':
			r |= 0x20
		case r >= utf8.RuneSelf && unicode.IsLetter(r):
			r = unicode.ToLower(r)
		default:
			end()
			continue
		}
		word = (word ^ uint32(r)) * fnvPrime
		letters = true
	}
	end()
	if n > 0 {
		f(hashPair(last, hashEnd))
	}
}

// phraseTable holds the points of phrases by their hash, in the first free slot from there.
var phraseTable = func() (table [phraseSlots]struct {
	hash   uint32
	points float32
}) {
	for phrase, p := range phrasePoints {
		h := hashPhrase(phrase)
		i := h % phraseSlots
		for table[i].hash != 0 {
			i = (i + 1) % phraseSlots
		}
		table[i].hash, table[i].points = h, p
	}
	return table
}()

// phraseSlots is a power of two, a good deal more than there are phrases.
const phraseSlots = 1 << 13

func pointsOfPhrase(h uint32) float32 {
	for i := h % phraseSlots; phraseTable[i].hash != 0; i = (i + 1) % phraseSlots {
		if phraseTable[i].hash == h {
			return phraseTable[i].points
		}
	}
	return 0
}

// hashPhrase hashes a phrase as it is written in the table.
func hashPhrase(s string) uint32 {
	begin, ends := s[0] == '^', s[len(s)-1] == '$'
	text := []byte(s)
	if begin {
		text = text[1:]
	}
	var words []uint32
	word := uint32(fnvOffset)
	for _, r := range string(text) + " " {
		switch {
		case r == '$':
		case r == ' ':
			words, word = append(words, word), fnvOffset
		default:
			word = (word ^ uint32(r)) * fnvPrime
		}
	}
	h := words[0]
	if len(words) > 1 {
		h = hashPair(words[0], words[1])
	}
	if begin {
		h = hashPair(hashBegin, h)
	}
	if ends {
		h = hashPair(h, hashEnd)
	}
	return h
}

// phrasesOf adds up the points of a text's phrases.
func phrasesOf(text []byte, words int) (sum float32) {
	if words <= maxPhrased {
		eachPhrase(text, func(h uint32) { sum += pointsOfPhrase(h) })
	}
	return sum
}
