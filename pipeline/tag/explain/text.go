package explain

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"coranto/pipeline/news"
)

// String draws the tree, a clause to a line: + where it is true, - where it is not. Of an
// OR, alternatives of which nothing is there share a line.
func (x Explanation) String() string {
	var b strings.Builder
	switch {
	case x.Query == nil:
		fmt.Fprintf(&b, "%s: %s\n", x.Topic, x.Reason)
		return b.String()
	case x.Query.True:
		fmt.Fprintf(&b, "%s: matches, score %.2f, query %s\n", x.Topic, x.Score, x.Lang)
	default:
		fmt.Fprintf(&b, "%s: does not match, query %s\n", x.Topic, x.Lang)
		x.Query.Change.draw(&b)
	}
	x.Query.draw(&b, "  ")
	if x.Cut {
		b.WriteString("  the article is longer: only its first 200,000 characters were looked at\n")
	}
	return b.String()
}

// draw says what is missing.
func (c Change) draw(b *strings.Builder) {
	b.WriteString("  the shortest change that would make it match:\n")
	for _, s := range c.Steps {
		fmt.Fprintf(b, "    %s\n", s.line())
		if len(s.Nearest) > 0 {
			fmt.Fprintf(b, "        %s\n", places(s.Nearest))
		}
	}
}

// line says what the clause lacks, and names it unless that does.
func (s Step) line() string {
	if strings.HasPrefix(s.Say, "none of ") {
		return s.Say
	}
	return clip(s.Clause, maxShown) + ": " + s.Say
}

// maxShown is how many code points of a clause are shown.
const maxShown = 100

func places(evidence []news.Evidence) string {
	parts := make([]string, len(evidence))
	for i, e := range evidence {
		parts[i] = place(e)
	}
	return strings.Join(parts, "; ")
}

func place(e news.Evidence) string {
	return fmt.Sprintf("%s %d-%d: %s", e.Field, e.Start, e.End, strings.Join(strings.Fields(e.Quote), " "))
}

func (c Clause) draw(b *strings.Builder, indent string) {
	sign := "-"
	if c.True {
		sign = "+"
	}
	fmt.Fprintf(b, "%s%s %s%s\n", indent, sign, strings.TrimSuffix(cmp.Or(c.Operator, clip(c.Query, maxShown)), ":"), c.note())
	for _, e := range c.Evidence {
		fmt.Fprintf(b, "%s    %s\n", indent, place(e))
	}
	if len(c.Evidence) == maxEvidence && c.Hits > maxEvidence {
		fmt.Fprintf(b, "%s    %d in all\n", indent, c.Hits)
	}
	if c.Operator == "" {
		c.drawNearest(b, indent)
		return // the terms of a NEAR only say where it fails, which is said
	}
	var absent []string
	for _, t := range c.Terms {
		if (c.Operator == "OR" || c.Operator == "weights") && t.absent(c.True) {
			absent = append(absent, t.name())
			continue
		}
		t.draw(b, indent+"  ")
	}
	if c.Omitted > 0 {
		fmt.Fprintf(b, "%s  … and %d more, not looked at: the query is too large\n", indent, c.Omitted)
	}
	if len(absent) > 0 {
		fmt.Fprintf(b, "%s  - %s\n", indent, firstNames(absent))
	}
}

// note says after a clause's name what is to be counted, or what it lacks.
func (c Clause) note() string {
	note := ""
	switch {
	case c.Operator == "weights":
		note = fmt.Sprintf(": sum %g of %g", c.Sum, c.Of)
	case c.Need > 0:
		note = fmt.Sprintf(": %d of %d", c.Hits, c.Need)
	}
	if c.Weight != 0 {
		note += fmt.Sprintf(": gives %+g", c.Gave)
	}
	if c.Operator == "" || strings.HasSuffix(c.Operator, ":") {
		note += c.lack()
	}
	return cmp.Or(note, c.colon())
}

// lack is what a clause lacks that no line below it says.
func (c Clause) lack() string {
	if c.Change == nil || len(c.Change.Steps) != 1 {
		return ""
	}
	s := c.Change.Steps[0]
	switch {
	case s.Clause == c.Query && c.Need == 0:
		return ": " + s.Say
	case s.Clause != c.Query && c.Operator == "":
		return ": " + s.line()
	}
	return ""
}

// colon ends the name of a field.
func (c Clause) colon() string {
	if strings.HasSuffix(c.Operator, ":") {
		return ":"
	}
	return ""
}

// drawNearest shows the pair that comes nearest to what a NEAR asks.
func (c Clause) drawNearest(b *strings.Builder, indent string) {
	if c.Change == nil {
		return
	}
	for _, s := range c.Change.Steps {
		if len(s.Nearest) > 0 {
			fmt.Fprintf(b, "%s    %s\n", indent, places(s.Nearest))
		}
		if len(c.Change.Steps) > 1 {
			fmt.Fprintf(b, "%s    %s\n", indent, s.line())
		}
	}
}

// absent reports whether a false alternative is worth no line of its own: one is worth it
// if a single step makes it true, or, beside others that are true, if it is a NEAR of
// which both sides are there.
func (c Clause) absent(others bool) bool {
	switch {
	case c.True || c.Operator != "" || c.Gave != 0:
		return false
	case c.Change == nil || len(c.Change.Steps) != 1:
		return true
	case len(c.Change.Steps[0].Nearest) > 0:
		return false
	}
	return others || c.Change.Query == ""
}

// name is the clause as its line names it.
func (c Clause) name() string {
	if c.Weight != 0 {
		return fmt.Sprintf("%s (%+g)", c.Query, c.Weight)
	}
	return c.Query
}

// clip shortens s to n code points.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}
