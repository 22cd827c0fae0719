package tag

import (
	"slices"
	"strings"
	"unicode/utf8"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
)

// fields are those that topics read, by the number of the field in the index. Order is
// worth: a headline says what an article is about.
var fields = []string{"title", "text"}

// A subject is an article prepared for any number of topics.
type subject struct {
	article news.Article
	texts   []string // of each field
	doc     *query.Document
	points  [][]int // code points before each word of a field; nil until evidence asks
	lead    int     // words of the text that are its lead
}

func newSubject(a news.Article) *subject {
	texts := []string{a.Title, a.Text}
	s := &subject{article: a, texts: texts, doc: query.Index(texts...), points: make([][]int, len(texts))}
	s.lead = lead(a.Text, s.doc.Fields[1])
	return s
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
		repeats[i] = seen[h.Clause]
		seen[h.Clause] = true
	}
	chosen := make([]query.Hit, 0, maxEvidence)
	for field := range fields {
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
	quote := s.texts[h.Field][words[h.First].Start:words[h.Last].End]
	start := s.codePoints(h.Field)[h.First]
	return news.Evidence{
		Field:  fields[h.Field],
		Start:  start,
		End:    start + utf8.RuneCountInString(quote),
		Quote:  quote,
		Clause: s.doc.Reason(h),
	}
}

// codePoints gives how many code points of the field stand before each of its words.
func (s *subject) codePoints(field int) []int {
	if s.points[field] == nil {
		text, at, points := s.texts[field], 0, 0
		for _, w := range s.doc.Fields[field] {
			points += utf8.RuneCountInString(text[at:w.Start])
			at = w.Start
			s.points[field] = append(s.points[field], points)
		}
	}
	return s.points[field]
}

// lead gives how many words the beginning of a text has that says what it is about: two
// paragraphs, but at least 60 words, as a dateline is a paragraph too, and at most 120.
func lead(text string, words []query.Token) int {
	end := len(text)
	if first := strings.IndexByte(text, '\n'); first >= 0 {
		if second := strings.IndexByte(text[first+1:], '\n'); second >= 0 {
			end = first + 1 + second
		}
	}
	n, _ := slices.BinarySearchFunc(words, end, func(w query.Token, end int) int { return w.Start - end })
	return min(max(n, 60), 120)
}
