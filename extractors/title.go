package extractors

import (
	"slices"
	"strings"
)

// maxTitle bounds a headline in bytes.
const maxTitle = 500

// A heading is a printed or declared headline with its folded form.
type heading struct{ text, folded string }

func headingOf(s string) heading { return heading{s, fold(s)} }

// titles is what a page has that may be its headline.
type titles struct {
	*declared
	site  string
	names siteNames
	head  heading   // title
	og    heading   // og:title or the like
	shown heading   // og without the site's name
	ld    heading   // JSON-LD's headline
	h1    []heading // without the site's name and hidden ones
	aside []heading // h1 in breadcrumbs and other furniture
	at    int       // block of the first h1
}

// title picks the headline by the first way that finds one, in order of trust.
func (d *declared) title(site string) string {
	t := d.titles(site)
	for _, way := range []func() string{
		t.besideSearchName, t.announced, t.repeated, t.part, t.onlyH1, t.lesser, t.akinH1, t.repeatedAside, t.linkedData, t.printedPart,
	} {
		if h := way(); h != "" {
			return t.spelt(h)
		}
	}
	h := firstOf(t.shown.text, withoutSite(withoutNames(t.head.text, t.names), site))
	for _, x := range append(t.h1, t.aside...) {
		h = firstOf(h, x.text)
	}
	return cut(h, maxTitle)
}

func (d *declared) titles(site string) *titles {
	t := &titles{declared: d, site: site, names: d.siteNames(site), head: headingOf(d.meta.title), ld: headingOf(cut(d.ld.str("headline"), maxHeadTitle))}
	t.og = headingOf(cut(plainText(d.meta.get("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title")), maxHeadTitle))
	t.collect()
	t.shown = headingOf(withoutSite(withoutNames(t.og.text, t.names), site))
	return t
}

// maxH1 bounds how many h1 are looked at.
const maxH1 = 20

// collect takes in the h1 elements that are not hidden, each text once; those that print the
// site's name go to the names.
func (t *titles) collect() {
	t.marked(headline1, func(m *mark) bool {
		if m.holds() > maxTitle || isHidden(m.node) {
			return true
		}
		h := headingOf(t.words(m))
		switch {
		case h.folded == "" || slices.Contains(t.h1, h) || slices.Contains(t.aside, h):
		case t.isMasthead(m, h.folded):
			t.names[h.folded] = true
		case t.ofOthers(m):
			t.aside = append(t.aside, h)
		default:
			if t.h1 = append(t.h1, headingOf(withoutNames(h.text, t.names))); len(t.h1) == 1 {
				t.at = m.block
			}
		}
		return len(t.h1) < maxH1 && len(t.aside) < maxH1
	})
}

// below is the first heading that fits, is less than a h1, begins in a block up to end and may
// be a headline: meant to be seen, of a headline's length and not the site's name.
func (t *titles) below(end int, fits func(h heading) bool) (found string) {
	t.marked(headline, func(m *mark) bool {
		if m.block > end {
			return false
		}
		if m.kinds&headline1 != 0 || m.holds() > maxTitle || isHidden(m.node) || t.ofOthers(m) {
			return true
		}
		if h := headingOf(t.words(m)); isPhrase(h.folded) && !t.names[h.folded] && fits(h) {
			found = h.text
		}
		return found == ""
	})
	return found
}

// maxSubhead is how many blocks below a h1 the page's real headline may stand.
const maxSubhead = 4

// aboveText is the last block where a headline is looked for.
func (t *titles) aboveText() int { return max(t.textStart(), t.at+maxSubhead) }

// besideSearchName is the heading right below a h1, or in the block of one, that JSON-LD gives
// as the headline while it does not know the h1: a h1 may be a name for search engines.
func (t *titles) besideSearchName() (found string) {
	if len(t.h1) == 0 || strings.Contains(t.ld.folded, t.h1[0].folded) || strings.Contains(t.h1[0].folded, t.ld.folded) {
		return ""
	}
	t.marked(headline, func(m *mark) bool {
		if m.block < t.at || m.holds() > maxTitle {
			return true
		}
		if h := headingOf(t.words(m)); h.folded == t.ld.folded && strings.Count(h.text, " ") >= 2 {
			found = h.text
		}
		return found == "" && m.block <= t.at+maxSubhead
	})
	return found
}

// announced is the heading above the text that is what the page declares, if no h1 is: a h1
// may be a breadcrumb or a name for search engines. A heading that only goes on where a h1
// ends is a teaser's, and so may be one that is farther from the h1.
func (t *titles) announced() string {
	for _, h := range t.h1 {
		if h.folded == t.shown.folded || h.folded == t.og.folded {
			return ""
		}
	}
	declared, end := []string{t.shown.folded, t.og.folded}, t.at+maxSubhead
	if len(t.h1) == 0 {
		declared, end = append(declared, t.ld.folded), t.aboveText()
	}
	for _, k := range []string{"twitter:title", "sailthru.title", "parsely-title"} {
		declared = append(declared, fold(withoutNames(cut(plainText(t.meta.get(k)), maxHeadTitle), t.names)))
	}
	found := make([]string, len(declared))
	t.below(end, func(h heading) bool {
		if i := slices.Index(declared, h.folded); i >= 0 && found[i] == "" && (len(t.h1) == 0 || !strings.Contains(h.folded, t.h1[0].folded)) {
			found[i] = h.text
		}
		return false
	})
	return firstOf(found...)
}

