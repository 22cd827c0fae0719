package tag

import (
	"strings"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
	"coranto/pipeline/query/token"
)

// A Document is an article against which one query after another is held, by its plain
// meaning, where a Tagger holds all of them at once. What it makes of the hits of a topic's
// query is what a Tagger makes of them. It is not for concurrent use.
type Document struct {
	*query.Document
	Content query.Content // the article, as queries see it

	quotes quoter
}

// Index prepares an article.
func Index(a news.Article) *Document {
	c := content(&a, func(query.Field) bool { return true })
	return &Document{Document: query.Index(c), Content: c}
}

// content is the article as queries see it, in those metadata that they read. Authors
// stand on lines of their own, and so do the name and the id of a source.
func content(a *news.Article, reads func(query.Field) bool) query.Content {
	c := query.Content{query.Title: a.Title, query.Text: a.Text, query.Section: a.Section, query.Lang: token.Primary(a.Lang)}
	if reads(query.Author) {
		c[query.Author] = strings.Join(a.Authors, "\n")
	}
	if reads(query.Source) {
		c[query.Source] = a.Source.Name + "\n" + a.Source.ID
	}
	return c
}

// plain gives the hits of a document as a tag's.
func plain(found []query.Hit) []hit {
	numbers := map[string]int{}
	hits := make([]hit, len(found))
	for i, h := range found {
		clause := h.Clause.String()
		if h.Field != query.Title && h.Field != query.Text { // a word in an author's name is another than in the text
			clause = h.Field.String() + ":" + clause
		}
		if _, known := numbers[clause]; !known {
			numbers[clause] = len(numbers)
		}
		hits[i] = hit{h.Field, h.First, h.Last, numbers[clause], 0}
	}
	return hits
}

// Evidence chooses from hits, in the order of query.Document.Hits, at most so many that say
// best why.
func (d *Document) Evidence(found []query.Hit, most int) []news.Evidence {
	hits := plain(found)
	evidence := []news.Evidence{}
	for _, i := range choose(hits, most, nil) {
		evidence = append(evidence, d.Quote(found[i]))
	}
	return evidence
}

// Quote makes evidence of one hit.
func (d *Document) Quote(h query.Hit) news.Evidence {
	words := d.Fields[h.Field]
	e := d.quotes.cut(d.Content[h.Field], h.Field, words[h.First].Start, words[h.Last].End)
	e.Clause = d.Reason(h).String()
	return e
}

// Score says how much the article is about a topic whose query has these hits.
func (d *Document) Score(found []query.Hit) float64 {
	words := len(d.Fields[query.Title]) + len(d.Fields[query.Text])
	return score(plain(found), words, d.Lead)
}
