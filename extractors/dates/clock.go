package dates

import (
	"regexp"
	"strings"
	"time"
)

// The time of day next to a printed date, behind it or before it: half of the day where
// it comes first, hours, minutes, seconds, half of the day, zone.
const clockPattern = `((?:上午|下午|午後|午前|오전|오후)\s*)?(\d{1,2})\s?(?:[:.：]|[hH]|[時时點点시]\s?)\s?(\d{2})(?:[:分분]\s?(\d{2}))?[分분秒초]?\s*([aApP]\.?\s?[mM]\b\.?)?\s*(?:Uhr|hrs|hours|h)?\s*\(?((?:UTC|GMT)?\s?[+-]\d{1,2}:?(?:\d{2})?|[A-Z]{2,5}\b|Z\b)?`

var (
	clockAfter  = regexp.MustCompile(`^(?:[\s,.|·•–—/-]|T|\(\p{L}{1,9}\.?\)|\p{Han}{2,3}\s|(?:at|um|à|alle|ore|kl\.?|klo|om|a las|às|в|о|o|u|lúc|เวลา|ساعت|الساعة)\s){0,5}` + clockPattern)
	clockBefore = regexp.MustCompile(clockPattern + `\)?[\s,|·•–—-]*(?:on\s+|am\s+)?(?:\p{L}{2,9},?\s+)?$`)
)

// zones are the hours and minutes east of Greenwich, in minutes, of abbreviations. Some
// have more than one meaning; these are the commonest in print: BST is British, IST
// Indian, CST and EST American, PST that of the Pacific coast, AST Atlantic, GST that of
// the Gulf.
var zones = map[string]int{
	"Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 60, "WEST": 60, "CET": 60, "MEZ": 60, "WAT": 60, "CEST": 120, "MESZ": 120, "EET": 120,
	"SAST": 120, "CAT": 120, "EEST": 180, "MSK": 180, "EAT": 180, "TRT": 180, "GST": 240, "PKT": 300, "IST": 330, "NPT": 345, "BDT": 360,
	"WIB": 420, "ICT": 420, "WITA": 480, "WIT": 540, "HKT": 480, "SGT": 480, "MYT": 480, "PHT": 480, "AWST": 480, "JST": 540, "KST": 540,
	"AEST": 600, "ACST": 570, "ACDT": 630, "AEDT": 660, "NZST": 720, "NZDT": 780,
	"NST": -210, "AST": -240, "ADT": -180, "EST": -300, "EDT": -240, "ET": -300, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360,
	"PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600, "BRT": -180, "ART": -180, "CLT": -240, "COT": -300, "PET": -300,
}

// withClock adds the time of day printed next to a date. A date without one stays
// midnight.
func withClock(day time.Time, before, after string) Moment {
	after = cut(after, 60)
	before = strings.ToValidUTF8(before[max(0, len(before)-50):], "")
	for _, side := range []struct {
		text string
		form *regexp.Regexp
	}{{after, clockAfter}, {before, clockBefore}} {
		if !HasNumbers(side.text) {
			continue
		}
		m := side.form.FindStringSubmatch(side.text)
		if m == nil {
			continue
		}
		h, min, sec, half := atoi(m[2]), atoi(m[3]), atoi(m[4]), strings.ToLower(m[5])
		switch strings.TrimSpace(m[1]) {
		case "下午", "午後", "오후":
			half = "pm"
		case "上午", "午前", "오전":
			half = "am"
		}
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
		zone := m[6]
		if _, known := zones[zone]; !known && !strings.ContainsAny(zone, "+-") {
			zone = ""
		}
		return onClock(day, h, min, sec, zone)
	}
	return Moment{At: day}
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
