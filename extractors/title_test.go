package extractors

import (
	"strings"
	"testing"
	"time"
)

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

func TestHeadlineIsToldFromWhatStandsAroundIt(t *testing.T) {
	for name, c := range map[string]struct{ head, body, want string }{
		"a kicker before a colon": {
			`<meta property="og:title" content="Rain stops play at last">`,
			`<h1>Sports news of the day : Rain stops play at last</h1>`, "Rain stops play at last"},
		"a kicker in an element of its own": {
			`<title>Rain stops play at last - The Oval Gazette</title><meta property="og:title" content="Rain stops play at last">`,
			`<h1><span>County cricket</span> Rain stops play at last</h1>`, "Rain stops play at last"},
		"a title that is shorter than the headline": {
			`<meta property="og:title" content="Rain stops play">`,
			`<h1>A complete list of the days on which rain stops play</h1>`, "A complete list of the days on which rain stops play"},
		"a h1 for search engines": {
			`<title>Cricket at the Oval: weather today</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Rain stops play at last"}</script>`,
			`<h1>Cricket at the Oval: weather today</h1><h2>Rain stops play at last</h2>`, "Rain stops play at last"},
		"a h2 that JSON-LD does not know": {
			`<title>Rain stops play at last</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Rain stops play at last"}</script>`,
			`<h1>Rain stops play at last</h1><h2>Spectators wait for hours</h2>`, "Rain stops play at last"},
		"a h1 in a breadcrumb": {
			`<title>Rain stops play at last</title>`,
			`<div class=breadcrumb><h1>Weather and cricket</h1></div><h1>Rain stops play at last</h1>`, "Rain stops play at last"},
		"the domain's name": {
			`<link rel=canonical href="https://www.ovalgazette.com/a">`,
			`<h1>Rain stops play at last – Oval Gazette</h1>`, "Rain stops play at last"},
		"a JSON-LD headline cut short": {
			`<meta property="og:title" content="Rain stops play at last"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Rain stops play…"}</script>`,
			``, "Rain stops play at last"},
		"a kicker that JSON-LD is without": {
			`<title>Opinion | Rain stops play at last</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Rain stops play at last"}</script>`,
			`<h1><span>Opinion</span> Rain stops play at last</h1>`, "Rain stops play at last"},
		"a kicker that og:title joins by a colon": {
			`<meta property="og:title" content="County cricket: Rain stops play at last">`,
			`<h2><div>County cricket</div> Rain stops play at last</h2>`, "County cricket: Rain stops play at last"},
		"a kicker inside the heading that another title has": {
			`<meta property="og:title" content="Rain stops play at last"><meta name="twitter:title" content="County cricket: Rain stops play at last">`,
			`<h2><span>County cricket</span> <span class=headline>Rain stops play at last</span></h2>`, "Rain stops play at last"},
		"a breadcrumb's h1 in other words": {
			`<title>Cricket at the Oval: weather today</title><meta property="og:title" content="Rain stops play at last">`,
			`<nav class=breadcrumb><h1>Cricket at the Oval: weather today</h1></nav><h2>Rain stops play at last</h2>`, "Rain stops play at last"},
		"a breadcrumb's h1 above what JSON-LD declares": {
			`<title>Cricket at the Oval: weather today</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Rain stops play at last"}</script>`,
			`<nav class=breadcrumb><h1>Cricket at the Oval: weather today</h1></nav><h2>Rain stops play at last</h2>`, "Rain stops play at last"},
		"a h1 of comments on a page with a title": {
			`<title>Rain stops play at last</title>`,
			`<div class=comments><h1>0 comments so far</h1></div>`, "Rain stops play at last"},
		"a h1 for search engines that og:title does not know": {
			`<title>Cricket at the Oval - The Oval Gazette</title><meta property="og:title" content="Rain stops play at last">`,
			`<h1>Cricket at the Oval</h1><h2>Rain stops play at last</h2>`, "Rain stops play at last"},
		"a teaser for social networks far below the headline": {
			`<title>Rain stops play at the Oval at last</title><meta property="og:title" content="Rain stops play at last">`,
			`<h1>Rain stops play at the Oval at last</h1><p>A<p>B<p>C<p>D<p>E<h3>Rain stops play at last</h3>`, "Rain stops play at the Oval at last"},
		"a teaser that goes on where the headline ends": {
			`<meta property="og:title" content="Rain stops play: what now?">`,
			`<h2>Rain stops play: what now?</h2><h1>Rain stops play</h1>`, "Rain stops play"},
		"a section's h1 above a part of title": {
			`<title>Gazette - Sports - Rain stops play at last</title>`,
			`<h1>County news | Entry</h1><h2>Rain stops play at last</h2>`, "Rain stops play at last"},
		"a h1 of one word that title sets off": {
			`<title>Rain | Weather for cricketers</title><meta property="og:title" content="Rain | Weather for cricketers">`,
			`<h1>Rain</h1>`, "Rain"},
		"a h1 of one word": {
			`<title>Weather! Rain</title>`, `<h1>Rain</h1>`, "Rain"},
		"a h1 that says what every page's says": {
			`<title>Rain stops play at last</title>`, `<h1>Single Post</h1>`, "Rain stops play at last"},
		"a h1 that is a paragraph": {
			`<title>Rain stops play at last</title>`, `<h1>` + strings.Repeat("We tell you all there is to tell about it. ", 5) + `</h1>`, "Rain stops play at last"},
		"a blog's post in an element named for the blog": {
			`<title>5 smart tips for play in the rain</title>`,
			`<div class=blog-title><h1>Our tips for play in the rain</h1></div>`, "Our tips for play in the rain"},
		"a site's name in a short title": {
			`<title>Rain stops play – The Oval Gazette</title>`,
			`<div class=logo><h1>The Oval Gazette</h1></div>`, "Rain stops play"},
		"several h1, one in other words than title": {
			`<title>Ten tips for play in the rain</title>`,
			`<h1>Our tips for play in the rain</h1><h1>How to use them today</h1>`, "Our tips for play in the rain"},
		"a h2 that begins og:title": {
			`<meta property="og:title" content="Rain stops play (2021/5)">`, `<h2>Rain stops play</h2>`, "Rain stops play"},
		"a site's name before a bar without spaces": {
			`<meta property="og:site_name" content="NEWS WEB"><meta property="og:title" content="NEWS WEB|这个约会软件想用你和对方的相似好恶来帮你找对象">`,
			``, "这个约会软件想用你和对方的相似好恶来帮你找对象"},
		"names behind underscores": {
			`<title>这个约会软件想用你和对方的相似好恶来帮你找对象_智能_椭圆报</title>`,
			`<h2>这个约会软件想用你和对方的相似好恶来帮你找对象</h2>`, "这个约会软件想用你和对方的相似好恶来帮你找对象"},
	} {
		p := extract(t, "<html><head>"+c.head+"</head><body>"+c.body+"<p>text</p></body></html>", "")
		if p.Title != c.want {
			t.Errorf("%s: title %q, want %q", name, p.Title, c.want)
		}
	}
}

// A title of many parts against as many headings takes milliseconds; the bound catches what
// grows with their product.
func TestTitlesOfManyPartsAreCheap(t *testing.T) {
	long := strings.Repeat("rain stops play | ", 100_000)
	body := `<title>` + long + `</title><meta property="og:title" content="` + long + `"><script type="application/ld+json">{"@type":"NewsArticle","headline":"` + long + `"}</script>` +
		strings.Repeat("<h1>wind stops play again</h1><h2>wind stops play once more</h2>", 5000)
	start := time.Now()
	extract(t, "<html><head></head><body>"+body+"</body></html>", "")
	if took := time.Since(start); took > time.Minute {
		t.Errorf("took %v", took)
	}
}
