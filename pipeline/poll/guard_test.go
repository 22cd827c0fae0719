package poll

import (
	"strings"
	"testing"
)

func TestGuardRefusesWhatWouldEndTheProcess(t *testing.T) {
	rss := func(inside string) string {
		return `<?xml version="1.0"?><rss version="2.0" xmlns:a="u"><channel><title>T</title>` + inside
	}
	for name, doc := range map[string]string{
		"endless nesting":             rss(`<item>` + strings.Repeat("<a:b>", 2_097_100)),
		"nesting with name spaces":    rss(strings.Repeat(`<a:b xmlns:n="v">`, 8000)),
		"nesting behind a comment":    rss(`<!-- </a:b> -->` + strings.Repeat("<a:b><!-- </a:b> -->", 5000)),
		"nesting behind CDATA":        rss(strings.Repeat("<a:b><![CDATA[</a:b>]]>", 5000)),
		"nesting behind a false end":  rss(strings.Repeat(`<a:b x="/>">`, 5000)),
		"nesting behind illegal text": rss("\x00\xff&nope;" + strings.Repeat("<a:b>", 5000)),
		"name spaces on one element":  `<rss ` + strings.Repeat(`xmlns:n="v" `, 10_000) + `><channel></channel></rss>`,
		"text split by comments":      rss("<item><a:b>" + strings.Repeat("a<!---->", 500_000)),
	} {
		if _, err := parse([]byte(doc)); err == nil || !strings.Contains(err.Error(), "more than") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestGuardLetsRealFeedsPass(t *testing.T) {
	item := `<item><title>a &lt; b</title><link>https://x.example/a</link><description><![CDATA[<p><b>x</b><br>` +
		strings.Repeat("<div>", 2000) + `]]></description><enclosure url="u" type="image/png" length="1"/></item>`
	doc := `<?xml version="1.0"?><!DOCTYPE rss><!-- c --><rss version="2.0"><channel><title>T</title>` + strings.Repeat(item, 500) + `</channel></rss>`
	feed, err := parse([]byte(doc))
	if err != nil || len(feed.Items) != 500 {
		t.Errorf("%v", err)
	}
	json := `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"https://x.example/a","content_html":"` + strings.Repeat("<div>", 5000) + `"}]}`
	if feed, err := parse([]byte(json)); err != nil || len(feed.Items) != 1 {
		t.Errorf("%v", err)
	}
}
