package tag

import (
	"maps"
	"slices"

	"coranto/pipeline/yaml"
)

// A Text is a query of a topic, or a term of its weights, as it is written in a file.
type Text struct {
	Topic string // id
	Part  string // "query", "query.ru" or "weights", as messages name it
	yaml.Text
}

// Texts gives the queries and weighted terms of topic files, and the lists that they may
// name, in the order of the files, for those who point at places in them. Of files that
// ParseTopics refuses it gives what can be read.
func Texts(files []File) ([]Text, []List) {
	var texts []Text
	var raw []topicFile
	for _, f := range files {
		entries, _ := decode(f)
		raw = append(raw, entries...)
	}
	for _, t := range raw {
		for _, lang := range slices.Sorted(maps.Keys(t.Query)) {
			texts = append(texts, Text{t.ID.Value, part(lang), t.Query[lang]})
		}
		for _, term := range t.Weights.Terms {
			texts = append(texts, Text{t.ID.Value, "weights", term.Query})
		}
	}
	return texts, shared(raw)
}

// part names the query for a language.
func part(lang string) string {
	if lang == Any {
		return "query"
	}
	return "query." + lang
}
