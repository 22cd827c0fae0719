package explain

import (
	"fmt"
	"strings"

	"coranto/pipeline/query"
)

// repairField looks for the term in other fields too.
func (v *view) repairField(e query.In) repair {
	if r, ok := v.described(e); ok {
		return r
	}
	r := v.in(e.Field).repair(e.Term)
	if r.expr != nil {
		r.expr = query.In{Field: e.Field, Term: r.expr}
	}
	for _, other := range []query.Field{query.Title, query.Text} {
		there := query.In{Field: other, Term: e.Term}
		if other == e.Field || !v.doc.Match(there) || r.expr != nil && r.cost <= costField {
			continue
		}
		say := "occurs in " + other.String()
		if hits := v.doc.Hits(there); len(hits) > 0 {
			say += fmt.Sprintf(", at word %d", hits[0].First+1)
		}
		if e.Field == query.Lead && other == query.Text {
			say += fmt.Sprintf("; the lead ends with word %d", min(v.doc.Lead, len(v.doc.Fields[query.Text])))
		}
		return step(e, there, costField, "%s", say)
	}
	return r
}

// described says of a field that is not prose what it holds.
func (v *view) described(e query.In) (repair, bool) {
	switch e.Field {
	case query.Lang, query.Source, query.Section, query.Author:
	default:
		return repair{}, false
	}
	holds := strings.Join(strings.Fields(v.doc.Content[e.Field]), " ")
	if holds == "" {
		return step(e, nil, costAbsent, "the article has no %s", fieldNoun(e.Field)), true
	}
	return step(e, nil, costAbsent, "the article's %s is %s", fieldNoun(e.Field), clip(holds, 80)), true
}

func fieldNoun(f query.Field) string {
	if f == query.Lang {
		return "language"
	}
	return f.String()
}
