// Package querytest writes queries and texts at random, to hold one evaluator of queries
// against another.
package querytest

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A Random writes queries and texts over a handful of words, so that most things happen often.
type Random struct{ *rand.Rand }

func (r Random) pick(from ...string) string { return from[r.IntN(len(from))] }

// Content writes a document of few words, by query.Field: title, text, section, author,
// source and language.
func (r Random) Content() [6]string {
	return [6]string{r.text(4), r.text(16), r.text(2), r.text(2), r.text(2), r.pick("en", "de", "xx", "")}
}

func (r Random) text(most int) string {
	var b strings.Builder
	for range r.IntN(most) {
		b.WriteString(r.pick("aa", "ab", "Ab", "b", "B", "c", "cc", "CC", "d", "é", "runs", "running", "制", "裁"))
		b.WriteString(r.pick(" ", " ", " ", " ", ", ", ". ", ". ", "\n", "-", "'s "))
	}
	return b.String()
}

func (r Random) words(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = r.pick("aa", "ab", "b", "c", "cc", "d")
	}
	return strings.Join(words, " ")
}

func (r Random) atom() string {
	switch r.IntN(8) {
	case 0:
		return `"` + r.pick("aa", "b", "aa*", "cc", "?bc*", "{Ab}") + " " + r.words(1+r.IntN(2)) + `"`
	case 1:
		return `"` + r.words(2) + `"`
	case 2:
		return r.pick("aa*", "ab*", "cc*", "*aa", "*a?b", "a?b", "*cc*", "c*c", "run*", "*nin*")
	case 3:
		return r.pick("{Ab}", "{CC}", "{c}", "{B}", "{C*c}", "stem:run", "stem:running", "é", "制裁", "制")
	}
	return r.words(1)
}

// term writes what a NEAR may join.
func (r Random) term(depth int) string {
	switch kind := r.IntN(6); {
	case kind == 0:
		return "(" + r.term(depth-1) + " OR " + r.term(depth-1) + ")"
	case kind == 1 && depth > 0:
		return "(" + r.chain(depth-1) + ")"
	}
	return r.atom()
}

func (r Random) chain(depth int) string {
	chain := r.term(depth)
	operator := r.pick("NEAR/%d", "NEAR/%d", "ONEAR/%d", "W/s", "W/p")
	for range 1 + r.IntN(2) {
		if strings.HasPrefix(operator, "W") {
			chain += " " + operator + " " + r.term(depth)
		} else {
			chain += " " + fmt.Sprintf(operator, r.IntN(4)) + " " + r.term(depth)
		}
	}
	return chain
}

// Query writes a query; Parse refuses it only if it holds for an empty document.
func (r Random) Query(depth int) string { return r.query(depth, false) }

func (r Random) query(depth int, inField bool) string {
	switch kind := r.IntN(9); {
	case depth == 0 || kind == 0:
		return r.atom()
	case kind == 1 || kind == 2:
		return r.chain(2)
	case kind == 3:
		return fmt.Sprintf("ATLEAST/%d (%s)", 2+r.IntN(2), r.term(2))
	case kind == 4 && !inField:
		return r.pick("title", "text", "lead", "source", "section", "author") + ":(" + r.query(depth-1, true) + ")"
	default:
		terms := make([]string, 2+r.IntN(2))
		for i := range terms {
			terms[i] = r.pick("", "", "NOT ") + "(" + r.query(depth-1, inField) + ")"
		}
		return strings.Join(terms, r.pick(" AND ", " OR "))
	}
}
