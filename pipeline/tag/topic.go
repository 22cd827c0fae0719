package tag

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

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
	Version     string                // of the meaning: changes with the queries, not with their layout
	Queries     map[string]query.Expr // language -> query; under Any that for all others
	Examples    []Example
	Pos         yaml.Pos // where the topic begins
}

// Any is the key of the query for articles whose language has none of its own.
const Any = "any"

// Query gives the query for articles of a language ("en", "en-GB", "und" or "") and the
// key under which it stands. Without one the topic does not apply to such articles.
func (t Topic) Query(lang string) (q query.Expr, key string, ok bool) {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	for _, key := range []string{lang, Any} {
		if q, ok := t.Queries[key]; ok {
			return q, key, true
		}
	}
	return nil, "", false
}

// rules is part of every version, and changes when the same query begins to mean
// something else.
const rules = "1"

// version hashes what queries mean: layout, comments and spelling of words do not count.
func version(queries map[string]query.Expr) string {
	h := sha256.New()
	fmt.Fprintln(h, rules)
	for _, lang := range slices.Sorted(maps.Keys(queries)) {
		fmt.Fprintf(h, "%s: %s\n", lang, queries[lang])
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
