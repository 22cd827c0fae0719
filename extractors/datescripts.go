package extractors

import (
	"bytes"
	"regexp"
)

// scriptKeys are the names under which applications keep a date of publication in the
// data they render the page from, in order of trust.
var scriptKeys = []string{"datePublished", "publishedAt", "published_at", "publishDate", "publish_date", "publicationDate", "pubDate"}

// scriptDate is what follows a key: quotes, plain or escaped for a string or an attribute, and
// an ISO date.
var scriptDate = regexp.MustCompile(`^(?:\\?["']|&quot;|&#34;)?\s?[:=]\s?(?:\\?["']|&quot;|&#34;)(\d{4}-\d\d-\d\d(?:[T ][\d:.]{5,12}(?:Z|[+-]\d\d:?\d\d)?)?)`)

// maxScriptDates bounds the places of one key that are looked at.
const maxScriptDates = 16

// dateInScripts finds the first of "datePublished":"2024-07-05..." and the like in a page's
// scripts and attributes. It is for pages that tell their date in no other way: what is
// kept there may be of other articles too.
func dateInScripts(page []byte) moment {
	for _, key := range scriptKeys {
		rest := page
		for range maxScriptDates {
			i := bytes.Index(rest, []byte(key))
			if i < 0 {
				break
			}
			rest = rest[i+len(key):]
			if m := scriptDate.FindSubmatch(rest[:min(len(rest), 80)]); m != nil {
				if t, ok := parseDate(string(m[1]), habit{}); ok {
					return t
				}
			}
		}
	}
	return moment{}
}
