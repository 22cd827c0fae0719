package query

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A Document is a text in fields, split into words and indexed once; any number of
// expressions can then be held against it. It is not for concurrent use.
type Document struct {
	Fields [][]Token // the words of each field

	// All fields lie in one row of places, so far apart that no phrase and no NEAR
	// reaches from one into the next.
	starts     []int32            // place of each field's first word
	words      []string           // by place; "" between fields
	places     map[string][]int32 // of each word, ascending
	vocabulary []string           // the words of places, sorted
	prefixes   map[string][]int32 // places of the prefixes that were asked for
}

// Index prepares a document of the given fields.
func Index(fields ...string) *Document {
	d := &Document{places: map[string][]int32{}, prefixes: map[string][]int32{}}
	for _, text := range fields {
		tokens := Words(text)
		d.Fields = append(d.Fields, tokens)
		d.starts = append(d.starts, int32(len(d.words)))
		for _, t := range tokens {
			d.places[t.Text] = append(d.places[t.Text], int32(len(d.words)))
			d.words = append(d.words, t.Text)
		}
		d.words = append(d.words, make([]string, maxWithin+1)...)
	}
	d.vocabulary = make([]string, 0, len(d.places))
	for word := range d.places {
		d.vocabulary = append(d.vocabulary, word)
	}
	slices.Sort(d.vocabulary)
	return d
}

// find gives the places of a word, ascending.
func (d *Document) find(w Word) []int32 {
	if !w.Prefix {
		return d.places[w.Text]
	}
	if found, ok := d.prefixes[w.Text]; ok {
		return found
	}
	var found []int32
	from, _ := slices.BinarySearch(d.vocabulary, w.Text)
	lists := 0
	for _, word := range d.vocabulary[from:] {
		if !strings.HasPrefix(word, w.Text) {
			break
		}
		found = append(found, d.places[word]...)
		lists++
	}
	if lists > 1 {
		slices.Sort(found)
	}
	d.prefixes[w.Text] = found
	return found
}

// A span is a row of places, the last one included.
type span struct{ first, last int32 }

// spans gives where a Word, Phrase, Near or an Or of these is, by first place, each
// once, and no more than limit of them.
func (d *Document) spans(e Expr, limit int) []span {
	var all []span
	switch e := e.(type) {
	case Word:
		return d.phrase(Phrase{e}, limit)
	case Phrase:
		return d.phrase(e, limit)
	case Near:
		all = d.near(e)
	case Or:
		for _, t := range e {
			all = append(all, d.spans(t, math.MaxInt)...)
		}
		slices.SortFunc(all, byFirst)
		all = slices.Compact(all)
	}
	return all[:min(len(all), limit)]
}

func byFirst(a, b span) int { return cmp.Or(int(a.first-b.first), int(a.last-b.last)) }
func byLast(a, b span) int  { return cmp.Or(int(a.last-b.last), int(a.first-b.first)) }

// phrase looks around the places of the phrase's rarest word.
func (d *Document) phrase(p Phrase, limit int) []span {
	rarest, places := 0, d.find(p[0])
	for i, w := range p[1:] {
		if found := d.find(w); len(found) < len(places) {
			rarest, places = i+1, found
		}
	}
	all := make([]span, 0, min(len(places), limit))
	for _, place := range places {
		if len(all) == limit {
			break
		}
		if first := int(place) - rarest; d.stands(p, first) {
			all = append(all, span{int32(first), int32(first + len(p) - 1)})
		}
	}
	return all
}

// stands reports whether p begins at a place.
func (d *Document) stands(p Phrase, first int) bool {
	if first < 0 || first+len(p) > len(d.words) {
		return false
	}
	for i, w := range p {
		word := d.words[first+i]
		if word != w.Text && !(w.Prefix && strings.HasPrefix(word, w.Text)) {
			return false
		}
	}
	return true
}
