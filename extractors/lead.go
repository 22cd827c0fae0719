package extractors

import (
	"slices"
	"strings"
)

// Limits on what counts as a standfirst: a few paragraphs, close below the headline.
const (
	maxLead     = 3
	maxLeadGap  = 40 // blocks between headline and text
	maxLeadSize = 1000
)

// leadNames are the words of noisy elements in which a standfirst may still stand.
var leadNames = []string{"header", "hero", "teaser", "meta", "articlemeta", "entrymeta", "info", "kicker"}

// lead returns the blocks between the headline and the text that are a standfirst, or first
// paragraphs that the layout keeps apart.
func (v *verdict) lead(kept []int, head string) []int {
	if len(kept) == 0 || head == "" {
		return nil
	}
	o, first := v.o, kept[0]
	from := -1
	for i := first - 1; i >= max(0, first-maxLeadGap); i-- {
		if b := &o.blocks[i]; o.isHeadline(b, head) {
			from = i
			break
		}
	}
	if from < 0 {
		return nil
	}
	opening := fold(o.line(&o.blocks[first]))
	var lead []int
	for i := from + 1; i < first && len(lead) < maxLead; i++ {
		b := &o.blocks[i]
		if proseOf(b) > 0 && b.stops > 0 && b.size < maxLeadSize && b.linked*4 < b.size &&
			o.within(b)&(inList|inTable) == 0 && v.mayLead(b.owner) && !furniture(b) && !tickerPattern.MatchString(o.line(b)) {
			if text := fold(o.line(b)); !strings.Contains(opening, text) {
				lead = append(lead, i)
			}
		}
	}
	return lead
}

// mayLead reports whether nothing around a block but what may hold a standfirst is noise.
func (v *verdict) mayLead(el int) bool {
	for ; el >= 0 && v.noisy[el]; el = v.o.elements[el].parent {
		if e := &v.o.elements[el]; e.noise != quiet && !slices.Contains(leadNames, e.why) {
			return false
		}
	}
	return true
}
