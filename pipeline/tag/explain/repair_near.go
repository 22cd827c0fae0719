package explain

import (
	"fmt"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
)

// maxReach is the furthest that NEAR may reach.
const maxReach = 100

// repairNear lengthens the reach, after what is missing of the sides is mended.
func (v *view) repairNear(e query.Near) repair {
	inner := *v
	inner.joined = true
	changed, mended := e, repair{}
	for _, side := range []*query.Expr{&changed.Left, &changed.Right} {
		if v.match(*side) {
			continue
		}
		r := inner.repair(*side)
		mended.cost += r.cost
		mended.steps = append(mended.steps, r.steps...)
		if *side = r.expr; r.expr == nil {
			mended.gone = true
		}
	}
	switch {
	case mended.gone:
		mended.gone = false
		return mended
	case v.match(changed):
		mended.expr = changed
		return mended
	}
	r := v.widen(e, changed)
	return repair{expr: r.expr, cost: mended.cost + r.cost, steps: append(mended.steps, r.steps...)}
}

// widen makes true a Near of which both sides occur. e is how it was written.
func (v *view) widen(e, changed query.Near) repair {
	gap, ok := v.doc.Nearest(changed, v.fields...)
	if !ok {
		return v.apart(e, changed, 0, "no field has both sides")
	}
	r := v.wider(e, changed, gap)
	r.steps[0].Nearest = []news.Evidence{v.doc.Quote(gap.Left), v.doc.Quote(gap.Right)}
	return r
}

func (v *view) wider(e, changed query.Near, gap query.Gap) repair {
	reach := func(u query.Unit) query.Near {
		changed.Reach = query.Reach{Unit: u, Within: gap.Words}
		if u == query.SameSentence || u == query.SameParagraph {
			changed.Reach.Within = 0
		}
		return changed
	}
	far := gap.Words > maxReach
	switch changed.Reach.Unit {
	case query.InOrder:
		switch {
		case far:
			return v.apart(e, changed, 0, fmt.Sprintf("the nearest pair is %d apart", gap.Words))
		case gap.Turned:
			return reaching(e, reach(query.AnyOrder), costTurned+gap.Words, "the nearest pair is in the other order, %d apart", gap.Words)
		}
		return reaching(e, reach(query.InOrder), 2+gap.Words-changed.Reach.Within, "the nearest pair is %d apart", gap.Words)
	case query.SameSentence:
		say := fmt.Sprintf("the nearest pair is %s apart", plural(gap.Sentences, "sentence"))
		if gap.Paragraphs == 0 {
			return reaching(e, reach(query.SameParagraph), costSentence*gap.Sentences, "%s", say)
		}
		return v.apart(e, reach(query.AnyOrder), costSentence*gap.Sentences, say)
	case query.SameParagraph:
		return v.apart(e, reach(query.AnyOrder), costSentence*(1+gap.Paragraphs),
			fmt.Sprintf("the nearest pair is %s apart", plural(gap.Paragraphs, "paragraph")))
	}
	if far {
		return v.apart(e, changed, 0, fmt.Sprintf("the nearest pair is %d apart", gap.Words))
	}
	return reaching(e, reach(query.AnyOrder), 2+gap.Words-changed.Reach.Within, "the nearest pair is %d apart", gap.Words)
}

// reaching is step for a Near of which the reach alone is new, which is all that it says.
func reaching(e query.Near, changed query.Near, cost int, format string, args ...any) repair {
	r := step(e, changed, cost, format, args...)
	r.steps[0].Say = fmt.Sprintf(format, args...) + ": " + changed.Reach.String() + " would match"
	return r
}

// apart changes a Near into another that is true, or into an AND where one may stand.
func (v *view) apart(e, changed query.Near, cost int, say string) repair {
	switch {
	case changed.Reach.Within <= maxReach && v.match(changed):
		return reaching(e, changed, cost, "%s", say)
	case v.joined:
		return step(e, nil, cost+costAbsent, "%s", say)
	}
	r := step(e, query.Flat[query.And](query.And{changed.Left, changed.Right}), cost+costJoined, "%s", say)
	r.steps[0].Say = say + ": AND would match"
	return r
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
