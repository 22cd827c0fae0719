package extractors

import (
	"slices"
	"time"
)

// dates is what a page tells of its dates.
type dates struct {
	*declared
	habit
	scene    scene
	seen     []sighting
	said     []source // declared dates of publication, in order of trust
	modified moment
}

// settleDates fills in when the page was published and last modified. No source is right
// always, so they are held against one another:
//
//   - A declared date that agrees with the day shown at the headline is that of publication.
//   - The day shown there beats one that only JSON-LD declares, which sites refresh with
//     every build; and any other, if its element or its words say that it is a date of
//     publication or it is months older, unless it is the day of the last edit. But a
//     declared day that is shown too, if only further down, stands.
//   - The last edit beats one that only JSON-LD declares, if it is all that is shown there:
//     people take it for the date of the page.
//   - A day in the address beats a declared date that is days later: that tells of an edit.
//   - Else what is declared stands, in order of trust; then what is shown; then the last edit; then
//     what scripts hold.
//
// Dates keep the zone of the page: of what is declared, else of what is printed.
func (d *declared) settleDates(p *Page, text *article, raw []byte) {
	c := dates{declared: d, habit: d.habitOf(), scene: d.scene(p.Title, text)}
	c.seen = d.sightings(c.scene, c.habit)
	c.said = c.declaredDates()
	c.localise()
	c.modified = c.lastEdit()
	published, from := c.published()
	if published.isZero() && !c.modified.isZero() {
		published, from = c.modified, "text"
	}
	if published.isZero() {
		published, from = dateInScripts(raw), "json-ld"
	}
	if !published.isZero() {
		p.Published, p.PublishedFrom = &published.at, from
	}
	if !c.modified.isZero() && (published.isZero() || !c.modified.at.Before(published.at)) {
		p.Modified = &c.modified.at
	}
}

func (c *dates) published() (moment, string) {
	shown := c.shown()
	switch {
	case len(c.said) > 0:
	case shown != nil:
		return shown.moment, shown.from
	default:
		return moment{}, ""
	}
	best := c.said[0]
	if shown != nil && shown.place == atHeadline && shown.bare && !shown.other {
		if s, ok := c.confirmed(shown); ok {
			return s.moment, s.from
		}
		if !c.shows(best.moment) && c.outvotes(shown, best.moment) {
			return shown.moment, shown.from
		}
	}
	if edit := c.shownEdit(); edit != nil && apart(edit.moment, best.moment) > 0 && c.onlyLD() {
		return edit.moment, edit.from
	}
	if url := c.said[len(c.said)-1]; url.from == "url" && best.at.Sub(url.at) > 72*time.Hour {
		return url.moment, "url"
	}
	return best.moment, best.from
}

// confirmed is the declared date that agrees with the shown one. Days next to each other
// agree, since many pages declare what is UTC in truth or in name; the shown one stands
// against a day without a time.
func (c *dates) confirmed(shown *sighting) (source, bool) {
	for _, s := range c.said {
		if !shown.alt.IsZero() && apart(s.moment, shown.moment) > 1 && s.day().Equal(shown.alt) {
			shown.flip()
		}
		switch n := apart(s.moment, shown.moment); {
		case n == 0, n == 1 && s.clock:
			return s, true
		case n == 1:
			return source{shown.moment, shown.from}, true
		}
	}
	return source{}, false
}

// shows reports whether the day is among those at the headline, if not the first.
func (c *dates) shows(m moment) bool {
	for i := range c.seen {
		if s := &c.seen[i]; s.place == atHeadline && !s.other && s.score() > 0 && apart(s.moment, m) == 0 {
			return true
		}
	}
	return false
}

// onlyLD reports whether nothing but JSON-LD declares the best of the declared days.
func (c *dates) onlyLD() bool {
	return !slices.ContainsFunc(c.said, func(s source) bool {
		return s.from != "json-ld" && apart(s.moment, c.said[0].moment) == 0
	})
}

// shownEdit is the last edit, if it is the only day that the page shows at its headline.
func (c *dates) shownEdit() *sighting {
	var edit *sighting
	for i := range c.seen {
		s := &c.seen[i]
		switch {
		case s.other || s.place != atHeadline && c.scene.distance(s.block) > 8:
		case s.score() > 0:
			return nil
		case edit == nil && s.says == edited && !c.modified.isZero() && apart(c.modified, s.moment) == 0:
			edit = s
		}
	}
	return edit
}

// renewed is how much later than a shown date a declared one is when it must be that of a
// move to another system.
const renewed = 90 * 24 * time.Hour

// outvotes reports whether the shown date beats the best of the declared ones, with none
// of which it agrees.
func (c *dates) outvotes(shown *sighting, best moment) bool {
	later := shown.at.After(best.at)
	switch {
	case c.onlyLD():
		return true
	case later && !c.modified.isZero() && apart(c.modified, shown.moment) <= 1:
		return false
	}
	return shown.named || shown.says == posted || !later && (c.scene.distance(shown.block) == 0 || best.at.Sub(shown.at) > renewed)
}

// apart is how many days lie between two dates.
func apart(a, b moment) int {
	return int(a.day().Sub(b.day()).Abs() / (24 * time.Hour))
}

// shown is the date that the page is likeliest to show as that of its publication, nil if
// it shows none; with its time of day if that stands elsewhere.
func (c *dates) shown() *sighting {
	var best *sighting
	score := 0
	for i := range c.seen {
		s := &c.seen[i]
		if n := s.score() - c.scene.distance(s.block); n > score {
			best, score = s, n
		}
	}
	if best == nil || best.clock {
		return best
	}
	for i := range c.seen {
		if s := &c.seen[i]; s.clock && s.score() > 0 && (!s.other || s.says == posted) {
			m, _ := s.local(best.moment)
			if apart(m, best.moment) == 0 {
				best.moment, best.from = m, s.from
				break
			}
		}
	}
	return best
}

func (c *dates) lastEdit() moment {
	for _, name := range modifiedMeta {
		for _, v := range c.meta.values[name] {
			if m, ok := parseDate(v, c.habit); ok {
				return m
			}
		}
	}
	if m, ok := parseDate(c.ld.str("dateModified"), c.habit); ok {
		return m
	}
	for i := range c.seen {
		if s := &c.seen[i]; s.says == edited && !s.other {
			return s.moment
		}
	}
	return moment{}
}
