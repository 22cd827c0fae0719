package match

import (
	"strings"

	"coranto/pipeline/query"
	"coranto/pipeline/query/token"
)

// A space is where a word is looked for: a word in an author's name is another term than
// the same word in the text.
type space uint8

const (
	article space = iota // title and text
	section
	author
	source
	lang
	spaces
)

// spaceOf gives the space of a field. Within the article the place tells the field.
func spaceOf(f query.Field) space {
	switch f {
	case query.Section:
		return section
	case query.Author:
		return author
	case query.Source:
		return source
	case query.Lang:
		return lang
	}
	return article
}

// A term is a word of queries, as one space knows it, by its number.
type term struct {
	word  query.Word
	space space
}

// terms numbers the words of queries.
type terms struct {
	numbers map[term]uint32
	list    []term
}

func newTerms() terms { return terms{numbers: map[term]uint32{}} }

func (t *terms) len() int { return len(t.list) }

func (t *terms) number(w query.Word, in space) uint32 {
	n, known := t.numbers[term{w, in}]
	if !known {
		n = uint32(len(t.list))
		w.Text = strings.Clone(w.Text) // not the whole query
		t.numbers[term{w, in}] = n
		t.list = append(t.list, term{w, in})
	}
	return n
}

// How a term is found: by a piece of a word of the text.
type kind uint8

const (
	whole  kind = iota // the word itself
	prefix             // its beginning
	suffix             // its end
	infix              // what stands anywhere in it
	kinds
)

// maxPiece bounds the pieces of wildcards, in bytes, and maxInfix those that are looked for
// at every place of a word.
const (
	maxPiece = 63
	maxInfix = 3
)

// A piece is what a term is found by.
type piece struct {
	kind  kind
	space space
	text  string
}

// piece chooses the piece by which a term is found, and says whether it says it all. A
// term that is a Stem is found by its stem.
func (t term) piece() (p piece, sure bool) {
	text, plain := t.word.Text, t.word.Form == query.Plain
	if !plain {
		text = token.Fold(text)
	}
	first, last := strings.IndexAny(text, "*?"), strings.LastIndexAny(text, "*?")
	if first < 0 {
		return piece{whole, t.space, text}, plain
	}
	front, back := text[:first], text[last+1:]
	switch {
	case front != "" && len(front) >= len(back):
		cut := front[:min(len(front), maxPiece)]
		return piece{prefix, t.space, cut}, plain && text == cut+"*"
	case back != "":
		cut := back[max(len(back)-maxPiece, 0):]
		return piece{suffix, t.space, cut}, plain && text == "*"+cut
	}
	longest := ""
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '*' || r == '?' }) {
		if len(part) > len(longest) {
			longest = part
		}
	}
	return piece{infix, t.space, longest[:min(len(longest), maxInfix)]}, false
}
