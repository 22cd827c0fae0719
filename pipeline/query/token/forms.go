package token

import (
	"maps"
	"slices"
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/irish"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"
	"golang.org/x/text/unicode/norm"
)

// Exact gives the form in which a word is compared as written: in Unicode's composed form
// and without invisible characters.
func Exact(word string) string { return norm.NFC.String(visible(word)) }

// Stem gives the form that a word shares with its inflections: the stem of its lower case
// by the Snowball algorithm (https://snowballstem.org) of the language, folded. Where the
// language has none, it is the word itself, folded.
func Stem(lang, word string) string {
	lower := strings.ToLower(Exact(word))
	stem, ok := stemmers[Primary(lang)]
	if !ok {
		return Fold(lower)
	}
	env := snowballstem.NewEnv(lower)
	stem(env)
	return Fold(env.Current())
}

// StemLanguages are the languages that have stems, by their primary subtags.
func StemLanguages() []string { return slices.Sorted(maps.Keys(stemmers)) }

// Primary gives the primary subtag of a BCP 47 language tag, in lower case: en of en-GB.
func Primary(lang string) string {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	return lang
}

// IsPrimary reports whether s is a primary subtag as articles carry it: two or three small
// letters.
func IsPrimary(s string) bool {
	return (len(s) == 2 || len(s) == 3) && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == ""
}

func visible(word string) string {
	return strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, word)
}

var stemmers = map[string]func(*snowballstem.Env) bool{
	"ar": arabic.Stem, "da": danish.Stem, "de": german.Stem, "en": english.Stem, "es": spanish.Stem, "fi": finnish.Stem,
	"fr": french.Stem, "ga": irish.Stem, "hu": hungarian.Stem, "it": italian.Stem, "nb": norwegian.Stem, "nl": dutch.Stem,
	"nn": norwegian.Stem, "no": norwegian.Stem, "pt": portuguese.Stem, "ro": romanian.Stem, "ru": russian.Stem,
	"sv": swedish.Stem, "ta": tamil.Stem, "tr": turkish.Stem,
}

// Like reports whether s is what a pattern says: * stands for any letters, ? for exactly
// one. It takes time in proportion to the product of both lengths at the worst.
func Like(pattern, s string) bool {
	star, again := -1, 0 // the last * passed, and where in s to go on if the guess was wrong
	p, i := 0, 0
	for i < len(s) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, again = p, i
			p++
		case p < len(pattern) && pattern[p] == '?':
			_, size := decode(s[i:])
			p, i = p+1, i+size
		case p < len(pattern) && pattern[p] == s[i]:
			p, i = p+1, i+1
		case star >= 0:
			_, size := decode(s[again:])
			again += size
			p, i = star+1, again
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}
