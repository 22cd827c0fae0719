package extractors

import (
	"slices"
	"time"

	"coranto/extractors/dates"
)

// dating is what a page tells of its dates.
type dating struct {
	*declared
	dates.Habit
	scene    scene
	seen     []sighting
	said     []source // declared dates of publication, in order of trust
	modified dates.Moment
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
	c := dating{declared: d, Habit: d.habitOf(), scene: d.scene(p.Title, text)}
	c.seen = d.sightings(c.scene, c.Habit)
	c.said = c.declaredDates()
	c.localise()
	c.modified = c.lastEdit()
	published, from := c.published()
	if published.IsZero() && !c.modified.IsZero() {
		published, from = c.modified, "text"
	}
	if published.IsZero() {
		published, from = dateInScripts(raw, p.Title), "json-ld"
	}
	if !published.IsZero() {
		p.Published, p.PublishedFrom = &published.At, from
	}
	if !c.modified.IsZero() && (published.IsZero() || !c.modified.At.Before(published.At)) {
		p.Modified = &c.modified.At
	}
}

func (c *dating) published() (dates.Moment, string) {
	shown := c.shown()
	switch {
	case len(c.said) > 0:
	case shown != nil:
		return shown.Moment, shown.from
	default:
		return dates.Moment{}, ""
	}
	best := c.said[0]
	if shown != nil && shown.place == atHeadline && shown.bare && !shown.other {
		if s, ok := c.confirmed(shown); ok {
			return s.Moment, s.from
		}
		if !c.shows(best.Moment) && c.outvotes(shown, best.Moment) {
			return shown.Moment, shown.from
		}
	}
	if edit := c.shownEdit(); edit != nil && apart(edit.Moment, best.Moment) > 0 && c.onlyLD() {
		return edit.Moment, edit.from
	}
	if url := c.said[len(c.said)-1]; url.from == "url" && best.At.Sub(url.At) > 72*time.Hour {
		return url.Moment, "url"
	}
	return best.Moment, best.from
}

// confirmed is the declared date that agrees with the shown one. Days next to each other
// agree, since many pages declare what is UTC in truth or in name; the shown one stands
// against a day without a time.
func (c *dating) confirmed(shown *sighting) (source, bool) {
	for _, s := range c.said {
		if !shown.Alt.IsZero() && apart(s.Moment, shown.Moment) > 1 && s.Day().Equal(shown.Alt) {
			shown.Flip()
		}
		switch n := apart(s.Moment, shown.Moment); {
		case n == 0, n == 1 && s.Clock:
			return s, true
		case n == 1:
			return source{shown.Moment, shown.from}, true
		}
	}
	return source{}, false
}

// shows reports whether the day is among those at the headline, if not the first.
func (c *dating) shows(m dates.Moment) bool {
	for i := range c.seen {
		if s := &c.seen[i]; s.place == atHeadline && !s.other && s.score() > 0 && apart(s.Moment, m) == 0 {
			return true
		}
	}
	return false
}

// onlyLD reports whether nothing but JSON-LD declares the best of the declared days.
func (c *dating) onlyLD() bool {
	return !slices.ContainsFunc(c.said, func(s source) bool {
		return s.from != "json-ld" && apart(s.Moment, c.said[0].Moment) == 0
	})
}

// shownEdit is the last edit, if it is the only day that the page shows at its headline.
func (c *dating) shownEdit() *sighting {
	var edit *sighting
	for i := range c.seen {
		s := &c.seen[i]
		switch {
		case s.other || s.place != atHeadline && c.scene.distance(s.block) > 8:
		case s.score() > 0:
			return nil
		case edit == nil && s.says == dates.Edited && !c.modified.IsZero() && apart(c.modified, s.Moment) == 0:
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
func (c *dating) outvotes(shown *sighting, best dates.Moment) bool {
	later := shown.At.After(best.At)
	switch {
	case c.onlyLD():
		return true
	case later && !c.modified.IsZero() && apart(c.modified, shown.Moment) <= 1:
		return false
	}
	return shown.named || shown.says == dates.Posted || !later && (c.scene.distance(shown.block) == 0 || best.At.Sub(shown.At) > renewed)
}

// apart is how many days lie between two dates.
func apart(a, b dates.Moment) int {
	return int(a.Day().Sub(b.Day()).Abs() / (24 * time.Hour))
}

// shown is the date that the page is likeliest to show as that of its publication, nil if
// it shows none; with its time of day if that stands elsewhere.
func (c *dating) shown() *sighting {
	var best *sighting
	score := 0
	for i := range c.seen {
		s := &c.seen[i]
		if n := s.score() - c.scene.distance(s.block); n > score {
			best, score = s, n
		}
	}
	if best == nil || best.Clock {
		return best
	}
	for i := range c.seen {
		if s := &c.seen[i]; s.Clock && s.score() > 0 && (!s.other || s.says == dates.Posted) {
			m, _ := s.Local(best.Moment)
			if apart(m, best.Moment) == 0 {
				best.Moment, best.from = m, s.from
				break
			}
		}
	}
	return best
}

func (c *dating) lastEdit() dates.Moment {
	for _, name := range modifiedMeta {
		for _, v := range c.meta.values[name] {
			if m, ok := dates.Parse(v, c.Habit); ok {
				return m
			}
		}
	}
	if m, ok := dates.Parse(c.ld.str("dateModified"), c.Habit); ok {
		return m
	}
	for i := range c.seen {
		if s := &c.seen[i]; s.says == dates.Edited && !s.other {
			return s.Moment
		}
	}
	return dates.Moment{}
}
