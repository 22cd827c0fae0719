package explain

import (
	"fmt"

	"coranto/pipeline/query"
)

// repairNot takes out of the exception what is true of the article.
func (v *view) repairNot(e query.Not) repair {
	rest, taken := v.without(e.Term)
	hits := v.hits(e.Term)
	say := "the exception holds"
	if blocking := v.doc.Evidence(hits, maxEvidence); len(blocking) > 0 {
		first := blocking[0]
		say = fmt.Sprintf("blocked by %q (%s %d-%d)", clip(first.Quote, 80), first.Field, first.Start, first.End)
		if more := len(hits) - 1; more > 0 {
			say += fmt.Sprintf(" and %d more", more)
		}
	}
	if len(taken) > 0 {
		say += ": without " + some(taken) + " it would match"
	}
	r := repair{gone: rest == nil, cost: costBlocked * max(len(taken), 1), steps: []Step{{Clause: e.String(), Say: say}}}
	if rest != nil {
		r.expr = query.Not{Term: rest}
	}
	return r
}

// without gives what is left of e, nil when nothing is, after the parts that make it
// true are taken out.
func (v *view) without(e query.Expr) (rest query.Expr, taken []query.Expr) {
	switch e := e.(type) {
	case query.Or:
		var kept query.Or
		for _, t := range e {
			if !v.match(t) {
				kept = append(kept, t)
				continue
			}
			less, out := v.without(t)
			taken = append(taken, out...)
			if less != nil {
				kept = append(kept, less)
			}
		}
		switch len(kept) {
		case 0:
			return nil, taken
		case 1:
			return kept[0], taken
		}
		return query.Flat[query.Or](kept), taken
	case query.In:
		if rest, taken = v.in(e.Field).without(e.Term); rest != nil {
			rest = query.In{Field: e.Field, Term: rest}
		}
		return rest, taken
	}
	return nil, []query.Expr{e}
}
