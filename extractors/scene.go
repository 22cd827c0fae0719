package extractors

// place is where a date stands, the most telling first.
type place uint8

const (
	atHeadline place = iota // from just above the headline to the first lines of the text
	atEnd                   // the lines behind the text
	above                   // in front of the headline
	elsewhere
)

// A scene is where the page's headline and text are, in blocks.
type scene struct {
	headline    int // -1 if none is found
	first, last int // of the text; -1 if there is none
}

// scene finds the headline: the element with the title nearest in front of the text.
func (d *declared) scene(title string, text *article) scene {
	s := scene{-1, -1, -1}
	if n := len(text.kept); n > 0 {
		s.first, s.last = text.kept[0], text.kept[n-1]
	}
	if title == "" {
		return s
	}
	d.marked(headline1|headline, func(m *mark) bool {
		if s.headline >= 0 && s.first >= 0 && m.block > s.first {
			return false
		}
		if m.holds() <= maxTitle && m.holds() >= len(title)/2 && (d.words(m) == title || m.kinds&headline1 != 0 && s.headline < 0) {
			s.headline = m.block
		}
		return true
	})
	return s
}

func (s scene) place(block int) place {
	top := s.headline
	if top < 0 || s.first >= 0 && top > s.first {
		top = s.first
	}
	bottom := max(top, s.first)
	if s.headline > top && s.headline <= top+10 {
		bottom = s.headline
	}
	if s.first > top+40 {
		bottom = top + 40
	}
	switch {
	case top < 0:
		return elsewhere
	case block >= top-6 && block <= bottom+5 || s.first >= 0 && block >= s.first-15 && block <= s.first+3:
		return atHeadline
	case s.last >= 0 && block > s.first && block <= s.last+8 && block >= s.last-1:
		return atEnd
	case block < top:
		return above
	}
	return elsewhere
}

// distance is how far a block is from the lines between headline and text.
func (s scene) distance(block int) int {
	top := s.headline
	if top < 0 {
		top = max(0, s.first-3)
	}
	switch {
	case block < top:
		return min(19, 3*(top-block))
	case s.first >= 0 && block > s.first:
		return min(19, block-s.first)
	}
	return 0
}

// isNear reports whether a block is at the headline or behind the text.
func (s scene) isNear(block int) bool {
	p := s.place(block)
	return p == atHeadline || p == atEnd
}
