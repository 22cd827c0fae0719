package query

// A Gap is what lies between the two passages that come nearest to what a Near asks.
type Gap struct {
	Left, Right Hit  // in one field, what the sides of the Near are
	Words       int  // between the passages; 0 where they touch or overlap
	Sentences   int  // boundaries of sentences in between
	Paragraphs  int  // boundaries of paragraphs in between
	Turned      bool // Right begins before Left has ended
}

// Nearest gives the nearest passages of the sides of n in the fields, or where queries
// read without a field; none when no field has both sides. Near is what n asks: of W/s as
// few sentences as there are, of ONEAR passages in the right order before others, unless
// these are further apart than any ONEAR reaches.
func (d *Document) Nearest(n Near, fields ...Field) (nearest Gap, ok bool) {
	d.pairs = MaxPairs
	sc := everywhere
	if len(fields) > 0 {
		sc = scope{}
		for _, f := range fields {
			sc[f] = true
		}
	}
	left, right := first(d.find(n.Left, sc), maxHits), first(d.find(n.Right, sc), maxHits)
	for _, s := range left {
		for _, t := range right {
			if d.field(s.First) != d.field(t.First) {
				continue
			}
			if g := d.gap(s, t); !ok || g.closer(nearest, n.Reach.Unit) {
				nearest, ok = g, true
				nearest.Left, nearest.Right = d.hit(s, n.Left), d.hit(t, n.Right)
			}
		}
	}
	return nearest, ok
}

func (d *Document) gap(s, t Span) Gap {
	whole := hull(s, t)
	from, to := d.words[whole.First], d.words[whole.Last]
	return Gap{
		Words:      max(s.First-t.Last-1, t.First-s.Last-1, 0),
		Sentences:  to.sentence - from.sentence,
		Paragraphs: to.paragraph - from.paragraph,
		Turned:     t.First <= s.Last,
	}
}

func (g Gap) closer(other Gap, u Unit) bool {
	switch {
	case u == SameSentence && g.Sentences != other.Sentences:
		return g.Sentences < other.Sentences
	case u == SameParagraph && g.Paragraphs != other.Paragraphs:
		return g.Paragraphs < other.Paragraphs
	case u == InOrder && g.rightly() != other.rightly():
		return g.rightly()
	}
	return g.Words < other.Words
}

// rightly reports whether some ONEAR would join the two.
func (g Gap) rightly() bool { return !g.Turned && g.Words <= maxWithin }
