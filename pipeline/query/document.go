package query

import (
	"slices"
	"sort"

	"coranto/pipeline/query/token"
)

// A Document is a text by fields, split into words, against which any number of
// expressions can be held. It is not for concurrent use.
type Document struct {
	Fields [Lead][]token.Token // the words of each field
	Lead   int                 // so many words of Text are its lead

	content Content
	// All fields lie in one row of places, so far apart that no phrase and no NEAR
	// reaches from one into the next.
	starts [Lead + 1]int // place of each field's first word; at last, the end
	words  []word        // by place
	pairs  int           // of passages that may still be tried
}

// A word is what stands at a place; between fields nothing does, and all is empty.
type word struct {
	folded              string
	exact, stem         string // "" until somebody asks
	raw                 string
	sentence, paragraph int // numbered through the document, from 1
}

// gap is how many places lie between two fields.
const gap = maxWithin + 1

// Index prepares a document.
func Index(content Content) *Document {
	d := &Document{content: content}
	sentence, paragraph := 0, 0
	for f, text := range content {
		d.Fields[f] = token.Split(text)
		d.starts[f] = len(d.words)
		sentence, paragraph = sentence+1, paragraph+1
		for i, t := range d.Fields[f] {
			if i > 0 {
				last := d.Fields[f][i-1]
				s, p := token.Boundary(text, last.Start, last.End, t.Start)
				sentence, paragraph = sentence+one(s), paragraph+one(p)
			}
			d.words = append(d.words, word{folded: t.Text, raw: text[t.Start:t.End], sentence: sentence, paragraph: paragraph})
		}
		d.words = append(d.words, make([]word, gap)...)
	}
	d.starts[Lead] = len(d.words)
	d.Lead = token.Lead(content[Text], func(end int) int {
		n, _ := slices.BinarySearchFunc(d.Fields[Text], end, func(t token.Token, end int) int { return t.Start - end })
		return n
	})
	return d
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// fits reports whether w is true of the word at a place.
func (d *Document) fits(w Word, place int) bool {
	at := &d.words[place]
	if at.folded == "" {
		return false
	}
	switch w.Form {
	case Exact:
		if at.exact == "" {
			at.exact = token.Exact(at.raw)
		}
		return token.Like(w.Text, at.exact)
	case Stem:
		if at.stem == "" {
			at.stem = token.Stem(d.content[Lang], at.raw)
		}
		return at.stem == token.Stem(d.content[Lang], w.Text)
	}
	return token.Like(w.Text, at.folded)
}

// A scope is the fields that an expression reads.
type scope [Lead + 1]bool

var everywhere = scope{Title: true, Text: true}

// runs gives the places of a scope as half-open ranges, ascending.
func (d *Document) runs(sc scope) []Span {
	var runs []Span
	for f := range Lead {
		first := d.starts[f]
		switch {
		case sc[f]:
			runs = append(runs, Span{first, first + len(d.Fields[f])})
		case f == Text && sc[Lead]:
			runs = append(runs, Span{first, first + min(d.Lead, len(d.Fields[f]))})
		}
	}
	return runs
}

// field gives the field of a place.
func (d *Document) field(place int) Field {
	return Field(sort.Search(len(d.starts), func(i int) bool { return d.starts[i] > place }) - 1)
}
