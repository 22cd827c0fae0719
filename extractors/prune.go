package extractors

import (
	"strings"

	"coranto/extractors/dates"
)

// fate is what the draft makes of a block, from what is surely none of the text to what
// surely seems to be.
type fate uint8

const (
	appended  fate = iota // of another article behind the page's own
	furnished             // furniture by itself
	headlined             // repeats the headline
	answered              // behind what says that readers' letters begin
	barred                // in an element that is not shown or surely furniture
	stamped               // a date or a byline above the text
	outside               // of the container
	named                 // in an element whose name means furniture
	linked                // in a list of links
	trimmed               // short, at one of the ends
	leading               // a standfirst above the container
	drafted               // text
)

// settled reports whether nothing else can make the block text.
func (f fate) settled() bool { return f <= stamped }

// draft tells the fate of each block if the element holds the article.
func (v *verdict) draft(box int, head string) []fate {
	o, el := v.o, &v.o.elements[box]
	fates := make([]fate, len(o.blocks))
	links, others := v.linkHeavy(box), v.otherArticles(box, head)
	var kept []int
	for i := range fates {
		b := &o.blocks[i]
		inside := i >= el.first && i < el.last
		switch {
		case inside && others[b.owner-box]:
			fates[i] = appended
		case furniture(b):
			fates[i] = furnished
		case o.isHeadline(b, head):
			fates[i] = headlined
		case v.noisy[b.owner] && v.sure(b.owner, inside):
			fates[i] = barred
		case !inside:
			fates[i] = outside
		case v.noisy[b.owner]:
			fates[i] = named
		case links[b.owner-box]:
			fates[i] = linked
		default:
			fates[i] = answered
			kept = append(kept, i)
		}
	}
	kept = v.withoutLetters(kept)
	for _, i := range kept {
		fates[i] = trimmed
	}
	kept = v.trim(kept)
	for _, i := range kept {
		fates[i] = drafted
	}
	if len(kept) > 0 {
		for i := max(0, kept[0]-stampGap); i < kept[0]; i++ {
			if !fates[i].settled() && o.isStamp(&o.blocks[i]) {
				fates[i] = stamped
			}
		}
	}
	for _, i := range v.lead(kept, head) {
		fates[i] = leading
	}
	for i := 1; i+1 < len(fates) && len(kept) > 0; i++ { // the items of list articles are often linked headings
		b := &o.blocks[i]
		if fates[i] == furnished && !b.label && o.within(b)&inHeading != 0 && i > kept[0] && fates[i+1] == drafted {
			fates[i] = linked
		}
	}
	return fates
}

// sure reports whether an element is not shown or, inside the container, surely furniture,
// or inside of one that is.
func (v *verdict) sure(el int, inside bool) bool {
	for ; el >= 0 && v.noisy[el]; el = v.o.elements[el].parent {
		e := &v.o.elements[el]
		if e.noise == unseen || inside && (e.noise >= hidden || e.node.Data == "aside" || e.node.Data == "nav") {
			return true
		}
	}
	return false
}

// stampGap is how many blocks above the text are looked at for bylines and dates.
const stampGap = 12

// isStamp reports whether a block is a byline or a date and little else.
func (o *outline) isStamp(b *block) bool {
	if b.size > 100 || b.words > 16 {
		return false
	}
	line := o.line(b)
	if _, by := bylines.AfterBy(strings.Fields(line), true); by {
		return true
	}
	if b.digits < 2 || b.size > 60 {
		return false
	}
	_, dated := dates.Find(line, dates.Habit{})
	return dated
}

// isHeadline reports whether a block repeats the page's headline, folded.
func (o *outline) isHeadline(b *block, head string) bool {
	n := b.end - b.start
	return head != "" && n >= len(head) && n <= len(head)*3/2+24 && mayBegin(head, o.text[b.start]) && fold(o.line(b)) == head
}

// mayBegin reports whether a text that begins with c can be that when folded.
func mayBegin(folded string, c byte) bool {
	return !isLetter(c) || c|0x20 == folded[0]
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
func furniture(b *block) bool {
	return b.linked*10 > b.size*8 && b.size < 200 || b.label
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
func (v *verdict) otherArticles(box int, head string) []bool {
	o, own := v.o, -1
	el := &o.elements[box]
	marks := make([]bool, el.end-box)
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
		return marks
	}
	for i := o.elements[own].end; i < el.end; i++ {
		if o.elements[i].node.Data == "article" {
			for j := i; j < o.elements[i].end; j++ {
				marks[j-box] = true
			}
		}
	}
	return marks
}

func (v *verdict) hasHeadline(el int, head string) bool {
	e := &v.o.elements[el]
	for i := e.first; i < min(e.last, e.first+20); i++ {
		if b := &v.o.blocks[i]; v.o.within(b)&inHeading != 0 && v.o.isHeadline(b, head) {
			return true
		}
	}
	return false
}
