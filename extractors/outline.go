package extractors

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// An outline is a page as a reader meets it: a sequence of blocks, and the block-level
// elements around them, both in document order. An element's descendants and blocks are
// contiguous ranges, so that any sum over an element is a difference of prefix sums.
type outline struct {
	text     []byte
	blocks   []block
	elements []element
}

// A block is a run of inline content between two block boundaries (br is one).
type block struct {
	start, end int // in outline.text
	owner      int // index of the innermost element around it
	size       int // characters; an East Asian one counts as two
	linked     int // those inside links
	links      int // links that begin in it
	stops      int // ends of sentences
	commas     int
	words      int
	broken     bool // ended by a br
}

// An element is a block-level element.
type element struct {
	node        *html.Node
	parent      int // -1 for the root
	end         int // index behind its last descendant
	first, last int // blocks[first:last] are inside
	noise       noise
	why         string // the word that the noise rests on
	in          context
}

// context is the set of the kinds of element that something is inside of, itself included.
type context uint16

const (
	inParagraph context = 1 << iota
	inHeading
	inList
	inQuote
	inPre
	inTable
	inArticle
)

var contextOf = map[string]context{
	"p": inParagraph, "blockquote": inQuote, "pre": inPre, "table": inTable,
	"h1": inHeading, "h2": inHeading, "h3": inHeading, "h4": inHeading, "h5": inHeading, "h6": inHeading,
	"article": inArticle, "ul": inList, "ol": inList, "dl": inList,
}

var inlineElements = map[string]bool{
	"a": true, "span": true, "abbr": true, "acronym": true, "cite": true, "q": true, "sub": true, "sup": true, "time": true, "var": true,
	"dfn": true, "kbd": true, "samp": true, "mark": true, "ins": true, "del": true, "bdi": true, "bdo": true, "ruby": true, "rt": true,
	"wbr": true, "data": true, "b": true, "i": true, "em": true, "strong": true, "font": true, "small": true, "br": true,
}

func isBlockElement(n *html.Node) bool { return !inlineElements[n.Data] }

// layout builds the outline of a tree.
func layout(root *html.Node) *outline {
	l := &layouter{o: &outline{}, names: namer{}}
	l.element(root, -1, 0)
	return l.o
}

// A layouter walks the tree once, collecting text into the block that is open.
type layouter struct {
	o     *outline
	names namer
	open  block
	gap   bool // white space is due before the next character
	link  int  // depth of links
	owner int
	prev  rune
}

func (l *layouter) element(n *html.Node, parent int, in context) {
	l.flush(false)
	id := len(l.o.elements)
	in |= contextOf[n.Data]
	el := element{node: n, parent: parent, first: len(l.o.blocks), in: in}
	if n.Type == html.ElementNode {
		j := l.names.judge(n)
		el.noise, el.why = j.how, j.why
		if n.Data == "article" && parent >= 0 && l.o.elements[parent].in&inArticle != 0 {
			el.noise, el.why = max(el.noise, loud), "article"
		}
	}
	l.o.elements = append(l.o.elements, el)
	l.owner = id
	l.children(n, id, in)
	l.flush(false)
	l.o.elements[id].end = len(l.o.elements)
	l.o.elements[id].last = len(l.o.blocks)
	l.owner = parent
}

func (l *layouter) children(n *html.Node, owner int, in context) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			l.write(c.Data)
		case html.ElementNode:
			l.child(c, owner, in)
		}
	}
}

func (l *layouter) child(c *html.Node, owner int, in context) {
	switch {
	case skipped[c.Data]:
	case c.Data == "br":
		l.flush(true)
	case c.Data == "hr":
		l.flush(false)
	case inlineElements[c.Data]:
		how := l.names.judge(c).how
		if how == hidden || how >= loud && in&(inParagraph|inHeading) == 0 {
			l.element(c, owner, in)
			return
		}
		if href := attr(c, "href"); c.Data == "a" && href != "" && href[0] != '#' {
			l.link++
			l.open.links++
			l.children(c, owner, in)
			l.link--
			return
		}
		l.children(c, owner, in)
	default:
		l.element(c, owner, in)
	}
}

// write appends text to the open block, white space collapsed.
func (l *layouter) write(s string) {
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		i += n
		switch {
		case isBlank(r):
			l.gap = true
			continue
		case isInvisible(r):
			continue
		}
		l.put(r)
	}
}

func (l *layouter) put(r rune) {
	o := l.o
	if len(o.text) == l.open.start {
		l.open.words++
	} else if l.gap {
		o.text = append(o.text, ' ')
		l.count(' ')
		l.open.words++
	}
	l.gap = false
	o.text = utf8.AppendRune(o.text, r)
	l.count(r)
	l.prev = r
}

func (l *layouter) count(r rune) {
	b, size := &l.open, 1
	switch {
	case r == '.' || r == '!' || r == '?' || r == '…':
		if unicode.IsLetter(l.prev) || unicode.IsDigit(l.prev) || l.prev == ')' || l.prev == '”' || l.prev == '"' {
			b.stops++
		}
	case r == '。' || r == '！' || r == '？' || r == '।' || r == '؟' || r == '۔':
		b.stops++
		size = 2
	case r == ',' || r == ';' || r == '，' || r == '、' || r == '،':
		b.commas++
	case r >= 0x3040 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3:
		size = 2
	}
	b.size += size
	if l.link > 0 {
		b.linked += size
	}
}

// flush closes the open block.
func (l *layouter) flush(broken bool) {
	l.gap = false
	b := l.open
	b.end, b.owner, b.broken = len(l.o.text), l.owner, broken
	l.prev = 0
	l.open = block{start: len(l.o.text)}
	if b.end > b.start {
		l.o.blocks = append(l.o.blocks, b)
	}
}

func (o *outline) line(b *block) string { return string(o.text[b.start:b.end]) }

// within returns the context of a block.
func (o *outline) within(b *block) context { return o.elements[b.owner].in }
