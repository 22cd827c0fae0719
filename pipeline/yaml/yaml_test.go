package yaml

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

type duration time.Duration

func (d *duration) UnmarshalText(b []byte) error {
	v, err := time.ParseDuration(string(b))
	*d = duration(v)
	return err
}

type sample struct {
	At    Pos      `yaml:",pos"`
	Name  string   `yaml:"name"`
	Feeds []string `yaml:"feeds"`
	Fetch struct {
		Timeout duration `yaml:"timeout"`
		Budget  int      `yaml:"budget"`
		Strict  bool     `yaml:"strict"`
	} `yaml:"fetch"`
	Query map[string]Text   `yaml:"query,or=any"`
	Codes map[string]string `yaml:"codes"`
}

func decode(t *testing.T, doc string, v any) error {
	t.Helper()
	env := func(name string) (string, bool) { return "s3cret", name == "SECRET" }
	return Decoder{File: "f.yaml", Env: env}.Decode([]byte(doc), v)
}

func TestDocumentIsLaidOverDefaults(t *testing.T) {
	s := sample{Name: "default", Feeds: []string{"a", "b"}}
	s.Fetch.Budget = 96
	if err := decode(t, "feeds: [c]\nfetch:\n  timeout: 5s\ncodes: {iptc: \"medtop:1\", pass: '${SECRET}'}\n", &s); err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(s.Name, s.Feeds, time.Duration(s.Fetch.Timeout), s.Fetch.Budget, s.Codes)
	if want := "default[c] 5s 96 map[iptc:medtop:1 pass:s3cret]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSingleValueStandsForList(t *testing.T) {
	var s sample
	if err := decode(t, "feeds: one.opml", &s); err != nil || cmp.Diff([]string{"one.opml"}, s.Feeds) != "" {
		t.Errorf("%v, %v", s.Feeds, err)
	}
	var many []sample
	if err := decode(t, "name: x", &many); err != nil || len(many) != 1 || many[0].Name != "x" {
		t.Errorf("%v, %v", many, err)
	}
	if err := decode(t, "- name: x\n- name: y", &many); err != nil || len(many) != 2 || many[1].At.Line != 2 {
		t.Errorf("%+v, %v", many, err)
	}
}

func TestHostAndPortIsOneValueWhereverItStands(t *testing.T) {
	for _, doc := range []string{"feeds: [127.0.0.1:80]", "feeds: 127.0.0.1:80", "feeds:\n- 127.0.0.1:80", "{feeds: [127.0.0.1:80]}", "{name: x, feeds: [127.0.0.1:80]}"} {
		var s sample
		if err := decode(t, doc, &s); err != nil || len(s.Feeds) != 1 || s.Feeds[0] != "127.0.0.1:80" {
			t.Errorf("%s: %q, %v", doc, s.Feeds, err)
		}
	}
	if err := decode(t, "feeds: [{a: b}]", &sample{}); err == nil {
		t.Error("a mapping is taken for a string")
	}
}

func TestPlainValueStandsForStruct(t *testing.T) {
	var v struct {
		List []struct {
			At   Pos    `yaml:",pos"`
			Lang string `yaml:"lang"`
			Text Text   `yaml:"text,scalar"`
		} `yaml:"list"`
	}
	if err := decode(t, "list:\n- plain words\n- {lang: ru, text: слова}\n", &v); err != nil {
		t.Fatal(err)
	}
	if l := v.List; l[0].Text.Value != "plain words" || l[0].At.Line != 2 || l[1].Lang != "ru" || l[1].Text.Value != "слова" {
		t.Errorf("%+v", l)
	}
}

func TestEveryMistakeIsReportedWithItsPlace(t *testing.T) {
	var s sample
	err := decode(t, strings.Join([]string{
		"nmae: x",
		"fetch:",
		"  timeout: soon",
		"  budget: many",
		"  strict: yes",
		"  tiemout: 3s",
		"codes: 7",
		"name: [a]",
		"zzzzzz: ${NOPE}",
		"feeds: ['${NOPE}']",
		"codes: {a: b, a: c}",
	}, "\n"), &s)
	want := `f.yaml:1:1: unknown key "nmae": did you mean "name"?
f.yaml:3:12: fetch.timeout: time: invalid duration "soon"
f.yaml:4:11: fetch.budget: "many" must be a whole number
f.yaml:5:11: fetch.strict: "yes" must be true or false
f.yaml:6:3: unknown key "fetch.tiemout": did you mean "timeout"?
f.yaml:7:8: codes: must be keys with values
f.yaml:8:7: name: must be a single value
f.yaml:9:1: unknown key "zzzzzz": known here are name, feeds, fetch, query, codes
f.yaml:10:9: feeds: the environment has no NOPE
f.yaml:11:1: "codes" stands here a second time: the first is in line 7
f.yaml:11:15: "a" stands here a second time: the first is in line 11`
	if diff := cmp.Diff(want, fmt.Sprint(err)); diff != "" {
		t.Error(diff)
	}
}

