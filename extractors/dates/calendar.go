package dates

import (
	"strings"
	"time"
)

// jalali marks a month of the Iranian calendar.
const jalali = 100

// eras are the words before the number of a year, and the year before their first.
var eras = []struct {
	name  string
	first int
}{{"令和", 2018}, {"平成", 1988}, {"民國", 1911}, {"民国", 1911}}

// era is the year before the first of the era that the year at i is counted in.
func (r *reader) era(i int) int {
	w := r.at(i - 1).word
	if w == "" || r.tokens[i].digits > 3 {
		return 0
	}
	for _, e := range eras {
		if strings.HasSuffix(w, e.name) {
			return e.first
		}
	}
	return 0
}

// dayOf is the day of a year in any count.
func (r *reader) dayOf(y, m, d int) (time.Time, bool) {
	switch {
	case m >= jalali:
		return fromJalali(y, m/jalali, d)
	case y >= 1370 && y < 1450 && r.Lang == "fa":
		return fromJalali(y, m, d)
	case y > 2500 && y < 2643:
		y -= 543
	}
	return dayOf(y, m, d)
}

// fromJalali converts a day of the Iranian calendar: six months of 31 days, then of 30; a
// year of 366 days in eight years of 33. The year 1370 began on 21 March 1991.
func fromJalali(y, m, d int) (time.Time, bool) {
	if m < 1 || m > 12 || d < 1 || d > 31 || m > 6 && d > 30 {
		return time.Time{}, false
	}
	days := (m - 1) * 31
	if m > 7 {
		days -= m - 7
	}
	leap := 0
	for year := 1370; year < y; year++ {
		switch year % 33 {
		case 1, 5, 9, 13, 17, 22, 26, 30:
			leap++
		}
	}
	t := time.Date(1991, 3, 21, 0, 0, 0, 0, time.UTC).AddDate(0, 0, (y-1370)*365+leap+days+d-1)
	return t, plausible(t)
}
