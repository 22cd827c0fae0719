package extractors

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"coranto/extractors/dates"
)

// storyWith is a page with a headline, what stands below it, the story, and what stands
// behind that.
func storyWith(head, below, behind string) string {
	page := pageOf(head, ownStory())
	page = strings.Replace(page, "<html>", `<html lang="en-US">`, 1)
	return strings.Replace(page, "</h1>", "</h1>"+below, 1) + behind
}

func metaTag(name, value string) string {
	return fmt.Sprintf(`<meta property="%s" content="%s">`, name, value)
}

func ldTag(published string) string {
	return fmt.Sprintf(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Keeper","datePublished":"%s"}</script>`, published)
}

func ldEdit(published, modified string) string {
	return strings.Replace(ldTag(published), `"datePublished"`, `"dateModified":"`+modified+`","datePublished"`, 1)
}

func TestSourcesAreHeldAgainstOneAnother(t *testing.T) {
	const published, modified = "article:published_time", "article:modified_time"
	for _, c := range []struct{ name, head, below, behind, url, want, from string }{
		{"declared", metaTag(published, "2024-07-05T08:51:00Z"), "", "", "", "2024-07-05T08:51:00Z", "meta"},
		{"address alone", "", "", "", "https://x.example/2024/07/05/a", "2024-07-05T00:00:00Z", "url"},
		{"address against a later declaration", metaTag(published, "2024-09-01T00:00:00Z"), "", "", "https://x.example/2024/07/05/a", "2024-07-05T00:00:00Z", "url"},
		{"a later declaration that the page shows against an address", metaTag(published, "2024-09-01T08:00:00Z"), `<time>September 1, 2024</time>`, "",
			"https://x.example/2024/07/05/a", "2024-09-01T08:00:00Z", "meta"},
		{"shown day picks among declarations", metaTag(published, "2024-07-12T08:00:00Z") + ldTag("2024-07-05T08:51:00Z"), `<p>Jul 5, 2024</p>`, "", "", "2024-07-05T08:51:00Z", "json-ld"},
		{"shown day against JSON-LD alone", ldTag("2024-09-01"), `<p>July 5, 2024</p>`, "", "", "2024-07-05T00:00:00Z", "text"},
		{"shown day of an edit against a declaration", metaTag(published, "2024-07-05T08:51:00Z") + metaTag(modified, "2024-09-01T10:00:00Z"), `<p class=date>September 1, 2024</p>`, "", "",
			"2024-07-05T08:51:00Z", "meta"},
		{"shown as published", metaTag(published, "2024-09-01T08:51:00Z"), `<p>Published July 5, 2024</p>`, "", "", "2024-07-05T00:00:00Z", "text"},
		{"bare declared day against a shown time next to it", metaTag("date", "2024-07-06"), `<time>July 5, 2024 18:42</time>`, "", "", "2024-07-05T18:42:00Z", "time"},
		{"shown alone", "", `<p>By Ida Moor | July 5, 2024</p>`, "", "", "2024-07-05T00:00:00Z", "text"},
		{"nearest to the headline", "", `<p>July 5, 2024</p>`, `<p>July 9, 2024</p>`, "", "2024-07-05T00:00:00Z", "text"},
		{"behind the text", "", "", `<p>Posted on July 5, 2024</p>`, "", "2024-07-05T00:00:00Z", "text"},
		{"related articles have their own", "", "", `<div class="related"><h3>More</h3><time datetime="2024-07-01">July 1, 2024</time></div>`, "", "", ""},
		{"today's date on top is none", "", `<p>July 5, 2024</p>`, "", "", "2024-07-05T00:00:00Z", "text"},
		{"an edit for want of a publication", "", `<p>Last updated: July 5, 2024</p>`, "", "", "2024-07-05T00:00:00Z", "text"},
		{"copyright", "", "", `<p>Copyright July 5, 2024 The Harbour Post</p>`, "", "", ""},
		{"time of day from behind the text", "", `<p>July 5, 2024</p>`, `<abbr class="published" title="2024-07-05T18:42:00+05:30">6:42 PM</abbr>`, "", "2024-07-05T18:42:00+05:30", "time"},
		{"day and month by another date", "", `<p><time datetime="2024-07-05">05/07/2024</time></p>`, "", "", "2024-07-05T00:00:00Z", "time"},
		{"day and month by the address", "", `<p class=date>05/07/2024</p>`, "", "https://x.example/2024/07/05/a", "2024-07-05T00:00:00Z", "url"},
		{"declared day shown behind another", metaTag(published, "2024-07-05T08:51:00Z"), `<time>July 1, 2024</time><p>July 5, 2024</p>`, "", "", "2024-07-05T08:51:00Z", "meta"},
		{"shown day years before a declaration", metaTag(published, "2024-07-05T08:51:00Z"), `<p>7 min read</p><p>Dec 30, 2013</p><p>Share</p>`, "", "", "2013-12-30T00:00:00Z", "text"},
		{"shown edit against JSON-LD alone", ldEdit("2021-07-05T08:51:00Z", "2024-09-01T10:00:00Z"), `<p>Updated September 1, 2024</p>`, "", "", "2024-09-01T00:00:00Z", "text"},
		{"shown edit and publication against JSON-LD alone", ldEdit("2021-07-05T08:51:00Z", "2024-09-01T10:00:00Z"), `<p>Updated September 1, 2024</p><p>July 5, 2021</p>`, "", "",
			"2021-07-05T08:51:00Z", "json-ld"},
		{"shown edit against a meta element", metaTag(published, "2021-07-05T08:51:00Z") + metaTag(modified, "2024-09-01T10:00:00Z"), `<p>Updated September 1, 2024</p>`, "", "",
			"2021-07-05T08:51:00Z", "meta"},
		{"date of an event told below the headline", "", `<p>The next regulars' table meets on Wednesday July 10, 2024, from seven in the evening, at the Lighthouse in Harbour Lane.</p>`,
			`<p>Posted on July 5, 2024</p>`, "", "2024-07-05T00:00:00Z", "text"},
		{"long line behind the text", "", "", `<p>This entry was posted on July 5, 2024 and is filed under ` + strings.Repeat("<a href=/tag>harbour keepers</a>, ", 20) + `</p>`, "", "2024-07-05T00:00:00Z", "text"},
		{"the article's own footer", "", `<article><footer><p>July 5, 2024</p></footer></article>`, "", "", "2024-07-05T00:00:00Z", "text"},
		{"day of joining", "", `<p>Registriert: July 1, 2020</p><p>July 5, 2024</p>`, "", "", "2024-07-05T00:00:00Z", "text"},
		{"day first as elsewhere on the page", "", `<p>05/07/2024</p>`, `<ul><li>Ask a keeper - 10 March 2021</li></ul>`, "", "2024-07-05T00:00:00Z", "text"},
		{"publisher's own name of a meta element", metaTag("story:published_time", "2024-07-05T08:51:00Z"), "", "", "", "2024-07-05T08:51:00Z", "meta"},
		{"a name of no publication", metaTag("cache-generated", "2024-07-05T08:51:00Z"), "", "", "", "", ""},
		{"JSON-LD of no article", `<script type="application/ld+json">{"@type":"HowTo","author":"Ida Moor","datePublished":"2024-07-05T08:51:00Z"}</script>`, "", "", "",
			"2024-07-05T08:51:00Z", "json-ld"},
		{"script data", `<script>var page = {"title":"Keeper","datePublished":"2024-07-05T08:51:00Z"}</script>`, "", "", "", "2024-07-05T08:51:00Z", "json-ld"},
		{"script data in an attribute", `<meta name="x" data-state="{&quot;publishedAt&quot;:&quot;2024-07-05&quot;}">`, "", "", "", "2024-07-05T00:00:00Z", "json-ld"},
		{"script data of something else", `<script>var page = {"published":true,"unpublish":"2024-07-05","publisher":"2024-07-05"}</script>`, "", "", "", "", ""},
		{"script data where another date is", `<script>var page = {"datePublished":"2024-07-01"}</script>`, `<p>July 5, 2024</p>`, "", "", "2024-07-05T00:00:00Z", "text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := extract(t, storyWith(c.head, c.below, c.behind), c.url)
			got := ""
			if p.Published != nil {
				got = p.Published.Format(time.RFC3339)
			}
			if got != c.want || p.PublishedFrom != c.from {
				t.Errorf("published %s from %q, want %s from %q", got, p.PublishedFrom, c.want, c.from)
			}
		})
	}
}

