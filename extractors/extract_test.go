package extractors

import (
	"errors"
	"strings"
	"testing"
)

// pageOf puts a story into plain HTML behind the given head.
func pageOf(head string, s story) string {
	var b strings.Builder
	b.WriteString("<!doctype html><html><head>" + head + "</head><body><h1>" + s.Title + "</h1>")
	for _, x := range s.Blocks {
		b.WriteString("<p>" + x.Text + "</p>\n")
	}
	return b.String()
}

func extract(t *testing.T, page, url string) Page {
	t.Helper()
	p, err := Extract([]byte(page), "", url)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestInputThatIsNoHTMLIsAnError(t *testing.T) {
	for _, in := range []string{"", "%PDF-1.7 <", `{"a":"<p>"}`, "\x89PNG\r\n\x1a\n<", "plain text without any tag"} {
		if _, err := Extract([]byte(in), "", ""); !errors.Is(err, ErrNotHTML) {
			t.Errorf("Extract(%.20q): error %v, want ErrNotHTML", in, err)
		}
	}
}

func TestPageWithoutArticleHasNoText(t *testing.T) {
	links := strings.Repeat(`<li><a href="/x">Some headline of some story</a></li>`, 50)
	p := extract(t, "<html><body><h1>Front page</h1><ul>"+links+"</ul></body></html>", "")
	if p.Text != "" || p.Method != "" {
		t.Errorf("text %q by %q, want none", p.Text, p.Method)
	}
}

func TestCanonicalOfAnotherSiteIsRefused(t *testing.T) {
	for _, c := range []struct{ href, url, want string }{
		{"https://news.site.co.uk/a", "https://www.site.co.uk/a?utm=1", "https://news.site.co.uk/a"},
		{"/a", "https://www.site.co.uk/a?utm=1", "https://www.site.co.uk/a"},
		{"https://other.co.uk/a", "https://www.site.co.uk/a", ""},
		{"javascript:alert(1)", "https://www.site.co.uk/a", ""},
		{"https://site.com/a", "", "https://site.com/a"},
	} {
		p := extract(t, pageOf(`<link rel="canonical" href="`+c.href+`">`, ownStory()), c.url)
		if p.Canonical != c.want {
			t.Errorf("canonical %q seen at %q: %q, want %q", c.href, c.url, p.Canonical, c.want)
		}
	}
}

func TestDeclaredBodyIsUsedOnlyWithoutAText(t *testing.T) {
	s := ownStory()
	ld := `<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"` + strings.Repeat("Another text altogether. ", 40) + `"}</script>`
	if p := extract(t, pageOf(ld, s), ""); p.Method == "json-ld" || p.Text != s.Body() {
		t.Errorf("method %q: the page's own text should win", p.Method)
	}
	if p := extract(t, "<html><head>"+ld+"</head><body><div id=app></div></body></html>", ""); p.Method != "json-ld" {
		t.Errorf("method %q, want json-ld", p.Method)
	}
}

func TestLanguageOfTheTextBeatsAWrongDeclaration(t *testing.T) {
	s := ownStory()
	for _, lang := range []string{"en", "de", "fr-FR", "", "xx"} {
		page := strings.Replace(pageOf("", s), "<html>", `<html lang="`+lang+`">`, 1)
		if p := extract(t, page, ""); p.Lang != "en" {
			t.Errorf("declared %q: language %q, want en", lang, p.Lang)
		}
	}
}
