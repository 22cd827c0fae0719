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