// repeated is the first h1 of three words or more that is a part of a declared title.
func (t *titles) repeated() string { return withoutKicker(t.firstRepeated(t.h1), t.ld) }

func (t *titles) repeatedAside() string { return t.firstRepeated(t.aside).text }

func (t *titles) firstRepeated(list []heading) heading {
	for _, h := range list {
		if strings.Count(h.folded, " ") >= 2 && (strings.Contains(t.head.folded, h.folded) || strings.Contains(t.og.folded, h.folded) || strings.Contains(t.ld.folded, h.folded)) {
			return h
		}
	}
	return heading{}
}

// part is a h1 of any length that separators set off in a declared title; or, where no h1 is
// akin to one, the heading above the text that is a part of it.
func (t *titles) part() string {
	sure := append(titleParts(t.head.text, sureBreaks), titleParts(t.og.text, sureBreaks)...)
	for _, h := range t.h1 {
		if slices.Contains(sure, h.folded) && !t.names[h.folded] {
			return h.text
		}
		if akin(h, t.head) || akin(h, t.og) {
			return ""
		}
	}
	parts := append(titleParts(t.head.text, titleBreaks), titleParts(t.og.text, titleBreaks)...)
	return t.below(t.aboveText(), func(h heading) bool { return slices.Contains(parts, h.folded) })
}

// onlyH1 is the only h1, unless it is a paragraph or of few words that nothing declared has.
func (t *titles) onlyH1() string {
	if len(t.h1) != 1 || !t.isPlausible(t.h1[0]) {
		return ""
	}
	return withoutKicker(t.h1[0], t.shown, t.ld, t.head)
}

// maxHeadlineWords is where a h1 is taken for a paragraph.
const maxHeadlineWords = 25

func (t *titles) isPlausible(h heading) bool {
	words := strings.Fields(h.folded)
	if h.folded == fold(t.site) || len(h.text) < 4 || len(words) > maxHeadlineWords {
		return false
	}
	if len(words) > 3 || !strings.Contains(t.head.folded, " ") {
		return true
	}
	declared := " " + t.head.folded + " " + t.og.folded + " " + t.ld.folded + " "
	return slices.ContainsFunc(words, func(w string) bool {
		return len(w) >= 4 && strings.Contains(declared, w) || strings.Contains(declared, " "+w+" ")
	})
}

// lesser is, on a page without h1, the first heading anywhere that is a part of a declared
// title or begins og:title.
func (t *titles) lesser() string {
	if len(t.h1) > 0 {
		return ""
	}
	parts := append(append(titleParts(t.head.text, titleBreaks), titleParts(t.og.text, titleBreaks)...), t.og.folded)
	return t.below(len(t.blocks), func(h heading) bool {
		return slices.Contains(parts, h.folded) || strings.HasPrefix(t.og.folded, h.folded+" ")
	})
}

// akinH1 is the first of several h1 that is akin to a declared title.
func (t *titles) akinH1() string {
	for _, h := range t.h1 {
		if isPhrase(h.folded) && (akin(h, t.shown) || akin(h, t.head)) {
			return withoutKicker(h, t.shown, t.ld, t.head)
		}
	}
	return ""
}

// linkedData is JSON-LD's headline.
func (t *titles) linkedData() string {
	if len(t.ld.text) > maxTitle {
		return ""
	}
	return uncut(t.ld.text, t.shown.text)
}

// printedPart is the part of title that the page prints by itself, outside of links: the
// headline of a page without headings. The site's name is none.
func (t *titles) printedPart() string {
	if t.og.text != "" || len(t.h1) > 0 {
		return ""
	}

	parts := map[string]bool{}
	for _, p := range titleParts(t.head.text, titleBreaks)[1:] {
		if !t.names[p] && isPhrase(p) {
			parts[p] = true
		}
	}
	if len(parts) == 0 {
		return ""
	}
	best := ""
	for i := range t.blocks {
		b := &t.blocks[i]
		if n := b.end - b.start; n <= len(best) || n > 2*len(t.head.text)+20 || b.linked > 0 {
			continue
		}
		if s := t.line(b); parts[fold(s)] {
			best = s
		}
	}
	return best
}

// spelt is a headline as og:title writes it, if that has the colon that a kicker above the
// headline goes without.
func (t *titles) spelt(h string) string {
	if strings.Contains(t.shown.text, ": ") && (!strings.Contains(h, ":") || strings.Contains(h, " : ")) && t.shown.folded == fold(h) {
		return t.shown.text
	}
	return h
}

// textStart is the block where the text seems to begin.
func (d *declared) textStart() int {
	last := -100
	for i := range d.blocks {
		b := &d.blocks[i]
		if proseOf(b) == 0 || d.elements[b.owner].noise >= loud {
			continue
		}
		if i-last <= 8 {
			return last
		}
		last = i
	}
	if last >= 0 {
		return last
	}
	return len(d.blocks)
}
