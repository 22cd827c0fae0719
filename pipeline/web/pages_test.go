package web

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"coranto/pipeline/news"

	"github.com/google/go-cmp/cmp"
)

// sample returns n articles, newest first.
func sample(n int) []news.Article {
	var list []news.Article
	for i := n; i > 0; i-- {
		published := time.Date(2024, 7, 5, 8, i%60, 0, 0, time.FixedZone("", 2*3600))
		address := fmt.Sprintf("https://www.example.com/news/%d", i)
		list = append(list, news.Article{
			ID: news.ID(address), URL: address, Title: fmt.Sprintf("Headline %d", i), Lang: "en", Published: &published,
			Authors: []string{"Ada Example"}, Source: news.Source{ID: "example-com", Name: "The Example"},
			Text: "New sanctions came.\nOil imports fell.",
			Topics: []news.Tag{{ID: "sanctions", Name: "Sanctions", Score: 0.834,
				Evidence: []news.Evidence{{Field: "text", Start: 4, End: 13, Quote: "sanctions"}}}},
		})
	}
	return list
}

// shows wants each part in the page, in that order.
func shows(t *testing.T, page string, parts ...string) {
	t.Helper()
	rest := page
	for _, part := range parts {
		_, after, found := strings.Cut(rest, part)
		if !found {
			t.Errorf("no %q where it should be in\n%s", part, page)
			return
		}
		rest = after
	}
}

func hides(t *testing.T, page string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(page, part) {
			t.Errorf("%q is in\n%s", part, page)
		}
	}
}

func TestWireListsArticlesWithTheirReasons(t *testing.T) {
	articles := sample(2)
	page := get(t, server(&shelf{articles: articles}), "/")
	for _, a := range articles {
		shows(t, page, `<a href="/articles/`+a.ID+`">`+a.Title+`</a>`, `<time datetime="2024-07-05T06:`, `UTC</time>`,
			`<a href="/?source=example-com"><bdi>The Example</bdi></a>`, `<a href="/?lang=en">en</a>`,
			`<a class="topic" href="/?topic=sanctions">Sanctions</a>`, `0.83`, `<bdi>New <mark>sanctions</mark> came.</bdi>`)
	}
	shows(t, page, "Headline 2", "Headline 1")
	hides(t, page, "selected", "Only the first", "show all", "No articles")
}

func TestSearchShowsItsPassage(t *testing.T) {
	store := &shelf{articles: sample(1), passage: []Span{{Text: "…the "}, {Text: "imports", Mark: true}, {Text: " of <oil>…"}}}
	shows(t, get(t, server(store), "/?q=imports"), `value="imports"`, `…the <mark>imports</mark> of &lt;oil&gt;…`)
}

func TestSearchKeepsWhatWasChosen(t *testing.T) {
	page := get(t, server(&shelf{}), `/?q=%22a%22+%26+b&topic=oil-imports&lang=en&source=example-com`)
	shows(t, page, `value="&#34;a&#34; &amp; b"`, `<option value="oil-imports" selected>Oil imports</option>`,
		`<input type="hidden" name="source" value="example-com">`, `<input type="hidden" name="lang" value="en">`,
		`only from example-com in en`, `<a href="/?q=%22a%22%20%26%20b&amp;topic=oil-imports">show all</a>`)
}

func TestTopicThatIsGoneStaysChosen(t *testing.T) {
	s := server(&shelf{})
	shows(t, get(t, s, "/?topic=old"), `<option value="old" selected>old</option>`, "No articles match this")
	hides(t, get(t, s, "/"), `value="old"`)
}

func TestNoArticlesIsExplained(t *testing.T) {
	s := server(&shelf{})
	shows(t, get(t, s, "/"), "No articles yet")
	for _, query := range []string{"q=a", "topic=a", "source=a", "lang=a"} {
		shows(t, get(t, s, "/?"+query), "No articles match this")
	}
}

func TestFullWireSaysThatThereMayBeMore(t *testing.T) {
	page := get(t, server(&shelf{articles: sample(perPage + 1)}), "/")
	shows(t, page, fmt.Sprintf("Only the first %d are shown", perPage))
	if n := strings.Count(page, "<article>"); n != perPage {
		t.Errorf("%d articles, want %d", n, perPage)
	}
}

func TestArticleIsShownWithItsReasons(t *testing.T) {
	a := sample(1)[0]
	page := get(t, server(&shelf{articles: []news.Article{a}}), "/articles/"+a.ID)
	shows(t, page, "<title>Headline 1</title>", `<h1 dir="auto" lang="en">Headline 1</h1>`, "2024-07-05 06:01 UTC", "The Example", "Ada Example",
		`<a href="https://www.example.com/news/1" rel="noopener noreferrer nofollow">read it at www.example.com</a>`,
		`href="/?topic=sanctions">Sanctions</a>`, "0.83", "<bdi>New <mark>sanctions</mark> came.</bdi></p>",
		`<p dir="auto">New <mark>sanctions</mark> came.</p>`, `<p dir="auto">Oil imports fell.</p>`)
}

