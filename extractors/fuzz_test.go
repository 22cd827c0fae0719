package extractors

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzExtract holds what is true of every page: no panic, no error but ErrNotHTML; every
// field valid UTF-8 without control characters; a text of lines that are not blank, with
// a method if and only if there is a text; and no markup in it where the input had none
// escaped.
func FuzzExtract(f *testing.F) {
	files, _ := filepath.Glob("testdata/layouts/*.txtar")
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
		checkLaws(t, body, p)
	})
}

func checkLaws(t *testing.T, body []byte, p Page) {
	t.Helper()
	if (p.Text == "") != (p.Method == "") {
		t.Errorf("method %q for a text of %d bytes", p.Method, len(p.Text))
	}
	if p.Text != "" {
		for line := range strings.SplitSeq(p.Text, "\n") {
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
