package lint

import (
	"strings"
	"testing"

	"coranto/pipeline/tag"
)

func TestListsThatNothingNamesAreUnused(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"- lists: {b: [x], a: [y]}\n- id: t\n  query: z\n", "b a.yaml:1:11, a a.yaml:1:19"},
		{"- lists: {a: [$b], b: [$c], c: [x]}\n- id: t\n  query: {ru: $a}\n", ""},
		{"- lists: {a: [$b], b: [x], c: [x]}\n- id: t\n  query: $b\n", "a a.yaml:1:11, c a.yaml:1:28"},
		{"- lists: {a: [$b], b: [$a]}\n- id: t\n  query: z\n", "a a.yaml:1:11, b a.yaml:1:20"},
		{"- lists: {a: [$b], b: [$a]}\n- id: t\n  query: $a\n", ""},
		{"- lists: {a: [x], b: [x]}\n- id: t\n  weights: {threshold: 1, terms: {title:$a: 1}}\n", "b a.yaml:1:19"},
		{"- lists: {a: [x]}\n- id: t\n  query: z # $a\n", "a a.yaml:1:11"},
		{"id: t\nquery: z OR\nlists: {a: [x]}\n", "a a.yaml:3:9"},
	} {
		var got []string
		for _, l := range unused(tag.Texts([]tag.File{{Name: "a.yaml", Data: []byte(tt.src)}, {Name: "b.yaml"}})) {
			got = append(got, l.Name.Value+" "+l.Name.Pos(1, 1).String())
		}
		if got := strings.Join(got, ", "); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.src, got, tt.want)
		}
	}
}