func TestSyntaxErrorHasPlace(t *testing.T) {
	for doc, place := range map[string]string{"a: [1\nb: 2": "f.yaml:", "name: 'a": "f.yaml:1:"} {
		if err := decode(t, doc, &sample{}); err == nil || !strings.HasPrefix(err.Error(), place) {
			t.Errorf("%q: %v", doc, err)
		}
	}
}

// What a query's parser finds at line:column of its text is shown at the file's.
func TestTextKnowsItsPlace(t *testing.T) {
	for _, tt := range []struct {
		doc          string
		value        string
		line, column int
		want         string
	}{
		{"query: a AND b", "a AND b", 1, 3, "f.yaml:1:10"},
		{"query: 'a AND b'", "a AND b", 1, 3, "f.yaml:1:11"},
		{"query:\n  any: |\n    a OR\n      b\n", "a OR\n  b\n", 2, 3, "f.yaml:4:7"},
		{"name: x\nquery: |\n\n  b\n", "\nb\n", 2, 1, "f.yaml:4:3"},
		{"query: >\n  a\n  b\n", "a b\n", 1, 3, "f.yaml:3:3"},
		{"query: >\r\n\r\n  a\r\n\r\n  b\r\n    c\r\n", "\na\nb\n  c\n", 3, 1, "f.yaml:5:3"},
		{"query: >\n\n  a\n\n  b\n", "\na\nb\n", 1, 1, "f.yaml:3:3"},
		{"query: >\n    oil OR\n    price\n    tariff\n", "oil OR price tariff\n", 1, 14, "f.yaml:4:5"},
		{"query: oil OR\n    price tariff\nname: x\n", "oil OR price tariff", 1, 14, "f.yaml:2:11"},
		{"query: oil OR\n\n    price\n", "oil OR\nprice", 2, 2, "f.yaml:3:6"},
		{"query:\n  any: öl OR\n    gäs x\n", "öl OR gäs x", 1, 11, "f.yaml:3:9"},
		{"query: oil\nname: x\n", "oil", 1, 9, "f.yaml:1:10"},
		{"query: 'it''s\n  x y'", "it's x y", 1, 8, "f.yaml:2:5"},
		{`query: "\u00e9a\n\"b\" \x41c"`, "éa\n\"b\" Ac", 2, 6, "f.yaml:1:28"},
		{"query: \"a\\\n  b c\"", "ab c", 1, 4, "f.yaml:2:5"},
	} {
		var s sample
		if err := decode(t, tt.doc, &s); err != nil {
			t.Fatal(err)
		}
		q := s.Query["any"]
		if q.Value != tt.value || q.Pos(tt.line, tt.column).String() != tt.want {
			t.Errorf("%q: %q at %s, want %q at %s", tt.doc, q.Value, q.Pos(tt.line, tt.column), tt.value, tt.want)
		}
	}
}

// A place past the end of its line would send the reader of a message nowhere.
func FuzzPlaceIsInTheFile(f *testing.F) {
	f.Add("query: >\n  a\n\n   b\n", 1, 4)
	f.Add("query: \"\\u00e9a \\\n  b\"\n", 1, 4)
	f.Add("query: {a: 'it''s', b: x\n  y}", 2, 3)
	f.Fuzz(func(t *testing.T, doc string, line, column int) {
		var s sample
		_ = Decoder{File: "f"}.Decode([]byte(doc), &s)
		lines := strings.Split(strings.TrimPrefix(doc, "\ufeff"), "\n")
		for _, q := range s.Query {
			if p := q.Pos(line, column); !q.block && strings.TrimSpace(q.Value) != "" &&
				(p.Line > len(lines) || p.Column > utf8.RuneCountInString(lines[p.Line-1])) {
				t.Errorf("%q: %d:%d of %q is at %s", doc, line, column, q.Value, p)
			}
		}
	})
}

func FuzzDecodeNeverPanics(f *testing.F) {
	f.Add([]byte("name: x\nfetch: {timeout: 1s}\nquery: |\n  a\n"))
	f.Add([]byte("terms: {title:(a): {weight: 3}, *b: 4, {C}: }\nlists: {a: [b: c]}\n"))
	f.Add([]byte("- &a x\n- *a\n? b\n: !!str c\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var s sample
		_ = Decoder{File: "f"}.Decode(data, &s)
		var list []sample
		_ = Decoder{File: "f"}.Decode(data, &list)
		_ = Decoder{File: "f"}.Decode(data, new(weighing))
	})
}
