package poll

import (
	"html"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestMarkupBecomesPlainText(t *testing.T) {
	for _, test := range []struct{ name, fragment, want string }{
		{"nothing", "", ""},
		{"no markup", "plain  text ", "plain text"},
		{"inline elements", "o<b>n</b>e t<wbr>w<span>o", "one two"},
		{"blocks", "<h1>a</h1><p>b</p>c<br>d<ul><li>e</ul><custom>f</custom>", "a\nb\nc\nd\ne\nf"},
		{"white space", "<p> a \n\t b </p>\n\n<p></p><p>c", "a b\nc"},
		{"text with lines", "First\n\n second\nthird", "First\nsecond\nthird"},
		{"references to line ends", "<p>a&#10;b&#13;c</p>", "a b c"},
		{"entities", "AT&amp;T &lt;b&gt; &euro;5 &#8220;x&#8221; a&nbsp;b", "AT&T <b> €5 “x” a b"},
		{"script and style", "a<script>if (1<2) x('</p>')</script><style>p{}</style>b", "a\nb"},
		{"script without end", "a<script>x", "a"},
		{"script that ends itself", `<p>a</p><script src="x.js"/><p>b</p>`, "a\nb"},
		{"raw text elements", "<noscript><img src=x>a</noscript><iframe><i>b</i></iframe><noembed><u>c</u></noembed><xmp><b>d</b></xmp><plaintext><b>e</b>", "a\nb\nc\nd\ne"},
		{"form elements", "<textarea><b>a</b></textarea><title><i>b</i></title>", "a\nb"},
		{"comments", "a<!-- <b> -->b<!DOCTYPE x><?pi?>c", "abc"},
		{"tag cut short", "a <b", "a"},
		{"less than", "1 < 2, 2 <3", "1 < 2, 2 <3"},
		{"attribute with >", `<a title="x > y">a</a>`, "a"},
		{"control characters", "a\x00b\x1b[1m&#7;c\u009b\u0085d\ufeff", "ab[1mc d"},
		{"line ends", "a\r\nb\rc\u2028d", "a\nb\nc d"},
		{"invalid UTF-8", "a\xffb", "a\uFFFDb"},
	} {
		if got := plain(test.fragment, maxText); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestTextIsCutBetweenCharacters(t *testing.T) {
	for limit, want := range map[int]string{0: "", 1: "", 2: "ä", 3: "ä", 4: "ää", 5: "ää", 7: "ää ö", 100: "ää ö"} {
		if got := clip("ää ö", limit); got != want {
			t.Errorf("%d: %q", limit, got)
		}
	}
}

func TestLinesOfATitleAreJoined(t *testing.T) {
	if got := oneLine("<h2>a</h2>\n<p>b</p> c"); got != "a b c" {
		t.Errorf("%q", got)
	}
	if got := oneLine(strings.Repeat("<p>"+strings.Repeat("x", 99)+"</p>", 20)); len(got) > maxLine || len(got) < maxLine-1 {
		t.Errorf("%d bytes", len(got))
	}
}

// isTidy is the law of all text that leaves this package.
func isTidy(s string) bool {
	for line := range strings.SplitSeq(s, "\n") {
		if strings.TrimSpace(line) != line || strings.Contains(line, "  ") || line == "" && s != "" {
			return false
		}
	}
	control := func(r rune) bool { return unicode.IsControl(r) && r != '\n' }
	return utf8.ValidString(s) && !strings.ContainsFunc(s, control)
}

func FuzzPlain(f *testing.F) {
	for _, seed := range []string{"", "a b", "<p>a</p>", "<script>x", "a\r\n\x00b", "&lt;b&gt;", "\xff", "<noscript><b>x</noscript>", "<<b>b>"} {
		f.Add(seed, 10)
	}
	f.Fuzz(func(t *testing.T, s string, limit int) {
		limit = max(limit, 0)
		got := plain(s, limit)
		if !isTidy(got) || len(got) > limit {
			t.Errorf("%q of %q, limit %d", got, s, limit)
		}
		if again := lines(got); again != got {
			t.Errorf("%q becomes %q", got, again)
		}
		text := html.EscapeString(s)
		if got, want := plain(text, maxText), clip(lines(s), maxText); got != want {
			t.Errorf("escaped text %q became %q, want %q", s, got, want)
		}
		// In markup, line ends are white space.
		wrapped := `<div class="` + text + `">` + text + "</div><script>" + text + "</script><!--" + strings.ReplaceAll(text, "-", "") + "-->"
		if got, want := plain(wrapped, maxText), clip(strings.ReplaceAll(lines(s), "\n", " "), maxText); got != want {
			t.Errorf("wrapped text %q became %q, want %q", s, got, want)
		}
	})
}

// soup is what FuzzPlainLeavesNoTags cooks with.
var soup = []string{
	"word", " ", "\n", "<p>", "</p>", "<b>", "</b>", "<br/>", "<img src='x>y'>", "<script>", "</script>", "<script/>", "<style>", "</style>",
	"<noscript>", "</noscript>", "<iframe>", "</iframe>", "<textarea>", "</textarea>", "<title>", "</title>", "<xmp>", "</xmp>",
	"<plaintext>", "<noembed>", "<noframes>", "<svg>", "<math>", "<template>", "<!-- x -->", "<!DOCTYPE html>", "<?xml version='1.0'?>",
	"<![CDATA[x]]>", "<select>", "<table>", "</tr>", "<x:y>", "&amp;", "&#0;",
}

func FuzzPlainLeavesNoTags(f *testing.F) {
	f.Add([]byte{3, 0, 9, 5, 0, 10, 12, 0})
	f.Fuzz(func(t *testing.T, recipe []byte) {
		var b strings.Builder
		for _, n := range recipe {
			b.WriteString(soup[int(n)%len(soup)])
		}
		if got := plain(b.String(), maxText); strings.ContainsAny(got, "<>") || !isTidy(got) {
			t.Errorf("%q of %q", got, b.String())
		}
	})
}
