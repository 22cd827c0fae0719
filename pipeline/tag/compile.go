package tag

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
	"coranto/pipeline/tag/match"
)

// compiled is a set of topics in the form in which articles are held against them. It
// does not change.
type compiled struct {
	labels  []label
	matcher *match.Matcher
	owners  []uint32 // by query of the matcher: whose it is, in labels
	byLang  bool     // an article's language can make a difference
	desks   sync.Pool
}

// A label is what of a topic stands in a tag.
type label struct {
	id, name, version string
	codes             map[string]string
}

// compile makes one matcher of all topics' queries and weights. Of the topics themselves
// nothing is kept, examples and expressions least of all.
func compile(topics []Topic) *compiled {
	c := &compiled{labels: make([]label, len(topics))}
	var queries []match.Query
	for i, t := range topics {
		id := strings.Clone(t.ID)
		c.labels[i] = label{id, id, strings.Clone(t.Version), noCodes}
		if t.Name != t.ID {
			c.labels[i].name = strings.Clone(t.Name)
		}
		if len(t.Codes) > 0 {
			c.labels[i].codes = t.Codes
		}
		for _, q := range t.compile() {
			c.byLang = c.byLang || q.Lang != "" || len(q.Except) > 0 || strings.Contains(q.Expr.String(), "stem:")
			queries = append(queries, q)
			c.owners = append(c.owners, uint32(i))
		}
	}
	c.matcher = match.Compile(queries)
	c.byLang = c.byLang || c.matcher.Reads(query.Lang)
	return c
}

var noCodes = map[string]string{}

// compile gives the topic's queries such that at most one is for any language.
func (t Topic) compile() []match.Query {
	var queries []match.Query
	langs := slices.Sorted(maps.Keys(t.Queries))
	others := slices.DeleteFunc(slices.Clone(langs), func(l string) bool { return l == Any })
	for _, lang := range langs {
		q := match.Query{Expr: t.orWeights(t.Queries[lang]), Lang: lang}
		if lang == Any {
			q.Lang, q.Except = "", others
		}
		queries = append(queries, q)
	}
	if t.Weights != nil && len(others) == len(langs) {
		queries = append(queries, match.Query{Expr: *t.Weights, Except: others})
	}
	return queries
}

func (c *compiled) topics() []Topic {
	topics := make([]Topic, len(c.labels))
	for i, l := range c.labels {
		topics[i] = Topic{ID: l.id, Name: l.name, Version: l.version, Codes: l.codes}
	}
	return topics
}

// A desk is what tagging one article needs room for.
type desk struct {
	content query.Content
	hits    []hit
	chosen  []int
	quotes  quoter
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
	before := len(tags)
	for _, number := range r.Queries() {
		tags = slices.Grow(tags, 1)[:len(tags)+1]
		d.tag(r, number, c.labels[c.owners[number]], &tags[len(tags)-1], evidence)
	}
	slices.SortFunc(tags[before:], func(a, b news.Tag) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
	})
	return tags
}

// tag writes the tag of a query that is true over t, whose evidence is room to write in.
func (d *desk) tag(r *match.Reading, number uint32, l label, t *news.Tag, evidence int) {
	found := r.Hits(number)
	d.hits = d.hits[:0]
	for _, h := range found {
		f, first, last := r.Field(h)
		d.hits = append(d.hits, hit{f, first, last, int(h.Clause), h.Weight})
	}
	room := t.Evidence[:0]
	*t = news.Tag{ID: l.id, Name: l.name, Version: l.version, Codes: l.codes}
	t.Score = score(d.hits, r.Words(query.Title)+r.Words(query.Text), r.Lead())
	if room == nil {
		room = []news.Evidence{}
	}
	t.Evidence = room
	d.chosen = choose(d.hits, evidence, d.chosen[:0])
	for _, i := range d.chosen {
		start, end := r.Bytes(found[i])
		e := d.quotes.cut(d.content[d.hits[i].field], d.hits[i].field, start, end)
		e.Clause = r.Because(found[i])
		e.Weight = float64(d.hits[i].weight) / 1000
		t.Evidence = append(t.Evidence, e)
	}
}
