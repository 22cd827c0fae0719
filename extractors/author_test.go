package extractors

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOnlyShortValuesThatAreNoAddressNameAnyone(t *testing.T) {
	for in, want := range map[string][]string{
		"Ann Vale &amp; <b>Lee Ford</b>":               {"Ann Vale", "Lee Ford"},
		"https://www.facebook.com/thesite":             nil,
		"Ann Vale" + strings.Repeat(", a teacher", 40): nil,
	} {
		if diff := cmp.Diff(want, namesOf(readCredits(in, true))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", in, diff)
		}
	}
}

// articlePage is a page with a head, something between headline and text, and something behind.
func articlePage(head, above, below string) string {
	s := ownStory()
	var b strings.Builder
	b.WriteString("<!doctype html><html><head>" + head + "</head><body><h1>" + s.Title + "</h1>" + above + "<div class=text>")
	for _, x := range s.Blocks {
		b.WriteString("<p>" + x.Text + "</p>\n")
	}
	b.WriteString("</div>" + below + "</body></html>")
	return b.String()
}

func TestAuthorsComeFromTheBestSource(t *testing.T) {
	ld := func(author string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","publisher":{"@type":"Organization","name":"The Oval Gazette"},"author":` + author + `}</script>`
	}
	gazette := `{"@type":"Organization","name":"The Oval Gazette"}`
	for name, c := range map[string]struct {
		head, above, below string
		want               []string
	}{
		"JSON-LD before meta":                      {head: ld(`{"@type":"Person","name":"Ann Vale"}`) + `<meta name=author content="Lee Ford">`, want: []string{"Ann Vale"}},
		"a person before an organisation":          {head: ld(`{"@type":"Organization","name":"Oval News Agency"}`), above: `<p class=byline>By Ann Vale</p>`, want: []string{"Ann Vale"}},
		"a person before an account":               {head: `<meta name=author content=avale>`, above: `<p class=byline>By Ann Vale</p>`, want: []string{"Ann Vale"}},
		"an account without a person":              {head: `<meta name=author content=avale>`, want: []string{"avale"}},
		"the publisher is no author":               {head: ld(gazette), want: nil},
		"the publisher's byline is":                {head: ld(gazette), above: `<p class=byline>By The Oval Gazette</p>`, want: []string{"The Oval Gazette"}},
		"the site's address is no author":          {head: `<meta name=author content=ovalgazette.com>`, want: nil},
		"an agency's initials are no author":       {above: `<p class=byline>AFP</p>`, want: nil},
		"a list that is declared in part":          {head: ld(`{"@type":"Person","name":"Ann Vale"}`), above: `<p>By Ann Vale and Lee Ford</p>`, want: []string{"Ann Vale", "Lee Ford"}},
		"libraries write names upside down":        {head: `<meta name=citation_author content="Vale, Ann">`, want: []string{"Ann Vale"}},
		"the page's author without an article":     {head: `<script type="application/ld+json">{"@graph":[{"@type":"WebPage","author":{"@id":"#p"}},{"@id":"#p","@type":"Person","name":"Ann Vale"}]}</script>`, want: []string{"Ann Vale"}},
		"a card":                                   {head: `<meta name=twitter:label1 content="Written by"><meta name=twitter:data1 content="Ann Vale">`, want: []string{"Ann Vale"}},
		"a line that says by":                      {above: `<p>By Ann Vale</p>`, want: []string{"Ann Vale"}},
		"a line behind the text":                   {below: `<p>By Ann Vale</p>`, want: []string{"Ann Vale"}},
		"a link to an author's page":               {above: `<p><a href="/people/ann-vale">Ann Vale</a> 5 July 2024</p>`, want: []string{"Ann Vale"}},
		"microdata's name":                         {above: `<div itemprop=author itemscope><a href=/x><span itemprop=name>Ann Vale</span></a><p>Chief of sports</p></div>`, want: []string{"Ann Vale"}},
		"RDFa":                                     {above: `<span property="schema:author">Ann Vale</span>`, want: []string{"Ann Vale"}},
		"hCard":                                    {above: `<span class="author vcard"><a class="fn" href=/x>Ann Vale</a></span>`, want: []string{"Ann Vale"}},
		"below the headline before the text's end": {above: `<p>By Ann Vale</p>`, below: `<p class=author>Lee Ford</p>`, want: []string{"Ann Vale"}},
		"not a reader's comment":                   {below: `<div class=comments><p class="comment-author">Lee Ford</p></div>`, want: nil},
		"not a photographer":                       {above: `<figure><figcaption>Rain. <span class=author>Lee Ford</span></figcaption></figure>`, want: nil},
		"not who reviewed it":                      {above: `<p class=byline>By <a rel=author href=/a>Ann Vale</a></p><p>Reviewed by <a rel=author href=/b>Lee Ford</a></p>`, want: []string{"Ann Vale"}},
		"not the author of a related story":        {below: `<div class=related><p class=byline>By Lee Ford</p></div>`, want: nil},
	} {
		p := extract(t, articlePage(c.head, c.above, c.below), "")
		if diff := cmp.Diff(c.want, p.Authors); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestOnlyAddressesBelowAnAuthorsFolderLeadToAnAuthor(t *testing.T) {
	for href, want := range map[string]bool{
		"/author/ann-vale": true, "https://x.example/people/ann": true, "/by/7": true, "/authors/": false, "/author": false,
		"/profile/logout": false, "/news/author-dies": false, "": false, "/": false,
	} {
		if got := leadsToAuthor(href); got != want {
			t.Errorf("leadsToAuthor(%q) = %v, want %v", href, got, want)
		}
	}
}
