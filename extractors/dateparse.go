package extractors

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A moment is a date as a page gives it: a day, perhaps with a time of day, perhaps with
// a zone. Without a zone it is taken as UTC, without a time of day as midnight.
type moment struct {
	at    time.Time // in the zone given
	clock bool      // has a time of day
	zoned bool      // a zone was given
	alt   time.Time // the other reading of a day and a month that are both numbers; zero if there is none
}

func (m moment) isZero() bool { return m.at.IsZero() }

// day is the day where the page was written, as midnight UTC.
func (m moment) day() time.Time {
	y, month, d := m.at.Date()
	return time.Date(y, month, d, 0, 0, 0, 0, time.UTC)
}

var (
	isoDate   = regexp.MustCompile(`^\D{0,3}(\d{4})-?(\d{2})-?(\d{2})(?:[T ,|]+(\d{1,2})[:h]?(\d{2})(?::?(\d{1,2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{0,2})?)?`)
	unixTime  = regexp.MustCompile(`^1\d{9}(?:\d{3})?$`)
	longDates = []string{
		time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, "Mon Jan 2 15:04:05 MST 2006", "Mon, 2 Jan 2006 15:04:05 -0700",
		"Mon, 2 Jan 2006 15:04:05 MST", "Mon Jan 2 2006 15:04:05 GMT-0700",
	}
)

// parseDate reads a declared date: ISO 8601 in its many spellings, mail dates, Unix
// times, else any date findDate finds.
func parseDate(s string, h habit) (moment, bool) {
	s = strings.TrimSpace(s)
	if len(s) < 6 || len(s) > 100 {
		return moment{}, false
	}
	if unixTime.MatchString(s) {
		sec, _ := strconv.ParseInt(s[:10], 10, 64)
		return checked(moment{at: time.Unix(sec, 0).UTC(), clock: true, zoned: true})
	}
	if m := isoDate.FindStringSubmatch(s); m != nil {
		if rest := s[len(m[0]):]; m[4] == "" && rest != "" && digit(rune(rest[0])) >= 0 { // more than one date run together
			return moment{}, false
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
				return checked(moment{at: t.In(zoneOf(off)), clock: true, zoned: layout != time.ANSIC})
			}
		}
	}
	return findDate(s, h)
}

// isoTime turns the groups of isoDate into a time.
func isoTime(m []string) (moment, bool) {
	day, ok := dayOf(atoi(m[1]), atoi(m[2]), atoi(m[3]))
	if !ok || m[4] == "" {
		return moment{at: day}, ok
	}
	h, min, sec := atoi(m[4]), atoi(m[5]), atoi(m[6])
	if h > 24 || min > 59 || sec > 60 {
		return moment{at: day}, true
	}
	return onClock(day, h, min, sec, m[7]), true
}

// onClock adds the time of day to a day; the zone is "" if none is given.
func onClock(day time.Time, hour, min, sec int, zone string) moment {
	off, zoned := time.Duration(0), zone != ""
	if zoned {
		off = zoneOffset(zone)
	}
	at := time.Duration(hour)*time.Hour + time.Duration(min)*time.Minute + time.Duration(sec)*time.Second
	return moment{at: day.Add(at - off).In(zoneOf(int(off / time.Second))), clock: true, zoned: zoned}
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

func checked(m moment) (moment, bool) { return m, plausible(m.at) }

// A habit is how the people who write a page write dates: with the month first where all
// is numbers, and in which language.
type habit struct {
	monthFirst bool
	lang       string
}

// dayFirstRegions write English and put the day first.
var dayFirstRegions = map[string]bool{
	"gb": true, "uk": true, "ie": true, "au": true, "nz": true, "in": true, "za": true, "ng": true, "ke": true, "gh": true, "sg": true,
	"my": true, "pk": true, "bd": true, "lk": true, "hk": true, "mt": true, "jm": true, "tt": true, "zw": true, "ug": true, "tz": true,
}

// habitOf tells it by the declared language, its region and the country of the site's
// domain. Only the United States and the Philippines put the month first, and English
// that names no region is mostly theirs.
func (d *declared) habitOf() habit {
	h := habit{lang: d.lang()}
	region := ""
	for _, tag := range []string{d.meta.htmlLang, d.ld.str("inLanguage"), d.meta.get("og:locale", "content-language")} {
		if i := strings.IndexAny(tag, "-_"); i >= 0 && i+3 <= len(tag) && region == "" {
			region = strings.ToLower(tag[i+1 : i+3])
		}
	}
	domain := ""
	if base := d.base(); base != nil {
		host := strings.ToLower(base.Hostname())
		domain = host[strings.LastIndexByte(host, '.')+1:]
	}
	switch {
	case len(domain) == 2 && dayFirstRegions[domain]:
	case region == "us", region == "ph":
		h.monthFirst = h.lang == "en" || h.lang == ""
	case region != "":
		h.monthFirst = h.lang == "en" && !dayFirstRegions[region]
	default:
		h.monthFirst = h.lang == "en" || h.lang == ""
	}
	return h
}
