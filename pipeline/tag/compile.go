package tag

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

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
	rank              uint32 // among the ids
}

// compile makes one matcher of all topics' queries and weights. Of the topics themselves
// nothing is kept, examples and expressions least of all.
func compile(topics []Topic) *compiled {
	c := &compiled{labels: make([]label, len(topics))}
	var queries []match.Query
	for i, t := range topics {
		id := strings.Clone(t.ID)
		c.labels[i] = label{id, id, strings.Clone(t.Version), noCodes, 0}
		if t.Name != t.ID {
			c.labels[i].name = strings.Clone(t.Name)
		}
		if len(t.Codes) > 0 {
			c.labels[i].codes = t.Codes
		}
		for _, q := range t.compile() {
			c.byLang = c.byLang || q.Lang != "" || len(q.Except) > 0
			queries = append(queries, q)
			c.owners = append(c.owners, uint32(i))
		}
	}
	c.matcher = match.Compile(queries)
	c.byLang = c.byLang || c.matcher.Reads(query.Lang) || c.matcher.Stems()
	c.rank()
	return c
}

// rank numbers the labels in the order of their ids.
func (c *compiled) rank() {
	order := make([]int, len(c.labels))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(c.labels[a].id, c.labels[b].id) })
	for rank, i := range order {
		c.labels[i].rank = uint32(rank)
	}
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
