package extractors

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

const cafe = `<html><head>META<title>Das Café schließt</title></head><body><p>Das Café am Müllerplatz schließt nach fünfzig Jahren, für immer. Die Wirtin räumte gestern die letzten Stühle fort, und die Gäste halfen ihr dabei, so gut sie konnten.</p></body></html>`

func TestCharsetsBecomeUTF8(t *testing.T) {
	latin := func(s string) []byte { b, _ := charmap.Windows1252.NewEncoder().Bytes([]byte(s)); return b }
	utf16le := func(s string) []byte {
		var b []byte
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return b
	}
	declare := func(cs string) string { return strings.Replace(cafe, "META", `<meta charset="`+cs+`">`, 1) }
	for name, c := range map[string]struct {
		body        []byte
		contentType string
	}{
		"utf-8":                   {[]byte(cafe), ""},
		"utf-8 declared as 1252":  {[]byte(declare("windows-1252")), "text/html; charset=iso-8859-1"},
		"utf-8 with a mark":       {[]byte("\xef\xbb\xbf" + cafe), ""},
		"1252 by header":          {latin(cafe), "text/html; charset=iso-8859-1"},
		"1252 by meta":            {latin(declare("iso-8859-1")), ""},
		"1252 undeclared":         {latin(cafe), ""},
		"utf-16 without mark":     {utf16le(cafe), ""},
		"utf-16 with mark":        {append([]byte("\xff\xfe"), utf16le(cafe)...), ""},
		"utf-8 with a bad byte":   {append([]byte(declare("utf-8")), "<p>\xff</p>"...), ""},
		"utf-8, undeclared, torn": {append([]byte(cafe), "\xc3"...), ""},
	} {
		p, err := Extract(c.body, c.contentType, "")
		if err != nil || p.Title != "Das Café schließt" || !strings.Contains(p.Text, "Müllerplatz schließt nach fünfzig") {
			t.Errorf("%s: title %q, text %q, error %v", name, p.Title, p.Text, err)
		}
	}
}

func TestISO2022JPIsNotTakenForASCII(t *testing.T) {
	s := "<html><head><meta charset=iso-2022-jp><title>" + "東京の天気" + "</title></head><body><p>x</p></body></html>"
	b, err := japanese.ISO2022JP.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	if p, err := Extract(b, "", ""); err != nil || p.Title != "東京の天気" {
		t.Errorf("title %q, error %v", p.Title, err)
	}
}

func TestUnclosedTagsKeepTheText(t *testing.T) {
	s := ownStory()
	for _, junk := range []string{"<svg>", "<!-- ", "<noscript>", "<title>", "<math>", "<select>", "<template>x</template>", "<frameset>", "<plaintext>", "<b>", "<a href='/x'></a><i>", "<p title='a>b'>", "</article></div></p>"} {
		page := strings.Replace(pageOf("", s), "<p>", junk+"<p>", 1)
		if p := extract(t, page, ""); p.Text != s.Body() {
			t.Errorf("behind %s: %d bytes of text, want %d", junk, len(p.Text), len(s.Body()))
		}
	}
}

func TestDeepNestingKeepsTheText(t *testing.T) {
	s := ownStory()
	for _, tag := range []string{"div", "span", "b", "blockquote", "table><tr><td", "font size=1", "ul><li"} {
		page := strings.Replace(pageOf("", s), "<h1>", strings.Repeat("<"+tag+">", 3000)+"<h1>", 1)
		p := extract(t, page, "")
		if !strings.Contains(p.Text, "It says that it would keep the light burning.") {
			t.Errorf("3000 <%s>: text of %d bytes", tag, len(p.Text))
		}
	}
}

// hostile pages take seconds or gigabytes in the bare parser.
var hostile = map[string]func() string{
	"unclosed formatting": func() string {
		var b strings.Builder
		for i := range 480 {
			fmt.Fprintf(&b, "<b class=%d>", i)
		}
		return b.String() + strings.Repeat("<p>x", 60_000)
	},
	"body attributes": func() string {
		var b strings.Builder
		for i := range 60_000 {
			fmt.Fprintf(&b, "<body a%d=1>", i)
		}
		return b.String()
	},
	"wide and deep":      func() string { return strings.Repeat("<span>", 480) + strings.Repeat("<hr>", 900_000) },
	"unclosed comments":  func() string { return strings.Repeat("<!-- <p>x ", 200_000) },
	"unclosed svg":       func() string { return strings.Repeat("<svg><p>x ", 200_000) },
	"unclosed scripts":   func() string { return strings.Repeat("<scrip", 400_000) },
	"attribute flood":    func() string { return "<p " + strings.Repeat("class=x ", 500_000) + ">x" },
	"one long class":     func() string { return strings.Repeat("<div class='"+strings.Repeat("ad-x ", 2000)+"'>x</div>", 300) },
	"links in links":     func() string { return strings.Repeat("<a href=x><div>", 200_000) + "x" },
	"tables":             func() string { return strings.Repeat("<table><a>", 100_000) + "x" },
	"many headings":      func() string { return strings.Repeat("<h1>x", 150_000) },
	"many dates":         func() string { return strings.Repeat("<span class=date>1 of 2 in 3</span>", 60_000) },
	"many bylines":       func() string { return strings.Repeat("<i class=author>1</i>", 100_000) },
	"many breaks":        func() string { return strings.Repeat("x. y<br>", 400_000) },
	"many nested quotes": func() string { return strings.Repeat(`<q title="`, 300_000) },
	"deep json-ld": func() string {
		return `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 9000) + strings.Repeat("]}", 9000) + "</script><p>x"
	},
	"entities": func() string { return strings.Repeat("&amp;lt;", 400_000) + "<p>" },
	"body as tags in json-ld": func() string {
		return `<script type="application/ld+json">{"@type":"Article","articleBody":"` + strings.Repeat("<p ", 300_000) + `"}</script>`
	},
}

// Each page takes under a second and a few hundred megabytes of allocations in all; the bounds
// leave room for the race detector and a busy machine, and catch what grows out of proportion.
func TestHostilePagesAreCheap(t *testing.T) {
	const hangs, bound = 2 * time.Minute, 2000 // MB
	for name, page := range hostile {
		t.Run(name, func(t *testing.T) {
			body := []byte("<!doctype html><html><head><title>T</title></head><body>" + page())
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			if _, err := Extract(body, "", "https://x.example/"); err != nil {
				t.Error(err)
			}
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			mb := (after.TotalAlloc - before.TotalAlloc) >> 20
			if took > hangs || mb > bound {
				t.Errorf("%d bytes took %v and allocated %d MB", len(body), took, mb)
			}
		})
	}
}

func TestTextAcrossDroppedMarkupDoesNotBecomeATag(t *testing.T) {
	for _, in := range []string{"<<!-- -->script>alert(1)</script>", "<<svg></svg>script>alert(1)</script>", "<scr<script></script>ipt>alert(1)", "<title><script>x</title>"} {
		if out := strip([]byte("<p>a</p>" + in)).html; bytes.Contains(bytes.ToLower(out), []byte("<script")) {
			t.Errorf("%s: stripped to %s", in, out)
		}
	}
}

func TestOnlyStylesThatHideAreHiding(t *testing.T) {
	for style, want := range map[string]bool{
		"display:none": true, "color:red; DISPLAY : none": true, "visibility: hidden": true,
		"border:none": false, "text-decoration: none": false, "overflow:hidden": false, "": false,
	} {
		if got := hides([]byte(style)); got != want {
			t.Errorf("hides(%q) = %v, want %v", style, got, want)
		}
	}
}
