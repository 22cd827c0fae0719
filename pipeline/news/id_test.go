package news

import (
	"strings"
	"testing"
)

func TestIDIgnoresSchemeAndTrailingSlash(t *testing.T) {
	const want = "a379a6f6eeafb9a55e378c118034e275" // of "example.com"
	for _, address := range []string{"http://example.com/", "https://example.com/", "https://example.com", "example.com"} {
		if got := ID(address); got != want {
			t.Errorf("ID(%q) = %s, want %s", address, got, want)
		}
	}
}

func TestIDTellsAddressesApart(t *testing.T) {
	seen := map[string]string{}
	for _, address := range []string{
		"https://example.com/", "https://example.com/a", "https://example.com/A", "https://example.com/a?b=1", "https://example.com/a?b=2",
		"https://example.com:8443/a", "https://www.example.com/a", "https://example.org/a", "https://example.com/a/b",
	} {
		id := ID(address)
		if !isHex(id, 32) {
			t.Errorf("ID(%q) = %q, want 32 hexadecimal digits", address, id)
		}
		if other, ok := seen[id]; ok {
			t.Errorf("%s and %s have one id", address, other)
		}
		seen[id] = address
	}
}

func TestKeysNameARevision(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Article{ID: "a", Revision: 1}.Key(), "a.1"},
		{Article{ID: "a", Revision: 2}.Key(), "a.2"},
		{Article{ID: "a"}.Key(), "a.1"}, // a record from elsewhere that counts from nothing
		{Item{ID: "a", Revision: 3, Title: "t", Text: "x"}.Key(), "a.3"},
		{Item{ID: "a", Revision: 3, Title: "t"}.Key(), "a.3.bare"},
		{Item{ID: "a", Revision: 3}.Key(), "a.3.bare"},
	} {
		if c.got != c.want {
			t.Errorf("key %s, want %s", c.got, c.want)
		}
	}
}

func TestTokensAreSlugsWhateverAnArticleSays(t *testing.T) {
	for _, s := range []string{"", ">", "*", "a.b", "en.>", "a b", "\r\nPUB x", "日本", strings.Repeat("x", 5000)} {
		tokens := append(Article{Lang: s, Source: Source{ID: s}}.Tokens(), Item{Source: Source{ID: s}}.Tokens()...)
		for _, token := range tokens {
			if !isSlug(token) {
				t.Errorf("%.20q gives the token %q", s, token)
			}
		}
	}
}

func TestSlug(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"sanctions", "sanctions"},
		{"Oil imports", "oil-imports"},
		{"example.com", "example-com"},
		{"bbc.co.uk", "bbc-co-uk"},
		{"  --a__b!!c--  ", "a-b-c"},
		{"2001:db8::1", "2001-db8-1"},
		{"", "und"},
		{"--", "und"},
		{"!?", "und"},
		{">", "und"},
		{strings.Repeat("a", 64), strings.Repeat("a", 64)},
		{strings.Repeat("a", 65), strings.Repeat("a", 55) + "-635361c4"},
		{"Öl", "l-81ebde1c"},
		{"日本", "cf2abf0c"},
		{"日本語", "77710aed"},
		{"٣", "1a4fd527"},
		{"cafe\u0301", "cafe-81ef060b"},
		{"\xff", "a8100ae6"},
	} {
		if got := Slug(c.in); got != c.want {
			t.Errorf("Slug(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestSlugCutAtAHyphenHasNoTwo(t *testing.T) {
	if got := Slug(strings.Repeat("a", 54) + " " + strings.Repeat("b", 20)); !isSlug(got) || strings.Contains(got, "--") || got != Slug(got) {
		t.Errorf("slug %q", got)
	}
}

// A slug is a subject token, and its own slug.
func FuzzSlug(f *testing.F) {
	for _, seed := range []string{"", "Oil imports", "news.>", "日本", "a\x00b", strings.Repeat("a-", 40), "\xff", "K", "İ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		slug := Slug(s)
		if !isSlug(slug) {
			t.Errorf("Slug(%q) = %q", s, slug)
		}
		if again := Slug(slug); again != slug {
			t.Errorf("%q -> %q -> %q", s, slug, again)
		}
	})
}

func isSlug(s string) bool {
	return s != "" && len(s) <= 64 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" &&
		!strings.HasPrefix(s, "-") && !strings.HasSuffix(s, "-") && !strings.Contains(s, "--")
}

func isHex(s string, length int) bool {
	return len(s) == length && strings.Trim(s, "0123456789abcdef") == ""
}
