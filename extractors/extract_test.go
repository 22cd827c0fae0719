package extractors

import (
	"errors"
	"strings"
	"testing"
	"time"
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

func TestDatesAreReadInManySpellings(t *testing.T) {
	want := time.Date(2024, 7, 5, 8, 51, 0, 0, time.UTC)
	day := want.Truncate(24 * time.Hour)
	for in, want := range map[string]time.Time{
		"2024-07-05T08:51:00Z": want, "2024-07-05T14:21:00+05:30": want, "2024-07-05T14:21+0530": want, "2024-07-05 08:51:00": want,
		"20240705T085100Z": want, "Fri, 05 Jul 2024 10:51:00 +0200": want, "1720169460": want, "1720169460000": want,
		"2024-07-05": day, "July 5, 2024": day, "5. Juli 2024": day, "5 de julio de 2024": day, "le 5 juillet 2024": day,
		"05.07.2024": day, "2024/07/05": day, "07/05/2024": day, "2024年7月5日": day, "5 июля 2024": day,
	} {
		if got, ok := parseDate(in); !ok || !got.Equal(want) {
			t.Errorf("parseDate(%q) = %v, %v, want %v", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "yesterday", "2024-13-45", "0001-01-01T00:00:00Z", "9999-12-31", "2024-02-30"} {
		if got, ok := parseDate(in); ok {
			t.Errorf("parseDate(%q) = %v, want none", in, got)
		}
	}
}

func TestDateInAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://x.example/2024/07/05/story": "2024-07-05", "https://x.example/2023/12/22/a": "2023-12-22", "https://x.example/story-2024-7-5.html": "2024-07-05",
		"https://x.example/news/20240705/1": "2024-07-05", "https://x.example/2024/jul/05/a": "2024-07-05",
		"https://x.example/2024/07/story": "", "https://x.example/a/1234567890123456": "", "https://x.example/2024/99/99/": "",
	} {
		got := ""
		if at, ok := dateInURL(in); ok {
			got = at.Format("2006-01-02")
		}
		if got != want {
			t.Errorf("dateInURL(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDayInTheAddressBeatsALaterDeclaration(t *testing.T) {
	head := `<meta property="article:published_time" content="2024-09-01T00:00:00Z">`
	p := extract(t, pageOf(head, ownStory()), "https://x.example/2024/07/05/story")
	if p.PublishedFrom != "url" || p.Published.Format("2006-01-02") != "2024-07-05" {
		t.Errorf("published %v from %q", p.Published, p.PublishedFrom)
	}
}
