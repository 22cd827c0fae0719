package extractors

import (
	"bytes"
	"regexp"

	"coranto/extractors/dates"
)

// Limits on the places that are looked at, and in bytes on what is near one.
const (
	maxScriptDates = 64
	scriptNear     = 2000
)

// scriptDate is a name under which applications keep a date of publication in the data they
// render the page from, from its third letter on; quotes, plain or escaped for a string or
// an attribute; and an ISO date.
var scriptDate = regexp.MustCompile(`^blish(?:ed|edAt|ed_at|edDate|ed_date|ed_time|Date|_date)(?:\\?["']|&quot;|&#34;)?\s?[:=]\s?(?:\\?["']|&quot;|&#34;)(\d{4}-\d\d-\d\d(?:[T ][\d:.]{5,12}(?:Z|[+-]\d\d:?\d\d)?)?)`)

// dateInScripts finds the first of "datePublished":"2024-07-05..." and the like in a page's
// scripts and attributes. It is for pages that tell their date in no other way: what is
// kept there may be of other articles too, so a word of the headline must stand near.
func dateInScripts(page []byte, title string) dates.Moment {
	word, at := telling(title), 0
	for range maxScriptDates {
		i := bytes.Index(page[at:], []byte("ublish"))
		if i < 0 {
			break
		}
		at += i + 1
		near := page[max(0, at-scriptNear):min(len(page), at+scriptNear)]
		if m := scriptDate.FindSubmatch(page[at:min(len(page), at+90)]); m != nil && (word == "" || indexFold(near, word) >= 0) {
			if t, ok := dates.Parse(string(m[1]), dates.Habit{}); ok {
				return t
			}
		}
	}
	return dates.Moment{}
}
