package yaml

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type weighing struct {
	Terms []struct {
		Query  Text `yaml:",key"`
		Weight Text `yaml:"weight,scalar"`
		UpTo   int  `yaml:"up_to"`
	} `yaml:"terms"`
	Lists []struct {
		Name  Text   `yaml:",key"`
		Items []Text `yaml:",value"`
	} `yaml:"lists"`
	Query map[string]Text `yaml:"query,or=any"`
}

// String shows what was read and where.
func (w weighing) String() string {
	var b strings.Builder
	at := func(t Text) string { p := t.Pos(1, 1); return fmt.Sprintf("%s@%d:%d", t, p.Line, p.Column) }
	for _, t := range w.Terms {
		fmt.Fprintf(&b, "%s = %s", at(t.Query), at(t.Weight))
		if t.UpTo > 0 {
			fmt.Fprintf(&b, " up to %d", t.UpTo)
		}
		b.WriteString("\n")
	}
	for _, l := range w.Lists {
		fmt.Fprintf(&b, "%s:", at(l.Name))
		for _, item := range l.Items {
			b.WriteString(" " + at(item))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestKeysKeepTheirOrderAndPlace(t *testing.T) {
	for _, tt := range []struct{ doc, want string }{
		{"terms:\n  b: 2\n  a: {weight: 1.5, up_to: 3}\n  'c d': -4\n  b: 3\n", "b@2:3 = 2@2:6\na@3:3 = 1.5@3:15 up to 3\nc d@4:4 = -4@4:10\nb@5:3 = 3@5:6\n"},
		{"lists: {oil: [crude, \"brent crude\", wti*], gas: lng}", "oil@1:9: crude@1:15 brent crude@1:23 wti*@1:37\ngas@1:44: lng@1:49\n"},
		{"terms:\n  ? a\n  : 4\n", "a@2:5 = 4@3:5\n"},
		{"terms: {10: 5, null: 3}", "10@1:9 = 5@1:13\nnull@1:16 = 3@1:22\n"},
		{"terms: {a, b: }", "a@1:9 = @0:0\nb@1:12 = @0:0\n"},
		{"lists:\n  oil:\n    - crude\n    -\n", "oil@2:3: crude@3:7 @4:7\n"},
	} {
		var w weighing
		err := decode(t, tt.doc, &w)
		if diff := cmp.Diff(tt.want, w.String()); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", tt.doc, err, diff)
		}
	}
}

func TestKeyMayHaveColonsWithinBraces(t *testing.T) {
	for _, tt := range []struct{ doc, want string }{
		{`terms: {tariff*: 4, "trade war": 6, title:(duty OR duties): 3, football: -8}`, "tariff*@1:9 = 4@1:18\ntrade war@1:22 = 6@1:34\ntitle:(duty OR duties)@1:37 = 3@1:61\nfootball@1:64 = -8@1:74\n"},
		{`terms: {title:(нефть OR "a: b"): {weight: 4, up_to: 2}, b: 3}`, "title:(нефть OR \"a: b\")@1:9 = 4@1:43 up to 2\nb@1:57 = 3@1:60\n"},
		{`terms: {title:"trade war": 4, b: 3}`, "title:\"trade war\"@1:9 = 4@1:28\nb@1:31 = 3@1:34\n"},
		{`terms: {title:x : 4}`, "title:x@1:9 = 4@1:19\n"},
		{"terms: {\n  title:x: 4,\n  lead:y:   5\n}", "title:x@2:3 = 4@2:12\nlead:y@3:3 = 5@3:13\n"},
		{"terms:\n  title:(duty OR duties): 3\n  title:\"trade war\": 4\n", "title:(duty OR duties)@2:3 = 3@2:27\ntitle:\"trade war\"@3:3 = 4@3:22\n"},
	} {
		var w weighing
		err := decode(t, tt.doc, &w)
		if diff := cmp.Diff(tt.want, w.String()); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", tt.doc, err, diff)
		}
	}
}

func TestWhatNeedsQuotesIsSaid(t *testing.T) {
	for _, doc := range []string{
		"terms: {*tariff: 4}", "terms: {a: 3, *tariff : 4}", "terms:\n  *tariff: 4\n  b: 3\n", "terms:\n  {US}: 4", "terms: {{US}: 4}",
		"terms: {\"trade war\" NEAR/3 x: 4}", "terms:\n  \"trade war\" NEAR/3 x: 4",
		"lists: {oil: [crude, *tariff]}", "lists:\n  oil:\n  - *tariff", "lists: {oil: [{US}]}", "lists: {oil: [\"a b\" OR c]}",
		"query: *tariff", "query: {US}", "query: \"price cap\" AND oil", "query: {US} AND oil", "query: {ru: {US}}",
	} {
		var w weighing
		if err := decode(t, doc, &w); err == nil || !strings.Contains(err.Error(), "quotes") || strings.Count(err.Error(), "\n") > 0 {
			t.Errorf("%s: %v", doc, err)
		}
	}
	for _, doc := range []string{"terms: {\"a\": 4, 'b': 5", "terms: {a: *", "name: [\"a\", {b: c}, x y"} {
		if err := decode(t, doc, new(weighing)); err == nil || strings.Contains(err.Error(), "'*tariff', ") {
			t.Errorf("%s: %v", doc, err)
		}
	}
}

func TestMappingOfKeysMustBeOne(t *testing.T) {
	err := decode(t, "terms: [a, b]\nlists: oil\n", new(weighing))
	want := "f.yaml:1:8: terms: must be keys with values\nf.yaml:2:8: lists: must be keys with values"
	if diff := cmp.Diff(want, fmt.Sprint(err)); diff != "" {
		t.Error(diff)
	}
}
