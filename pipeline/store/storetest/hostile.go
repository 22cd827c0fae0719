package storetest

import (
	"strings"
	"testing"
	"time"

	"coranto/pipeline/store"
)

// HostileTexts are what a search box gets when nobody means well.
var HostileTexts = []string{
	`"`, `""`, `"""`, `*`, `**`, `"*"`, `""*`, `*"`, `^`, `^a`, `(`, `)`, `()`, `(a`, `a)`, `{`, `{title}:a`, `- {title summary}: a`,
	"NEAR(", "NEAR(a b)", "NEAR(a b, 10)", `NEAR("a" "b"`, "AND", "OR", "NOT", "a AND", "AND a", "a OR OR b", "NOT a", "a NOT",
	"col:x", "title:x", "title : x", "rank:1", "article_fts:x", "rowid", "a:", ":a", "a::b", "a+b", "a + b", "+", "-", "-a", "--", "/*", "'", "''",
	"'; DROP TABLE article; --", `\`, `\"`, `"\"`, "%", "_", "?", "?1", ":x", "@x", "$x", "\x00", "a\x00b", "\"a\x00\"", "\xff", "\xc3", "a\xff*",
	"😀", "😀 a", "a😀*", "👩‍👩‍👧", "\u202e abc", "\ufeff", "\u0301", "e\u0301*", "ﬁ", "ß", "İ", "中国", "हिन्दी", "\ue000", "\U0010ffff", "𐕰", "𑜀*", "½", "٣",
	"a:*", "<b>", "&amp;", "a\r\nb", "\x1b[31m", "\x02a\x03", "“", "“a", "a”", "«»*",
	strings.Repeat("word ", 10_000), strings.Repeat(`"`, 10_001), strings.Repeat("(", 10_000), strings.Repeat("a*", 10_000),
	strings.Repeat("x", 1<<20), `"` + strings.Repeat("a ", 10_000), strings.Repeat("ह", 10_000), strings.Repeat("a-", 10_000),
}

func hostileTexts(t *testing.T, s store.Store) {
	put(t, s, telling(1, "Word a b c x", "title rank AND OR NOT NEAR", strings.Repeat("word ", 40)))
	for _, text := range HostileTexts {
		for _, q := range []store.Query{
			{Text: text},
			{Text: "a " + text + " b", Topic: text, Lang: text, Source: text},
			{Text: text, Topic: "sanctions", Lang: "en", Source: "example-com", Since: time.Unix(0, 0), Until: time.Unix(1<<40, 0)},
		} {
			if _, err := s.Search(t.Context(), q); err != nil {
				t.Errorf("Search for %.40q: %v", text, err)
			}
		}
	}
	for _, text := range []string{`"`, "***", "😀", "()"} {
		if got := found(t, s, store.Query{Text: text}); got != "" {
			t.Errorf("%s finds %q: signs alone find nothing", text, got)
		}
	}
	finds(t, s, [][2]string{{"a AND", "1"}, {"title:x", ""}, {"NEAR(word", ""}, {"OR x NOT", "1"}, {strings.Repeat("word ", 10_000), "1"}})
}
