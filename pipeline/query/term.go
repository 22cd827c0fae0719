package query

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quote includes the marks that word processors put in place of ".
func quote(r rune) bool { return strings.ContainsRune(`"“”„`, r) }

// punctuation refuses in bare words what other tools give a meaning, so that a query
// brought from there does not silently mean something else.
func (l *lexer) punctuation(at int, text string) error {
	for i, r := range text {
		if begins(r) || unicode.IsMark(r) || invisible(r) || apostrophe(r) || strings.ContainsRune("*.&‐‑–", r) {
			continue
		}
		switch {
		case (r == '-' || r == '+') && i > 0: // price-cap, OPEC+
		case r == '-', r == '!':
			return l.errorf(at+i, "%c does not exclude a word here: write AND NOT", r)
		case r == '+':
			return l.errorf(at+i, "+ does not require a word here: write AND")
		case r == '|', r == ',', r == ';':
			return l.errorf(at+i, "%c does not join words here: write OR (either) or AND (both)", r)
		case r == '~', r == '/':
			return l.errorf(at+i, "%c has no meaning here: distance is written oil NEAR/5 price, other text goes in quotes", r)
		case r == '?', r == '$', r == '%':
			return l.errorf(at+i, "%c has no meaning here: * at the end of a word is the only wildcard, other text goes in quotes", r)
		case r == ':', r == '=':
			return l.errorf(at+i, "%c has no meaning here: a query has no fields, it reads title and text; other text goes in quotes", r)
		default:
			return l.errorf(at+i, "%q has no meaning here: leave it out, or put the words in quotes", r)
		}
	}
	return nil
}

// words gives the Word or the Phrase that text stands for, split as documents are.
func (l *lexer) words(at int, text string) (Expr, error) {
	tokens := Words(text)
	words := make(Phrase, len(tokens))
	for i, t := range tokens {
		words[i].Text = t.Text
	}
	for i, r := range text {
		if r != '*' {
			continue
		}
		word, found := slices.BinarySearchFunc(tokens, i, func(t Token, end int) int { return t.End - end })
		switch {
		case !found:
			return nil, l.errorf(at+i, "* needs the beginning of a word right before it: sanction*")
		case word+1 < len(tokens) && tokens[word+1].Start == i+1:
			return nil, l.errorf(at+i, "* inside a word: it stands for an ending only, as in sanction*")
		case unspacedWord(tokens[word].Text):
			return nil, l.errorf(at+i, "* after %s: words of this script are found inside longer ones anyway, leave * out", tokens[word].Text)
		case utf8.RuneCountInString(tokens[word].Text) < 2:
			return nil, l.errorf(at+i, "* after one letter would match too much: write at least two, as in sa*")
		}
		words[word].Prefix = true
	}
	switch len(words) {
	case 0:
		return nil, l.errorf(at, "no letter or digit in %q: a query is made of words", text)
	case 1:
		return words[0], nil
	}
	return words, nil
}