func TestUnknownArticleIsNotFound(t *testing.T) {
	s := server(&shelf{articles: sample(1)})
	for _, id := range []string{"unknown", "%00", "..", "%2e%2e%2fwire", strings.Repeat("a", 5000)} {
		if w := ask(t, s, "GET", "/articles/"+id); w.Code == http.StatusOK || w.Code >= 500 {
			t.Errorf("%.20s: status %d", id, w.Code)
		}
	}
	if w := ask(t, s, "GET", "/articles/unknown"); w.Code != http.StatusNotFound {
		t.Errorf("status %d, want 404", w.Code)
	}
}

func TestEvidenceInTheHeadlineIsMarkedThere(t *testing.T) {
	a := sample(1)[0]
	a.Title = "Oil <price> cap"
	a.Topics[0].Evidence = []news.Evidence{{Field: "title", Start: 4, End: 15, Quote: "<price> cap"}}
	s := server(&shelf{articles: []news.Article{a}})
	for _, target := range []string{"/", "/articles/" + a.ID} {
		shows(t, get(t, s, target), `Oil <mark>&lt;price&gt; cap</mark>`, `<bdi><mark>&lt;price&gt; cap</mark></bdi> in the headline</p>`)
	}
}

func TestArticleOfWhichLittleIsKnownIsShown(t *testing.T) {
	a := news.Article{ID: "a", URL: "https://example.com/a", Lang: "und", Source: news.Source{ID: "example-com"},
		Topics: []news.Tag{{ID: "sanctions", Name: "Sanctions"}}}
	s := server(&shelf{articles: []news.Article{a}})
	for _, target := range []string{"/", "/articles/a"} {
		page := get(t, s, target)
		shows(t, page, ">https://example.com/a<", ">example-com<", "und", ">Sanctions<", "<bdi></bdi></p>")
		hides(t, page, "<time", "0001", "<mark>", "<p dir")
	}
	shows(t, get(t, s, "/articles/a"), "<title>https://example.com/a</title>")
}

func TestDiscoveryStandsInForPublication(t *testing.T) {
	a := sample(1)[0]
	a.Published, a.Trace.Discovered = nil, new(time.Date(2024, 7, 6, 1, 2, 3, 0, time.UTC))
	shows(t, get(t, server(&shelf{articles: []news.Article{a}}), "/"), `<time datetime="2024-07-06T01:02:03Z">2024-07-06 01:02 UTC</time>`)
}

var attribute = regexp.MustCompile(`\s(?:on\w+|style|srcset)\s*=`)

func TestTextFromOutsideIsHarmless(t *testing.T) {
	const script, image = `<script>alert(1)</script>`, `"'><img src=x onerror=alert(1)>`
	for _, address := range []string{"javascript:alert(1)", "JavaScript:alert(1)", "data:text/html," + script, "vbscript:x", `https://example.com/"onmouseover="alert(1)`, "https://example.com/" + image} {
		for _, text := range []string{script, image, "{{.}}", "</title>" + script, "--><!--" + script} {
			a := news.Article{
				ID: text, URL: address, Title: text, Lang: text, Authors: []string{text}, Text: text + "\n" + text, Summary: text,
				Source: news.Source{ID: text, Name: text, Feed: text},
				Topics: []news.Tag{{ID: text, Name: text, Evidence: []news.Evidence{{Field: "text", Start: 1, End: 5, Quote: text}}},
					{ID: text, Name: text, Evidence: []news.Evidence{{Field: text, Start: -1, End: 500, Quote: text}}}},
			}
			store := &shelf{articles: []news.Article{a}, passage: []Span{{text, true}, {text, false}}}
			s := server(store, func(o *Options) { o.Topics = func() []Topic { return []Topic{{text, text}} } })
			query := "/?q=" + escaped(text) + "&topic=" + escaped(text) + "&source=" + escaped(text) + "&lang=" + escaped(text)
			for _, target := range []string{query, "/articles/" + escaped(a.ID)} {
				page := get(t, s, target)
				hides(t, strings.ToLower(page), "<script", "<img", `href="javascript`, `href="data`, `href="vbscript`, "<!--")
				if found := attribute.FindString(tagsOf(page)); found != "" {
					t.Errorf("attribute %q in\n%s", found, page)
				}
			}
		}
	}
}

// escaped writes each byte of s as %XX.
func escaped(s string) string {
	var b strings.Builder
	for i := range len(s) {
		fmt.Fprintf(&b, "%%%02X", s[i])
	}
	return b.String()
}

