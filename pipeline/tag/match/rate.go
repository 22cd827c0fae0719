package match

import (
	"strings"
	"unicode/utf8"

	"coranto/pipeline/query"
)

// rate estimates in what share of news texts a word occurs. It decides only which of
// several words a query hangs on, so that a rough order is enough: common words are
// listed, of others the shorter are the commoner (Zipf's law of abbreviation), and a
// wildcard stands for several words.
func rate(w query.Word) float64 {
	text, wild := w.Text, strings.ContainsAny(w.Text, "*?")
	if wild {
		text = strings.NewReplacer("*", "", "?", "").Replace(text)
	}
	share, common := commonWords[text]
	if !common {
		share = byLength[min(utf8.RuneCountInString(text), len(byLength)-1)]
		if text != "" && text[0] >= 0xe3 && len(text) <= 4 { // one character of a script without spaces
			share = 0.2
		}
	}
	if wild || w.Form == query.Stem {
		share *= 3
	}
	return min(share, 0.99)
}

// byLength are rates of words by their number of characters.
var byLength = []float64{1, 0.4, 0.2, 0.06, 0.035, 0.025, 0.02, 0.016, 0.013, 0.011, 0.01, 0.008}
