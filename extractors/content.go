package extractors

import "slices"

// article is the text found in a page: the blocks of the outline that belong to it.
type article struct {
	o      *outline
	kept   []int // indices of blocks, in order
	method string
}

func (a *article) String() string { return a.o.join(a.kept) }

// minText is the sum of votes, roughly characters of prose, that makes a page an article.
const minText = 100

// findText finds the article in a page.
func (d *declared) findText(title string) *article {
	a := &article{o: d.outline}
	r := d.gauge(title)
	if r == nil {
		return a
	}
	for i, m := range r.measure() {
		if !r.fates[i].settled() && m.points() > 0 {
			a.kept = append(a.kept, i)
		}
	}
	read := 0
	for _, k := range a.kept {
		read += d.blocks[k].size - d.blocks[k].linked
	}
	if read < minText {
		a.kept = nil
	}
	switch {
	case len(a.kept) == 0:
	case r.saysText(r.box):
		a.method = "article"
	default:
		a.method = "generic"
	}
	return a
}

// A verdict is what each block counts for, with prefix sums over the outline's blocks.
type verdict struct {
	o       *outline
	noisy   []bool // per element: furniture, by itself or what it is in
	proses  []int  // prefix sums of prose, in characters
	votes   []int  // prefix sums of votes
	linked  []int  // prefix sums of linked characters
	sizes   []int  // prefix sums of characters
	certain int    // prose inside elements that are surely noise
}

func judge(o *outline) *verdict {
	n := len(o.blocks)
	v := &verdict{
		o: o, noisy: make([]bool, len(o.elements)),
		proses: make([]int, n+1), votes: make([]int, n+1), linked: make([]int, n+1), sizes: make([]int, n+1),
	}
	for i := range o.blocks {
		b := &o.blocks[i]
		v.proses[i+1] = v.proses[i] + proseOf(b)
		v.linked[i+1] = v.linked[i] + b.linked
		v.sizes[i+1] = v.sizes[i] + b.size
	}
	return v
}

// trust says how far names are believed to mean noise.
type trust struct {
	from noise // the least noise that counts
	sums bool  // a word counts for nothing if what it names is too much together
}

// trusts are tried in order until enough prose is left.
var trusts = []trust{{soft, false}, {soft, true}, {loud, true}, {sure, true}, {sure + 1, true}}

// elect lets the blocks vote and returns the container. If names would silence most of
// the page's prose, they are believed less; the first choice stands unless a later one
// has three times the prose. It reports false if no element has votes for an article.
func (v *verdict) elect() (box int, ok bool) {
	first, firstProse := -1, 0
	for _, t := range trusts {
		box, prose := v.count(t)
		left := v.proses[len(v.o.blocks)] - v.certain
		if v.vote(box) >= minText && (t.from >= sure || prose > 1500 || prose*5 >= left) {
			if first >= 0 && prose < 3*firstProse {
				box, _ = v.count(trusts[first])
			}
			return box, true
		}
		if first < 0 && v.vote(box) >= minText {
			first, firstProse = slices.Index(trusts, t), prose
		}
	}
	return 0, false
}

// count sums up the votes and returns the winner and its prose outside of noise.
func (v *verdict) count(t trust) (box, prose int) {
	clear(v.noisy)
	v.markNoise(t)
	for i := range v.o.blocks {
		b := &v.o.blocks[i]
		vote := 0
		if !v.noisy[b.owner] {
			vote = voteOf(b, v.o.within(b))
		}
		v.votes[i+1] = v.votes[i] + vote
	}
	box = v.container()
	for i := v.o.elements[box].first; i < v.o.elements[box].last; i++ {
		if b := &v.o.blocks[i]; !v.noisy[b.owner] {
			prose += proseOf(b)
		}
	}
	return box, prose
}

// believed is the share of the page's prose from which on a name is not believed to
// mean noise: class="sidebar-grid" around the whole article.
var believed = [...]float64{soft: .2, loud: .4, hidden: .4, unseen: .7, sure: .9}

// markNoise decides which elements are furniture. Names that are sure are settled first;
// the others are measured against the prose that is left.
func (v *verdict) markNoise(t trust) {
	v.spread(trust{max(sure, t.from), false}, v.proses[len(v.o.blocks)])
	rest := 0
	for i := range v.o.blocks {
		if !v.noisy[v.o.blocks[i].owner] {
			rest += proseOf(&v.o.blocks[i])
		}
	}
	v.certain = v.proses[len(v.o.blocks)] - rest
	v.spread(t, rest)
}

// spread marks the elements of at least that noise and all inside them. A word is not
// believed if the elements it names hold too much together, counted without those that do
// alone.
func (v *verdict) spread(t trust, total int) {
	sum, until := map[string]int{}, map[string]int{}
	small := func(i int) bool {
		return float64(v.prose(i)) <= believed[v.o.elements[i].noise]*float64(total)
	}
	for i := range v.o.elements {
		el := &v.o.elements[i]
		if el.noise >= t.from && !v.noisy[i] && i >= until[el.why] && small(i) {
			sum[el.why] += v.prose(i)
			until[el.why] = el.end
		}
	}
	for i := range v.o.elements {
		el := &v.o.elements[i]
		switch {
		case el.parent >= 0 && v.noisy[el.parent]:
			v.noisy[i] = true
		case el.noise >= t.from && small(i):
			v.noisy[i] = !t.sums || el.noise >= hidden || float64(sum[el.why]) <= believed[el.noise]*1.25*float64(total)
		}
	}
}

func (v *verdict) prose(el int) int {
	e := &v.o.elements[el]
	return v.proses[e.last] - v.proses[e.first]
}

func (v *verdict) vote(el int) int {
	e := &v.o.elements[el]
	return v.votes[e.last] - v.votes[e.first]
}

// proseOf is the size of a block that reads as sentences, else 0.
func proseOf(b *block) int {
	if b.size < 50 || b.stops == 0 && b.size < 120 || b.linked*2 > b.size {
		return 0
	}
	return b.size
}

// voteOf is what a block says for (positive) or against an element holding the article.
func voteOf(b *block, in context) int {
	switch p := proseOf(b); {
	case p > 0 && in&inList != 0:
		return min(p, 800) / 2
	case p > 0:
		return min(p, 800)
	case b.linked*2 > b.size:
		return -20 - min(b.size, 120)/3
	case in&(inHeading|inPre|inQuote) != 0:
		return 0
	case in&inList != 0:
		return -4
	}
	return -8
}

// container returns the element with the best sum, or the smallest inside it that has
// nearly as much.
func (v *verdict) container() int {
	best := 0
	for i := range v.o.elements {
		if !v.noisy[i] && v.vote(i) >= v.vote(best) {
			best = i
		}
	}
	enough := v.vote(best) * 85 / 100
	for i := best + 1; i < v.o.elements[best].end; i++ {
		if !v.noisy[i] && v.vote(i) >= enough && v.o.elements[i].in&inParagraph == 0 {
			best = i
		}
	}
	return best
}

// saysText reports whether the element, or one of the two around it, is marked as the
// article's text.
func (v *verdict) saysText(el int) bool {
	for range 3 {
		if el < 0 {
			return false
		}
		if e := &v.o.elements[el]; e.node.Data == "article" || e.says&body != 0 {
			return true
		}
		el = v.o.elements[el].parent
	}
	return false
}
