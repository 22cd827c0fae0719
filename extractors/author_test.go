package extractors

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestNamesAreReadOutOfPrintedBylines(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"By Ann Vale and Lee Ford", []string{"Ann Vale", "Lee Ford"}},
		{"Von Jürgen Groß, Ute Klein", []string{"Jürgen Groß", "Ute Klein"}},
		{"Par Ann Vale et Lee Ford", []string{"Ann Vale", "Lee Ford"}},
		{"ByAnn Vale Dec 9, 2016", []string{"Ann Vale"}},
		{"8. Januar 2020 · by Ann Vale · in Gefühle", []string{"Ann Vale"}},
		{"March 15, 2022 · 3 min read · By Ann Vale", []string{"Ann Vale"}},
		{"12/04/2020 by Ann Vale 24 Comments", []string{"Ann Vale"}},
		{"Author: Bo2man am 29.12.2010, 13:36 Uhr", []string{"Bo2man"}},
		{"Eingestellt von Ann Vale", []string{"Ann Vale"}},
		{"By\nAnn Vale", []string{"Ann Vale"}},
		{"By Ann Vale\nSenior Autos Reporter\nUpdated March 11, 2026", []string{"Ann Vale"}},
		{"By Ann Vale\n12/22/2023 12:12 PM EST\nLink Copied", []string{"Ann Vale"}},
		{"By Ann ValeStaff Writer", []string{"Ann Vale"}},
		{"By Ann Vale, Contributing Opinion Writer", []string{"Ann Vale"}},
		{"by Ann Vale, Senior Director, Content & Marketing, Vale and Ford Institute", []string{"Ann Vale"}},
		{"von Ann Vale, NDR NORDEN", []string{"Ann Vale"}},
		{"Ann Vale in London and Lee Ford in Paris", []string{"Ann Vale"}},
		{"Par Ann Vale(Bruxelles, bureau européen)", []string{"Ann Vale"}},
		{"by Ann Vale@annvale Dec 15, 2016, 1:55pm EST", []string{"Ann Vale"}},
		{"Ann Vale, Ph.D.", []string{"Ann Vale"}},
		{"ann vale; ANN VALE", []string{"ann vale"}},
		{"Ann Vale | Staff Writer", []string{"Ann Vale"}},
		{"by Linny and Peter", []string{"Linny", "Peter"}},
		{"谢若含2017-03-01 14:27:02", []string{"谢若含"}},
		{"山田太郎", []string{"山田太郎"}},
		{"신현주 기자", []string{"신현주"}},
		{"記者林宸誼／即時報導", []string{"林宸誼"}},
		{"Special Correspondent", nil},
		{"https://www.facebook.com/thesite", nil},
		{"ann@site.example", nil},
		{"admin", nil},
		{"Published 5 July 2024", nil},
		{"Follow us", nil},
	} {
		if diff := cmp.Diff(c.want, namesOf(readCredits(c.in, true))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.in, diff)
		}
	}
}

func TestDeclaredNamesAreTakenAsTheyAre(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []credit
	}{
		{"Ann Vale, Lee Ford", []credit{{"Ann Vale", person}, {"Lee Ford", person}}},
		{"Ann Vale, The Oval Gazette", []credit{{"Ann Vale", person}}},
		{"Ann Vale - Remote Jobs", []credit{{"Ann Vale", person}}},
		{"98 Elms", []credit{{"98 Elms", account}}},
		{"annvale", []credit{{"annvale", account}}},
		{"AFP/The Local", []credit{{"AFP/The Local", desk}}},
		{"Organization for Transformative Works", []credit{{"Organization for Transformative Works", desk}}},
		{"Guardian staff reporter", []credit{{"Guardian staff reporter", desk}}},
		{"Ursula von der Leyen", []credit{{"Ursula von der Leyen", person}}},
		{"Jose de la Cruz", []credit{{"Jose de la Cruz", person}}},
		{"By Ann Vale For The Mail On Sunday", []credit{{"Ann Vale", person}}},
	} {
		if diff := cmp.Diff(c.want, readCredits(c.in, false), cmp.AllowUnexported(credit{})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.in, diff)
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

// FuzzCredits holds readCredits to its law: whatever the text, there are few names, each a
// short line that differs from the others.
func FuzzCredits(f *testing.F) {
	for _, s := range []string{"By Ann Vale and Lee Ford", "ByAnn ValeStaff Writer\nChief", "8. Januar 2020 · by Ann · in x", "(a", "[田中宏昌，ITmedia]", "by by by", "， 記者", "@", "1 2 3"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, printed bool) {
		found := readCredits(s, printed)
		if len(found) > maxAuthors {
			t.Errorf("%q: %d names", s, len(found))
		}
		seen := map[string]bool{}
		for _, c := range found {
			if n := utf8.RuneCountInString(c.name); n < 2 || n > maxName || strings.ContainsAny(c.name, "\n\t") || seen[c.name] {
				t.Errorf("%q: name %q", s, c.name)
			}
			seen[c.name] = true
		}
	})
}
