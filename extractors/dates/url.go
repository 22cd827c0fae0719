package dates

import (
	"regexp"
	"strings"
	"time"
)

var (
	archive     = regexp.MustCompile(`^https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/`)
	urlDate     = regexp.MustCompile(`[/_.-]((?:19|20)\d{2})[/_.-](\d{1,2}|[a-z]{3,9})[/_.-](\d{1,2})(?:\D|$)`)
	urlDigits   = regexp.MustCompile(`(?:^|\D)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\D|\d{4}\D|\d{6,9}\D|\d{11}\D?$|$)`)
	urlDayFirst = regexp.MustCompile(`[/_.-](0[1-9]|[12]\d|3[01])[-_.](0[1-9]|1[0-2])[-_.](20\d{2})(?:\D|$)`)
)

// InURL finds the day in an address: /2024/07/05/, /2024-07-05-, /20240705, /05-07-2024 and
// the like. It is midnight UTC. What the Internet Archive puts before an address does not count.
func InURL(address string) (time.Time, bool) {
	address = strings.ToLower(cut(address, 2000))
	if strings.Contains(address, "//web.archive.org/") {
		address = address[len(archive.FindString(address)):]
	}
	if !strings.Contains(address, "20") && !strings.Contains(address, "19") {
		return time.Time{}, false
	}
	m := urlDate.FindStringSubmatch(address)
	if m == nil {
		m = urlDigits.FindStringSubmatch(address)
	}
	if m == nil {
		if m = urlDayFirst.FindStringSubmatch(address); m == nil {
			return time.Time{}, false
		}
		m[1], m[3] = m[3], m[1]
	}
	month := atoi(m[2])
	if month == 0 {
		month = Months[m[2]]
	}
	return dayOf(atoi(m[1]), month, atoi(m[3]))
}
