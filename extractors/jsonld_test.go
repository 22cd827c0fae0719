package extractors

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestJSONLDReferencesAreFollowed(t *testing.T) {
	ld := readJSONLD([][]byte{[]byte(`{"@graph":[
		{"@type":"Article","headline":"H","author":{"@id":"#p"},"image":{"@id":"#i"},"keywords":["a","b"]},
		{"@id":"#p","@type":"Person","name":"Ann Vale"},
		{"@id":"#i","@type":"ImageObject","url":"https://x.example/i.jpg"}]}`)})
	if got := ld.all(ld.article["author"], "name"); !cmp.Equal(got, []string{"Ann Vale"}) {
		t.Errorf("author %q", got)
	}
	if got := ld.first(ld.article["image"], "url"); got != "https://x.example/i.jpg" {
		t.Errorf("image %q", got)
	}
}

func TestJSONLDCircleEnds(t *testing.T) {
	ld := readJSONLD([][]byte{[]byte(`{"@type":"Article","@id":"#a","headline":{"@id":"#b"},"author":{"@id":"#a"}},`),
		[]byte(`[{"@id":"#b","name":{"@id":"#b"},"x":1,"y":2}]`)})
	if got := ld.str("headline"); got != "" {
		t.Errorf("headline %q, want none", got)
	}
}

func TestBrokenJSONLDIsRepaired(t *testing.T) {
	for _, in := range []string{
		"{\"@type\":\"NewsArticle\",\"headline\":\"Rain\tand\nwind\"}",
		`{"@type":"NewsArticle","headline":"Rain and wind",}`,
		`<!-- {"@type":"NewsArticle","headline":"Rain and wind"} -->`,
		`{"@type":"NewsArticle","headline":"Rain \and wind"};`,
		`{"@type":"NewsArticle","headline":"Rain and wind","description":"What is "rain"?"}`,
		"{\"@type\":\"NewsArticle\", // \"x\":\n\"headline\":\"Rain and wind\"}",
		`{"@type":"NewsArticle","headline":"Rain and wind"}}}`,
		"//<![CDATA[\n" + `{"@type":"NewsArticle","headline":"Rain and wind"}` + "\n//]]>",
	} {
		if ld := readJSONLD([][]byte{[]byte(in)}); ld.str("headline") != "Rain and wind" {
			t.Errorf("%s: headline %q", in, ld.str("headline"))
		}
	}
}
