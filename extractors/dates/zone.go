package dates

import "time"

// The zones in use, east of Greenwich.
const (
	westernmost = -12 * time.Hour
	easternmost = 14 * time.Hour
)

// Local returns the same instant in the zone of another account of it, if that one tells
// the zone: by its own offset; by a time of day that is some quarters of an hour away; or
// by a day without a time that is the day before or after, and then it is the zone nearest
// to Greenwich in which it was that day. Else it returns m, and false.
func (m Moment) Local(o Moment) (Moment, bool) {
	if !m.Clock || m.Zoned && !m.IsUTC() {
		return m, false
	}
	switch {
	case o.Clock && o.Zoned && !o.IsUTC():
		_, off := o.At.Zone()
		if minute(o.At).Equal(minute(m.At)) {
			return m.in(time.Duration(off) * time.Second), true
		}
		return o, !m.Zoned && minute(o.wall()).Equal(minute(m.At))
	case o.Clock:
		off := minute(o.At).Sub(minute(m.At))
		if off != 0 && off%(15*time.Minute) == 0 && off >= westernmost && off <= easternmost {
			return m.in(off), true
		}
	case m.Zoned:
		hours := m.At.Sub(m.Day())
		switch o.Day().Sub(m.Day()) {
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

// IsUTC reports whether the date is in UTC, as one whose zone is unknown is too.
func (m Moment) IsUTC() bool { return m.At.Location() == time.UTC }

// wall is what a clock on the wall showed, as UTC.
func (m Moment) wall() time.Time {
	_, off := m.At.Zone()
	return m.At.Add(time.Duration(off) * time.Second).UTC()
}

// in is the same instant in a zone.
func (m Moment) in(off time.Duration) Moment {
	return Moment{At: m.At.In(zoneOf(int(off / time.Second))), Clock: true, Zoned: true}
}
