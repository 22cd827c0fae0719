package extractors

// A joint is what stands between two blocks of a text.
type joint string

const (
	blankLine joint = "\n\n"
	lineEnd   joint = "\n" // items of one list, rows of one table
	space     joint = " "  // cells of one row
)

// join writes the blocks of those numbers, in order, as a text.
func (o *outline) join(kept []int) string {
	var out []byte
	var last item
	for n, k := range kept {
		this := o.item(k)
		if n > 0 {
			out = append(out, last.before(this)...)
		}
		out = append(out, o.text[o.blocks[k].start:o.blocks[k].end]...)
		last = this
	}
	return string(out)
}

// An item is a block that is a whole item of a list or a whole cell of a table, by the
// elements around it; the zero item is neither.
type item struct {
	whole int // the outermost list, or the table
	row   int // of the table
}

// before tells what stands between an item and the next.
func (i item) before(next item) joint {
	switch {
	case i.whole == 0 || i.whole != next.whole:
		return blankLine
	case i.row != 0 && i.row == next.row:
		return space
	}
	return lineEnd
}

// item tells whether a block is an item. One of several paragraphs is none, as in lists of
// whole entries and in tables that only lay out the page; nor is the one cell of a row.
func (o *outline) item(k int) item {
	b := &o.blocks[k]
	in := o.within(b)
	if in&(inList|inTable) == 0 || in&inHeading != 0 {
		return item{}
	}
	el := o.itemAround(b.owner)
	if el < 0 || o.shares(el, k-1) || o.shares(el, k+1) {
		return item{}
	}
	e := &o.elements[el]
	if isCell(e) {
		if up := e.parent; up >= 0 && o.elements[up].node.Data == "tr" && o.cells(up) > 1 {
			return item{o.outermost(up, inTable, false), up}
		}
		return item{}
	}
	return item{whole: o.outermost(el, inList, true)}
}

// itemAround is the innermost list item or cell around an element, itself included.
func (o *outline) itemAround(el int) int {
	for ; el >= 0; el = o.elements[el].parent {
		e := &o.elements[el]
		if isCell(e) || e.in&inList != 0 && (e.node.Data == "li" || e.node.Data == "dt" || e.node.Data == "dd") {
			return el
		}
	}
	return -1
}

func isCell(e *element) bool { return e.node.Data == "td" || e.node.Data == "th" }

// shares reports whether a block is in that item and in none inside it.
func (o *outline) shares(el, k int) bool {
	e := &o.elements[el]
	return k >= e.first && k < e.last && o.itemAround(o.blocks[k].owner) == el
}

// cells counts the cells of a row, to two.
func (o *outline) cells(row int) int {
	n := 0
	for i := row + 1; i < o.elements[row].end && n < 2; i = o.elements[i].end {
		n++
	}
	return n
}

// outermost is the farthest element around one with which it has a context without
// interruption; of tables the nearest, as they lay out others.
func (o *outline) outermost(el int, c context, far bool) int {
	found := 0
	for ; el > 0 && o.elements[el].in&c != 0; el = o.elements[el].parent {
		e := &o.elements[el]
		if tags[e.node.Data].in&c != 0 {
			if found = el; !far {
				break
			}
		}
	}
	return found
}

// lines are all blocks as a text, but for the headline, what is not shown and what is
// none of any text.
func (o *outline) lines(title string) string {
	var kept []int
	head := fold(title)
	off := make([]bool, len(o.elements))
	for i, e := range o.elements {
		off[i] = e.noise.hides() || e.parent >= 0 && off[e.parent]
	}
	for i := range o.blocks {
		block := &o.blocks[i]
		if off[block.owner] || furniture(block) || block.size < 300 && fold(o.line(block)) == head {
			continue
		}
		kept = append(kept, i)
	}
	return o.join(kept)
}
