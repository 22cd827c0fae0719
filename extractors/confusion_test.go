package extractors

import (
	"errors"
	"strings"
	"testing"
)

const bridge = "The iron bridge over the harbour will open again in spring, the council said on Monday, after two years of repairs that cost more than planned. "

// bridgePage is an ordinary article of that many paragraphs, with what is given in its head,
// before and behind the text.
func bridgePage(title string, paragraphs int, head, before, behind string) string {
	return "<html><head><title>" + title + "</title>" + head + "</head><body><article><h1>" + title + "</h1>" + before +
		strings.Repeat("<p>"+bridge+"</p>", paragraphs) + behind + "</article></body></html>"
}

const bridgeURL = "https://www.example.com/news/iron-bridge"

func TestAnotherArticlesJSONLDGivesNoText(t *testing.T) {
	ld := func(headline, url string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + headline + `","url":"` + url + `","articleBody":"` + strings.Repeat("The ferry sank on Tuesday off the coast. ", 20) + `"}</script>`
	}
	for _, c := range []struct{ name, head, want string }{
		{"another headline and address", ld("Ferry sinks off Norway", "https://www.example.com/news/ferry"), "article"},
		{"the page's headline", ld("Iron bridge to reopen", "https://www.example.com/news/ferry"), "json-ld"},
		{"the page's address", ld("Ferry sinks off Norway", bridgeURL), "json-ld"},
		{"no address", ld("Ferry sinks off Norway", ""), "json-ld"},
	} {
		if p := extract(t, bridgePage("Iron bridge to reopen in spring", 1, c.head, "", ""), bridgeURL); p.Method != c.want {
			t.Errorf("%s: text by %q, want %q", c.name, p.Method, c.want)
		}
	}
}

func TestDateInAnotherArticlesDataIsNotThePages(t *testing.T) {
	for script, want := range map[string]bool{
		`var related=[{"title":"Ferry sinks","datePublished":"2020-01-01T00:00:00Z"}]`:                false,
		`var page={"title":"Iron bridge to reopen in spring","datePublished":"2020-01-01T00:00:00Z"}`: true,
	} {
		page := strings.Replace(bridgePage("Iron bridge to reopen in spring", 5, "", "", ""), "</body>", strings.Repeat(" ", 3000)+"<script>"+script+"</script></body>", 1)
		if p := extract(t, page, bridgeURL); (p.Published != nil) != want {
			t.Errorf("%s: published %v", script, p.Published)
		}
	}
}

func TestOrdinaryArticlesAreNeitherMissingNorPartial(t *testing.T) {
	for _, c := range []struct{ title, head, behind string }{
		{"410 error reports filed over new voting machines", "", ""},
		{"404 ballots in error, says county clerk", "", ""},
		{"Artikel nicht verfügbar: Apotheken leiden unter Lieferengpässen", "", ""},
		{"Page not found: why links on the web rot", `<meta property="og:type" content="article">`, ""},
		{"Iron bridge to reopen", "", "<p>“I told the children to keep reading,” said the teacher, “whatever happens to the library.”</p>"},
		{"Iron bridge to reopen", "", "<p>„Die Kinder sollen jetzt weiterlesen“, sagte die Lehrerin.</p>"},
		{"Iron bridge to reopen", "", "<footer><p>Already a subscriber? Log in</p></footer>"},
		{"Iron bridge to reopen", "", "<aside><p>This story is for subscribers only: “How the bridge was built”</p></aside>"},
	} {
		if p := extract(t, bridgePage(c.title, 4, c.head, "", c.behind), bridgeURL); p.Rejected != "" || p.Partial {
			t.Errorf("%s %s: rejected %q, partial %v", c.title, c.behind, p.Rejected, p.Partial)
		}
	}
}

func TestMarkupAsBrowsersReadIt(t *testing.T) {
	for _, c := range []struct{ name, before, want, lacks string }{
		{"the other end of a comment", "<!-- ad --!><p>First of all, " + bridge + "</p><!-- end -->", "First of all", "ad --"},
		{"pictures written out", strings.Repeat(`<img src="data:image/png;base64,`+strings.Repeat("A", 400_000)+`">`, 14), "The iron bridge", ""},
		{"readings of characters", "<p>" + strings.Repeat("<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>の市議会は月曜日に橋の再開を決めた。", 4) + "</p>", "東京の市議会", "とうきょう"},
		{"a byline above the text", `<div class="by"><p>By Jane Doe</p></div><div><p>12 March 2024</p></div>`, "The iron bridge", "Jane Doe"},
	} {
		p := extract(t, bridgePage("Iron bridge to reopen in spring", 4, "", c.before, ""), bridgeURL)
		if !strings.Contains(p.Text, c.want) || c.lacks != "" && strings.Contains(p.Text, c.lacks) {
			t.Errorf("%s: %.200q, want %q and no %q", c.name, p.Text, c.want, c.lacks)
		}
	}
}

func TestLinkedHeadingsOfAListArticleStay(t *testing.T) {
	var list strings.Builder
	for _, name := range []string{"The iron bridge", "The old ferry", "The long pier"} {
		list.WriteString("<h2><a href=/shop>" + name + "</a></h2><p>" + bridge + "</p>")
	}
	p := extract(t, bridgePage("Three ways over the harbour", 2, "", "", list.String()), bridgeURL)
	for _, want := range []string{"The old ferry", "The long pier"} {
		if !strings.Contains(p.Text, "\n\n"+want+"\n\n") {
			t.Errorf("%q is missing in %q", want, p.Text)
		}
	}
}

func TestFeedsAreNoPages(t *testing.T) {
	for _, in := range []string{`<?xml version="1.0"?><rss><channel><title>X</title></channel></rss>`, `<feed xmlns="http://www.w3.org/2005/Atom"><title>X</title></feed>`} {
		if _, err := Extract([]byte(in), "", ""); !errors.Is(err, ErrNotHTML) {
			t.Errorf("%.30s: error %v, want ErrNotHTML", in, err)
		}
	}
	if _, err := Extract([]byte("<html><body><p>How to write <rss> by hand</p>"), "", ""); err != nil {
		t.Errorf("a page about feeds: %v", err)
	}
}
