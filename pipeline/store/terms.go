package store

import (
	"slices"
	"strings"
	"unicode"
)

// A Term is a word, or words in a row, that an article must contain.
type Term struct {
	Words  []string // at least one; letters, digits and marks only, so safe inside any quotes
	Prefix bool     // the last word is only the start of one: sanction*
}

// Bounds of what Terms reads.
const (
	maxText  = 4096 // bytes
	maxWords = 32
)

// quotes are the signs that begin or end a phrase, as keyboards and phones make them.
const quotes = `"“”„«»`

// Terms reads what a reader typed into a search box. Words between double quotes are a
// phrase, a word or phrase that ends in * is a prefix, and every other sign only parts
// words: there are no operators, so no text is a mistake. A quote without its partner
// is ignored, a word with signs inside ("don't") is a phrase, and what is past 32 words
// or 4 KiB is cut.
func Terms(text string) []Term {
	var terms []Term
	left := maxWords
	add := func(s string, starred bool) {
		term := Term{Words: words(s), Prefix: starred || endsInStar(s)}
		if len(term.Words) > left {
			term = Term{Words: term.Words[:left]}
		}
		if len(term.Words) > 0 {
			terms = append(terms, term)
			left -= len(term.Words)
		}
	}
	parts := splitQuotes(text[:min(len(text), maxText)])
	for i, part := range parts {
		if i%2 == 1 && i+1 < len(parts) {
			add(part, strings.HasPrefix(parts[i+1], "*"))
			continue
		}
		for field := range strings.FieldsSeq(part) {
			add(field, false)
		}
	}
	return terms
}

// splitQuotes cuts s at every quote: the odd parts are what stood behind an opening one.
func splitQuotes(s string) []string {
	return strings.Split(strings.Map(func(r rune) rune {
		if strings.ContainsRune(quotes, r) {
			return '"'
		}
		return r
	}, s), `"`)
}

func words(s string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(s, isSign), func(w string) bool {
		return !strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
	})
}

// endsInStar says whether the first sign behind the last word of s is a *.
func endsInStar(s string) bool {
	return strings.HasPrefix(s[len(strings.TrimRightFunc(s, isSign)):], "*")
}

func isSign(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
}
