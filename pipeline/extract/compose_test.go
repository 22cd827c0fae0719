package extract

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"coranto/pipeline/news"

	"github.com/google/go-cmp/cmp"
)

func TestTextIsTheFeedsWhenThePageIsThin(t *testing.T) {
	line, _, _ := strings.Cut(story, "\n")
	teaser := strings.Repeat("A teaser of some length. ", 10)
	long := strings.TrimSpace(strings.Repeat("The feed carries the whole of it. ", 40))
	for _, c := range []struct {
		name, page, text, summary string
		want, counted             string
	}{
		{"page has the article", story, "", "Short.", story, "article ok"},
		{"page has the article, feed has more", story, story + "\n\n" + teaser, "", story, "article ok"},
		{"page hardly has text, feed has", "Just a line.", long, "Short.", long, "feed thin"},
		{"page hardly has text, nor has the feed", line, "", "Short.", line, "article thin"},
		{"page hardly has text, summary has more", "Just a line.", "", long, long, "feed thin"},
		{"paywall, feed has the article", teaser, long, "", long, "feed thin"},
		{"feed's text has a line for a paragraph", "", long + "\n" + long, "", long + "\n\n" + long, "feed thin"},
		{"no text anywhere", "", "", "", "", "none thin"},
	} {
		t.Run(c.name, func(t *testing.T) {
			item := announced(func(i *news.Item) { i.Text, i.Summary = c.text, c.summary })
			o := extracted(t, web{address: {body: html(title, c.page)}}, item)
			if o.article.Text != c.want {
				t.Errorf("text %q, want %q", o.article.Text, c.want)
			}
			if o.counted != c.counted {
				t.Errorf("counted as %q, want %q", o.counted, c.counted)
			}
			if o.article.Trace.Fetched == nil {
				t.Error("not told when the page was read")
			}
		})
	}
}

