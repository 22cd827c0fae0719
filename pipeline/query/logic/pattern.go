package logic

import (
	"math/bits"
	"slices"
	"strings"

	"coranto/pipeline/query"
	"coranto/pipeline/query/token"
)

// includes reports whether every word of which narrow is true, wide is true of too. It
// decides that exactly for two patterns of one form; between forms it may miss some.
func (p *Prover) includes(wide, narrow query.Word) bool {
	if !p.step() {
		return false
	}
	switch {
	case narrow.Form == query.Stem || wide.Form == query.Stem:
		// What has one stem is told by the language of the document.
		return narrow.Text == wide.Text && narrow.Form == wide.Form ||
			narrow.Form == query.Exact && !narrow.Wild() && strings.ToLower(narrow.Text) == wide.Text
	case narrow.Form == wide.Form:
		return p.patternIncludes(wide.Text, narrow.Text)
	case narrow.Form == query.Exact && !narrow.Wild():
		return token.Like(wide.Text, token.Fold(narrow.Text))
	case narrow.Form == query.Exact && isASCII(narrow.Text):
		// A letter that ? stands for may fold to two, or to none.
		return p.patternIncludes(wide.Text, strings.ReplaceAll(token.Fold(narrow.Text), "?", "*"))
	}
	return false
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 })
}

// patternIncludes reports whether all that is Like narrow is Like wide.
func (p *Prover) patternIncludes(wide, narrow string) bool {
	switch {
	case wide == narrow:
		return true
	case !strings.ContainsAny(narrow, "*?"):
		return token.Like(wide, narrow)
	case !strings.ContainsAny(wide, "*?"):
		return false
	case !strings.ContainsRune(wide[:len(wide)-1], '*') && strings.HasSuffix(wide, "*") && !strings.Contains(wide, "?"):
		return strings.HasPrefix(narrow, wide[:len(wide)-1]) // the commonest, and the same as below
	}
	x := inclusion{wide: []rune(wide), narrow: []rune(narrow), seen: map[reading]bool{}}
	if len(x.wide) >= bits.UintSize {
		return false
	}
	x.letters = append(slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(x.wide), x.narrow...)))), other)
	x.letters = slices.DeleteFunc(x.letters, func(r rune) bool { return r == '*' || r == '?' })
	holds := x.holds(reading{0, x.closed(1)})
	p.Spend(len(x.seen) * len(x.letters))
	return holds
}

// other stands for the letters that neither pattern names.
const other = rune(0)

// An inclusion reads both patterns together, letter by letter: narrow in every way, and
// for each of them wide in all ways at once.
type inclusion struct {
	wide, narrow, letters []rune
	seen                  map[reading]bool
}

// A reading is how far both patterns are read.
type reading struct {
	narrow int
	wide   uint // set of places
}

// maxReadings bounds the work for two patterns.
const maxReadings = 1 << 12

// holds reports whether wide accepts all that narrow does from here on.
func (x *inclusion) holds(at reading) bool {
	if x.seen[at] {
		return true
	}
	if x.seen[at] = true; len(x.seen) > maxReadings {
		return false
	}
	if at.narrow == len(x.narrow) {
		return at.wide>>len(x.wide)&1 == 1
	}
	after := at.narrow + 1
	wanted := x.narrow[at.narrow]
	if wanted == '*' {
		if !x.holds(reading{after, at.wide}) {
			return false
		}
		after = at.narrow
	}
	for _, r := range x.letters {
		if wanted != '*' && wanted != '?' && wanted != r {
			continue
		}
		if !x.holds(reading{after, x.step(at.wide, r)}) {
			return false
		}
	}
	return true
}

// step gives the places of wide after one letter more.
func (x *inclusion) step(places uint, r rune) uint {
	var next uint
	for i, w := range x.wide {
		if places>>i&1 == 0 {
			continue
		}
		switch {
		case w == '*':
			next |= 1 << i
		case w == '?' || w == r:
			next |= 1 << (i + 1)
		}
	}
	return x.closed(next)
}

// closed adds the places that are reached without a letter.
func (x *inclusion) closed(places uint) uint {
	for i, w := range x.wide {
		if w == '*' && places>>i&1 == 1 {
			places |= 1 << (i + 1)
		}
	}
	return places
}
