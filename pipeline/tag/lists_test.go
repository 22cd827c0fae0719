package tag

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestListsAreSharedByAllFiles(t *testing.T) {
	topics, err := ParseTopics([]File{
		{"energy.yaml", []byte("id: energy\nquery: $energy NEAR/3 price*\nlists: {energy: [$oil, natural gas]}\n")},
		{"lists.yaml", []byte("- lists:\n    oil: [crude, \"brent crude\", wti*]\n- lists: {coal: anthracite}\n")},
		{"coal.yaml", []byte("- id: coal\n  query: {any: coal OR $coal, ru: уголь}\n  weights: {threshold: 1, terms: {$oil: 1}}\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, topic := range topics {
		q, _, _ := topic.Query("en")
		got = append(got, topic.ID+": "+q.String())
	}
	want := []string{
		`energy: (crude OR "brent crude" OR wti* OR "natural gas") NEAR/3 price*`,
		`coal: coal OR anthracite OR weights of 1: (crude OR "brent crude" OR wti*): 1`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEntryOfListsAloneIsNoTopic(t *testing.T) {
	if topics := parse(t, "lists: {oil: [crude]}"); len(topics) != 0 {
		t.Errorf("%v", topics)
	}
	if topics := parse(t, "- lists: {oil: [crude]}\n- id: oil\n  query: $oil\n- lists: {}\n"); len(topics) != 1 || topics[0].ID != "oil" {
		t.Errorf("%v", topics)
	}
}
