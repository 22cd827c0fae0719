// Package match holds many queries against one text at a time: which of them are true,
// and where.
//
// [Compile] makes one [Matcher] of all queries. Each becomes a flat program of one branch,
// or of several where the query is an OR, and each branch is hung on anchors: words of
// which at least one must occur where it is true, chosen to be as rare as its parts allow,
// and where possible together with a second word, the guard, that must occur as well.
// Matcher.Read goes through a text once. Every word of it is looked up once, in a memo of
// the words read lately, and failing that in the dictionary of all words and wildcards of
// the queries; occurrences are kept for those that are found. Then only the branches are
// run whose anchor and guard occurred; a query of which a bare word is an alternative is
// true at that word, without a run.
//
// Law, on which the tests insist: for every text the queries that are true are exactly
// those that query.Document.Match finds true.
package match

import (
	"slices"
	"sync"

	"coranto/pipeline/query"
)

// A Query is an expression and the languages that it is for.
type Query struct {
	Expr   query.Expr
	Lang   string   // it is for texts in this language only: a primary subtag; "" for any
	Except []string // it is not for texts in these
}

// A Matcher holds compiled queries. It does not change and is safe for concurrent use.
type Matcher struct {
	dict     dictionary
	code     []uint32  // of all programs, see opcode
	queries  int       // that were compiled
	branches []branch  // the whole program of each query, by its number, and behind them the alternatives of some
	posts    []posting // by anchor: of term t those from postsAt[t] to postsAt[t+1]
	postsAt  []uint32
	audience audience
	readings sync.Pool // of *Reading
}

// A branch is a part of a program, at pc in the code, that makes its query true alone.
type branch struct{ pc, query uint32 }

// A posting hangs a branch on an anchor.
type posting struct {
	branch uint32
	guard  uint32 // a term that must occur too; noGuard, or isTrue: the query is true
}

const (
	noGuard = 1<<32 - 1 - iota
	isTrue
)

// Compile makes a Matcher; queries are numbered by their place in the list. An expression
// must be one that query.Parse gives, a query.Sum with a threshold above 0, or a query.Or of
// these.
func Compile(queries []Query) *Matcher {
	b := newBuilder(len(queries))
	m := &Matcher{queries: len(queries)}
	for i, q := range queries {
		b.query(uint32(i), positive(q.Expr, true))
	}
	m.code = slices.Clip(b.code)
	m.branches = slices.Clip(b.branches)
	m.dict = b.terms.dictionary()
	m.posts, m.postsAt = b.postings()
	m.audience = newAudience(queries)
	return m
}

// Len is the number of queries.
func (m *Matcher) Len() int { return m.queries }

// Stems reports whether any query compares stems, which depend on the language.
func (m *Matcher) Stems() bool { return m.dict.stems != nil }

// Reads reports whether any query looks at a field, other than title and text.
func (m *Matcher) Reads(f query.Field) bool { return m.dict.uses[spaceOf(f)] }

// An audience says for which languages each query is.
type audience struct {
	groups []uint16          // by query: which of the rules holds; nil when every query is for all
	all    []bool            // by group: for a language that no query names
	named  map[string][]bool // by language, then by group
}

func newAudience(queries []Query) audience {
	a := audience{named: map[string][]bool{}}
	type rule struct{ lang, except string }
	numbers := map[rule]uint16{{}: 0}
	rules := []Query{{}}
	for i, q := range queries {
		if q.Lang == "" && len(q.Except) == 0 {
			continue
		}
		if a.groups == nil {
			a.groups = make([]uint16, len(queries))
		}
		except := slices.Sorted(slices.Values(q.Except))
		r := rule{q.Lang, joinLangs(except)}
		n, known := numbers[r]
		if !known {
			n = uint16(len(rules))
			numbers[r] = n
			rules = append(rules, Query{Lang: q.Lang, Except: except})
		}
		a.groups[i] = n
		for _, lang := range append(except, q.Lang) {
			a.named[lang] = nil
		}
	}
	a.all = speaks(rules, "")
	for lang := range a.named {
		a.named[lang] = speaks(rules, lang)
	}
	return a
}

func speaks(rules []Query, lang string) []bool {
	ok := make([]bool, len(rules))
	for i, r := range rules {
		ok[i] = (r.Lang == "" || r.Lang == lang) && !slices.Contains(r.Except, lang)
	}
	return ok
}

func joinLangs(langs []string) string {
	s := ""
	for _, l := range langs {
		s += l + " "
	}
	return s
}

// groupsFor gives the groups whose queries are for a language; nil when all are.
func (a *audience) groupsFor(lang string) []bool {
	if a.groups == nil {
		return nil
	}
	if ok, named := a.named[lang]; named && lang != "" {
		return ok
	}
	return a.all
}
