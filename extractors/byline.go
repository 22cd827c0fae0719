package extractors

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"coranto/extractors/names"
)

// Limits, in blocks, on how far from headline and text a byline may stand.
const (
	aboveHead  = 3
	aboveText  = 16 // where no headline is printed
	intoText   = 6
	behindText = 9
)

// maxByline is the most that an element or a block may hold and be a byline, in bytes.
const maxByline = 240

// A zone is where the byline of an article stands: from its headline to the first
// paragraphs of its text, or right behind it.
type zone struct {
	o           *outline
	head        int // block of the headline, -1 if it is not printed
	top, bottom int // blocks[top:bottom] are above the text and its first blocks
	tail, end   int // blocks[tail:end] are its last block and what follows it
}

func (d *declared) zone(title string, text *article) zone {
	z := zone{o: d.outline, head: -1, bottom: len(d.blocks), tail: len(d.blocks), end: len(d.blocks)}
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
		if m.holds() <= maxTitle && m.end > m.start && head != "" && strings.HasSuffix(fold(d.words(m)), head) {
			z.head, z.top = m.block, max(0, m.block-aboveHead)
		}
		return true
	})
	return z
}

// aside reports whether an element is inside a box of other articles or of comments; the
// article's own footer is none.
func (o *outline) aside(el int) bool {
	for ; el >= 0; el = o.elements[el].parent {
		if e := &o.elements[el]; e.noise == sure && e.why != "footer" && e.node.Data != "body" && e.node.Data != "html" {
			return true
		}
	}
	return false
}

// everywhere is a zone without bounds.
func (d *declared) everywhere() *zone {
	return &zone{o: d.outline, head: -1, end: len(d.blocks)}
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
			if b := &z.o.blocks[i]; b.end-b.start <= maxByline && (z.above(i) || !z.o.aside(b.owner)) && !f(z.o.line(b)) {
				return
			}
		}
	}
}

// marksNear returns the credits of the first marks of some kinds in the zone that name someone,
// with those that follow right behind.
func (d *declared) marksNear(kinds kind, z *zone) []names.Credit {
	var out []names.Credit
	best, lastBlock := names.Desk, 0
	d.marked(kinds, func(m *mark) bool {
		switch {
		case m.holds() > maxByline || m.end == m.start && m.kinds&itemAuthor == 0 || !z.near(m.block):
			return true
		case d.ofAnother(m), !z.above(m.block) && d.aside(m.owner):
			return true
		case len(out) > 0 && best == names.Person && (m.block > lastBlock+2 || !z.above(m.block) && m.block > lastBlock):
			return false
		}
		for _, c := range readCredits(d.credited(m), true) {
			if c.Kind > best || len(out) == 0 {
				out, best = nil, c.Kind
			}
			if c.Kind == best {
				out = addInner(out, c)
			}
			lastBlock = m.block
		}
		return len(out) < names.Max
	})
	return out
}

// credited is what a mark says of an author: the name that microdata gives, else its text.
func (d *declared) credited(m *mark) string {
	if m.kinds&itemAuthor != 0 {
		if s := attr(m.node, "content"); s != "" {
			return s
		}
		if n := itemName(m.node); n != nil {
			return firstOf(attr(n, "content"), nodeText(n, maxByline))
		}
	}
	return string(d.text[m.start:m.end])
}

// maxItem is how many nodes of an item are searched for its name.
const maxItem = 60

// itemName finds the element that microdata marks as the name of an item.
func itemName(item *html.Node) (found *html.Node) {
	seen := 0
	for n := range item.Descendants() {
		if seen++; strings.EqualFold(attr(n, "itemprop"), "name") {
			return n
		}
		if seen == maxItem {
			break
		}
	}
	return nil
}

// addInner adds a credit of an element that may be inside of one already read, whose text
// runs on without a space.
func addInner(out []names.Credit, c names.Credit) []names.Credit {
	for i := range out {
		if len(out[i].Name) > len(c.Name) && strings.HasPrefix(out[i].Name, c.Name) {
			out[i] = c
			return slices.CompactFunc(out, func(a, b names.Credit) bool { return a.Name == b.Name })
		}
	}
	return names.Add(out, c)
}

// extended returns the printed list of persons if it holds all that are declared and more.
func extended(declared, printed []names.Credit) []names.Credit {
	if len(printed) <= len(declared) {
		return declared
	}
	for _, c := range declared {
		name := fold(c.Name)
		if !slices.ContainsFunc(printed, func(p names.Credit) bool { return strings.HasSuffix(fold(p.Name), name) }) {
			return declared
		}
	}
	return printed
}

// ofAnother reports whether a mark is inside a reader's comment or a picture with its
// caption, or names who did something else: "Reviewed by".
func (d *declared) ofAnother(m *mark) bool {
	for el := m.owner; el >= 0; el = d.elements[el].parent {
		switch e := &d.elements[el]; {
		case e.node.Data == "figure", e.node.Data == "figcaption":
			return true
		case e.noise == sure && strings.HasPrefix(e.why, "comment") && e.node.Data != "body" && e.node.Data != "html":
			return true
		}
	}
	before := strings.ToLower(string(d.text[max(0, m.start-24):m.start]))
	return slices.ContainsFunc(otherWork, func(w string) bool { return strings.Contains(before, w) })
}

// otherWork is what else people do for an article, as printed before their names.
var otherWork = []string{"reviewed by", "checked by", "edited by", "photo", "translated", "illustrat", "fotos", "foto:", "geprüft"}

// printedBy are the credits of the first line of the zone that says "By", or something like
// it behind a date.
func (d *declared) printedBy(z *zone) []names.Credit {
	var out []names.Credit
	z.lines(func(line string) bool {
		if len(line) > maxByline/2 {
			return true
		}
		words := strings.Fields(names.WithoutAsides(line))
		if _, by := bylines.AfterBy(words, true); by && len(words) <= 24 {
			out = readCredits(line, true)
		}
		return len(out) == 0
	})
	return out
}

// printedList are the persons of the first line above the text that says "By" and is a list:
// of three or more, or joined with "and".
func (d *declared) printedList(z *zone) []names.Credit {
	for i := z.top; i < z.bottom; i++ {
		b := &d.blocks[i]
		if b.end-b.start > maxByline/2 {
			continue
		}
		line := d.line(b)
		if words, by := bylines.AfterBy(strings.Fields(line), true); by {
			found := names.OfKind(bylines.Read([]string{line}, true), names.Person)
			if len(found) >= 3 || names.Joined(words) {
				return found
			}
		}
	}
	return nil
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
var authorPaths = wordSet(`author authors Author autor autoren autores autori auteur auteurs people person contributor contributors
	staff journalist journalists reporter reporters writer writers columnist columnists by bio bios redakteur redakteure byline bylines autore journaliste journalistes periodista`)
