package extractors

import "coranto/extractors/dates"

// localise puts declared dates into the zone of the page, where the page tells it: the
// day that its readers and its editors mean is that of their zone, and many pages declare
// the instant in UTC.
func (c *dating) localise() {
	for i := range c.said {
		if m, ok := c.local(c.said[i].Moment); ok {
			c.said[i].Moment = m
		}
	}
}

// local finds the zone of a declared date: elsewhere among what is declared, in a time of
// day printed at the headline, or in a day printed there.
func (c *dating) local(at dates.Moment) (dates.Moment, bool) {
	if !at.Clock || at.Zoned && !at.IsUTC() {
		return at, false
	}
	for _, s := range c.said {
		if m, ok := at.Local(s.Moment); ok && s.Zoned {
			return m, true
		}
	}
	for _, zoned := range []bool{true, false} {
		for i := range c.seen {
			s := &c.seen[i]
			if s.Clock && s.Zoned == zoned && (zoned || s.place == atHeadline && (s.says == dates.Unlabelled || s.says == dates.Posted)) {
				if m, ok := at.Local(s.Moment); ok {
					return m, true
				}
			}
		}
	}
	found, is := at, false
	for i := range c.seen {
		s := &c.seen[i]
		if s.place != atHeadline || s.other || s.Clock || s.says == dates.Foreign || !s.bare {
			continue
		}
		if apart(at, s.Moment) == 0 {
			return at, false
		}
		if m, ok := at.Local(s.Moment); ok && !is {
			found, is = m, true
		}
	}
	return found, is
}
