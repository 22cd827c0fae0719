package extractors

import (
	"strings"

	"golang.org/x/net/html"
)

// Limits, in blocks, on how far from headline and text a byline may stand.
const (
	aboveHead  = 6
	aboveText  = 16 // where no headline is printed
	intoText   = 3
	behindText = 9
)

// maxByline is the most that an element or a block may hold and be a byline, in bytes.
const maxByline = 240

// A zone is where the byline of an article stands: from its headline to the first
// paragraphs of its text, or right behind it.
type zone struct {
	o           *outline
	top, bottom int // blocks[top:bottom] are above the text and its first blocks
	tail, end   int // blocks[tail:end] are its last block and what follows it
}

func (d *declared) zone(title string, text *article) zone {
	z := zone{o: d.outline, bottom: len(d.blocks), tail: len(d.blocks), end: len(d.blocks)}
	if len(text.kept) == 0 {
		return z
	}
	first, last := text.kept[0], text.kept[len(text.kept)-1]
	z.top, z.bottom = max(0, first-aboveText), min(first+intoText, len(d.blocks))
	z.tail, z.end = max(z.bottom, last), min(last+behindText, len(d.blocks))
	head := fold(title)
	d.marked(headline1|headline, func(m *mark) bool {
		if m.block >= z.bottom {
			return false
		}
		if m.holds() <= maxTitle && m.end > m.start && fold(d.words(m)) == head {
			z.top = max(0, m.block-aboveHead)
		}
		return true
	})
	return z
}

// above reports whether a block stands between headline and text, near whether there or
// behind the text.
func (z *zone) above(block int) bool { return block >= z.top && block < z.bottom }
func (z *zone) near(block int) bool {
	return z.above(block) || block >= z.tail && block < z.end
}

// lines are the short blocks of the zone, those above the text first.
func (z *zone) lines(f func(line string) bool) {
	for _, r := range [][2]int{{z.top, z.bottom}, {z.tail, z.end}} {
		for i := r[0]; i < r[1]; i++ {
			if b := &z.o.blocks[i]; b.end-b.start <= maxByline && !f(z.o.line(b)) {
				return
			}
		}
	}
}

// inner is the text of an element as a reader sees it, a line for each of its blocks. Where
// inline elements meet without a space between two words, styles keep them apart.
func inner(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil && b.Len() <= 2*maxCredit; c = c.NextSibling {
			switch c.Type {
			case html.TextNode:
				b.WriteString(strings.ReplaceAll(c.Data, "\n", " "))
			case html.ElementNode:
				form := tags[c.Data].form
				if form == skipForm {
					continue
				}
				if form != inlineForm {
					b.WriteByte('\n')
				}
				walk(c)
				if form != inlineForm {
					b.WriteByte('\n')
				}
			}
		}
	}
	walk(n)
	return b.String()
}

// marks returns the credits of the first marks of some kinds in the zone that name someone,
// with those that follow right behind.
func (d *declared) marksNear(kinds kind, z *zone) []credit {
	var out []credit
	best, lastBlock := desk, 0
	d.marked(kinds, func(m *mark) bool {
		switch {
		case m.holds() > maxByline || m.end == m.start && attr(m.node, "content") == "" || !z.near(m.block):
			return true
		case !z.above(m.block) && d.ofOthers(m), z.above(m.block) && d.inComments(m):
			return true
		case len(out) > 0 && best == person && m.block > lastBlock+2:
			return false
		}
		for _, c := range readCredits(firstOf(attr(m.node, "content"), inner(m.node)), true) {
			if c.kind > best || len(out) == 0 {
				out, best = nil, c.kind
			}
			if c.kind == best {
				out = addCredit(out, c)
			}
			lastBlock = m.block
		}
		return len(out) < maxAuthors
	})
	return out
}

// inComments reports whether a mark is inside a reader's comment.
func (d *declared) inComments(m *mark) bool {
	for el := m.owner; el >= 0; el = d.elements[el].parent {
		if e := &d.elements[el]; e.noise == sure && strings.HasPrefix(e.why, "comment") && e.node.Data != "body" && e.node.Data != "html" {
			return true
		}
	}
	return false
}

// printedBy are the credits of the first line of the zone that says "By", or something like
// it behind a date.
func (d *declared) printedBy(z *zone) []credit {
	var out []credit
	z.lines(func(line string) bool {
		if len(line) > maxByline/2 {
			return true
		}
		words := strings.Fields(withoutAsides(line))
		if _, by := afterBy(words, true); by && len(words) <= 24 {
			out = readCredits(line, true)
		}
		return len(out) == 0
	})
	return out
}

// leadsToAuthor reports whether an address is that of a page about an author.
func leadsToAuthor(href string) bool {
	if len(href) > 300 {
		return false
	}
	for i := strings.IndexByte(href, '/'); i >= 0; {
		next := strings.IndexByte(href[i+1:], '/')
		if next < 0 {
			return false
		}
		if next >= 2 && next <= 14 && i+next+2 < len(href) && authorPaths[href[i+1:i+1+next]] {
			return true
		}
		i += next + 1
	}
	return false
}

// authorPaths are the parts of an address that a page about an author stands below.
var authorPaths = wordSet(`author authors Author autor autoren autores autori auteur auteurs people person profile contributor contributors
	staff journalist journalists reporter reporters writer writers columnist columnists by bio bios redakteur redakteure byline bylines autore journaliste journalistes periodista`)
