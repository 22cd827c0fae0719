package tag

import (
	"errors"
	"slices"

	"coranto/pipeline/query"
	"coranto/pipeline/yaml"
)

// A List is a named list of a topic file: words that queries name as $oil.
type List struct {
	Name  yaml.Text   `yaml:",key"`
	Items []yaml.Text `yaml:",value"`
	empty bool        // as written
}

// shared gives the lists of all entries of topic files.
func shared(raw []topicFile) []List {
	var lists []List
	for _, t := range raw {
		lists = append(lists, t.Lists...)
	}
	return lists
}

// lists reads the lists that queries may name. In place of those that are wrong, which is
// said once, stands a word, so that queries are not blamed for naming them.
func (r *reader) lists(written []List) query.Lists {
	first := r.distinct(written)
	items := map[string][]string{}
	for name, l := range first {
		items[name] = make([]string, len(l.Items))
		for i, item := range l.Items {
			items[name][i] = item.Value
		}
	}
	lists, err := query.ParseLists(items)
	for name := range items {
		word, wrongName := query.ParseLists(map[string][]string{name: {name}})
		if _, right := lists[name]; !right && wrongName == nil {
			lists[name] = word[name]
		}
	}
	for _, e := range split(err) {
		mistake := (*query.ItemError)(nil)
		if !errors.As(e, &mistake) {
			continue
		}
		l := first[mistake.List]
		if _, wellNamed := lists[mistake.List]; mistake.Item < 0 && wellNamed && !l.empty {
			continue // nothing is left of it because its items are wrong, or the lists they name
		}
		r.list(l, mistake)
	}
	return lists
}

// distinct gives the first list of each name, without items that could not be read.
func (r *reader) distinct(written []List) map[string]List {
	first := map[string]List{}
	for _, l := range written {
		if before, taken := first[l.Name.Value]; taken {
			r.errorf(l.Name.Pos(1, 1), "lists.%s: a second list of that name, the first is at %s", l.Name, before.Name.Pos(1, 1))
			continue
		}
		l.empty = len(l.Items) == 0
		l.Items = slices.DeleteFunc(l.Items, func(item yaml.Text) bool { return !item.Read() })
		first[l.Name.Value] = l
	}
	return first
}

// list notes a mistake where it stands in the file.
func (r *reader) list(l List, mistake *query.ItemError) {
	pos := l.Name.Pos(1, 1)
	if mistake.Item >= 0 {
		pos = l.Items[mistake.Item].Pos(mistake.Err.Line, mistake.Err.Column)
	}
	r.errorf(pos, "lists.%s: %s", l.Name, mistake.Err.Msg)
}
