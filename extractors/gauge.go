package extractors

// A gauge takes the measures of a page's blocks.
type gauge struct {
	*verdict
	box     int
	around  []around
	fates   []fate
	head    string   // folded
	authors []string // as declared
	looks   map[uint64]int
	looks2  map[uint64]int
	copies  map[uint64]int // of one text
	hashes  []uint64
}

// gauge judges the page's blocks and drafts a text; nil if it has none.
func (d *declared) gauge(title string) *gauge {
	if len(d.blocks) == 0 {
		return nil
	}
	r := &gauge{verdict: judge(d.outline), head: fold(title), authors: d.nominal()}
	var ok bool
	if r.box, ok = r.elect(); !ok {
		r.box = 0
	}
	r.fates = r.draft(r.box, r.head)
	r.around = r.inherit()
	return r
}

// maxChain is how many elements around a block lend it the points of their names.
const maxChain = 7

// around is what an element inherits.
type around struct {
	depth int32
	says  int32 // levels below an element that says it holds the text, plus one
	noisy int32 // levels below one that is furniture, -1 outside
	names float32
}

// inherit goes down the tree once.
func (v *verdict) inherit() []around {
	o := v.o
	all := make([]around, len(o.elements))
	for i := range o.elements {
		e, a := &o.elements[i], &all[i]
		*a = around{noisy: -1}
		if e.says&body != 0 {
			a.says = 1
		}
		if v.noisy[i] {
			a.noisy = 0
		}
		if e.parent >= 0 {
			p := &all[e.parent]
			a.depth = p.depth + 1
			if a.says == 0 && p.says > 0 {
				a.says = min(5, p.says+1)
			}
			if v.noisy[i] && p.noisy >= 0 {
				a.noisy = p.noisy + 1
			}
		}
		a.names = e.own
		for up, n := i, 0; up >= 0 && n < maxChain; up, n = o.elements[up].parent, n+1 {
			a.names += o.elements[up].any
		}
	}
	return all
}
