package extractors

import "testing"

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
