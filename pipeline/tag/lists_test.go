package tag

import (
	"fmt"
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

func TestListsThatNothingNamesAreUnused(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"- lists: {b: [x], a: [y]}\n- id: t\n  query: z\n", "[{b a.yaml:1:11} {a a.yaml:1:19}]"},
		{"- lists: {a: [$b], b: [$c], c: [x]}\n- id: t\n  query: {ru: $a}\n", "[]"},
		{"- lists: {a: [$b], b: [x], c: [x]}\n- id: t\n  query: $b\n", "[{a a.yaml:1:11} {c a.yaml:1:28}]"},
		{"- lists: {a: [$b], b: [$a]}\n- id: t\n  query: z\n", "[{a a.yaml:1:11} {b a.yaml:1:20}]"},
		{"- lists: {a: [$b], b: [$a]}\n- id: t\n  query: $a\n", "[]"},
		{"- lists: {a: [x], b: [x]}\n- id: t\n  weights: {threshold: 1, terms: {title:$a: 1}}\n", "[{b a.yaml:1:19}]"},
		{"- lists: {a: [x]}\n- id: t\n  query: z # $a\n", "[{a a.yaml:1:11}]"},
		{"id: t\nquery: z OR\nlists: {a: [x]}\n", "[{a a.yaml:3:9}]"},
	} {
		if got := fmt.Sprint(UnusedLists([]File{{"a.yaml", []byte(tt.src)}, {"b.yaml", nil}})); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.src, got, tt.want)
		}
	}
}
