package extractors

import (
	"bytes"
	"regexp"

	"coranto/extractors/dates"
)

// maxScriptDates bounds the places that are looked at.
const maxScriptDates = 64

// scriptDate is a name under which applications keep a date of publication in the data they
// render the page from, from its third letter on; quotes, plain or escaped for a string or
// an attribute; and an ISO date.
var scriptDate = regexp.MustCompile(`^blish(?:ed|edAt|ed_at|edDate|ed_date|ed_time|Date|_date)(?:\\?["']|&quot;|&#34;)?\s?[:=]\s?(?:\\?["']|&quot;|&#34;)(\d{4}-\d\d-\d\d(?:[T ][\d:.]{5,12}(?:Z|[+-]\d\d:?\d\d)?)?)`)

// dateInScripts finds the first of "datePublished":"2024-07-05..." and the like in a page's
// scripts and attributes. It is for pages that tell their date in no other way: what is
// kept there may be of other articles too.
func dateInScripts(page []byte) dates.Moment {
	for range maxScriptDates {
		i := bytes.Index(page, []byte("ublish"))
		if i < 0 {
			break
		}
		page = page[i+1:]
		if m := scriptDate.FindSubmatch(page[:min(len(page), 90)]); m != nil {
			if t, ok := dates.Parse(string(m[1]), dates.Habit{}); ok {
				return t
			}
		}
	}
	return dates.Moment{}
}
