package extractors

// prune returns the blocks of an element that are article text.
func (v *verdict) prune(box int, title string) []int {
	o, el := v.o, &v.o.elements[box]
	head := fold(title)
	cutOff := v.linkHeavy(box)
	v.otherArticles(box, head, cutOff)
	var kept []int
	for i := el.first; i < el.last; i++ {
		b := &o.blocks[i]
		if v.noisy[b.owner] || cutOff[b.owner-box] || furniture(b, o.within(b), o.line(b)) {
			continue
		}
		if b.size < 300 && head != "" && fold(o.line(b)) == head {
			continue
		}
		kept = append(kept, i)
	}
	return v.withLead(v.trim(v.withoutLetters(kept)), head)
}

// linkHeavy marks the elements inside box that are mostly links: lists of other articles.
func (v *verdict) linkHeavy(box int) []bool {
	o := v.o
	el := &o.elements[box]
	marks := make([]bool, el.end-box)
	for i := box + 1; i < el.end; i++ {
		e := &o.elements[i]
		if marks[e.parent-box] {
			marks[i-box] = true
			continue
		}
		linked, size := v.linked[e.last]-v.linked[e.first], v.sizes[e.last]-v.sizes[e.first]
		marks[i-box] = e.in&inParagraph == 0 && linked*100 > size*60 && size < 2000 || v.isCard(e, linked, size)
	}
	return marks
}

// isCard reports whether a list item is another article's: a linked headline of its own,
// then a few words about it.
func (v *verdict) isCard(e *element, linked, size int) bool {
	if e.node.Data != "li" || e.last-e.first < 2 || size > 300 || linked*5 < size {
		return false
	}
	b := &v.o.blocks[e.first]
	return b.size >= 12 && b.linked*10 >= b.size*9
}

// furniture reports whether a single block is none of the text by itself.
func furniture(b *block, in context, line string) bool {
	if b.linked*10 > b.size*8 && b.size < 200 {
		return true
	}
	return b.size < 160 && isLabel(line) || b.size < maxNotice && isNotice(line)
}

// trim takes short blocks off both ends: dates and labels before the text, headings
// and notices behind it.
func (v *verdict) trim(kept []int) []int {
	for len(kept) > 0 && proseOf(&v.o.blocks[kept[0]]) == 0 && !v.reads(kept[0]) {
		kept = kept[1:]
	}
	for len(kept) > 0 && proseOf(&v.o.blocks[kept[len(kept)-1]]) == 0 && !v.reads(kept[len(kept)-1]) {
		kept = kept[:len(kept)-1]
	}
	return kept
}

// reads reports whether a short block is still a sentence.
func (v *verdict) reads(i int) bool {
	b := &v.o.blocks[i]
	return b.stops > 0 && b.words >= 4 && b.linked*2 <= b.size && v.o.within(b)&inHeading == 0
}

// otherArticles marks the articles inside box that follow the page's own: endless pages
// append the next story as an article element of its own. Nothing is marked unless one of
// them has the page's headline in it.
func (v *verdict) otherArticles(box int, head string, marks []bool) {
	o, own := v.o, -1
	el := &o.elements[box]
	for i := box + 1; i < el.end; i++ {
		e := &o.elements[i]
		if e.node.Data != "article" || v.prose(i) < minText {
			continue
		}
		if own < 0 && head != "" && v.hasHeadline(i, head) {
			own = i
		}
		i = e.end - 1
	}
	if own < 0 {
		return
	}
	for i := o.elements[own].end; i < el.end; i++ {
		if o.elements[i].node.Data == "article" {
			for j := i; j < o.elements[i].end; j++ {
				marks[j-box] = true
			}
		}
	}
}

func (v *verdict) hasHeadline(el int, head string) bool {
	e := &v.o.elements[el]
	for i := e.first; i < min(e.last, e.first+20); i++ {
		if b := &v.o.blocks[i]; v.o.within(b)&inHeading != 0 && fold(v.o.line(b)) == head {
			return true
		}
	}
	return false
}
