package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Boundary reports whether a sentence and a paragraph end between two words of a text:
// one at bytes [start, end), the other beginning at next.
//
// A paragraph ends with its line. A sentence ends with its paragraph, at a mark that ends
// nothing else (。！？।), and at . ! ? or … before white space, except, as in UAX #29
// (rules SB6 to SB8a), where the next word begins with a small letter, and where a full
// stop follows an initial or an abbreviation that a name or a number follows (Mr., Gen.,
// U.S., No.).
func Boundary(text string, start, end, next int) (sentence, paragraph bool) {
	gap := text[end:next]
	if strings.IndexByte(gap, '\n') >= 0 {
		return true, true
	}
	for i, r := range gap {
		switch r {
		case '。', '！', '？', '．', '।', '॥', '؟', '۔', '։', '።':
			return true, false
		case '.', '!', '?', '…':
			if ends(text[start:end], r, gap[i+utf8.RuneLen(r):], text[next:]) {
				return true, false
			}
		}
	}
	return false, false
}

// ends reports whether mark ends a sentence whose last word is given, before the rest of
// the gap and what follows it.
func ends(word string, mark rune, rest, following string) bool {
	if !strings.ContainsAny(rest, " \t\u00a0") {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(following); unicode.IsLower(first) {
		return false
	}
	return mark != '.' || utf8.RuneCountInString(word) > 1 && !abbreviations[strings.ToLower(word)] || letterless(word)
}

// letterless words, numbers, are no initials: "It rose by 5. The bank …"
func letterless(word string) bool { return !strings.ContainsFunc(word, unicode.IsLetter) }

// abbreviations after which a capital letter goes on with the sentence.
var abbreviations = func() map[string]bool {
	set := map[string]bool{}
	for _, a := range strings.Fields(`mr mrs ms dr prof st rev hon gen col lt capt cpl sgt maj adm cmdr gov sen rep
		pres amb fr sr jr messrs no nos vs co corp inc ltd cos bros jan feb mar apr aug sept sep oct nov dec
		hr frau nr bzw ca mme mlle mm art vol pp fig approx est sra srta ud тов г им руб`) {
		set[a] = true
	}
	return set
}()

// Lead says how many words of a text are its lead, which says what it is about: the first
// two paragraphs that are not empty, but at least 60 words, as a dateline is a paragraph
// too, and at most 120. Of a text of one paragraph it is 60 words. before gives the number
// of words that begin before a byte of the text.
func Lead(text string, before func(end int) int) int {
	paragraphs, at := 0, 0
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			paragraphs++
		}
		if at += len(line); paragraphs == 2 {
			return min(max(before(at), shortLead), longLead)
		}
	}
	return shortLead
}

const (
	shortLead = 60
	longLead  = 120
)
