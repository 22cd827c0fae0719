package news

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// full is an article with every field set, and evidence with and without a weight.
func full() Article {
	at := func(second, ns int) *time.Time {
		t := time.Date(2024, 7, 5, 8, 51, second, ns, time.UTC)
		return &t
	}
	return Article{
		Schema: Schema, ID: ID("https://example.com/oil"), Revision: 2, URL: "https://example.com/oil?a=1&b=2",
		Title: "Oil <imports> & “sanctions”", Authors: []string{"Ada Example", "Bo Example"}, Lang: "en",
		Published: at(0, 0), PublishedFrom: "json-ld", Modified: at(1, 500_000_000),
		Source:  Source{ID: "example-com", Name: "The Example", Feed: "https://example.com/feed"},
		Summary: "In short.", Text: "First paragraph.\n\nSecond 🛢 paragraph.", Partial: true, Image: "https://example.com/i.png",
		Section: "World", Keywords: []string{"oil"},
		Topics: []Tag{{
			ID: "sanctions", Name: "Sanctions", Score: 0.83, Version: "9f2c",
			Codes: map[string]string{"iptc": "medtop:20000373", "gdelt": "SANCTIONS"},
			Evidence: []Evidence{
				{Field: "title", Start: 17, End: 26, Quote: "sanctions", Clause: "sanction*", Weight: 4.5},
				{Field: "text", Start: 0, End: 5, Quote: "First", Clause: "first"},
			},
		}},
		Trace: Trace{Published: at(0, 0), LastPolled: at(2, 0), Discovered: at(3, 0), Picked: at(4, 0), Fetched: at(5, 0), Extracted: at(6, 0), Tagged: at(7, 0)},
	}
}

// bare is an article of which next to nothing is known, as the first stage that makes one leaves it.
func bare() Article {
	return Article{Schema: Schema, ID: ID("https://example.com/"), Revision: 1, URL: "https://example.com/", Lang: "und",
		Authors: []string{}, Keywords: []string{}, Topics: []Tag{}, Source: Source{ID: "example-com"}}
}

func TestWireFormIsGolden(t *testing.T) {
	for name, a := range map[string]Article{"full": full(), "bare": bare()} {
		t.Run(name, func(t *testing.T) {
			got, err := json.MarshalIndent(a, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", name+".json")
			if *update {
				if err := os.WriteFile(file, append(got, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			var back Article
			if err := json.Unmarshal(got, &back); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(a, back); diff != "" {
				t.Errorf("read back (-want +got):\n%s", diff)
			}
		})
	}
}

// node is as much of a JSON Schema as ours uses.
type node struct {
	Required   []string
	Properties map[string]node
	Items      *node
}

func TestSchemaTellsOfExactlyTheKeysThatAreWritten(t *testing.T) {
	var schema node
	if err := json.Unmarshal(ArticleSchema, &schema); err != nil {
		t.Fatal(err)
	}
	written := map[string]bool{}
	for name, a := range map[string]Article{"full": full(), "bare": bare()} {
		t.Run(name, func(t *testing.T) {
			data, err := json.Marshal(a)
			if err != nil {
				t.Fatal(err)
			}
			var v any
			if err := json.Unmarshal(data, &v); err != nil {
				t.Fatal(err)
			}
			compareKeys(t, "article", schema, v, written)
		})
	}
	for _, path := range described("article", schema) {
		if !written[path] {
			t.Errorf("%s: the schema tells of it, and no article has it", path)
		}
	}
}

// compareKeys wants every object to have the keys that its schema requires, and none that it
// does not describe. It adds their paths to written.
func compareKeys(t *testing.T, path string, schema node, v any, written map[string]bool) {
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			if schema.Items == nil {
				t.Errorf("%s: the schema tells nothing of its elements", path)
				return
			}
			compareKeys(t, path+"[]", *schema.Items, element, written)
		}
	case map[string]any:
		if schema.Properties == nil { // codes: any vocabulary
			return
		}
		for _, key := range schema.Required {
			if _, ok := v[key]; !ok {
				t.Errorf("%s: lacks %q, which the schema requires", path, key)
			}
		}
		for key, value := range v {
			if _, ok := schema.Properties[key]; !ok {
				t.Errorf("%s: has %q, of which the schema does not tell", path, key)
			}
			written[path+"."+key] = true
			compareKeys(t, path+"."+key, schema.Properties[key], value, written)
		}
	}
}

// described lists the paths of all keys of which the schema tells.
func described(path string, schema node) (paths []string) {
	if schema.Items != nil {
		paths = described(path+"[]", *schema.Items)
	}
	for _, key := range sortedKeys(schema.Properties) {
		paths = append(append(paths, path+"."+key), described(path+"."+key, schema.Properties[key])...)
	}
	return paths
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func TestUnknownDatesAreNullAndEmptyListsAreLists(t *testing.T) {
	data, err := json.Marshal(bare())
	if err != nil {
		t.Fatal(err)
	}
	var v map[string]any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"published", "modified"} {
		if v[key] != nil {
			t.Errorf("%s is %v, want null", key, v[key])
		}
	}
	for _, key := range []string{"authors", "keywords", "topics"} {
		if list, ok := v[key].([]any); !ok || len(list) != 0 {
			t.Errorf("%s is %v, want []", key, v[key])
		}
	}
}