func TestDatesKeepThePagesZone(t *testing.T) {
	const utc = "2024-07-05T02:51:00Z"
	for _, c := range []struct{ name, head, below, want string }{
		{"offset of a time element", "", `<time datetime="2024-07-04T22:51:00-04:00">July 4, 2024</time>`, "2024-07-04T22:51:00-04:00"},
		{"offset of JSON-LD", ldTag("2024-07-05T08:21:00+05:30"), "", "2024-07-05T08:21:00+05:30"},
		{"printed time of day", "", `<p>July 4, 2024, 10:51 PM</p>`, "2024-07-04T22:51:00-04:00"},
		{"printed time of day, quarter of an hour", "", `<p>July 5, 2024, 08:36</p>`, "2024-07-05T08:36:00+05:45"},
		{"printed time of another thing", "", `<p>July 5, 2024, 08:37</p>`, utc},
		{"printed zone", "", `<p>July 5, 2024 08:21 IST</p>`, "2024-07-05T08:21:00+05:30"},
		{"printed day before", "", `<p>July 4, 2024</p>`, "2024-07-04T23:51:00-03:00"},
		{"printed day and the day before", "", `<p>July 4, 2024</p><p>July 5, 2024</p>`, utc},
		{"printed day after, where it was not yet that day", "", `<p>July 6, 2024</p>`, utc},
		{"nothing printed", "", "", utc},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := extract(t, storyWith(metaTag("article:published_time", utc)+c.head, c.below, ""), "")
			if got := p.Published.Format(time.RFC3339); got != c.want {
				t.Errorf("published %s, want %s", got, c.want)
			}
		})
	}
}

