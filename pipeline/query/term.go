package query

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"coranto/pipeline/query/token"
)

// words gives the Word or the Phrase that text stands for, split as documents are, but
// with * and ? as letters. Within braces words are cased exactly so.
func (l *lexer) words(at int, text string) (Expr, error) {
	tokens := token.SplitPattern(text)
	words := make(Phrase, len(tokens))
	for i, t := range tokens {
		if err := l.wildcards(at, text, tokens, i); err != nil {
			return nil, err
		}
		words[i] = Word{oneStar(t.Text), Plain}
		if inBraces(text[:t.Start]) {
			words[i] = Word{oneStar(token.Exact(text[t.Start:t.End])), Exact}
		}
	}
	if strings.IndexByte(text, '$') >= 0 && quotedList.MatchString(text) {
		return nil, l.errorf(at+strings.IndexByte(text, '$'), "a list within quotes: put it beside the phrase, as in $oil ONEAR/0 price*")
	}
	switch len(words) {
	case 0:
		return nil, l.errorf(at, "no letter or digit in %q: a query is made of words", text)
	case 1:
		return words[0], nil
	}
	return words, nil
}

// quotedList is a list that somebody named inside a phrase.
var quotedList = regexp.MustCompile(`(^|\s)\$[a-z]`)

// oneStar makes stars that stand together one.
func oneStar(s string) string {
	for strings.Contains(s, "**") {
		s = strings.ReplaceAll(s, "**", "*")
	}
	return s
}

func inBraces(before string) bool {
	return strings.LastIndexByte(before, '{') > strings.LastIndexByte(before, '}')
}

// wildcards refuses * and ? that would match too much, or stand where letters do not.
func (l *lexer) wildcards(at int, text string, tokens []token.Token, i int) error {
	t := tokens[i]
	star := strings.IndexAny(t.Text, "*?")
	if star < 0 {
		return nil
	}
	at += t.Start + max(strings.IndexAny(text[t.Start:t.End], "*?"), 0)
	known := strings.Trim(t.Text, "*?") // letters, perhaps with wildcards among them
	known = strings.NewReplacer("*", "", "?", "").Replace(known)
	switch {
	case known == "" && i > 0 && tokens[i-1].End == t.Start:
		return l.errorf(at, "* after %s: words of this script are found inside longer ones anyway, leave * out", tokens[i-1].Text)
	case known == "":
		return l.errorf(at, "* and ? need letters beside them: sanction*, *tariff, organi?ation; words with others between are oil NEAR/3 price")
	case utf8.RuneCountInString(known) < 2:
		return l.errorf(at, "%s would match too much: write at least two letters beside * and ?, as in sa*", t.Text)
	case strings.Count(t.Text, "*")+strings.Count(t.Text, "?") > maxWild:
		return l.errorf(at, "more than %d * and ? in one word", maxWild)
	}
	return nil
}

// maxWild bounds the wildcards of a word.
const maxWild = 10

// Wild reports whether a word's text is a pattern.
func (w Word) Wild() bool { return w.Form != Stem && strings.ContainsAny(w.Text, "*?") }
