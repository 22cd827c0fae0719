package extractors

import (
	"regexp"
	"slices"
	"strings"

	"coranto/extractors/dates"

	"golang.org/x/net/html"
)

// A sighting is a date that a reader sees, or that an element carries where it is seen.
type sighting struct {
	dates.Moment
	says     dates.Label
	from     string // "time" for a time element or its like, "text" for what is printed
	block    int
	place    place
	bare     bool // its line or element holds little more
	named    bool // its element is named after dates
	dateline bool // at the start of a paragraph
	other    bool // in a box of comments or of other articles
	proves   bool // only the usual order of day and month fits
	swapped  bool // only the other order fits
}

// Bounds on the dates read from a page and from one text.
const (
	maxSightings = 200
	maxPrinted   = 8
)

// sightings are the dates near the headline and around the text: of time elements, of
// elements named after dates, and of short lines. If there is none that may be that of
// publication, they are those of such elements anywhere, but for boxes of other articles.
func (d *declared) sightings(s scene, h dates.Habit) []sighting {
	var out []sighting
	covered := map[int]bool{} // blocks that are one with an element named after dates
	last := mark{start: -1}
	d.marked(clock|date, func(m *mark) bool {
		again := m.start == last.start && m.end == last.end && m.kinds&clock == 0
		last = *m
		if s.isNear(m.block) && !again {
			out = d.seeMark(out, m, s, h)
			if b := m.block; b < len(d.blocks) && m.start <= d.blocks[b].start && m.end >= d.blocks[b].end {
				covered[b] = true
			}
		}
		return len(out) < maxSightings
	})
	for i := range d.blocks {
		if s.isNear(i) && !covered[i] && len(out) < maxSightings {
			out = d.seeBlock(out, i, s, h)
		}
	}
	if !slices.ContainsFunc(out, func(s sighting) bool { return s.score() > 0 }) {
		d.marked(clock|date, func(m *mark) bool {
			if !s.isNear(m.block) {
				out = d.seeMark(out, m, s, h)
			}
			return len(out) < maxSightings
		})
	}
	return d.order(out, h)
}

// seeBlock adds the dates of a short line, and that of a dateline at the start of the text:
// "Sandhaven, 5 July 2024 – The ...".
func (d *declared) seeBlock(out []sighting, i int, s scene, h dates.Habit) []sighting {
	b := &d.blocks[i]
	at := sighting{from: "text", block: i, place: s.place(i)}
	text := d.text[b.start:b.end]
	switch {
	case b.size < 200 && len(text) <= 400:
	case s.first >= 0 && i >= s.first && i <= s.first+2:
		text, at.dateline = text[:min(len(text), 80)], true
	case s.last >= 0 && i > s.last && b.size < 600:
		text = text[:min(len(text), 120)]
	default:
		return out
	}
	if dates.HasNumbers(text) {
		at.other = s.distance(i) > 0 && d.inOthers(b.owner)
		out = d.seeText(out, strings.ToValidUTF8(string(text), ""), at, h)
	}
	return out
}

// order turns the dates whose day and month may be read either way to the order that others
// of the page prove, or else to that of dates with the month's name.
func (d *declared) order(seen []sighting, h dates.Habit) []sighting {
	usual := slices.ContainsFunc(seen, func(s sighting) bool { return s.proves })
	other := slices.ContainsFunc(seen, func(s sighting) bool { return s.swapped })
	if !usual && !other && h.MonthFirst && slices.ContainsFunc(seen, func(s sighting) bool { return !s.Alt.IsZero() }) {
		text := d.text[:min(len(d.text), maxOrderText)]
		other = dayThenMonth.Match(text) && !monthThenDay.Match(text)
	}
	if other && !usual {
		for i := range seen {
			seen[i].Flip()
		}
	}
	return seen
}

// maxOrderText is how much of the page's text is searched for them, in bytes.
const maxOrderText = 16 << 10

var (
	dayThenMonth = regexp.MustCompile(`\b[0-3]?\d(?:st|nd|rd|th)? (?:of )?(?:` + englishMonth + `) (?:19|20)\d\d\b`)
	monthThenDay = regexp.MustCompile(`\b(?:` + englishMonth + `) [0-3]?\d(?:st|nd|rd|th)?,? (?:19|20)\d\d\b`)
)

const englishMonth = `Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December`

// inOthers reports whether an element is inside comments or a box of other articles. An
// article's own footer, where its date may stand, is neither.
func (o *outline) inOthers(el int) bool {
	for ; el >= 0; el = o.elements[el].parent {
		e := &o.elements[el]
		if e.noise == sure && e.node.Data != "body" && e.node.Data != "html" && (e.why != "footer" || e.in&inArticle == 0) {
			return true
		}
	}
	return false
}

