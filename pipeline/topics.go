package pipeline

import (
	"fmt"
	"log/slog"

	"coranto/pipeline/tag"
	"coranto/pipeline/tag/explain"
)

// WrongExamples holds topics against their examples, and gives those that come out
// otherwise than their topic says.
func WrongExamples(topics []tag.Topic) []explain.Failure {
	var wrong []explain.Failure
	for _, t := range topics {
		wrong = append(wrong, explain.Test(t)...)
	}
	return wrong
}

// shownExamples is how many examples that come out wrong a log names.
const shownExamples = 3

// warnOfExamples tells of topics that do not mean what they say they do. They are in force all
// the same: an article with a topic too many or too few is better than none.
func warnOfExamples(log *slog.Logger, wrong []explain.Failure) {
	if len(wrong) == 0 {
		return
	}
	var first []string
	for _, f := range wrong[:min(len(wrong), shownExamples)] {
		first = append(first, fmt.Sprintf("%s: topic %s", f.Pos, f.Topic))
	}
	log.Warn("examples of topics come out wrong", "count", len(wrong), "first", first)
}

// shownTopics is how many topics of a kind a log names.
const shownTopics = 10

// differences says, for a log, which topics came, went and changed what they mean.
func differences(before, after []tag.Topic) []any {
	versions := map[string]string{}
	for _, t := range before {
		versions[t.ID] = t.Version
	}
	var came, went, changed []string
	for _, t := range after {
		version, known := versions[t.ID]
		delete(versions, t.ID)
		switch {
		case !known:
			came = append(came, t.ID)
		case version != t.Version:
			changed = append(changed, t.ID)
		}
	}
	for _, t := range before {
		if _, left := versions[t.ID]; left {
			went = append(went, t.ID)
		}
	}
	var attrs []any
	for _, kind := range []struct {
		name string
		ids  []string
	}{{"came", came}, {"went", went}, {"changed", changed}} {
		if more := len(kind.ids) - shownTopics; more > 0 {
			kind.ids = append(kind.ids[:shownTopics:shownTopics], fmt.Sprintf("and %d more", more))
		}
		if len(kind.ids) > 0 {
			attrs = append(attrs, kind.name, kind.ids)
		}
	}
	return attrs
}
