package dates

import (
	"strings"
	"time"
)

// A Printed is a date found in a text, and where.
type Printed struct {
	Moment
	Start, End int  // in bytes, End exclusive, without the time of day
	Proves     bool // its numbers have only one reading, that of the habit
	Swapped    bool // or only the other
}

// maxDated bounds how much of a text is read, in bytes.
const maxDated = 1000

// Find returns the first date printed in a text, with the time of day if one stands
// next to it.
func Find(s string, h Habit) (Moment, bool) {
	if all := FindAll(s, h, 1); len(all) > 0 {
		return all[0].Moment, true
	}
	return Moment{}, false
}

// FindAll returns the first dates printed in a text, at most limit, in order. The
// month is a name or a number, the digits are those of any script, and the year may be
// one of the Buddhist, Iranian or Japanese count. Two-digit years are of this century. What
// is no day with its month and year is no date: "3 days ago", "May 2024", "© 2024". Only the
// first 1,000 bytes are read.
func FindAll(s string, h Habit, limit int) []Printed {
	if !HasNumbers(s) {
		return nil
	}
	r := reader{Habit: h, s: cut(s, maxDated)}
	r.scan()
	var out []Printed
	for i := 0; i < len(r.tokens) && len(out) < limit; {
		r.proves, r.swapped = false, false
		day, alt, next := r.date(i)
		if next == 0 {
			i++
			continue
		}
		start, end := r.tokens[i].start, r.tokens[next-1].end
		from := 0
		if len(out) > 0 {
			from = out[len(out)-1].End
		}
		p := Printed{Moment: withClock(day, r.s[from:start], r.s[end:]), Start: start, End: end}
		p.Alt = alt
		p.Proves, p.Swapped = r.proves, r.swapped
		out = append(out, p)
		i = next
	}
	return out
}

// date reads the date that begins with token i: its day, the other reading if there is
// one, and the token behind it; 0 if none begins there.
func (r *reader) date(i int) (day, alt time.Time, next int) {
	t := &r.tokens[i]
	switch {
	case t.number >= 0 && t.digits == 4 || t.number >= 0 && r.era(i) != 0:
		return r.fromYear(i)
	case t.number > 0 && t.digits <= 2 && t.number <= 31:
		if m, n := r.month(r.skip(i+1, afterDay)); n > 0 {
			if y, end := r.year(r.skip(n, afterMonth), true); end > 0 {
				if d, ok := r.dayOf(y, m, t.number); ok {
					return d, alt, end
				}
			}
		}
		return r.fromNumbers(i)
	case t.word != "":
		m, n := r.month(i)
		if n == 0 {
			return
		}
		n = r.skip(n, afterMonth)
		if d := r.at(n); d.number > 0 && d.digits <= 2 && d.number <= 31 {
			if y, end := r.year(r.skip(r.clock(r.skip(n+1, afterDay)), afterDay), false); end > 0 {
				if day, ok := r.dayOf(y, m, d.number); ok {
					return day, alt, end
				}
			}
		}
	}
	return
}

var none = token{number: -1}

func (r *reader) at(i int) *token {
	if i < 0 || i >= len(r.tokens) {
		return &none
	}
	return &r.tokens[i]
}

// afterDay and afterMonth are what may stand between the parts of a date; signs aside.
var (
	afterDay   = wordSet("st nd rd th er ère ère re ª º o of de di d da del den the in ngày a e ta")
	afterMonth = wordSet("de del di da of г года р року năm m gada")
)

// skip passes up to three signs and words between the parts of a date.
func (r *reader) skip(i int, words map[string]bool) int {
	for n := 0; n < 3; n++ {
		switch t := r.at(i); {
		case t.word != "" && words[t.word]:
		case t.sign == '.' || t.sign == ',' || t.sign == '-' || t.sign == '/' || t.sign == '\'' || t.sign == '’' || t.sign == '‘' || t.sign == 'º' || t.sign == '°' || t.sign == '،' || t.sign == '‑' || t.sign == '–':
		default:
			return i
		}
		i++
	}
	return i
}

// clock passes a time of day between day and year, as in "Jul 5 18:42:00 CEST 2024".
func (r *reader) clock(i int) int {
	if r.at(i).digits > 2 || r.at(i).number < 0 || r.at(i+1).sign != ':' || r.at(i+2).digits != 2 {
		return i
	}
	i += 3
	if r.at(i).sign == ':' && r.at(i+1).digits == 2 {
		i += 2
	}
	if w := r.at(i).word; len(w) >= 2 && len(w) <= 5 {
		i++
	}
	return i
}

