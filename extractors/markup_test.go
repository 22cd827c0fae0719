package extractors

import (
	"fmt"
	"html"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The ways in which pages write paragraphs, subheadings, what is around the text, and
// what stands in the middle of it; %s is the text.
var (
	paragraphMarkup = map[string]string{
		"p": "<p>%s</p>", "open-p": "<p>%s\n", "div": "<div>%s</div>", "div-span": `<div class="para"><span>%s</span></div>`,
		"br": "%s<br><br>\n", "section": "<section><p>%s</p></section>", "font": "<p><font size=2>%s</font></p>", "custom": "<text-block><p>%s</p></text-block>",
	}
	headMarkup = map[string]string{
		"h2": "<h2>%s</h2>", "h3-strong": "<h3><strong>%s</strong></h3>", "h4": "<div><h4>%s</h4></div>", "p-strong": "<p><strong>%s</strong></p>",
		"div-b": "<div><b>%s</b></div>", "strong-br": "<strong>%s</strong><br>", "b-br-br": "<b>%s</b><br><br>", "p-class": `<p class="subheading">%s</p>`,
	}
	wrapMarkup = map[string]string{
		"article": "<article><h1>TITLE</h1>%s</article>", "entry": `<h1>TITLE</h1><div class="entry-content clearfix">%s</div>`,
		"none": "<h1>TITLE</h1>%s", "itemprop": `<div class="row"><h1>TITLE</h1></div><div class="row"><div itemprop="articleBody">%s</div></div>`,
		"table": "<table><tr><td><a href=/>Home</a></td><td><h1>TITLE</h1>%s</td></tr></table>",
	}
	boxMarkup = []string{
		`<div class="related-posts"><h3>Related</h3><p><a href="/r">The net menders of the northern islands</a></p><p>They mend by night, and by day they sleep, which is why nobody has met them.</p></div>`,
		`<div><p><strong>Read more:</strong> <a href="/m">What became of the last ferryman</a></p></div>`,
		`<aside><h4>In numbers</h4><p>Eleven hotels, seven votes and one nail. That is all there is to this story, if you are in a hurry.</p></aside>`,
		`<div class="newsletter-signup"><p>Sign up for our newsletter and never miss a tide. It is free, and always will be.</p><form><input name="mail"><button>Sign up</button></form></div>`,
		`<div class="ad"><p>Advertisement</p><script>show("<p>Not a paragraph, only a string.</p>")</script></div>`,
		`<div class="share"><ul><li><a href="#">Tweet</a></li><li><a href="#">Share</a></li></ul></div>`,
		`<figure><img src="x.jpg"><figcaption>The tower in a storm, seen from the harbour office on a Sunday. Photo: L. Brand</figcaption></figure>`,
	}
)

const pageAround = `<!doctype html><html lang="en"><head><title>TITLE | The Coast</title>LD</head><body>
<div class="cookie-banner"><p>We use cookies to make this page better. By reading on you agree, and there is no way back.</p></div>
<nav><ul><li><a href="/">Home</a><li><a href="/news">News</a><li><a href="/tides">Tides</a></ul></nav>
BODY
<div class="related"><h3>More stories</h3><ul><li><a href="/1">Seals return to the sandbank</a></li><li><a href="/2">Harbour café closes for good</a></li></ul></div>
<div id="comments"><h3>Comments</h3><div class="comment"><p>My grandfather was keeper there. He would have laughed about all this, and then he would have locked the door.</p></div></div>
<footer><p>The Coast is published by the Sandhaven Press Company. All rights reserved, wherever you are.</p></footer></body></html>`

// build writes a story in one of the ways, with a box after every third paragraph.
func build(s story, paragraph, head, wrap, ld string) string {
	var body strings.Builder
	for i, b := range s.Blocks {
		markup := paragraph
		if b.Head {
			markup = head
		}
		fmt.Fprintf(&body, markup, html.EscapeString(b.Text))
		if i%3 == 2 && i+1 < len(s.Blocks) && !b.Head {
			body.WriteString(boxMarkup[i/3%len(boxMarkup)])
		}
	}
	page := strings.NewReplacer("BODY", fmt.Sprintf(wrap, body.String()), "LD", ld).Replace(pageAround)
	return strings.ReplaceAll(page, "TITLE", html.EscapeString(s.Title))
}

func checkMarkup(t *testing.T, s story) {
	t.Helper()
	lds := []string{"", fmt.Sprintf(`<script type="application/ld+json">{"@type":"NewsArticle","articleBody":%q}</script>`, s.Teaser())}
	n := 0
	for pn, paragraph := range paragraphMarkup {
		for hn, head := range headMarkup {
			for wn, wrap := range wrapMarkup {
				if pn == "open-p" && !strings.HasPrefix(head, "<p") && !strings.HasPrefix(head, "<h") && !strings.HasPrefix(head, "<d") {
					continue // an inline subheading would be part of the open paragraph
				}
				n++
				name := pn + "/" + hn + "/" + wn
				page, err := Extract([]byte(build(s, paragraph, head, wrap, lds[n%2])), "", "")
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				if diff := cmp.Diff(strings.Split(s.Body(), "\n"), strings.Split(page.Text, "\n")); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
		}
	}
}

func TestAnyMarkupOfParagraphsAndSubheadingsGivesTheArticle(t *testing.T) {
	t.Run("own", func(t *testing.T) { checkMarkup(t, ownStory()) })
	t.Run("seed", func(t *testing.T) { checkMarkup(t, seedStory(t)) })
}
