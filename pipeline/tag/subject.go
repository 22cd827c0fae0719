package tag

import (
	"slices"
	"strings"
	"unicode/utf8"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
)

// A subject is an article prepared for any number of topics.
type subject struct {
	article news.Article
	content query.Content
	doc     *query.Document
	points  [query.Lead][]int // code points before each word of a field; nil until evidence asks
}

func newSubject(a news.Article) *subject {
	c := content(a)
	return &subject{article: a, content: c, doc: query.Index(c)}
}

// content is the article as queries see it. Authors stand on lines of their own, and so do
// the name and the id of a source.
func content(a news.Article) query.Content {
	return query.Content{
		query.Title: a.Title, query.Text: a.Text, query.Section: a.Section, query.Author: strings.Join(a.Authors, "\n"),
		query.Source: a.Source.Name + "\n" + a.Source.ID, query.Lang: query.Primary(a.Lang),
	}
}

// hits gives the passages that make a topic the article's; none when it is not.
func (s *subject) hits(t Topic) []query.Hit {
	if q, _, ok := t.Query(s.article.Lang); ok {
		return s.doc.Hits(q)
	}
	return nil
}

// maxEvidence is how many passages a tag shows.
const maxEvidence = 5

// evidence chooses from hits, in the order of query.Document.Hits, those that say best
// why: the title's first, of each field each clause's first one, then what comes early.
// Of overlapping passages only the best is shown.
func (s *subject) evidence(hits []query.Hit) []news.Evidence {
	repeats := make([]bool, len(hits)) // the clause was seen before
	seen := map[string]bool{}
	for i, h := range hits {
		repeats[i] = seen[h.Clause.String()]
		seen[h.Clause.String()] = true
	}
	chosen := make([]query.Hit, 0, maxEvidence)
	for field := range query.Lead {
		for _, repeat := range []bool{false, true} {
			for i, h := range hits {
				if len(chosen) < maxEvidence && h.Field == field && repeats[i] == repeat && !overlaps(h, chosen) {
					chosen = append(chosen, h)
				}
			}
		}
	}
	evidence := make([]news.Evidence, len(chosen))
	for i, h := range chosen {
		evidence[i] = s.quote(h)
	}
	return evidence
}

func overlaps(h query.Hit, others []query.Hit) bool {
	return slices.ContainsFunc(others, func(o query.Hit) bool {
		return o.Field == h.Field && o.First <= h.Last && h.First <= o.Last
	})
}

func (s *subject) quote(h query.Hit) news.Evidence {
	words := s.doc.Fields[h.Field]
	quote := s.content[h.Field][words[h.First].Start:words[h.Last].End]
	start := s.codePoints(h.Field)[h.First]
	return news.Evidence{
		Field:  h.Field.String(),
		Start:  start,
		End:    start + utf8.RuneCountInString(quote),
		Quote:  quote,
		Clause: s.doc.Reason(h).String(),
	}
}

// codePoints gives how many code points of the field stand before each of its words.
func (s *subject) codePoints(field query.Field) []int {
	if s.points[field] == nil {
		text, at, points := s.content[field], 0, 0
		for _, w := range s.doc.Fields[field] {
			points += utf8.RuneCountInString(text[at:w.Start])
			at = w.Start
			s.points[field] = append(s.points[field], points)
		}
	}
	return s.points[field]
}
