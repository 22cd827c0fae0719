package yaml

import (
	"fmt"
	"slices"
	"strings"
)

// suggestion names the known key nearest to an unknown one, or all when none is near. Where a
// sentence may stand, the key may have been the beginning of one.
func suggestion(key string, known []string, sentence bool) string {
	if len(known) == 0 {
		return ""
	}
	best := slices.MinFunc(known, func(a, b string) int { return distance(key, a) - distance(key, b) })
	if distance(key, best) <= max(2, len(key)/2) {
		return fmt.Sprintf(": did you mean %q?", best)
	}
	all := ": known here are " + strings.Join(known, ", ")
	if sentence {
		all += "; a text with a colon and a space goes in quotes"
	}
	return all
}

// distance is the Levenshtein distance in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal, row[j+1] = row[j+1], min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
