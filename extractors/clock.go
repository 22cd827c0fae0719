package extractors

import (
	"regexp"
	"strings"
	"time"
)

// The time of day next to a printed date, behind it or before it: hours, minutes,
// seconds, half of the day, zone.
const clockPattern = `(\d{1,2})\s?[:.h]\s?(\d{2})(?::(\d{2}))?\s*([aApP]\.?\s?[mM]\b\.?)?\s*(?:Uhr|hrs|hours|h)?\s*\(?((?:UTC|GMT)?\s?[+-]\d{1,2}:?(?:\d{2})?|[A-Z]{2,5}\b|Z\b)?`

var (
	clockAfter  = regexp.MustCompile(`^(?:[\s,|·•–—-]|T|(?:at|um|à|alle|ore|kl\.?|om|a las|às|в|o)\s){0,5}` + clockPattern)
	clockBefore = regexp.MustCompile(clockPattern + `\)?[\s,|·•–—-]*(?:on\s+)?(?:\p{L}{2,9},?\s+)?$`)
)

// zones are the hours and minutes east of Greenwich, in minutes, of abbreviations of one
// common meaning.
var zones = map[string]int{
	"Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 60, "WEST": 60, "CET": 60, "MEZ": 60, "WAT": 60, "CEST": 120, "MESZ": 120, "EET": 120,
	"SAST": 120, "CAT": 120, "EEST": 180, "MSK": 180, "EAT": 180, "TRT": 180, "GST": 240, "PKT": 300, "IST": 330, "NPT": 345, "BDT": 360,
	"WIB": 420, "ICT": 420, "HKT": 480, "SGT": 480, "MYT": 480, "PHT": 480, "PST": -480, "AWST": 480, "JST": 540, "KST": 540,
	"AEST": 600, "ACST": 570, "AEDT": 660, "NZST": 720, "NZDT": 780,
	"EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600,
	"BRT": -180, "ART": -180, "CLT": -240, "COT": -300, "PET": -300,
}

// withClock adds the time of day printed next to a date, in UTC if the zone is known. A
// date without one stays midnight.
func withClock(day time.Time, before, after string) time.Time {
	after = cut(after, 60)
	before = strings.ToValidUTF8(before[max(0, len(before)-50):], "")
	for _, m := range [][]string{clockAfter.FindStringSubmatch(after), clockBefore.FindStringSubmatch(before)} {
		if m == nil {
			continue
		}
		h, min, sec, half := atoi(m[1]), atoi(m[2]), atoi(m[3]), strings.ToLower(m[4])
		if h > 23 || min > 59 || sec > 59 || half != "" && (h < 1 || h > 12 && half[0] == 'a') {
			continue
		}
		switch {
		case half == "" || h > 12:
		case half[0] == 'p' && h < 12:
			h += 12
		case half[0] == 'a' && h == 12:
			h = 0
		}
		at := time.Duration(h)*time.Hour + time.Duration(min)*time.Minute + time.Duration(sec)*time.Second
		return day.Add(at - zoneOffset(m[5]))
	}
	return day
}

// zoneOffset reads an abbreviation or an offset such as +05:30 or GMT+2; what it does
// not know is taken as UTC.
func zoneOffset(zone string) time.Duration {
	if i := strings.IndexAny(zone, "+-"); i >= 0 {
		digits := strings.ReplaceAll(zone[i+1:], ":", "")
		hours, minutes := digits, ""
		if len(digits) > 2 {
			hours, minutes = digits[:len(digits)-2], digits[len(digits)-2:]
		}
		off := time.Duration(atoi(hours))*time.Hour + time.Duration(atoi(minutes))*time.Minute
		if off > 14*time.Hour {
			return 0
		}
		if zone[i] == '-' {
			return -off
		}
		return off
	}
	return time.Duration(zones[zone]) * time.Minute
}