// month reads a month that is a name; the number behind it is 0 if there is none. The
// Vietnamese "tháng 7" is one too.
func (r *reader) month(i int) (month, next int) {
	w := r.at(i).word
	if w == "" || len(w) > longestMonth+4 {
		return 0, 0
	}
	if w == "tháng" || w == "thg" {
		if t := r.at(i + 1); t.digits > 0 && t.number >= 1 && t.number <= 12 {
			return t.number, i + 2
		}
		return 0, 0
	}
	if r.Lang == "hr" || r.Lang == "bs" {
		if m := croatianMonths[w]; m > 0 {
			return m, i + 1
		}
	}
	if m := Months[w]; m > 0 {
		return m, i + 1
	}
	if after := r.at(i + 1).word; after != "" {
		if m := Months[w+" "+after]; m > 0 {
			return m, i + 2
		}
	}
	if rest, ok := strings.CutPrefix(w, "ב"); ok { // Hebrew "in"
		if m := Months[rest]; m > 0 {
			return m, i + 1
		}
	}
	return jalaliMonths[w] * jalali, i + 1
}

// year reads a year; one of two digits only if loose is set and the sign before it says that
// it belongs to the date. The number behind it is 0 if there is none.
func (r *reader) year(i int, loose bool) (year, next int) {
	t := r.at(i)
	switch {
	case t.digits == 4:
		return t.number, i + 1
	case t.digits != 2:
		return 0, 0
	}
	before, after := r.at(i-1).sign, r.at(i+1)
	if before == '\'' || before == '’' || before == '‘' || loose && !t.gap && (before == '-' || before == '/' || before == '.') ||
		loose && t.gap && i+1 >= len(r.tokens) && Months[r.at(i-1).word] > 0 {
		if after.sign == ':' {
			return 0, 0
		}
		return 2000 + t.number, i + 1
	}
	return 0, 0
}

// fromYear reads 2024-07-05, 2024年7月5日, "2024. július 5." and the like.
func (r *reader) fromYear(i int) (day, alt time.Time, next int) {
	y := r.tokens[i].number + r.era(i)
	sep := r.at(i + 1)
	j := i + 2
	switch {
	case strings.HasPrefix(sep.word, "年"), strings.HasPrefix(sep.word, "년"):
	case sep.sign == '-' || sep.sign == '/' || sep.sign == '.' || sep.sign == '‑' || sep.sign == ',':
	default:
		j = r.skip(i+1, afterMonth)
	}
	m, n := r.month(j)
	if t := r.at(j); n == 0 && j == i+2 && t.digits > 0 && t.digits <= 2 {
		m, n = t.number, j+1
		if s := r.at(n); s.sign == sep.sign && s.sign != 0 || strings.HasPrefix(s.word, "月") || strings.HasPrefix(s.word, "월") {
			n++
		} else {
			return day, alt, 0
		}
	} else if n > 0 {
		n = r.skip(n, afterMonth)
	}
	d := r.at(n)
	if n == 0 || d.digits == 0 || d.digits > 2 {
		return day, alt, 0
	}
	next = n + 1
	if w := r.at(next).word; strings.HasPrefix(w, "日") || strings.HasPrefix(w, "일") {
		next++
	} else if r.at(next).sign == sep.sign && sep.sign != 0 && !r.at(next).gap && sep.sign != '.' && r.at(next+1).digits > 0 && !r.at(next+1).gap { // one of many numbers
		return day, alt, 0
	}
	day, ok := r.dayOf(y, m, d.number)
	if !ok {
		return day, alt, 0
	}
	return day, alt, next
}

// fromNumbers reads 05.07.2024, 5/7/24 and 07-05-2024. The habit says what comes first,
// unless only the other order exists.
func (r *reader) fromNumbers(i int) (day, alt time.Time, next int) {
	a, s, b, z, y := r.tokens[i], r.at(i+1), r.at(i+2), r.at(i+3), r.at(i+4)
	isSep := s.sign == '.' || s.sign == '/' || s.sign == '-' || s.sign == '‑' || s.sign == '⁄' || s.sign == '·' && !s.gap || s.sign == '|' && a.digits == 2 && b.digits == 2 && y.digits == 4
	before := r.at(i - 1)
	many := !a.gap && (before.sign == s.sign || before.sign == '.' || before.sign == '/') && r.at(i-2).digits > 0
	if !isSep || (s.gap || z.gap) && s.sign != '|' || z.sign != s.sign || b.digits == 0 || b.digits > 2 || y.digits != 4 && y.digits != 2 || many {
		return day, alt, 0
	}
	if after := r.at(i + 5); after.sign == s.sign && !after.gap && r.at(i+6).digits > 0 && !r.at(i+6).gap { // a version, an address
		return day, alt, 0
	}
	year := y.number
	if y.digits == 2 {
		if s.sign == '.' && (a.digits < 2 || b.digits < 2) && y.gap { // "4.5. 20 people"
			return day, alt, 0
		}
		year += 2000
	}
	d, m := a.number, b.number
	if s.sign == '/' && r.MonthFirst || s.sign == '-' && r.MonthFirst {
		d, m = m, d
	}
	day, ok := r.dayOf(year, m, d)
	other, also := r.dayOf(year, d, m)
	switch {
	case ok && also && d != m:
		return day, other, i + 5
	case ok:
		r.proves = d != m && s.sign != '.'
		return day, alt, i + 5
	case also:
		r.swapped = s.sign != '.'
		return other, alt, i + 5
	}
	return day, alt, 0
}