func TestLabelsTellEditFromPublication(t *testing.T) {
	for text, want := range map[string][]dates.Label{
		"Updated: July 6, 2024 · Published: July 5, 2024":       {dates.Edited, dates.Posted},
		"Posted July 5, 2024 | Last modified 6 July 2024":       {dates.Posted, dates.Edited},
		"5 July 2024 | Updated 6 July 2024":                     {dates.Unlabelled, dates.Edited},
		"3 Sept 2024 | Originally published":                    {dates.Posted},
		"Published on 5 July 2024":                              {dates.Posted},
		"5 July 2024":                                           {dates.Unlabelled},
		"Aktualisiert am 6. Juli 2024":                          {dates.Edited},
		"Veröffentlicht: 5. Juli 2024":                          {dates.Posted},
		"Dieser Beitrag wurde am 5. Juli 2024 veröffentlicht":   {dates.Posted},
		"Diese Seite wurde zuletzt am 6. Juli 2024 geändert":    {dates.Edited},
		"最終更新 2024年7月6日":                                        {dates.Edited},
		"发布时间：2024年7月5日":                                        {dates.Posted},
		"입력 2024.07.05. 18:42 수정 2024.07.06. 09:15":             {dates.Posted, dates.Edited},
		"Опубликовано 5 июля 2024":                              {dates.Posted},
		"Next review due: 11 Jan 2024, valid until 5 July 2024": {dates.Edited, dates.Foreign},
		"© 5 July 2024":                                         {dates.Foreign},
	} {
		var d declared
		got := d.seeText(nil, text, sighting{}, dates.Habit{})
		if len(got) != len(want) {
			t.Errorf("%q: %v", text, got)
			continue
		}
		for i := range got {
			if got[i].says != want[i] {
				t.Errorf("%q: date %d is labelled %d, want %d", text, i, got[i].says, want[i])
			}
		}
	}
}

func TestModifiedIsKeptApartFromPublished(t *testing.T) {
	p := extract(t, storyWith("", `<p>Published: July 5, 2024 · Updated: July 6, 2024</p>`, ""), "")
	if p.Published.Format("2006-01-02") != "2024-07-05" || p.Modified.Format("2006-01-02") != "2024-07-06" {
		t.Errorf("published %v, modified %v", p.Published, p.Modified)
	}
}
