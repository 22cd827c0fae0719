package tag

import (
	"strings"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
)

// A subject is an article held against one topic's query, clause by clause, where it has
// to be explained. The hits are those that a Tagger finds.
type subject struct {
	article news.Article
	content query.Content
	doc     *query.Document
	quotes  quoter
}

func newSubject(a news.Article) *subject {
	c := content(&a, func(query.Field) bool { return true })
	return &subject{article: a, content: c, doc: query.Index(c)}
}

// content is the article as queries see it, in those metadata that they read. Authors
// stand on lines of their own, and so do the name and the id of a source.
func content(a *news.Article, reads func(query.Field) bool) query.Content {
	c := query.Content{query.Title: a.Title, query.Text: a.Text, query.Section: a.Section, query.Lang: query.Primary(a.Lang)}
	if reads(query.Author) {
		c[query.Author] = strings.Join(a.Authors, "\n")
	}
	if reads(query.Source) {
		c[query.Source] = a.Source.Name + "\n" + a.Source.ID
	}
	return c
}

// hits gives the passages that make a topic the article's; none when it is not.
func (s *subject) hits(t Topic) []query.Hit {
	if q, _, ok := t.Query(s.article.Lang); ok {
		return s.doc.Hits(q)
	}
	return nil
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

// evidence chooses from hits, in the order of query.Document.Hits, those that say best why.
func (s *subject) evidence(found []query.Hit) []news.Evidence {
	hits := plain(found)
	evidence := []news.Evidence{}
	for _, i := range choose(hits, maxEvidence, nil) {
		evidence = append(evidence, s.quote(found[i]))
	}
	return evidence
}

func (s *subject) quote(h query.Hit) news.Evidence {
	words := s.doc.Fields[h.Field]
	e := s.quotes.cut(s.content[h.Field], h.Field, words[h.First].Start, words[h.Last].End)
	e.Clause = s.doc.Reason(h).String()
	return e
}

func (s *subject) score(found []query.Hit) float64 {
	words := len(s.doc.Fields[query.Title]) + len(s.doc.Fields[query.Text])
	return score(plain(found), words, s.doc.Lead)
}
