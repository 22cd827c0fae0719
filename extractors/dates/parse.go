// Package dates reads dates out of strings: those that publishers declare, those that they
// print for readers, and those in addresses.
//
// The idea is one small grammar for all languages instead of layouts for each:
//
//   - What is declared mostly follows a standard and is tried as such; what does not is read
//     as if it were printed (parse.go). Addresses have forms of their own (url.go).
//   - What is printed is cut into numbers, words and signs, the digits being those of any
//     script (tokens.go). A date is a day, a month and a year next to each other in one of three
//     orders, with what languages put between them; the month is a number or in one table
//     of names (printed.go, months.go), the year of any count in use (calendar.go). A time of day may
//     stand before or behind it (clock.go).
//   - What a string leaves open stays open: whether there was a time of day or a zone, and the
//     other reading of a day and a month that are both numbers. A Habit says which comes
//     first; another account of the same date tells the zone (zone.go).
//   - The words next to a date say what it is the date of (labels.go).
//
// A date that is read is plausible: a day that exists, not before the first pages with
// news and not two days ahead. The package knows nothing of pages and keeps no state.
package dates

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A Moment is a date as a page gives it: a day, perhaps with a time of day, perhaps with
// a zone. Without a zone it is taken as UTC, without a time of day as midnight.
type Moment struct {
	At    time.Time // in the zone given
	Clock bool      // has a time of day
	Zoned bool      // a zone was given
	Alt   time.Time // the other reading of a day and a month that are both numbers; zero if there is none
}

// IsZero reports whether there is no date.
func (m Moment) IsZero() bool { return m.At.IsZero() }

// Day is the day where the page was written, as midnight UTC.
func (m Moment) Day() time.Time {
	y, month, d := m.At.Date()
	return time.Date(y, month, d, 0, 0, 0, 0, time.UTC)
}

// Flip takes the other reading of day and month, if there is one.
func (m *Moment) Flip() {
	if !m.Alt.IsZero() {
		was := m.Day()
		m.At, m.Alt = m.At.Add(m.Alt.Sub(was)), was
	}
}

// A Habit is how the people who write a page write dates: with the month first where all
// is numbers, and in which language. Its zero value puts the day first and knows no language.
type Habit struct {
	MonthFirst bool
	Lang       string // BCP 47 primary subtag; "" if unknown
}

var (
	isoDate   = regexp.MustCompile(`^\D{0,3}(\d{4})-?(\d{2})-?(\d{2})(?:[T ,|]+(\d{1,2})[:h]?(\d{2})(?::?(\d{1,2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{0,2})?)?`)
	unixTime  = regexp.MustCompile(`^1\d{9}(?:\d{3})?$`)
	longDates = []string{
		time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, "Mon Jan 2 15:04:05 MST 2006", "Mon, 2 Jan 2006 15:04:05 -0700",
		"Mon, 2 Jan 2006 15:04:05 MST", "Mon Jan 2 2006 15:04:05 GMT-0700",
	}
)

// IsISO reports whether a string begins with a date of ISO 8601, which need not exist; up
// to three characters that are no digits may stand before it.
func IsISO(s string) bool { return isoDate.MatchString(s) }

// Parse reads a declared date: ISO 8601 in its many spellings, mail dates, Unix
// times, else any date Find finds. Strings of less than 6 or more than 100 bytes are none.
func Parse(s string, h Habit) (Moment, bool) {
	s = strings.TrimSpace(s)
	if len(s) < 6 || len(s) > 100 {
		return Moment{}, false
	}
	if unixTime.MatchString(s) {
		sec, _ := strconv.ParseInt(s[:10], 10, 64)
		return checked(Moment{At: time.Unix(sec, 0).UTC(), Clock: true, Zoned: true})
	}
	if m := isoDate.FindStringSubmatch(s); m != nil {
		if rest := s[len(m[0]):]; m[4] == "" && rest != "" && digit(rune(rest[0])) >= 0 { // more than one date run together
			return Moment{}, false
		}
		if t, ok := isoTime(m); ok {
			return t, true
		}
	}
	if strings.Contains(s, ":") && 'A' <= s[0] && s[0] <= 'Z' {
		long, _, _ := strings.Cut(s, " (")
		for _, layout := range longDates {
			if t, err := time.Parse(layout, long); err == nil {
				zone, off := t.Zone()
				if off == 0 { // time.Parse knows no abbreviations
					off = int(zoneOffset(zone) / time.Second)
					t = t.Add(-time.Duration(off) * time.Second)
				}
				return checked(Moment{At: t.In(zoneOf(off)), Clock: true, Zoned: layout != time.ANSIC})
			}
		}
	}
	return Find(s, h)
}

// isoTime turns the groups of isoDate into a time.
func isoTime(m []string) (Moment, bool) {
	day, ok := dayOf(atoi(m[1]), atoi(m[2]), atoi(m[3]))
	if !ok || m[4] == "" {
		return Moment{At: day}, ok
	}
	h, min, sec := atoi(m[4]), atoi(m[5]), atoi(m[6])
	if h > 24 || min > 59 || sec > 60 {
		return Moment{At: day}, true
	}
	return onClock(day, h, min, sec, m[7]), true
}

// onClock adds the time of day to a day; the zone is "" if none is given.
func onClock(day time.Time, hour, min, sec int, zone string) Moment {
	off, zoned := time.Duration(0), zone != ""
	if zoned {
		off = zoneOffset(zone)
	}
	at := time.Duration(hour)*time.Hour + time.Duration(min)*time.Minute + time.Duration(sec)*time.Second
	return Moment{At: day.Add(at - off).In(zoneOf(int(off / time.Second))), Clock: true, Zoned: zoned}
}

// zoneOf is the zone some seconds east of Greenwich.
func zoneOf(seconds int) *time.Location {
	if seconds == 0 {
		return time.UTC
	}
	return time.FixedZone("", seconds)
}

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }

// dayOf is the midnight UTC of a day that exists and is plausible.
func dayOf(y, m, d int) (time.Time, bool) {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d || int(t.Month()) != m {
		return time.Time{}, false
	}
	return t, plausible(t)
}

// firstYear is that of the first pages that told news.
const firstYear = 1994

// plausible refuses dates before the web and in the future: a day from now may have
// begun somewhere.
func plausible(t time.Time) bool {
	return t.Year() >= firstYear && t.Before(time.Now().Add(48*time.Hour))
}

func checked(m Moment) (Moment, bool) { return m, plausible(m.At) }
