package explain

import (
	"fmt"
	"strings"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
	"coranto/pipeline/tag"
	"coranto/pipeline/yaml"
)

// A Failure is an example that came out otherwise than its topic says.
type Failure struct {
	Pos   yaml.Pos // of the example
	Topic string   // id
	Want  bool     // the example stands under match
	Text  string   // title and text in one line
	Why   string   // the passages that matched, or what is missing, as an Explanation says it
}

func (f Failure) Error() string {
	should := "should not match"
	if f.Want {
		should = "should match"
	}
	return fmt.Sprintf("%s: topic %s %s: %s (%s)", f.Pos, f.Topic, should, clip(f.Text, 160), f.Why)
}

// Test holds a topic against its examples.
func Test(t tag.Topic) []Failure {
	var failures []Failure
	for _, x := range t.Examples {
		d := tag.Index(x.Article())
		q, _, applies := t.Query(x.Lang)
		var hits []query.Hit
		if applies {
			hits = d.Hits(q)
		}
		if len(hits) > 0 == x.Match {
			continue
		}
		f := Failure{Pos: x.Pos, Topic: t.ID, Want: x.Match}
		f.Text = strings.Join(strings.Fields(x.Title+" "+x.Text), " ")
		switch {
		case !applies:
			f.Why = silence(t, x.Lang)
		case x.Match:
			f.Why = clip(newView(d).repair(q).brief(), 300)
		default:
			f.Why = quotes(d.Evidence(hits, maxEvidence))
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
