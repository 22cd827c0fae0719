package tag

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
	"coranto/pipeline/yaml"
)

// A Topic is what an article can be about. ParseTopics makes them; they are not changed
// afterwards.
type Topic struct {
	ID          string // slug: "oil-imports"
	Name        string // "Oil imports"
	Description string
	Codes       map[string]string     // vocabulary -> code: "iptc" -> "medtop:20000642"; never nil
	Version     string                // of the meaning: changes with queries and weights, not with their layout
	Queries     map[string]query.Expr // language -> query; under Any that for all others
	Weights     *query.Sum            // weighted words, an alternative to the query; nil without
	Examples    []Example
	Pos         yaml.Pos // where the topic begins
}

// An Example is an article that a topic must match, or must not.
type Example struct {
	Match       bool
	Lang        string // "en" when the file does not say
	Title, Text string
	Section     string
	Authors     []string
	Source      news.Source // ID and Name alone
	Pos         yaml.Pos
}

// Article is the example as an article.
func (x Example) Article() news.Article {
	return news.Article{Lang: x.Lang, Title: x.Title, Text: x.Text, Section: x.Section, Authors: x.Authors, Source: x.Source}
}

// Any is the key of the query for articles whose language has none of its own.
const Any = "any"

// Query gives what must be true of an article of a language ("en", "en-GB", "und" or ""),
// and the key under which its query stands. Weights hold for every language and are an
// alternative to the query; with weights alone the key is Any. Without either the topic
// does not apply to such articles.
func (t Topic) Query(lang string) (q query.Expr, key string, ok bool) {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	for _, key := range []string{lang, Any} {
		if q, ok := t.Queries[key]; ok {
			return t.orWeights(q), key, true
		}
	}
	if t.Weights == nil {
		return nil, "", false
	}
	return *t.Weights, Any, true
}

func (t Topic) orWeights(q query.Expr) query.Expr {
	if t.Weights == nil {
		return q
	}
	or, ok := q.(query.Or)
	if !ok {
		or = query.Or{q}
	}
	return slices.Concat(or, query.Or{*t.Weights})
}

// rules is part of every version, and changes when the same query begins to mean
// something else.
const rules = "2"

// version hashes what a topic means: layout, comments, spelling of words and whether they
// come from a list do not count.
func version(queries map[string]query.Expr, weights *query.Sum) string {
	h := sha256.New()
	fmt.Fprintln(h, rules)
	for _, lang := range slices.Sorted(maps.Keys(queries)) {
		fmt.Fprintf(h, "%s: %s\n", lang, queries[lang])
	}
	if weights != nil {
		fmt.Fprintln(h, weights)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
