package lint

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"coranto/pipeline/query"
	"coranto/pipeline/query/logic"
	"coranto/pipeline/query/querytest"
	"coranto/pipeline/tag"
	"coranto/pipeline/tag/tagtest"
)

func TestLintFindsWhatIsSurelyNotMeant(t *testing.T) {
	tagtest.Golden(t, "testdata", func(t *testing.T, archive []txtar.File) string {
		var files []tag.File
		for _, f := range archive {
			files = append(files, tag.File(f))
		}
		topics, err := tag.ParseTopics(files)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, f := range Topics(topics, files) {
			fmt.Fprintln(&b, f)
		}
		return b.String()
	})
}

// exprs are random queries, and some made from them.
func exprs(t *testing.T, r querytest.Random, n int) []query.Expr {
	t.Helper()
	var all []query.Expr
	for len(all) < n {
		src := r.Query(2)
		if len(all) > 0 && r.IntN(2) == 0 {
			src = "(" + all[r.IntN(len(all))].String() + ") " + []string{"AND", "OR"}[r.IntN(2)] + " (" + r.Query(1) + ")"
		}
		if e, err := query.Parse(src); err == nil {
			all = append(all, e)
		}
	}
	return all
}

// without visits e after each clause that is said to change nothing is taken out of it.
func without(l *linter, e query.Expr, sc scope, visit func(e query.Expr)) {
	nest := func(inner query.Expr, sc scope, put func(query.Expr) query.Expr) {
		without(l, inner, sc, func(e query.Expr) { visit(put(e)) })
	}
	sub := sc
	switch e := e.(type) {
	case query.And:
		for i, t := range e {
			if rest := slices.Delete(slices.Clone(e), i, i+1); logic.New(maxSteps).Implies(sc.whole(rest), sc.whole(t)) {
				visit(rest)
			}
			nest(t, sc, func(x query.Expr) query.Expr { return replaced(e, i, x) })
		}
	case query.Or:
		for i, t := range e {
			if slices.ContainsFunc(slices.Delete(slices.Clone(e), i, i+1), func(o query.Expr) bool { return !l.prover.Never(sc.whole(t)) && l.makesNeedless(t, o, sc) }) {
				visit(slices.Delete(slices.Clone(e), i, i+1))
			}
			nest(t, sc, func(x query.Expr) query.Expr { return replaced(e, i, x) })
		}
	case query.Not:
		nest(e.Term, sc, func(x query.Expr) query.Expr { return query.Not{Term: x} })
	case query.In:
		sub.field = &e.Field
		nest(e.Term, sub, func(x query.Expr) query.Expr { return query.In{Field: e.Field, Term: x} })
	case query.AtLeast:
		sub.counted = true
		nest(e.Term, sub, func(x query.Expr) query.Expr { return query.AtLeast{N: e.N, Term: x} })
	case query.Near:
		sub.joined = true
		nest(e.Left, sub, func(x query.Expr) query.Expr { return query.Near{Left: x, Right: e.Right, Reach: e.Reach} })
		nest(e.Right, sub, func(x query.Expr) query.Expr { return query.Near{Left: e.Left, Right: x, Reach: e.Reach} })
	}
}

func replaced[T ~[]query.Expr](list T, i int, e query.Expr) T {
	list = slices.Clone(list)
	list[i] = e
	return list
}

func TestWhatChangesNothingCanBeTakenOut(t *testing.T) {
	r := querytest.Random{Rand: rand.New(rand.NewPCG(1, 2))}
	documents := make([]*query.Document, 60)
	for i := range documents {
		documents[i] = query.Index(query.Content(r.Content()))
	}
	taken := 0
	for range 20000 {
		e, err := query.Parse(r.Query(2))
		if err != nil {
			continue
		}
		without(&linter{prover: logic.New(maxSteps)}, e, scope{}, func(less query.Expr) {
			taken++
			for _, d := range documents {
				if d.Match(e) != d.Match(less) {
					t.Fatalf("%s and %s differ", e, less)
				}
			}
		})
	}
	if taken < 1000 {
		t.Errorf("only %d", taken)
	}
}

// What the prover proves, the cover has among its candidates, but for contradictions.
func TestCoverLosesNoProof(t *testing.T) {
	r := querytest.Random{Rand: rand.New(rand.NewPCG(1, 2))}
	all := exprs(t, r, 400)
	index := newCover(len(all), func(i int) query.Expr { return all[i] })
	proved, asked := 0, 0
	for i, a := range all {
		candidates := index.candidates(logic.New(maxSteps), a)
		asked += len(candidates)
		for j, b := range all {
			if !logic.New(maxSteps).Implies(a, b) || logic.New(maxSteps).Never(a) {
				continue
			}
			if proved++; !slices.Contains(candidates, j) {
				t.Errorf("%s implies %s, which is no candidate (%d, %d)", a, b, i, j)
			}
		}
	}
	if proved < 3*len(all) || asked > len(all)*len(all)*2/3 {
		t.Errorf("%d proved, %d asked", proved, asked)
	}
}

func TestIdleTermsAreThoseThatNeverDecide(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		s := query.Sum{Threshold: 500 * (1 + r.IntN(12))}
		for range 1 + r.IntN(6) {
			s.Terms = append(s.Terms, query.Weighted{Term: query.Word{Text: "x"}, Weight: 500 * (r.IntN(12) - 4), UpTo: 1 + r.IntN(2)})
		}
		want := make([]bool, len(s.Terms))
		for i := range want {
			want[i] = !decidesSomewhere(s, i)
		}
		if got := idleTerms(s); !slices.Equal(got, want) {
			t.Fatalf("%s: %v, want %v", s, got, want)
		}
	}
}

// decidesSomewhere tries all combinations of what terms give.
func decidesSomewhere(s query.Sum, i int) bool {
	totals := []int{0}
	for k, w := range s.Terms {
		if k == i {
			continue
		}
		for _, total := range slices.Clone(totals) {
			for times := 1; times <= w.UpTo; times++ {
				totals = append(totals, total+w.Weight*times)
			}
		}
	}
	for _, total := range totals {
		for times := 1; times <= s.Terms[i].UpTo; times++ {
			if (total >= s.Threshold) != (total+s.Terms[i].Weight*times >= s.Threshold) {
				return true
			}
		}
	}
	return false
}

// Linting ten thousand topics takes seconds: no pair of topics is compared without need.
func BenchmarkLint(b *testing.B) {
	data, err := os.ReadFile("../../../../shared/data/tagging/queries-q1000.yaml")
	if err != nil {
		b.Skipf("no reference data beside the checkout: %v", err)
	}
	files := []tag.File{{Name: "queries.yaml", Data: data}}
	topics, err := tag.ParseTopics(files)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Topics(topics, files)
	}
}
