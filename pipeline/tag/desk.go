package tag

import (
	"slices"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
	"coranto/pipeline/tag/match"
)

// A desk is what tagging one article needs room for.
type desk struct {
	content  query.Content
	assigned []assigned
	found    []match.Hit // of all that are assigned
	hits     []hit       // the same
	chosen   []int
	quotes   quoter
}

// assigned is a topic that is the article's, and which hits are its own.
type assigned struct {
	score    float64
	label    uint32
	rank     uint32 // of its id
	from, to int32
}

// append is Tagger.Append.
func (c *compiled) append(tags []news.Tag, a *news.Article, evidence int) []news.Tag {
	d, ok := c.desks.Get().(*desk)
	if !ok {
		d = new(desk)
	}
	defer c.desks.Put(d)
	d.content = content(a, c.matcher.Reads)
	d.quotes.reset()
	r := c.matcher.Read(&d.content)
	defer r.Close()
	d.assign(c, r, evidence > 0)
	before := len(tags)
	tags = slices.Grow(tags, len(d.assigned))[:before+len(d.assigned)]
	for i, t := range d.assigned {
		d.tag(r, t, c.labels[t.label], &tags[before+i], evidence)
	}
	return tags
}

// assign scores every topic that is the article's and sorts them. It keeps their hits, if
// they are to be shown.
func (d *desk) assign(c *compiled, r *match.Reading, keep bool) {
	d.assigned, d.found, d.hits = d.assigned[:0], d.found[:0], d.hits[:0]
	words := r.Words(query.Title) + r.Words(query.Text)
	for _, number := range r.Queries() {
		found := r.Hits(number)
		from := len(d.hits)
		for _, h := range found {
			f, first, last := r.Field(h)
			d.hits = append(d.hits, hit{f, first, last, int(h.Clause), h.Weight})
		}
		owner := c.owners[number]
		d.assigned = append(d.assigned, assigned{
			score(d.hits[from:], words, r.Lead()), owner, c.labels[owner].rank, int32(from), int32(len(d.hits)),
		})
		if keep {
			d.found = append(d.found, found...)
		} else {
			d.hits = d.hits[:0]
		}
	}
	slices.SortFunc(d.assigned, func(a, b assigned) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return int(a.rank) - int(b.rank)
	})
}

// tag writes the tag of a topic over t, whose evidence is room to write in.
func (d *desk) tag(r *match.Reading, a assigned, l label, t *news.Tag, evidence int) {
	room := t.Evidence[:0]
	if room == nil {
		room = []news.Evidence{}
	}
	*t = news.Tag{ID: l.id, Name: l.name, Score: a.score, Version: l.version, Codes: l.codes, Evidence: room}
	if evidence == 0 {
		return
	}
	found, hits := d.found[a.from:a.to], d.hits[a.from:a.to]
	d.chosen = choose(hits, evidence, d.chosen[:0])
	for _, i := range d.chosen {
		start, end := r.Bytes(found[i])
		e := d.quotes.cut(d.content[hits[i].field], hits[i].field, start, end)
		e.Clause = r.Because(found[i])
		e.Weight = float64(hits[i].weight) / 1000
		t.Evidence = append(t.Evidence, e)
	}
}
