package extractors

import (
	"bytes"
	"errors"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzExtract holds what is true of every page: no panic, no error but ErrNotHTML; every
// field valid UTF-8 without control characters; a text of lines with one blank line
// between at most, and with a method if and only if there is a text, else with a reason;
// every line of it in the page or in its declared text; and no markup in it where the
// input had none escaped.
func FuzzExtract(f *testing.F) {
	files, _ := filepath.Glob("testdata/*/*.txtar")
	for _, name := range files {
		if b, err := os.ReadFile(name); err == nil {
			f.Add(b, "text/html", "https://x.example/2024/07/05/a")
		}
	}
	f.Add([]byte("<p>"+strings.Repeat("One sentence, and another. ", 20)+"<script>x</script>"), "", "")
	f.Add([]byte(`<script type="application/ld+json">{"@type":"Article","articleBody":"`+strings.Repeat("a b ", 90)+`"}</script>`), "text/html; charset=utf-16", "%")
	f.Add([]byte(`<title>A headline of six words</title><script>window.S={"title":"A headline of six words","body":[{"type":"p","text":"`+strings.Repeat("One, two. ", 90)+`"}]}</script>`), "", "")
	f.Add([]byte(`<title>A headline of six words</title><script>self.__next_f.push([1,"1:T3c0,`+strings.Repeat("One, two. ", 96)+`2:{\"title\":\"A headline of six words\",\"text\":\"$1\",\"x\":\"`+strings.Repeat("x", 300)+`\"}\n"])</script>`), "", "")
	f.Fuzz(func(t *testing.T, body []byte, contentType, url string) {
		p, err := Extract(body, contentType, url)
		if err != nil {
			if !errors.Is(err, ErrNotHTML) {
				t.Fatalf("error %v", err)
			}
			return
		}
		checkLaws(t, body, contentType, p)
	})
}

func checkLaws(t *testing.T, body []byte, contentType string, p Page) {
	t.Helper()
	if (p.Text == "") != (p.Method == "") || (p.Text == "") == (p.Rejected == "") {
		t.Errorf("method %q, rejected %q for a text of %d bytes", p.Method, p.Rejected, len(p.Text))
	}
	if p.Text != "" {
		original := newOriginal(body, contentType)
		for line := range strings.SplitSeq(strings.ReplaceAll(p.Text, "\n\n", "\n"), "\n") {
			switch {
			case p.Method == "script":
				if w := missingWord(line, unescaped(body)); w != "" {
					t.Errorf("%q is not in the page's scripts: %q", w, line)
				}
			case !original.has(line):
				t.Errorf("not in the page: %q", line)
			}
			if line == "" || strings.TrimSpace(line) != line || strings.Contains(line, "  ") {
				t.Errorf("line %q", line)
			}
		}
	}
	plain := append([]string{p.Title, p.SiteName, p.Section, p.Summary, p.Lang}, append(p.Authors, p.Keywords...)...)
	for _, s := range append(plain, p.Text) {
		if !utf8.ValidString(s) {
			t.Errorf("invalid UTF-8: %q", s)
		}
		if strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && (r < ' ' || r == 0x7f) }) {
			t.Errorf("control character: %q", s)
		}
	}
	escaped := bytes.ContainsAny(body, "&\\\x00\x1b") || bytes.Contains(body, []byte("ld+json")) || !utf8.Valid(body)
	if !escaped && strings.Contains(strings.ToLower(p.Text), "<script") {
		t.Errorf("markup in text: %q", p.Text)
	}
	if (p.Published == nil) != (p.PublishedFrom == "") {
		t.Errorf("published %v from %q", p.Published, p.PublishedFrom)
	}
}

var unicodeEscape = regexp.MustCompile(`\\u([0-9a-fA-F]{4})`)

// unescaped is a page whose scripts' strings are read, as often as they are wrapped in others.
func unescaped(body []byte) string {
	s := string(body)
	for range 3 {
		s = unicodeEscape.ReplaceAllStringFunc(s, func(e string) string {
			r, _ := strconv.ParseUint(e[2:], 16, 16)
			return string(rune(r))
		})
		s = html.UnescapeString(strings.NewReplacer(`\\`, `\`, `\n`, " ", `\r`, " ", `\t`, " ").Replace(s))
	}
	return s
}

// missingWord is the first word of ASCII letters in a line that a page lacks.
func missingWord(line, page string) string {
	for w := range strings.FieldsFuncSeq(line, func(r rune) bool { return r >= utf8.RuneSelf || !isLetter(byte(r)) }) {
		if !strings.Contains(page, w) {
			return w
		}
	}
	return ""
}