// tagsOf returns the tags of a page without the values of their attributes.
func tagsOf(page string) string {
	tags := regexp.MustCompile(`<[^>]*>`).FindAllString(page, -1)
	return regexp.MustCompile(`"[^"]*"`).ReplaceAllString(strings.Join(tags, "\n"), "")
}

// marked writes spans as text, marks in brackets, lines parted by a bar.
func marked(lines [][]Span) string {
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			b.WriteByte('|')
		}
		for _, s := range line {
			if s.Mark {
				b.WriteString("[" + s.Text + "]")
			} else {
				b.WriteString(s.Text)
			}
		}
	}
	return b.String()
}

func TestHighlightMarksEvidenceExactly(t *testing.T) {
	for _, c := range []struct {
		name, text string
		ranges     [][2]int
		want       string
	}{
		{"none", "one two", nil, "one two"},
		{"first", "one two", [][2]int{{0, 3}}, "[one] two"},
		{"last", "one two", [][2]int{{4, 7}}, "one [two]"},
		{"all", "one two", [][2]int{{0, 7}}, "[one two]"},
		{"one sign", "one two", [][2]int{{3, 4}}, "one[ ]two"},
		{"two", "one two three", [][2]int{{0, 3}, {8, 13}}, "[one] two [three]"},
		{"overlapping", "one two three", [][2]int{{0, 7}, {4, 13}}, "[one two three]"},
		{"touching", "onetwo", [][2]int{{0, 3}, {3, 6}}, "[onetwo]"},
		{"over a line's end", "one\ntwo\nthree", [][2]int{{2, 5}}, "on[e]|[t]wo|three"},
		{"over a paragraph's end", "one\n\ntwo", [][2]int{{2, 6}}, "on[e]||[t]wo"},
		{"only a line's end", "one\ntwo", [][2]int{{3, 4}}, "one|two"},
		{"line before the end", "one\n", [][2]int{{0, 3}}, "[one]|"},
		{"other scripts", "🛢 санкции 制裁", [][2]int{{2, 9}, {10, 12}}, "🛢 [санкции] [制裁]"},
		{"empty text", "", [][2]int{{0, 3}}, ""},
		{"past the end", "one", [][2]int{{2, 300}, {400, 500}}, "on[e]"},
		{"before the start", "one", [][2]int{{-5, 1}, {-9, -3}}, "[o]ne"},
		{"backwards", "one", [][2]int{{2, 1}}, "one"},
		{"invalid bytes", "a\xffb", [][2]int{{1, 2}}, "a[\xff]b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var e []news.Evidence
			for _, r := range c.ranges {
				e = append(e, news.Evidence{Field: "text", Start: r[0], End: r[1]}, news.Evidence{Field: "title", Start: 0, End: 100})
			}
			if diff := cmp.Diff(c.want, marked(highlight(news.Article{Text: c.text, Topics: []news.Tag{{Evidence: e}}}, "text"))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Highlighting loses no text, and marks as many code points as the evidence has.
func FuzzHighlight(f *testing.F) {
	f.Add("New sanctions\ncame", 4, 13, 2, 6)
	f.Add("\xff🛢\n\n", -3, 2, 1, 900)
	f.Fuzz(func(t *testing.T, text string, start, end, start2, end2 int) {
		a := news.Article{Text: text, Topics: []news.Tag{
			{Evidence: []news.Evidence{{Field: "text", Start: start, End: end}}}, {Evidence: []news.Evidence{{Field: "text", Start: start2, End: end2}}},
		}}
		var lines []string
		shown := 0
		for _, line := range highlight(a, "text") {
			whole := ""
			for _, s := range line {
				whole += s.Text
				if s.Mark {
					shown += utf8.RuneCountInString(s.Text)
				}
			}
			lines = append(lines, whole)
		}
		if got := strings.Join(lines, "\n"); got != text {
			t.Errorf("%q became %q", text, got)
		}
		want := 0
		for i, r := range []rune(text) {
			if r != '\n' && (start <= i && i < end || start2 <= i && i < end2) {
				want++
			}
		}
		if shown != want {
			t.Errorf("%d code points marked, want %d", shown, want)
		}
	})
}

func TestLongTextIsHighlightedInLinearTime(t *testing.T) {
	a := news.Article{Text: strings.Repeat("a", 4<<20), Topics: []news.Tag{{Evidence: []news.Evidence{{Field: "text", Start: 9, End: 3 << 20}}}}}
	began := time.Now()
	if n := len(highlight(a, "text")[0]); n != 3 || time.Since(began) > 5*time.Second {
		t.Errorf("%d spans in %v", n, time.Since(began))
	}
}
