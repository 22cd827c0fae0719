package query

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"coranto/pipeline/query/token"
)

func (w Word) String() string {
	switch {
	case w.Form == Stem:
		return "stem:" + w.Text
	case w.Form == Exact:
		return "{" + w.Text + "}"
	case foreign(w.Text):
		return `"` + w.Text + `"`
	}
	return w.Text
}

// inPhrase is String within quotes.
func (w Word) inPhrase() string {
	if w.Form == Plain {
		return w.Text
	}
	return w.String()
}

// String joins characters of scripts without spaces as they are written: "制裁".
func (p Phrase) String() string {
	var b strings.Builder
	b.WriteByte('"')
	for i, w := range p {
		if i > 0 && !(unspacedWord(p[i-1]) && unspacedWord(w)) {
			b.WriteByte(' ')
		}
		b.WriteString(w.inPhrase())
	}
	b.WriteByte('"')
	return b.String()
}

func (n Near) String() string {
	var b strings.Builder
	n.print(&b)
	return b.String()
}

// print writes chains of one operator without parentheses.
func (n Near) print(b *strings.Builder) {
	if left, ok := n.Left.(Near); ok && left.Reach.Unit == n.Reach.Unit {
		left.print(b)
	} else {
		b.WriteString(joinable(n.Left))
	}
	b.WriteString(" " + n.Reach.String() + " ")
	b.WriteString(joinable(n.Right))
}

// joinable puts parentheses around what a Near may not join as it stands.
func joinable(e Expr) string {
	if _, ok := e.(Near); ok {
		return "(" + e.String() + ")"
	}
	return grouped(e)
}

func (r Reach) String() string {
	switch r.Unit {
	case InOrder:
		return "ONEAR/" + strconv.Itoa(r.Within)
	case SameSentence:
		return "W/s"
	case SameParagraph:
		return "W/p"
	}
	return "NEAR/" + strconv.Itoa(r.Within)
}

func (a AtLeast) String() string { return fmt.Sprintf("ATLEAST/%d (%s)", a.N, a.Term) }

func (i In) String() string {
	switch i.Term.(type) {
	case Word, Phrase:
		return i.Field.String() + ":" + i.Term.String()
	}
	return i.Field.String() + ":(" + i.Term.String() + ")"
}

func (a And) String() string { return joined(a, " AND ") }
func (o Or) String() string  { return joined(o, " OR ") }

func (n Not) String() string {
	switch n.Term.(type) {
	case Word, Phrase, In:
		return "NOT " + n.Term.String()
	}
	return "NOT (" + n.Term.String() + ")"
}

// String shows a Sum as a topic file has it.
func (s Sum) String() string {
	parts := make([]string, len(s.Terms))
	for i, t := range s.Terms {
		parts[i] = t.String()
	}
	return fmt.Sprintf("weights of %s: %s", Thousandths(s.Threshold), strings.Join(parts, ", "))
}

func (w Weighted) String() string {
	s := grouped(w.Term) + ": " + Thousandths(w.Weight)
	if w.UpTo > 1 {
		s += fmt.Sprintf(" up to %d times", w.UpTo)
	}
	return s
}

// Thousandths prints a number of thousandths: "2.5".
func Thousandths(n int) string { return strconv.FormatFloat(float64(n)/1000, 'f', -1, 64) }

func joined(terms []Expr, operator string) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = grouped(t)
	}
	return strings.Join(parts, operator)
}

// grouped puts parentheses around what binds less than the operator it stands beside.
func grouped(e Expr) string {
	switch e.(type) {
	case And, Or:
		return "(" + e.String() + ")"
	}
	return e.String()
}

func unspacedWord(w Word) bool {
	r, _ := utf8.DecodeRuneInString(w.Text)
	return w.Form == Plain && token.Unspaced(r)
}
