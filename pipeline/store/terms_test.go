package store

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// print writes terms in the one spelling that Terms reads back as the same.
func print(terms []Term) string {
	var out []string
	for _, t := range terms {
		s := `"` + strings.Join(t.Words, " ") + `"`
		if t.Prefix {
			s += "*"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestTermsAreWordsPhrasesAndPrefixes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ``},
		{"  \t ", ``},
		{"oil imports", `"oil" "imports"`},
		{`"oil imports" china`, `"oil imports" "china"`},
		{"sanction*", `"sanction"*`},
		{"sanction*,", `"sanction"*`},
		{"*sanction", `"sanction"`},
		{"foo*bar", `"foo bar"`},
		{`"oil imp"*`, `"oil imp"*`},
		{`"oil imp*"`, `"oil imp"*`},
		{`"oil* imports"`, `"oil imports"`},
		{`“oil imports” „gas“ «нефть»`, `"oil imports" "gas" "нефть"`},
		{`oil"gas pipe"line`, `"oil" "gas pipe" "line"`},
		{`5" pipe`, `"5" "pipe"`},
		{`"`, ``},
		{`""`, ``},
		{`"" oil`, `"oil"`},
		{`""*`, ``},
		{"don't U.S. 2024-07-05", `"don t" "U S" "2024 07 05"`},
		{"a AND b OR NOT c NEAR(d, 5)", `"a" "AND" "b" "OR" "NOT" "c" "NEAR d" "5"`},
		{"title:oil -gas ^start {a b}:c", `"title oil" "gas" "start" "a" "b c"`},
		{"café cafe\u0301", "\"café\" \"cafe\u0301\""},
		{"हिन्दी 中国 😀 \u0301", `"हिन्दी" "中国"`},
		{"a\x00b \xff\xfec", `"a b" "c"`},
		{"***", ``},
	} {
		if diff := cmp.Diff(c.want, print(Terms(c.text))); diff != "" {
			t.Errorf("Terms(%q) (-want +got):\n%s", c.text, diff)
		}
	}
}

func TestTermsStopAtTheirBounds(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("word ", 10_000),
		`"` + strings.Repeat("word ", 10_000) + `"*`,
		strings.Repeat("word-", 10_000),
		`a b "` + strings.Repeat("c ", 40) + `"*`,
	} {
		n := 0
		for _, term := range Terms(text) {
			n += len(term.Words)
			if len(term.Words) > 1 && term.Prefix {
				t.Errorf("Terms(%.20q…): a phrase that was cut is no prefix", text)
			}
		}
		if n != maxWords {
			t.Errorf("Terms(%.20q…): %d words, want %d", text, n, maxWords)
		}
	}
}

// Whatever is typed, words hold no sign, their number is bounded, and what Terms
// understood, printed, is understood as the same.
func FuzzTerms(f *testing.F) {
	for _, s := range []string{`"oil imp"* china`, "a* b", `x"y z`, "“q„ *", "e\u0301*", "\u0301*", "\xff", "中国"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		terms := Terms(text)
		n := 0
		for _, term := range terms {
			n += len(term.Words)
			for _, w := range term.Words {
				if w == "" || strings.ContainsFunc(w, isSign) || !utf8.ValidString(w) {
					t.Fatalf("word %q", w)
				}
			}
			if len(term.Words) == 0 {
				t.Fatal("a term without words")
			}
		}
		if n > maxWords {
			t.Fatalf("%d words", n)
		}
		again := Terms(print(terms))
		if printed := print(terms); len(printed) <= maxText {
			if diff := cmp.Diff(terms, again); diff != "" {
				t.Fatalf("%q printed as %q is read otherwise:\n%s", text, printed, diff)
			}
		}
	})
}
