package extractors

import "time"

// localise puts declared dates into the zone of the page, where the page tells it: the
// day that its readers and its editors mean is that of their zone, and many pages declare
// the instant in UTC.
func (c *dates) localise() {
	for i := range c.said {
		if m, ok := c.local(c.said[i].moment); ok {
			c.said[i].moment = m
		}
	}
}

// local finds the zone of a declared date: elsewhere among what is declared, in a time of
// day printed at the headline, or in a day printed there.
func (c *dates) local(at moment) (moment, bool) {
	if !at.clock || at.zoned && !at.isUTC() {
		return at, false
	}
	for _, s := range c.said {
		if m, ok := at.local(s.moment); ok && s.zoned {
			return m, true
		}
	}
	for _, zoned := range []bool{true, false} {
		for i := range c.seen {
			s := &c.seen[i]
			if s.clock && s.zoned == zoned && (zoned || s.place == atHeadline && (s.says == unlabelled || s.says == posted)) {
				if m, ok := at.local(s.moment); ok {
					return m, true
				}
			}
		}
	}
	found, is := at, false
	for i := range c.seen {
		s := &c.seen[i]
		if s.place != atHeadline || s.other || s.clock || s.says == foreign || !s.bare {
			continue
		}
		if apart(at, s.moment) == 0 {
			return at, false
		}
		if m, ok := at.local(s.moment); ok && !is {
			found, is = m, true
		}
	}
	return found, is
}

// The zones in use, east of Greenwich.
const (
	westernmost = -12 * time.Hour
	easternmost = 14 * time.Hour
)

// local returns the same instant in the zone of another account of it, if that one tells
// the zone: by its own offset; by a time of day that is some quarters of an hour away; or
// by a day without a time that is the day before or after, and then it is the zone nearest
// to Greenwich in which it was that day.
func (m moment) local(o moment) (moment, bool) {
	if !m.clock || m.zoned && !m.isUTC() {
		return m, false
	}
	switch {
	case o.clock && o.zoned && !o.isUTC():
		_, off := o.at.Zone()
		if minute(o.at).Equal(minute(m.at)) {
			return m.in(time.Duration(off) * time.Second), true
		}
		return o, !m.zoned && minute(o.wall()).Equal(minute(m.at))
	case o.clock:
		off := minute(o.at).Sub(minute(m.at))
		if off != 0 && off%(15*time.Minute) == 0 && off >= westernmost && off <= easternmost {
			return m.in(off), true
		}
	case m.zoned:
		hours := m.at.Sub(m.day())
		switch o.day().Sub(m.day()) {
		case 24 * time.Hour:
			if off := (24*time.Hour - hours + time.Hour - 1).Truncate(time.Hour); off <= easternmost {
				return m.in(off), true
			}
		case -24 * time.Hour:
			if off := -hours.Truncate(time.Hour) - time.Hour; off >= westernmost {
				return m.in(off), true
			}
		}
	}
	return m, false
}

func minute(t time.Time) time.Time { return t.Truncate(time.Minute) }

func (m moment) isUTC() bool { return m.at.Location() == time.UTC }

// wall is what a clock on the wall showed, as UTC.
func (m moment) wall() time.Time {
	_, off := m.at.Zone()
	return m.at.Add(time.Duration(off) * time.Second).UTC()
}

// in is the same instant in a zone.
func (m moment) in(off time.Duration) moment {
	return moment{at: m.at.In(zoneOf(int(off / time.Second))), clock: true, zoned: true}
}
