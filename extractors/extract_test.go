package extractors

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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

func TestTitleLosesTheSitesName(t *testing.T) {
	for _, c := range []struct{ head, want string }{
		{`<title>Rain stops play at Lord's | The Oval Gazette</title>`, "Rain stops play at Lord's"},
		{`<title>The Oval Gazette: Rain stops play</title><meta property="og:site_name" content="The Oval Gazette">`, "Rain stops play"},
		{`<title>A - B - ovalgazette.com</title>`, "A - B"},
		{`<meta property="og:title" content="Rain &amp;amp; wind">`, "Rain & wind"},
		{`<title>x</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Rain stops play"}</script>`, "Rain stops play"},
	} {
		p := extract(t, "<html><head>"+c.head+"</head><body><p>text</p></body></html>", "")
		if p.Title != c.want {
			t.Errorf("%s: title %q, want %q", c.head, p.Title, c.want)
		}
	}
}

func TestAuthorsAreNames(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"By Ann Vale and Lee Ford", []string{"Ann Vale", "Lee Ford"}},
		{"Von Jürgen Groß, Ute Klein", []string{"Jürgen Groß", "Ute Klein"}},
		{"https://www.facebook.com/thesite", nil},
		{"ann@site.example", nil},
		{"admin", nil},
		{"The Oval Gazette", nil},
		{"Ann Vale, Ph.D.", []string{"Ann Vale"}},
		{"ann vale; ANN VALE", []string{"ann vale"}},
		{"Ann Vale | Staff Writer", []string{"Ann Vale"}},
		{"山田太郎", []string{"山田太郎"}},
		{"Published 5 July 2024", nil},
	} {
		got := cleanNames([]string{c.in}, "The Oval Gazette")
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.in, diff)
		}
	}
}

func TestJSONLDReferencesAreFollowed(t *testing.T) {
	ld := readJSONLD([][]byte{[]byte(`{"@graph":[
		{"@type":"Article","headline":"H","author":{"@id":"#p"},"image":{"@id":"#i"},"keywords":["a","b"]},
		{"@id":"#p","@type":"Person","name":"Ann Vale"},
		{"@id":"#i","@type":"ImageObject","url":"https://x.example/i.jpg"}]}`)})
	if got := ld.all(ld.article["author"], "name"); !cmp.Equal(got, []string{"Ann Vale"}) {
		t.Errorf("author %q", got)
	}
	if got := ld.first(ld.article["image"], "url"); got != "https://x.example/i.jpg" {
		t.Errorf("image %q", got)
	}
}

func TestJSONLDCircleEnds(t *testing.T) {
	ld := readJSONLD([][]byte{[]byte(`{"@type":"Article","@id":"#a","headline":{"@id":"#b"},"author":{"@id":"#a"}},`),
		[]byte(`[{"@id":"#b","name":{"@id":"#b"},"x":1,"y":2}]`)})
	if got := ld.str("headline"); got != "" {
		t.Errorf("headline %q, want none", got)
	}
}

func TestBrokenJSONLDIsRepaired(t *testing.T) {
	for _, in := range []string{
		"{\"@type\":\"NewsArticle\",\"headline\":\"Rain\tand\nwind\"}",
		`{"@type":"NewsArticle","headline":"Rain and wind",}`,
		`<!-- {"@type":"NewsArticle","headline":"Rain and wind"} -->`,
		`{"@type":"NewsArticle","headline":"Rain \and wind"};`,
		"//<![CDATA[\n" + `{"@type":"NewsArticle","headline":"Rain and wind"}` + "\n//]]>",
	} {
		if ld := readJSONLD([][]byte{[]byte(in)}); ld.str("headline") != "Rain and wind" {
			t.Errorf("%s: headline %q", in, ld.str("headline"))
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
