package tag

import (
	"unicode/utf8"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
)

// A quoter cuts passages out of an article, and counts the code points before them. It
// counts each part of a text once, until reset.
type quoter struct {
	points [query.Lead][]int // before every stride-th byte, or the code point it is in; nil until asked
	plain  [query.Lead]bool  // every code point is a byte
}

// stride is how many bytes are counted again for a passage, at most.
const stride = 128

func (q *quoter) reset() {
	for f := range q.points {
		q.points[f], q.plain[f] = q.points[f][:0], false
	}
}

// cut makes evidence of the bytes [start, end) of a field.
func (q *quoter) cut(text string, f query.Field, start, end int) news.Evidence {
	quote := text[start:end]
	first := q.before(text, f, start)
	return news.Evidence{Field: f.String(), Start: first, End: first + utf8.RuneCountInString(quote), Quote: quote}
}

// before gives how many code points stand before a byte at which one begins.
func (q *quoter) before(text string, f query.Field, at int) int {
	if !q.plain[f] && len(q.points[f]) == 0 {
		q.count(text, f)
	}
	if q.plain[f] {
		return at
	}
	mark := q.points[f][at/stride]
	from := mark >> 32
	return mark&(1<<32-1) + utf8.RuneCountInString(text[from:at])
}

// count notes for every stride the code point that begins there or is the next to begin: its
// byte, in the high half, and its number.
func (q *quoter) count(text string, f query.Field) {
	if q.plain[f] = ascii(text); q.plain[f] {
		return
	}
	points, at := 0, 0
	for at < len(text) {
		if at >= len(q.points[f])*stride {
			q.points[f] = append(q.points[f], at<<32|points)
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
		points++
	}
	q.points[f] = append(q.points[f], at<<32|points)
}

func ascii(text string) bool {
	for len(text) >= 8 {
		if (text[0]|text[1]|text[2]|text[3]|text[4]|text[5]|text[6]|text[7])&0x80 != 0 {
			return false
		}
		text = text[8:]
	}
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