// seeMark adds the dates of one element: what it declares, else what is printed in it.
func (d *declared) seeMark(out []sighting, m *mark, s scene, h dates.Habit) []sighting {
	at := sighting{from: "text", block: m.block, place: s.place(m.block), named: true, other: s.distance(m.block) > 0 && d.inOthers(m.owner)}
	if at.other && at.place == elsewhere {
		return out
	}
	said := dates.Unlabelled
	switch {
	case isModified(m.node):
		said = dates.Edited
	case isPublished(m):
		said = dates.Posted
	}
	words := ""
	if m.holds() <= 200 {
		words = d.words(m)
	}
	if t, ok := dates.Parse(declaredBy(m), h); ok {
		at.Moment, at.from, at.says, at.bare = t, "time", said, true
		at.print(words, h)
		if l := dates.LastLabel(labelBefore(m.node)); said == dates.Unlabelled || l == dates.Edited {
			at.says = l
		}
		return append(out, at)
	}
	if m.node.Data == "time" {
		at.from = "time"
	}
	n := len(out)
	out = d.seeText(out, words, at, h)
	for i := n; i < len(out); i++ {
		if out[i].says != dates.Unlabelled {
			continue
		}
		if out[i].says = dates.LastLabel(labelBefore(m.node)); out[i].says == dates.Unlabelled {
			out[i].says = said
		}
	}
	return out
}

// declaredBy is the attribute that holds an element's date: that of a time element, or of
// an abbreviation as microformats used before there was one.
func declaredBy(m *mark) string {
	s := firstOf(attr(m.node, "datetime"), attr(m.node, "content"))
	if s == "" && m.node.Data != "time" && m.kinds&clock != 0 {
		if t := attr(m.node, "title"); dates.IsISO(t) {
			return t
		}
	}
	return s
}

// print compares a declared date with what is printed in its element, which tells the zone
// and the order of day and month.
func (s *sighting) print(words string, h dates.Habit) {
	p, ok := dates.Find(words, h)
	if !ok {
		return
	}
	switch {
	case p.Alt.IsZero():
	case s.Day().Equal(p.Alt):
		p.Flip()
		s.swapped = true
	case s.Day().Equal(p.Day()):
		s.proves = true
	}
	s.Moment, _ = s.Local(p)
}

// seeText adds the dates printed in a short text.
func (d *declared) seeText(out []sighting, s string, at sighting, h dates.Habit) []sighting {
	found := dates.FindAll(s, h, maxPrinted)
	for i, p := range found {
		from, to := 0, len(s)
		if i > 0 {
			from = found[i-1].End
		}
		if i+1 < len(found) {
			to = found[i+1].Start
		}
		at.Moment = p.Moment
		at.swapped, at.proves = p.Swapped, p.Proves
		at.says = dates.LabelOf(s[from:p.Start], s[p.End:to], i+1 == len(found))
		at.bare = !at.dateline && len(s)-(p.End-p.Start) < 60
		out = append(out, at)
	}
	return out
}

// labelBefore is the short text in front of a time element on its line, as "Updated: ";
// no other date.
func labelBefore(n *html.Node) string {
	for range 2 {
		for s := n.PrevSibling; s != nil; s = s.PrevSibling {
			if s.Type == html.ElementNode && (s.Data == "time" || isBlockElement(s) && s.Data != "dt" || s.Data == "br") {
				return ""
			}
			text := ""
			switch {
			case s.Type == html.TextNode:
				text = collapse(cut(s.Data, 200))
			case s.Type == html.ElementNode:
				text = nodeText(s, 100)
			}
			if strings.Trim(text, " :·|•,-–—") != "" {
				if len(text) > 60 || strings.ContainsAny(text, "0123456789") {
					return ""
				}
				return text
			}
		}
		if n = n.Parent; n == nil || n.Data == "body" {
			return ""
		}
	}
	return ""
}

func isModified(n *html.Node) bool {
	s := strings.ToLower(attr(n, "itemprop") + " " + attr(n, "class"))
	return strings.Contains(s, "modified") || strings.Contains(s, "updated") && !strings.Contains(s, "published")
}

func isPublished(m *mark) bool {
	return m.kinds&pubdate != 0 || strings.Contains(strings.ToLower(attr(m.node, "itemprop")+attr(m.node, "class")), "publish")
}

// told reports whether the date is told in a sentence, as that of an event may be.
func (s *sighting) told() bool {
	return !s.named && !s.bare && !s.dateline && s.says == dates.Unlabelled
}

// score is how likely the date is that of publication, 0 if it is of something else. The
// weights only rank: where it stands before what is said of it, that before its form.
func (s *sighting) score() int {
	if s.says == dates.Foreign || s.says == dates.Edited {
		return 0
	}
	n := 20
	switch s.place {
	case atHeadline:
		n += 100
	case atEnd:
		n += 40
	case above:
		n += 20
	}
	if s.says == dates.Posted {
		n += 60
	}
	if s.named {
		n += 20
	}
	if s.bare {
		n += 10
	}
	switch {
	case s.dateline:
		n -= 60
	case s.told():
		n -= 80
	}
	switch {
	case !s.other:
	case s.place == atHeadline || s.says == dates.Posted:
		n /= 4
	default:
		return 0
	}
	return n
}
