package query

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestListStandsForItsItems(t *testing.T) {
	lists, err := ParseLists(map[string][]string{
		"oil":    {"crude", `"brent"`, "west texas  intermediate # a benchmark", "petrol*", "price-cap"},
		"energy": {"$oil", "gas OR coal", "{LNG}", "oil NEAR/2 well"},
		"one":    {"$energy"},
	})
	if err != nil {
		t.Fatal(err)
	}
	const oil = `crude OR brent OR "west texas intermediate" OR petrol* OR "price cap"`
	for src, want := range map[string]string{
		"$oil":                   oil,
		"tax OR $oil":            "tax OR " + oil,
		"tax AND $oil":           "tax AND (" + oil + ")",
		"$one NEAR/3 tax":        "(" + oil + " OR gas OR coal OR {LNG} OR oil NEAR/2 well) NEAR/3 tax",
		"title:$oil":             "title:(" + oil + ")",
		"ATLEAST/2 $oil":         "ATLEAST/2 (" + oil + ")",
		"$oil ONEAR/0 (a OR $x)": "1:20: there is no list $x: there are $energy, $oil, $one",
	} {
		got := ""
		if e, err := lists.Parse(src); err != nil {
			got = err.Error()
		} else {
			got = e.String()
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", src, diff)
		}
	}
}

func TestMistakeOfAListIsSaidOnce(t *testing.T) {
	for _, tt := range []struct {
		name  string
		items map[string][]string
		want  string
	}{
		{"cycle", map[string][]string{"a": {"$b"}, "b": {"x", "$c"}, "c": {"$a"}}, "list c: 1:1: $c names itself, through $a: take one of the two out"},
		{"itself", map[string][]string{"a": {"x", "$a"}}, "list a: 1:1: $a names itself, through $a: take one of the two out"},
		{"unknown", map[string][]string{"a": {"oil", "$z"}, "b": {"c"}}, "list a: 1:1: there is no list $z: there are $a, $b"},
		{"empty", map[string][]string{"a": {}}, "list a: 1:1: a list without words"},
		{"and", map[string][]string{"a": {"x AND y"}}, "list a: 1:1: an item of a list is a word, a phrase, a NEAR, or (a OR b) of these: what needs AND, NOT, ATLEAST or a field goes into the query"},
		{"field", map[string][]string{"a": {"title:x"}}, "list a: 1:1: an item of a list is a word, a phrase, a NEAR, or (a OR b) of these: what needs AND, NOT, ATLEAST or a field goes into the query"},
		{"not a query", map[string][]string{"a": {"s*"}}, "list a: 1:2: s* would match too much: write at least two letters beside * and ?, as in sa*"},
		{"named by another", map[string][]string{"a": {"s*"}, "b": {"$a"}, "c": {"$b", "x"}}, "list a: 1:2: s* would match too much: write at least two letters beside * and ?, as in sa*"},
		{"name", map[string][]string{"Oil": {"x"}}, "list Oil: 1:1: a list is named by small letters, digits and hyphens, and a letter first"},
	} {
		lists, err := ParseLists(tt.items)
		if diff := cmp.Diff(tt.want, errText(err)); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
		if item := (*ItemError)(nil); !errors.As(err, &item) || lists == nil {
			t.Errorf("%s: %T, %v", tt.name, err, lists)
		}
	}
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// Lists of lists of lists grow fast, and are bounded all the same.
func TestListsDoNotExplode(t *testing.T) {
	items := map[string][]string{"a": {"x", "y"}}
	for c := byte('b'); c <= 'z'; c++ {
		items[string(c)] = []string{"$" + string(c-1), "$" + string(c-1)}
	}
	lists, err := ParseLists(items)
	if err == nil {
		_, err = lists.Parse("$z")
	}
	if err == nil || !strings.Contains(err.Error(), "more than 10000 words and phrases") {
		t.Errorf("%.200v", err)
	}
}

func TestNamedListsAreThoseOfTheQuery(t *testing.T) {
	if diff := cmp.Diff([]string{"oil", "gas", "oil"}, Named(`$oil AND ("no" OR $gas) # $comment`+"\nOR $oil")); diff != "" {
		t.Error(diff)
	}
}
