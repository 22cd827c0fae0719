// Package lint finds what is surely not meant in topics, though it is no mistake: clauses
// that can never match or change nothing, wildcards that match nearly everything, topics
// within others, lists that nothing names.
//
// But for wildcards, of which counts over news say how much they match, all of it follows
// from the queries alone, as package logic proves, and holds whatever the articles. Nothing
// is a matter of taste, so that topics can be kept free of findings.
package lint

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"coranto/pipeline/query"
	"coranto/pipeline/query/logic"
	"coranto/pipeline/tag"
	"coranto/pipeline/yaml"
)

// A Finding is what is surely not meant, though it is no mistake: a part of a topic that
// can never match, changes nothing, or matches nearly everything, or a topic that another
// contains.
type Finding struct {
	Pos   yaml.Pos
	Topic string // id; "" of a list
	Msg   string
}

func (f Finding) String() string {
	if f.Topic == "" {
		return fmt.Sprintf("%s: %s", f.Pos, f.Msg)
	}
	return fmt.Sprintf("%s: topic %s: %s", f.Pos, f.Topic, f.Msg)
}

// Topics looks for what is surely not meant in topics and in the files that they were read
// from. Everything found holds for all articles: it follows from the queries alone. What
// it takes a proof too long to see is not found; of a topic that is too large to be looked
// at whole a finding says so. Findings are in the order of the topics, then those of lists.
func Topics(topics []tag.Topic, files []tag.File) []Finding {
	texts, lists := tag.Texts(files)
	written := places(texts, lists)
	provers := make([]*logic.Prover, len(topics))
	for i := range provers {
		provers[i] = logic.New(maxSteps)
	}
	contained := containment(topics, provers)
	var findings []Finding
	for i, t := range topics {
		l := linter{topic: t, written: written, prover: logic.New(maxSteps), seen: map[Finding]bool{}}
		for _, key := range slices.Sorted(maps.Keys(t.Queries)) {
			l.part = "query"
			if l.key = key; key != tag.Any {
				l.part = "query." + key
			}
			l.visit(t.Queries[key], scope{})
		}
		l.weights()
		slices.SortStableFunc(l.findings, func(a, b Finding) int {
			return cmp.Or(strings.Compare(a.Pos.File, b.Pos.File), a.Pos.Line-b.Pos.Line, a.Pos.Column-b.Pos.Column)
		})
		findings = append(findings, l.findings...)
		findings = append(findings, contained[i]...)
		if l.prover.Exhausted() || provers[i].Exhausted() {
			findings = append(findings, Finding{t.Pos, t.ID, "it is too large to be looked at whole: make several topics of it"})
		}
	}
	for _, list := range unused(texts, lists) {
		findings = append(findings, Finding{Pos: list.Name.Pos(1, 1), Msg: fmt.Sprintf("list %s: no query names it, as $%s", list.Name, list.Name)})
	}
	return findings
}

// A linter reads one topic.
type linter struct {
	topic    tag.Topic
	key      string  // of the query that is read: a language or tag.Any
	part     string  // as messages name it: "query.ru"
	written  origins // nil without files
	prover   *logic.Prover
	findings []Finding
	seen     map[Finding]bool
}

// maxSteps bounds the work for one topic, for its clauses and for holding it against the
// others. The shipped topics stay below it.
const maxSteps = 1 << 22

// found notes something about a clause, once. To name a clause, and to say where it stands,
// takes the longer, the longer clause and query are.
func (l *linter) found(clause query.Expr, format string, args ...any) {
	if l.prover.Exhausted() {
		return
	}
	l.prover.Spend(len(clause.String()) + l.written.size(l.topic.ID, l.part)/16)
	pos, ok := l.written.find(l.topic.ID, l.part, clause)
	if !ok {
		pos = l.topic.Pos
	}
	f := Finding{pos, l.topic.ID, l.part + ": " + fmt.Sprintf(format, args...)}
	if !l.seen[f] { // a list may be named twice
		l.seen[f] = true
		l.findings = append(l.findings, f)
	}
}

// terms gives the parts of an expression.
func terms(e query.Expr) []query.Expr {
	switch e := e.(type) {
	case query.And:
		return e
	case query.Or:
		return e
	case query.Not:
		return []query.Expr{e.Term}
	case query.In:
		return []query.Expr{e.Term}
	case query.AtLeast:
		return []query.Expr{e.Term}
	case query.Near:
		return []query.Expr{e.Left, e.Right}
	case query.Sum:
		all := make([]query.Expr, len(e.Terms))
		for i, w := range e.Terms {
			all[i] = w.Term
		}
		return all
	}
	return nil
}

// shown is an expression in a message.
func shown(e query.Expr) string { return clip(e.String(), 80) }

// clip shortens s to n code points.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}
