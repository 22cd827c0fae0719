package lint

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"coranto/pipeline/query"
	"coranto/pipeline/query/logic"
	"coranto/pipeline/tag"
)

// containment finds topics that mean the same, and topics all of whose articles are those
// of another too. It gives the findings of each topic, which its prover is asked about.
func containment(topics []tag.Topic, provers []*logic.Prover) [][]Finding {
	findings := make([][]Finding, len(topics))
	first := map[string]int{} // topic by its version: what it means
	var distinct []int
	for i, t := range topics {
		if j, ok := first[t.Version]; ok {
			findings[i] = append(findings[i], sameAs(t, topics[j]))
			continue
		}
		first[t.Version] = i
		distinct = append(distinct, i)
	}
	index := newCover(len(distinct), func(i int) query.Expr { return anyQuery(topics[distinct[i]]) })
	wider := make([][]int, len(topics)) // topics that contain it
	for _, i := range distinct {
		p, e := provers[i], anyQuery(topics[i])
		if p.Never(e) {
			continue // it is in all of them
		}
		for _, c := range index.candidates(p, e) {
			if j := distinct[c]; j != i && within(p, topics[i], topics[j]) {
				wider[i] = append(wider[i], j)
			}
		}
	}
	for _, i := range distinct {
		findings[i] = append(findings[i], contained(topics, i, wider)...)
	}
	return findings
}

// contained says which topics contain one; of two that contain each other the later says it.
func contained(topics []tag.Topic, i int, wider [][]int) []Finding {
	for _, j := range wider[i] {
		if j < i && slices.Contains(wider[j], i) {
			return []Finding{sameAs(topics[i], topics[j])}
		}
	}
	var names []string
	for _, j := range wider[i] {
		if !slices.Contains(wider[j], i) {
			names = append(names, fmt.Sprintf("%s (%s)", topics[j].ID, topics[j].Pos))
		}
	}
	if len(names) == 0 {
		return nil
	}
	more := ""
	if len(names) > 3 {
		names, more = names[:3], fmt.Sprintf(" and of %d more", len(names)-3)
	}
	return []Finding{{topics[i].Pos, topics[i].ID, "every article of it is one of " + strings.Join(names, ", ") + more}}
}

func sameAs(t, other tag.Topic) Finding {
	return Finding{t.Pos, t.ID, fmt.Sprintf("it matches the same articles as %s (%s)", other.ID, other.Pos)}
}

// anyQuery gives one expression that is true wherever one of a topic's queries is.
func anyQuery(t tag.Topic) query.Expr {
	var all query.Or
	for _, lang := range languages(t) {
		q, _, _ := t.Query(lang)
		all = append(all, q)
	}
	if len(all) == 1 {
		return all[0]
	}
	return all
}

// languages gives the keys of the queries, and Any where a topic has weights alone.
func languages(t tag.Topic) []string {
	if len(t.Queries) == 0 {
		return []string{tag.Any}
	}
	return slices.Sorted(maps.Keys(t.Queries))
}

// within reports whether every article of t is one of other, in all languages for which
// either has a query.
func within(p *logic.Prover, t, other tag.Topic) bool {
	asked := map[string]bool{}
	for _, lang := range slices.Concat(languages(t), languages(other), []string{tag.Any}) {
		if asked[lang] {
			continue
		}
		asked[lang] = true
		a, _, ok := t.Query(lang)
		if !ok {
			continue
		}
		b, _, ok := other.Query(lang)
		if !ok || !p.Implies(a, b) {
			return false
		}
	}
	return true
}
