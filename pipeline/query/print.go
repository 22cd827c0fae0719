package query

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

func (w Word) String() string {
	if w.Prefix {
		return w.Text + "*"
	}
	return w.Text
}

// String joins characters of scripts without spaces as they are written: "制裁".
func (p Phrase) String() string {
	var b strings.Builder
	b.WriteByte('"')
	for i, w := range p {
		if i > 0 && !(unspacedWord(p[i-1].Text) && unspacedWord(w.Text)) {
			b.WriteByte(' ')
		}
		b.WriteString(w.String())
	}
	b.WriteByte('"')
	return b.String()
}

func (n Near) String() string {
	var b strings.Builder
	for i, t := range n.Terms {
		if i > 0 {
			b.WriteString(" NEAR/" + strconv.Itoa(n.Within[i-1]) + " ")
		}
		b.WriteString(grouped(t))
	}
	return b.String()
}

func (a And) String() string { return joined(a, " AND ") }
func (o Or) String() string  { return joined(o, " OR ") }

func (n Not) String() string {
	switch n.Term.(type) {
	case Word, Phrase:
		return "NOT " + n.Term.String()
	}
	return "NOT (" + n.Term.String() + ")"
}

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

func unspacedWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unspaced(r)
}
