// Package explain says why an article has a topic, or what it lacks of it.
//
// A topic's query is held against the article clause by clause, by its plain meaning: an
// [Explanation] is the query as a tree, with what of it is true, and where. Of a clause that
// is false it says the shortest [Change], of the query, that would make it true; changes are
// searched for from the leaves up, each with a cost, and held against the article before
// they are promised. [Test] does that for the examples that a topic carries.
package explain

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
	"coranto/pipeline/query/token"
	"coranto/pipeline/tag"
)

// An Explanation says why a topic is or is not an article's: its query as a tree, and
// what of it is true.
type Explanation struct {
	Topic  string  `json:"topic"`            // id
	Lang   string  `json:"lang"`             // key of the query that applies; "" when none does
	Score  float64 `json:"score"`            // 0 when the query is not true
	Reason string  `json:"reason,omitempty"` // why no query applies
	Cut    bool    `json:"cut,omitempty"`    // only the first 200,000 characters of the article were looked at
	Query  *Clause `json:"query"`            // nil when no query applies
}

// A Clause is a part of a query, held against an article.
type Clause struct {
	Query    string          `json:"query"`              // canonical
	Operator string          `json:"operator,omitempty"` // AND, OR, NOT, title:, weights; "" for what stands in a text
	True     bool            `json:"true"`
	Hits     int             `json:"hits"`               // of what stands in a text, in the fields that are read
	Need     int             `json:"need,omitempty"`     // hits that an ATLEAST wants
	Sum      float64         `json:"sum,omitempty"`      // of weights: what they add up to
	Of       float64         `json:"of,omitempty"`       // of weights: the threshold
	Weight   float64         `json:"weight,omitempty"`   // of a term of weights: what it gives, each time
	Gave     float64         `json:"gave,omitempty"`     // and what it gave
	Evidence []news.Evidence `json:"evidence,omitempty"` // the best of the hits
	Change   *Change         `json:"change,omitempty"`   // of a false clause that is wanted: the shortest that makes it true
	Terms    []Clause        `json:"terms,omitempty"`    // of an AND, OR, NOT, field, NEAR, ATLEAST or weights
	Omitted  int             `json:"omitted,omitempty"`  // terms that were not looked at, as the query is too large
}

// Topic holds a topic against an article, clause by clause.
func Topic(t tag.Topic, a news.Article) Explanation {
	x := Explanation{Topic: t.ID}
	q, key, ok := t.Query(a.Lang)
	if !ok {
		x.Reason = silence(t, a.Lang)
		return x
	}
	a, x.Cut = cut(a)
	d := tag.Index(a)
	c := newView(d).clause(q)
	x.Lang, x.Query = key, &c
	if c.True {
		x.Score = d.Score(d.Hits(q))
	}
	return x
}

// silence says that a topic has no query for a language.
func silence(t tag.Topic, lang string) string {
	known := strings.Join(slices.Sorted(maps.Keys(t.Queries)), ", ")
	if lang == "" {
		return fmt.Sprintf("no query for an article whose language is not known: there is %s", known)
	}
	return fmt.Sprintf("no query for language %s: there is %s", token.Primary(lang), known)
}

// A view is an article with the fields that a part of a query reads.
type view struct {
	doc    *tag.Document
	fields []query.Field // one, or none for what is read without a field
	joined bool          // the part stands under NEAR or ATLEAST, which join no AND
	barred bool          // the part stands under NOT: nobody wants it to be true
	known  *known
}

// known is what was found out before: repairs by clause, and the words of fields; and the
// steps that are left to find out more.
type known struct {
	left    int
	repairs map[string]repair
	words   map[string][]string
}

func newView(d *tag.Document) *view {
	return &view{doc: d, known: &known{maxSteps, map[string]repair{}, map[string][]string{}}}
}

func (v *view) in(f query.Field) *view {
	inner := *v
	inner.fields = []query.Field{f}
	return &inner
}

// under is the view of what stands under NOT.
func (v *view) under() *view {
	inner := *v
	inner.barred = !v.barred
	return &inner
}

// whole puts the field around e that the view reads.
func (v *view) whole(e query.Expr) query.Expr {
	if len(v.fields) == 0 {
		return e
	}
	return query.In{Field: v.fields[0], Term: e}
}

func (v *view) match(e query.Expr) bool {
	v.spend(e, 1)
	return v.doc.Match(v.whole(e))
}

func (v *view) hits(e query.Expr) []query.Hit {
	v.spend(e, 4) // to find, to name, to sort and to quote
	return v.doc.Hits(v.whole(e))
}

// count gives the hits of e as an ATLEAST counts them, up to most.
func (v *view) count(e query.Expr, most int) int {
	v.spend(e, 2)
	return v.doc.Times(query.Weighted{Term: v.whole(e), UpTo: max(most, 2)})
}

func (v *view) clause(e query.Expr) Clause {
	c := Clause{Query: e.String(), True: v.match(e)}
	var terms []query.Expr
	inner := v
	switch e := e.(type) {
	case query.And:
		c.Operator, terms = "AND", e
	case query.Or:
		c.Operator, terms = "OR", e
	case query.Not:
		c.Operator, terms, inner = "NOT", []query.Expr{e.Term}, v.under()
	case query.In:
		c.Operator, terms, inner = e.Field.String()+":", []query.Expr{e.Term}, v.in(e.Field)
	case query.Near:
		terms = []query.Expr{e.Left, e.Right}
	case query.AtLeast:
		c.Need, terms = e.N, []query.Expr{e.Term}
	case query.Sum:
		return v.sum(e, c)
	}
	for i, t := range terms {
		if v.exhausted() {
			c.Omitted = len(terms) - i
			break
		}
		c.Terms = append(c.Terms, inner.clause(t))
	}
	if c.Operator == "" && !v.exhausted() {
		hits := v.hits(e)
		c.Hits, c.Evidence = len(hits), v.doc.Evidence(hits, maxEvidence)
	}
	if c.Need > 0 && !v.exhausted() {
		c.Hits = v.count(e.(query.AtLeast).Term, maxCount)
	}
	return v.changed(e, c)
}

// maxEvidence is how many passages are shown of a clause.
const maxEvidence = 5

// maxCount bounds the hits that are counted for an ATLEAST.
const maxCount = 1000

// sum shows of each weight what it gave. Weights read all fields, whatever stands around.
func (v *view) sum(e query.Sum, c Clause) Clause {
	c.Operator = "weights"
	c.Sum, c.Of = units(v.doc.Weigh(e)), units(e.Threshold)
	for i, w := range e.Terms {
		if v.exhausted() {
			c.Omitted = len(e.Terms) - i
			break
		}
		t := (&view{doc: v.doc, known: v.known, barred: w.Weight < 0}).clause(w.Term)
		t.Weight, t.Gave = units(w.Weight), units(w.Weight*v.doc.Times(w))
		c.Terms = append(c.Terms, t)
	}
	return v.changed(e, c)
}

// units gives thousandths as a number of weights.
func units(thousandths int) float64 { return float64(thousandths) / 1000 }

func (v *view) changed(e query.Expr, c Clause) Clause {
	if !c.True && !v.barred {
		r := v.repair(e)
		c.Change = &Change{Steps: r.steps, Query: written(r.expr)}
	}
	return c
}
