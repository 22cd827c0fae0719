package extractors

import (
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// An outline is a page as a reader meets it: a sequence of blocks, and the block-level
// elements around them, both in document order. An element's descendants and blocks are
// contiguous ranges, so that any sum over an element is a difference of prefix sums.
type outline struct {
	text     []byte // of the blocks, each ended by a line break
	blocks   []block
	elements []element
	marks    []mark
	head     meta
	names    *namer
	homeward []*html.Node // links that may lead to the site's first page
}

// A block is a run of inline content between two block boundaries (br is one).
type block struct {
	start, end int // in outline.text
	owner      int // index of the innermost element around it
	size       int // characters; an East Asian one counts as two
	linked     int // those inside links
	stops      int // ends of sentences
	commas     int
	words      int
	upper      int // capital letters, ASCII
	digits     int
	label      bool // of furniture, or a notice of the publisher
}

// An element is a block-level element.
type element struct {
	node        *html.Node
	parent      int // -1 for the root
	end         int // index behind its last descendant
	first, last int // blocks[first:last] are inside
	noise       noise
	why         string // the word that the noise rests on
	says        kind
	look        uint32  // the same for elements of one tag and class
	own, any    float32 // points of its names for its own blocks, for all inside
	in          context
}

func isBlockElement(n *html.Node) bool { return tags[n.Data].form != inlineForm }

// layout builds the outline of a tree, given about how many bytes and tags it was made of.
func layout(root *html.Node, bytes, tags int) *outline {
	o := outlines.Get().(*outline)
	*o = outline{
		names: &namer{known: make(map[string]traits, tags/8)},
		text:  slices.Grow(o.text[:0], bytes/4), blocks: slices.Grow(o.blocks[:0], tags/4), elements: slices.Grow(o.elements[:0], tags/2),
	}
	l := &layouter{o: o}
	for c := root.FirstChild; c != nil; c = c.NextSibling {
		if c.Data == "html" {
			l.o.head.htmlLang = firstOf(attr(c, "lang"), attr(c, "xml:lang"))
		}
	}
	l.element(root, -1, 0, traits{})
	return l.o
}

// outlines are used again, as their room is a good part of what a page takes.
var outlines = sync.Pool{New: func() any { return new(outline) }}

// free gives an outline back when nobody needs it any more.
func (o *outline) free() {
	clear(o.elements)
	*o = outline{text: o.text, blocks: o.blocks, elements: o.elements}
	outlines.Put(o)
}

// A layouter walks the tree once, collecting text into the block that is open.
type layouter struct {
	o     *outline
	open  block
	gap   bool // white space is due before the next character
	link  int  // depth of links
	owner int
	prev  rune
}

// element lays out an element that begins a block.
func (l *layouter) element(n *html.Node, parent int, in context, t traits) {
	l.flush()
	id := len(l.o.elements)
	if n.Data == "article" && parent >= 0 && l.o.elements[parent].in&inArticle != 0 && t.noise < loud {
		t.noise, t.why = loud, "article"
	}
	l.o.elements = append(l.o.elements, element{
		node: n, parent: parent, first: len(l.o.blocks), in: in,
		noise: t.noise, why: t.why, says: t.kinds, look: uint32(n.DataAtom)<<12 ^ t.class, own: t.own, any: t.any,
	})
	l.owner = id
	m := l.mark(n, t.kinds)
	l.children(n, id, in)
	l.flush()
	l.unmark(m)
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
	tag := tags[c.Data]
	switch tag.form {
	case skipForm:
		l.o.head.read(c)
		if c.Data == "img" {
			l.o.head.readPicture(c, len(l.o.blocks))
		}
	case breakForm:
		l.flush()
	case ruleForm:
		l.flush()
	case inlineForm:
		t := l.o.names.traits(c, tag)
		if t.noise.hides() || t.noise >= loud && in&(inParagraph|inHeading) == 0 {
			l.element(c, owner, in, t)
			return
		}
		m := l.mark(c, t.kinds)
		if href := attr(c, "href"); t.kinds&link != 0 && href != "" && href[0] != '#' {
			if len(l.o.homeward) < maxHomeward && isHomeward(href) {
				l.o.homeward = append(l.o.homeward, c)
			}
			l.link++
			l.children(c, owner, in)
			l.link--
		} else {
			l.children(c, owner, in)
		}
		l.unmark(m)
	default:
		l.element(c, owner, in|tag.in, l.o.names.traits(c, tag))
	}
}

// mark notes where an element begins that may hold a headline, an author or a date.
func (l *layouter) mark(n *html.Node, kinds kind) int {
	if kinds&noted == 0 || len(l.o.marks) == maxMarks {
		return -1
	}
	l.o.marks = append(l.o.marks, mark{node: n, kinds: kinds, owner: l.owner, block: len(l.o.blocks), start: len(l.o.text)})
	return len(l.o.marks) - 1
}

func (l *layouter) unmark(m int) {
	if m >= 0 {
		l.o.marks[m].end = len(l.o.text)
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
	case 'a' <= r && r <= 'z' || r == ' ':
	case 'A' <= r && r <= 'Z':
		b.upper++
	case '0' <= r && r <= '9':
		b.digits++
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
func (l *layouter) flush() {
	l.gap = false
	b := l.open
	b.end, b.owner = len(l.o.text), l.owner
	l.prev = 0
	if b.end > b.start {
		b.label = isLabel(&b, l.o.text[b.start:b.end])
		l.o.blocks = append(l.o.blocks, b)
		l.o.text = append(l.o.text, '\n')
	}
	l.open = block{start: len(l.o.text)}
}

func (o *outline) line(b *block) string { return string(o.text[b.start:b.end]) }

// within returns the context of a block.
func (o *outline) within(b *block) context { return o.elements[b.owner].in }
