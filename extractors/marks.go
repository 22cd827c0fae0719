package extractors

import "golang.org/x/net/html"

// kind is the set of what an element says it holds.
type kind uint16

const (
	headline1  kind = 1 << iota // h1
	headline                    // h2, h3, or marked as a headline
	byline                      // authors' names
	relAuthor                   // a link to the author
	itemAuthor                  // microdata's author
	date                        // a date, by its names
	clock                       // a time element
	masthead                    // the site's name
	body                        // the article's text
	link                        // an a element
	pubdate                     // microformats' names of a time of publication
	authorLink                  // a link to a page about an author, by its address
)

// noted are the kinds that are kept as marks.
const noted = headline1 | headline | byline | relAuthor | itemAuthor | authorLink | date | clock

// maxMarks bounds the marks of a page; real ones have a few dozen.
const maxMarks = 2000

// A mark is an element that may hold a headline, an author or a date, where it stands in
// the outline.
type mark struct {
	node       *html.Node
	kinds      kind
	owner      int // index of the element around it, or of itself
	block      int // index of the block it begins in
	start, end int // in outline.text
}

// words is the mark's text, white space collapsed.
func (o *outline) words(m *mark) string { return collapse(string(o.text[m.start:m.end])) }

// holds is a mark's length in bytes, which bounds that of its text.
func (m *mark) holds() int { return m.end - m.start }

// marked calls f with the marks of some kinds in document order until it returns false.
func (o *outline) marked(kinds kind, f func(m *mark) bool) {
	for i := range o.marks {
		if m := &o.marks[i]; m.kinds&kinds != 0 && !f(m) {
			return
		}
	}
}

// ofOthers reports whether a mark is inside comments or a box of other articles.
func (o *outline) ofOthers(m *mark) bool {
	for el := m.owner; el >= 0; el = o.elements[el].parent {
		if e := &o.elements[el]; e.noise == sure && e.node.Data != "body" && e.node.Data != "html" {
			return true
		}
	}
	return false
}
