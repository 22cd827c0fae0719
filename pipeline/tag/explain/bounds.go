package explain

import (
	"coranto/pipeline/news"
	"coranto/pipeline/query"
)

// maxText is how many code points of an article's title and text are looked at.
const maxText = 200_000

// maxSteps bounds the work for one explanation, in steps that hold one word of a query
// against one of the article. It is spent in a few seconds.
const maxSteps = 1 << 29

const tooLarge = "too large to look for the shortest change"

// cut shortens title and text to maxText, and reports whether that left something out.
func cut(a news.Article) (news.Article, bool) {
	title, text := beginning(a.Title), beginning(a.Text)
	short := len(title) < len(a.Title) || len(text) < len(a.Text)
	a.Title, a.Text = title, text
	return a, short
}

func beginning(s string) string {
	n := 0
	for i := range s {
		if n == maxText {
			return s[:i]
		}
		n++
	}
	return s
}

// spend takes the steps that it costs to hold e against the article so many times.
func (v *view) spend(e query.Expr, times int) {
	words := perClause + len(v.doc.Fields[query.Title]) + len(v.doc.Fields[query.Text])
	v.known.left -= times * size(e) * words
}

// perClause is what a clause costs even where there is no text.
const perClause = 64

func (v *view) exhausted() bool { return v.known.left <= 0 }

// size counts the words of a query, and the pairs of passages that a NEAR compares as
// several.
func size(e query.Expr) int {
	n := 1
	switch e := e.(type) {
	case query.And:
		n += sizes(e)
	case query.Or:
		n += sizes(e)
	case query.Not:
		n += size(e.Term)
	case query.In:
		n += size(e.Term)
	case query.AtLeast:
		n += size(e.Term)
	case query.Phrase:
		n += len(e) / 4 // most words of a phrase are never looked at
	case query.Near:
		n += 4 + size(e.Left) + size(e.Right)
	case query.Sum:
		for _, w := range e.Terms {
			n += size(w.Term)
		}
	}
	return n
}

func sizes(terms []query.Expr) int {
	n := 0
	for _, t := range terms {
		n += size(t)
	}
	return n
}
