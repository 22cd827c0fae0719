package yaml

import (
	"strings"
	"testing"
	"unicode/utf16"
)

func TestSyntaxErrorSaysWhatToWrite(t *testing.T) {
	for _, tt := range []struct{ doc, want string }{
		{"name: x\nquery: title: foo\n", "2:8: a colon with a space behind it, within a value: put the value in quotes, or behind | on the next lines"},
		{"name: Sanctions: what\n  is that\n", "1:7: a colon with a space"},
		{"name: x\n query: foo\n", "1:7: the next line is indented as if it went on with this value"},
		{"name: x\n\tquery: foo\n", "2:1: a tab: YAML indents with spaces alone"},
		{"query:\n\tany: foo\n", "2:1: a tab: YAML indents with spaces alone"},
		{"query: >\n  a\n\tb\n", "3:1: a tab: YAML indents with spaces alone"},
		{"\tname: x\n", "1:5: a tab: YAML indents with spaces alone"},
		{"feeds: [a, b\n", "1:8: a [ without its ]: close the list"},
		{"feeds: [a, b}\n", "1:8: a [ without its ]"},
		{"codes: {a: b\n", "1:8: a { without its }: close it"},
		{"codes: {a: b\nname: x\n", "2:1: keys within { } that do not go on with a comma"},
		{"name: \"foo\n", `1:7: a " without a second one that ends the text`},
		{"name: 'foo\n", "1:7: a ' without a second one that ends the text"},
		{"name: 'Lloyd's'\n", "1:14: can't be read: YAML takes a *"},
		{"name: @foo\n", "1:7: no value begins with @ or `: put it in quotes"},
		{"name: %foo\n", "1:7: no value begins with %: put it in quotes"},
		{"query: |\nfoo\n", "2:1: text without a key: what goes on below its key, or behind |, is indented"},
		{"query:\n  en: foo\n ru: bar\n", "3:2: does not go on with anything above it: what belongs together begins in the same column"},
		{"name x\nquery: foo\n", "1:1: a line without a colon: write a key and its value"},
	} {
		err := decode(t, tt.doc, new(sample))
		if err == nil || !strings.HasPrefix(err.Error(), "f.yaml:"+tt.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, want f.yaml:%s", tt.doc, err, tt.want)
		}
	}
}

func TestSentenceThatIsTakenForAKeyNeedsQuotes(t *testing.T) {
	var v struct {
		List []struct {
			Text string `yaml:"text,scalar"`
		} `yaml:"list"`
	}
	err := decode(t, "list:\n- Oil: it rises\n", &v)
	if want := `f.yaml:2:3: unknown key "list.Oil": known here are text; a text with a colon and a space goes in quotes`; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestOtherEncodingsAreNamed(t *testing.T) {
	utf16LE := func(s string) string {
		var b []byte
		for _, c := range utf16.Encode([]rune(s)) {
			b = append(b, byte(c), byte(c>>8))
		}
		return string(b)
	}
	for doc, place := range map[string]string{
		"name: x\nquery: b\xf6rse\n":     "f.yaml:2:9",
		utf16LE("\ufeffname: x\n"):       "f.yaml:1:1",
		utf16LE("name: x\n"):             "f.yaml:1:2",
		"name: ö\n# Stra\xdfe\nfeeds: y": "f.yaml:2:7",
	} {
		if err := decode(t, doc, new(sample)); err == nil || err.Error() != place+": is not UTF-8: save it as UTF-8" {
			t.Errorf("%q: %v, want %s", doc, err, place)
		}
	}
	if err := decode(t, "\ufeffname: \ufffd\n", new(sample)); err != nil {
		t.Error(err)
	}
}
