package lint

import (
	"slices"

	"coranto/pipeline/query"
	"coranto/pipeline/tag"
)

// unused gives the lists that no query and no weight names, not even through other lists.
func unused(texts []tag.Text, lists []tag.List) []tag.List {
	used := map[string]bool{}
	named := map[string]tag.List{}
	var use func(text string)
	use = func(text string) {
		for _, name := range query.Named(text) {
			if !used[name] {
				used[name] = true
				for _, item := range named[name].Items {
					use(item.Value)
				}
			}
		}
	}
	for _, l := range slices.Backward(lists) { // backward: of two of one name the first counts
		named[l.Name.Value] = l
	}
	for _, text := range texts {
		use(text.Value)
	}
	return slices.DeleteFunc(slices.Clone(lists), func(l tag.List) bool { return used[l.Name.Value] })
}
