package tag

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"coranto/pipeline/news"
	"coranto/pipeline/yaml"
)

// An Example is an article that a topic must match, or must not.
type Example struct {
	Match       bool
	Lang        string // "en" when the file does not say
	Title, Text string
	Pos         yaml.Pos
}

// A Failure is an example that came out otherwise than its topic says.
type Failure struct {
	Pos   yaml.Pos // of the example
	Topic string   // id
	Want  bool     // the example stands under match
	Text  string   // title and text in one line
	Why   string   // the passages that matched, or what is missing, as Explain says it
}

func (f Failure) Error() string {
	should := "should not match"
	if f.Want {
		should = "should match"
	}
	return fmt.Sprintf("%s: topic %s %s: %s (%s)", f.Pos, f.Topic, should, clip(f.Text, 160), f.Why)
}

// Test holds the topic against its examples.
func (t Topic) Test() []Failure {
	var failures []Failure
	for _, x := range t.Examples {
		s := newSubject(news.Article{Lang: x.Lang, Title: x.Title, Text: x.Text})
		q, _, applies := t.Query(x.Lang)
		hits := s.hits(t)
		if len(hits) > 0 == x.Match {
			continue
		}
		f := Failure{Pos: x.Pos, Topic: t.ID, Want: x.Match}
		f.Text = strings.Join(strings.Fields(x.Title+" "+x.Text), " ")
		switch {
		case !applies:
			f.Why = t.speaks(x.Lang)
		case x.Match:
			f.Why = clip(newView(s).repair(q).brief(), 300)
		default:
			f.Why = quotes(s.evidence(hits))
		}
		failures = append(failures, f)
	}
	return failures
}

func quotes(evidence []news.Evidence) string {
	parts := make([]string, len(evidence))
	for i, e := range evidence {
		parts[i] = fmt.Sprintf("%q is %s", e.Quote, clip(e.Clause, 80))
	}
	return strings.Join(parts, ", ")
}

// clip shortens s to n code points.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}