func TestDatesThatCannotBeAreTheFeeds(t *testing.T) {
	early, late, fed := now.Add(-time.Hour), now.Add(2*time.Hour), now.Add(-2*time.Hour)
	read := now.Add(time.Minute)
	for _, c := range []struct {
		name       string
		page, feed *time.Time
		want       *time.Time
		from       string
	}{
		{"page's", &early, &fed, &early, "json-ld"},
		{"page's, a little ahead", new(now.Add(59 * time.Minute)), &fed, new(now.Add(59 * time.Minute)), "json-ld"},
		{"page's is later than discovery", &late, &fed, &fed, "feed"},
		{"page's is later, feed has none", &late, nil, nil, ""},
		{"page has none", nil, &fed, &fed, "feed"},
		{"nobody has", nil, nil, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := page{address: address, fetched: &read}
			p.Published, p.PublishedFrom, p.Modified = c.page, "json-ld", c.page
			a := compose(announced(func(i *news.Item) { i.Published, i.Modified = c.feed, c.feed }), p)
			if diff := cmp.Diff(c.want, a.Published); diff != "" || a.PublishedFrom != c.from || a.Trace.Published != a.Published {
				t.Errorf("from %q, want %q (-want +got):\n%s", a.PublishedFrom, c.from, diff)
			}
			if diff := cmp.Diff(c.want, a.Modified); diff != "" {
				t.Errorf("modified (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPagesDateGivesWayToTheFeedsThatTellsMore(t *testing.T) {
	at := func(s string) *time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return &v
	}
	for _, c := range []struct{ name, page, source, feed, want, from string }{
		{"page's zone ends here", "2024-07-05T20:51:00-04:00", "meta", "2024-07-06T00:55:00Z", "2024-07-06T00:51:00Z", "meta"},
		{"feed is later, as of a second edition", "2024-07-01T08:00:00Z", "meta", "2024-07-05T08:00:00Z", "2024-07-01T08:00:00Z", "meta"},
		{"page is dated anew", "2024-07-05T08:00:00Z", "json-ld", "2024-07-01T08:00:00Z", "2024-07-01T08:00:00Z", "feed"},
		{"bare day, feed of that day", "2024-07-05T00:00:00Z", "text", "2024-07-05T08:51:00Z", "2024-07-05T08:51:00Z", "feed"},
		{"bare day, feed of that day in Auckland", "2024-07-05T00:00:00Z", "meta", "2024-07-04T12:30:00Z", "2024-07-04T12:30:00Z", "feed"},
		{"bare day, feed of that day in Honolulu", "2024-07-05T00:00:00Z", "url", "2024-07-06T08:00:00Z", "2024-07-06T08:00:00Z", "feed"},
		{"declared bare day, feed of days later", "2024-07-01T00:00:00Z", "meta", "2024-07-05T08:51:00Z", "2024-07-01T00:00:00Z", "meta"},
		{"printed day, feed of two months later", "2024-05-07T00:00:00Z", "text", "2024-07-05T08:51:00Z", "2024-07-05T08:51:00Z", "feed"},
		{"both bare", "2024-07-05T00:00:00Z", "json-ld", "2024-07-05T00:00:00Z", "2024-07-05T00:00:00Z", "json-ld"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := page{address: address}
			p.Published, p.PublishedFrom = at(c.page), c.source
			item := announced(func(i *news.Item) { i.Published, i.Discovered = at(c.feed), *at("2024-07-07T00:00:00Z") })
			got, from := published(item, p)
			if got.Format(time.RFC3339) != c.want || from != c.from {
				t.Errorf("%s from %q, want %s from %q", got.Format(time.RFC3339), from, c.want, c.from)
			}
		})
	}
}

func TestLanguageIsAPrimarySubtag(t *testing.T) {
	for _, c := range []struct{ page, feed, want string }{
		{"en", "de", "en"}, {"", "de", "de"}, {"", "", "und"}, {"EN", "", "en"}, {" en-GB ", "", "en"}, {"pt_BR", "", "pt"},
		{"zh-Hant-TW", "", "zh"}, {"fil", "", "fil"}, {"english", "de", "de"}, {"x", "de", "de"}, {"und", "de", "de"}, {"e>", "", "und"},
		{"*", "", "und"}, {"日本", "", "und"}, {"en.>", "de", "de"}, {"éé", "", "und"}, {"-en", "", "und"}, {"12", "", "und"},
	} {
		p := page{address: address}
		p.Lang = c.page
		a := compose(announced(func(i *news.Item) { i.Lang = c.feed }), p)
		if a.Lang != c.want {
			t.Errorf("page %q, feed %q: language %q, want %q", c.page, c.feed, a.Lang, c.want)
		}
	}
}

// verbose is an article whose page says everything in a megabyte of sign.
func verbose(sign string) news.Article {
	long := strings.Repeat(sign, 1<<20)
	var many []string
	for range 100 {
		many = append(many, long)
	}
	p := page{address: address}
	p.Title, p.Summary, p.Section, p.Text, p.Image = long, long, long, long, "https://example.com/"+long
	p.Authors, p.Keywords = many, many
	return compose(announced(func(i *news.Item) { i.Image = "https://example.com/i.png" }), p)
}

func TestFieldsAreClipped(t *testing.T) {
	a := verbose("x")
	for name, got := range map[string][2]int{
		"title": {len(a.Title), maxLine}, "summary": {len(a.Summary), maxSummary}, "section": {len(a.Section), maxLine},
		"text": {len(a.Text), maxText}, "authors": {len(a.Authors), maxList}, "keywords": {len(a.Keywords), maxList},
		"author": {len(a.Authors[0]), maxName}, "keyword": {len(a.Keywords[0]), maxName},
	} {
		if got[0] != got[1] {
			t.Errorf("%s: %d, want %d", name, got[0], got[1])
		}
	}
	if a.Image != "https://example.com/i.png" {
		t.Errorf("image %.100q, want the feed's", a.Image)
	}
}

func TestRecordLeavesRoomForItsTopicsWhateverItIsWrittenIn(t *testing.T) {
	for _, sign := range []string{"x", "<", "\"", "\\", "\n", "\x01", "\u2028", "\xff", "語", "🛢"} {
		if data, err := json.Marshal(verbose(sign)); err != nil || len(data) > 400<<10 {
			t.Errorf("%q: %d bytes, %v", sign, len(data), err)
		}
	}
}

func TestImageIsAWebAddressOrNone(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.com/i.png?a=1&b=2": "https://example.com/i.png?a=1&b=2", "http://example.com/i.png": "http://example.com/i.png",
		"data:image/png;base64,AAAA": "", "javascript:alert(1)": "", "//example.com/i.png": "", "https://example.com/\x00": "",
	} {
		if got := image(in); got != want {
			t.Errorf("image(%q) = %q", in, got)
		}
	}
}

func TestListsLeaveOutTheEmptyAndAreNeverNil(t *testing.T) {
	for _, c := range []struct{ page, feed, want []string }{
		{nil, nil, []string{}},
		{[]string{"", " ", "\x00"}, []string{"Ada"}, []string{"Ada"}},
		{[]string{"", "Bo"}, []string{"Ada"}, []string{"Bo"}},
	} {
		if diff := cmp.Diff(c.want, list(c.page, c.feed)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestWhatNobodySeesIsDropped(t *testing.T) {
	for in, want := range map[string]string{
		"a\xff\xc3b": "ab", "a\x00b\x1b[31m": "ab[31m", "a\u202eb\u2066c": "abc", "a\tb\r\nc": "a b \nc",
		"one\ntwo": "one\ntwo", " \n a \n ": "a", "می\u200cخواهم": "می\u200cخواهم", "\u0085a\u0080": "a",
	} {
		if got := clip(in, 100); got != want {
			t.Errorf("clip(%q) = %q, want %q", in, got, want)
		}
	}
}

var subtag = regexp.MustCompile(`^[a-z]{2,3}$`)

// Whatever page and feed say, the article is valid and has its lists.
func FuzzCompose(f *testing.F) {
	f.Add("Oil", story, "en", "https://www.example.com/oil-7", address, "https://example.com/i.png", "Ada")
	f.Add("<\x00\u202e\xff", "<&\"\u2028\x01", "x-klingon", "http://[::1]/", "", "data:,", "")
	f.Fuzz(func(t *testing.T, title, text, lang, canonical, to, image, name string) {
		p := page{address: to}
		p.Title, p.Text, p.Summary, p.Section = title, text, text, name
		p.Lang, p.Canonical, p.Image, p.Authors, p.Keywords = lang, canonical, image, []string{name, title}, strings.Split(text, " ")
		for _, a := range []news.Article{compose(announced(), p), compose(announced(func(i *news.Item) {
			i.Title, i.Text, i.Lang, i.Authors, i.Image = title, text, lang, p.Authors, image
		}), page{})} {
			data, err := json.Marshal(a)
			if err != nil || strings.Contains(string(data), `\ufffd`) && !strings.Contains(title+text+name, "\ufffd") {
				t.Errorf("%s, %v", data, err)
			}
			if !subtag.MatchString(a.Lang) || a.ID != news.ID(a.URL) || a.Source.ID != news.Slug(a.Source.ID) {
				t.Errorf("language %q, id %q of %q, source %q", a.Lang, a.ID, a.URL, a.Source.ID)
			}
			if a.Authors == nil || a.Keywords == nil || a.Topics == nil {
				t.Error("a list is null")
			}
			for _, s := range []string{a.Title, a.Text, a.Summary, a.Section} {
				if again := clip(s, len(s)*6); again != s {
					t.Errorf("%q clipped again is %q", s, again)
				}
			}
		}
	})
}

func TestPartialIsSaidOfThePagesTextAlone(t *testing.T) {
	line, _, _ := strings.Cut(story, "\n")
	item := announced()
	var p page
	p.Title, p.Text, p.Partial = title, line, true
	if a := compose(item, p); !a.Partial || a.Text != line {
		t.Errorf("partial %v of %q", a.Partial, a.Text)
	}
	item.Text = strings.Repeat(story, 3)
	a := compose(item, p)
	if a.Partial || a.Text == line {
		t.Errorf("partial %v of the feed's %q", a.Partial, a.Text)
	}
	kept := compose(announced(), p)
	kept.Text = strings.Repeat("The beginning, at length. ", 100)
	if a := remember(compose(announced(), page{}), kept); !a.Partial || a.Text != kept.Text {
		t.Errorf("partial %v of what was kept", a.Partial)
	}
}
