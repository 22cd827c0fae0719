package tag

import (
	"cmp"
	"fmt"
	"strings"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
)

// An Explanation says why a topic is or is not an article's: its query as a tree, and
// what of it is true.
type Explanation struct {
	Topic string  `json:"topic"` // id
	Lang  string  `json:"lang"`  // key of the query that applies; "" when none does
	Score float64 `json:"score"` // 0 when the query is not true
	Query *Clause `json:"query"` // nil when no query applies
}

// A Clause is a part of a query, held against an article.
type Clause struct {
	Query    string          `json:"query"`              // canonical
	Operator string          `json:"operator,omitempty"` // AND, OR, NOT; "" for a word, phrase or NEAR
	True     bool            `json:"true"`
	Hits     int             `json:"hits"`               // of a word, phrase or NEAR, in the whole article
	Evidence []news.Evidence `json:"evidence,omitempty"` // the best of these
	Terms    []Clause        `json:"terms,omitempty"`    // of an AND, OR, NOT or NEAR
}

// Explain holds the topic against an article, clause by clause.
func (t Topic) Explain(a news.Article) Explanation {
	x := Explanation{Topic: t.ID}
	q, key, ok := t.Query(a.Lang)
	if !ok {
		return x
	}
	s := newSubject(a)
	c := s.clause(q)
	x.Lang, x.Query = key, &c
	if c.True {
		x.Score = s.score(s.doc.Hits(q))
	}
	return x
}

func (s *subject) clause(e query.Expr) Clause {
	c := Clause{Query: e.String(), True: s.doc.Match(e)}
	var terms []query.Expr
	switch e := e.(type) {
	case query.And:
		c.Operator, terms = "AND", e
	case query.Or:
		c.Operator, terms = "OR", e
	case query.Not:
		c.Operator, terms = "NOT", []query.Expr{e.Term}
	case query.Near:
		terms = []query.Expr{e.Left, e.Right}
	case query.In:
		c.Operator, terms = e.Field.String()+":", []query.Expr{e.Term}
	case query.AtLeast:
		terms = []query.Expr{e.Term}
	}
	for _, t := range terms {
		c.Terms = append(c.Terms, s.clause(t))
	}
	if c.Operator == "" {
		hits := s.doc.Hits(e)
		c.Hits, c.Evidence = len(hits), s.evidence(hits)
	}
	return c
}

// String draws the tree, a clause to a line: + where it is true, - where it is not.
// Words of an OR that do not occur share a line.
func (x Explanation) String() string {
	var b strings.Builder
	switch {
	case x.Query == nil:
		fmt.Fprintf(&b, "%s: no query for this language\n", x.Topic)
		return b.String()
	case x.Query.True:
		fmt.Fprintf(&b, "%s: matches, score %.2f, query %s\n", x.Topic, x.Score, x.Lang)
	default:
		fmt.Fprintf(&b, "%s: does not match, query %s\n", x.Topic, x.Lang)
	}
	x.Query.draw(&b, "  ")
	return b.String()
}

func (c Clause) draw(b *strings.Builder, indent string) {
	sign := "-"
	if c.True {
		sign = "+"
	}
	fmt.Fprintf(b, "%s%s %s\n", indent, sign, cmp.Or(c.Operator, c.Query))
	for _, e := range c.Evidence {
		fmt.Fprintf(b, "%s    %s %d-%d: %s\n", indent, e.Field, e.Start, e.End, e.Quote)
	}
	if len(c.Evidence) == maxEvidence && c.Hits > maxEvidence {
		fmt.Fprintf(b, "%s    %d in all\n", indent, c.Hits)
	}
	if c.Operator == "" && c.True {
		return // the terms of a NEAR only matter where it fails
	}
	var absent []string
	for _, t := range c.Terms {
		if c.Operator == "OR" && !t.True && len(t.Terms) == 0 {
			absent = append(absent, t.Query)
			continue
		}
		t.draw(b, indent+"  ")
	}
	if len(absent) > 0 {
		fmt.Fprintf(b, "%s  - %s\n", indent, strings.Join(absent, ", "))
	}
}
