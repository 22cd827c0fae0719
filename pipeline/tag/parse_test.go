package tag

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"coranto/pipeline/tag/tagtest"
	"coranto/pipeline/yaml"
)

// parse reads topics that have no mistakes.
func parse(t testing.TB, src string) []Topic {
	t.Helper()
	topics, err := ParseTopics([]File{{"topics.yaml", []byte(src)}})
	if err != nil {
		t.Fatal(err)
	}
	return topics
}

func TestEveryMistakeIsReportedWithItsPlace(t *testing.T) {
	tagtest.Golden(t, "testdata/mistakes", func(t *testing.T, archive []txtar.File) string {
		var files []File
		for _, f := range archive {
			files = append(files, File(f))
		}
		topics, err := ParseTopics(files)
		if err == nil || topics != nil {
			t.Fatalf("%v, %v", topics, err)
		}
		for _, e := range split(err) {
			if p := new(yaml.Problem); !errors.As(e, &p) {
				t.Errorf("%v is a %T", e, e)
			}
		}
		return err.Error() + "\n"
	})
}

func TestTopicIsReadWhole(t *testing.T) {
	topics := parse(t, `
id: sanctions
name: Sanctions
description: |
  Punitive measures.
codes: {iptc: "medtop:20000642", gdelt: SANCTIONS}
query:
  any: |
    # the word itself
    Sanction* AND NOT "sanctioned the project"
  ru: санкци*
examples:
  match:
    - "G7 countries impose sanctions."
    - {lang: ru, title: "Санкции", text: "Введены санкции."}
  no_match: The board sanctioned the project.
`)
	s := topics[0]
	var queries []string
	for _, lang := range []string{"ru-RU", "EN", "", "und"} {
		q, key, _ := s.Query(lang)
		queries = append(queries, key+": "+q.String())
	}
	got := []any{s.ID, s.Name, s.Description, s.Codes, queries, s.Examples, s.Pos}
	at := func(line, column int) yaml.Pos { return yaml.Pos{File: "topics.yaml", Line: line, Column: column} }
	want := []any{
		"sanctions", "Sanctions", "Punitive measures.", map[string]string{"iptc": "medtop:20000642", "gdelt": "SANCTIONS"},
		[]string{"ru: санкци*", `any: sanction* AND NOT "sanctioned the project"`, `any: sanction* AND NOT "sanctioned the project"`, `any: sanction* AND NOT "sanctioned the project"`},
		[]Example{
			{Match: true, Lang: "en", Text: "G7 countries impose sanctions.", Pos: at(14, 7)},
			{Match: true, Lang: "ru", Title: "Санкции", Text: "Введены санкции.", Pos: at(15, 8)},
			{Match: false, Lang: "en", Text: "The board sanctioned the project.", Pos: at(16, 13)},
		},
		at(2, 1),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestVersionIsThatOfTheMeaning(t *testing.T) {
	version := func(src string) string { return parse(t, "id: x\n"+src)[0].Version }
	base := version("query: oil OR gas")
	for _, same := range []string{"query: (Oil   OR (gas))", "name: y\nquery: |\n  oil # comment\n  OR gas\n", "query: {any: oil OR gas}", "lists: {fuel: [Oil, gas]}\nquery: $fuel", "lists: {fuel: [gas]}\nquery: oil OR $fuel"} {
		if version(same) != base {
			t.Errorf("%q has another version", same)
		}
	}
	for _, other := range []string{"query: gas OR oil", "query: oil AND gas", "query: {en: oil OR gas}", "query: {any: oil OR gas, en: oil}"} {
		if version(other) == base {
			t.Errorf("%q has the same version", other)
		}
	}
	weighted := version("weights: {threshold: 2, terms: {oil: 1, brent crude: 1}}")
	for _, same := range []string{
		"weights:\n  threshold: 2.000 # comment\n  terms:\n    Oil: {weight: 1, up_to: 1}\n    '\"brent  crude\"': 1.0\n",
		"lists: {o: [oil], b: [brent crude]}\nweights: {threshold: 2, terms: {$o: 1, $b: 1}}",
	} {
		if version(same) != weighted {
			t.Errorf("%q has another version", same)
		}
	}
	for _, other := range []string{
		"weights: {threshold: 1, terms: {oil: 1, brent crude: 1}}", "weights: {threshold: 2, terms: {oil: 2, brent crude: 1}}",
		"weights: {threshold: 2, terms: {oil: {weight: 1, up_to: 2}, brent crude: 1}}", "weights: {threshold: 2, terms: {oil: 1, brent crude: 1}}\nquery: oil",
	} {
		if v := version(other); v == weighted || v == version("query: oil") {
			t.Errorf("%q has the same version", other)
		}
	}
	if len(base) != 16 || strings.Trim(base, "0123456789abcdef") != "" {
		t.Errorf("version %q is not 16 hexadecimal digits", base)
	}
}

func TestFilesWithoutTopicsAreNoMistake(t *testing.T) {
	topics, err := ParseTopics([]File{{"a.yaml", nil}, {"b.yaml", []byte("# later\n")}})
	if len(topics) != 0 || err != nil {
		t.Errorf("%v, %v", topics, err)
	}
}

func FuzzParseTopics(f *testing.F) {
	f.Add([]byte("id: oil\nquery:\n  any: |\n    oil* OR\n  ru: нефть\nexamples:\n  match: [x, {lang: ru, title: y}]\n"))
	f.Add([]byte("- id: oil\n  query: 'oil'\n-\n- 3\n"))
	f.Add([]byte("id: oil\nlists: {a: [x y, $b], b: [z, {}, ]}\nweights: {threshold: 1.5, terms: {$a: 1, title:(b): {weight: 3, up_to: 2}}}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		Texts([]File{{"f.yaml", data}})
		topics, err := ParseTopics([]File{{"f.yaml", data}, {"g.yaml", data}})
		if err == nil {
			New(topics)
			return
		}
		for _, e := range split(err) {
			if p := new(yaml.Problem); !errors.As(e, &p) || p.File != "f.yaml" && p.File != "g.yaml" {
				t.Errorf("%q: %v has no place", data, e)
			}
		}
	})
}
