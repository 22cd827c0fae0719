package newsroom

import (
	"encoding/json"
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/mmcdole/gofeed"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"
)

const addr = "127.0.0.1:34567"

var opening = time.Date(2025, 3, 14, 9, 30, 0, 0, time.UTC)

// A clock moves only when told to.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

func open() (*Newsroom, *clock) {
	c := &clock{opening}
	return New(c.now), c
}

// get asks without a network; the address's host becomes the Host header.
func get(n *Newsroom, url string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, url, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	n.ServeHTTP(w, r)
	return w
}

func parse(t *testing.T, n *Newsroom, f news.Feed) *gofeed.Feed {
	t.Helper()
	w := get(n, f.URL)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: status %d", f.URL, w.Code)
	}
	feed, err := gofeed.NewParser().Parse(w.Body)
	if err != nil {
		t.Fatalf("%s: %v", f.URL, err)
	}
	return feed
}

func TestNewsroomOpensWithTwoDaysOfNews(t *testing.T) {
	n, _ := open()
	articles := n.Articles()
	if len(articles) < 24 || len(n.queue) < 12 {
		t.Errorf("%d articles are out and %d written, want 24 and 12", len(articles), len(n.queue))
	}
	sites := map[string]bool{}
	for _, a := range articles {
		sites[a.Site] = true
		if age := opening.Sub(a.Published); (age < 0 || age > 48*time.Hour) && a.Published.Year() != 2024 {
			t.Errorf("%s is %v old", a.Title, age)
		}
	}
	if len(sites) != len(n.sites) || len(sites) != 12 {
		t.Errorf("%d of %d sites have news", len(sites), len(n.sites))
	}
}

func TestWrittenArticlesAreWhole(t *testing.T) {
	drafts, err := written()
	if err != nil {
		t.Fatal(err)
	}
	n, _ := open()
	for _, d := range drafts {
		if s := n.site(d.Site); s == nil || s.sectionName(d.Section) == d.Section {
			t.Errorf("%s: site %q has no section %q", d.slug, d.Site, d.Section)
		}
		low, text := 6, d.Text()
		if d.Lang != "en" {
			low = 4
		}
		if len(d.Paragraphs) < low || len(d.Paragraphs) > 14 {
			t.Errorf("%s: %d paragraphs", d.slug, len(d.Paragraphs))
		}
		if !utf8.ValidString(text) || strings.Contains(text, "  ") || strings.Contains(text, "{{") {
			t.Errorf("%s: bad text", d.slug)
		}
		for _, also := range d.Also {
			if n.site(also) == nil {
				t.Errorf("%s: no site %q", d.slug, also)
			}
		}
	}
}

func TestSeedArticleIsUntouched(t *testing.T) {
	want, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "shared", "seed", "article.txt"))
	if err != nil {
		t.Skip("the original of the article is not at hand: ", err)
	}
	n, _ := open()
	for _, a := range n.Articles() {
		if !a.Published.Equal(time.Date(2024, 7, 5, 8, 51, 0, 0, time.UTC)) {
			continue
		}
		if diff := cmp.Diff(string(want), a.Text()); diff != "" {
			t.Error(diff)
		}
		page := get(n, a.URL(addr)).Body.String()
		for _, part := range []string{
			`<meta property="article:published_time" content="2024-07-05T08:51:00Z">`,
			`<h3 class="wp-block-heading">Addressing Trade Imbalance</h3>`,
			`<h3 class="wp-block-heading">Releasing Misled Indian Nationals</h3>`,
		} {
			if !strings.Contains(page, part) {
				t.Errorf("page lacks %s", part)
			}
		}
		return
	}
	t.Error("the article is not published")
}

func TestEveryFeedParsesAndItsLinksAnswer(t *testing.T) {
	n, c := open()
	for range 40 { // market reports as well
		c.Time = c.Add(time.Minute)
		n.Publish()
	}
	formats := map[string]int{}
	for _, f := range n.Feeds(addr) {
		feed := parse(t, n, f)
		formats[feed.FeedType+" "+feed.FeedVersion]++
		if feed.Title != f.Title || feed.Link != f.Site || feed.Language == "" || len(feed.Items) < 2 {
			t.Errorf("%s: title %q, link %q, language %q, %d items", f.URL, feed.Title, feed.Link, feed.Language, len(feed.Items))
		}
		for _, item := range feed.Items {
			w := get(n, item.Link)
			if w.Code != http.StatusOK || !strings.Contains(html.UnescapeString(w.Body.String()), item.Title) {
				t.Errorf("%s: %s: status %d", f.URL, item.Link, w.Code)
			}
			if item.PublishedParsed == nil || item.PublishedParsed.After(c.Time) {
				t.Errorf("%s: %s: published %v", f.URL, item.Link, item.Published)
			}
		}
	}
	want := map[string]int{"rss 2.0": 10, "atom 1.0": 4, "rss 1.0": 2, "json https://jsonfeed.org/version/1.1": 3}
	if diff := cmp.Diff(want, formats); diff != "" {
		t.Error(diff)
	}
}

func TestOneArticleIsSeenThroughSeveralFeeds(t *testing.T) {
	n, _ := open()
	for range 26 {
		n.Publish()
	}
	links, feeds := map[string]map[string]bool{}, map[string]int{}
	for _, f := range n.Feeds(addr) {
		for _, item := range parse(t, n, f).Items {
			canonical, err := fetch.CanonicalURL(item.Link)
			if err != nil {
				t.Fatal(err)
			}
			if links[canonical] == nil {
				links[canonical] = map[string]bool{}
			}
			links[canonical][item.Link] = true
			feeds[canonical]++
		}
	}
	var several, thrice int
	for canonical, forms := range links {
		if feeds[canonical] > 1 && len(forms) > 1 {
			several++
		}
		if len(forms) > 2 {
			thrice++
		}
	}
	if several < 8 || thrice < 2 {
		t.Errorf("%d articles have several links, %d three; want 8 and 2", several, thrice)
	}
	if len(links) != len(n.Articles()) {
		t.Errorf("feeds list %d articles of %d", len(links), len(n.Articles()))
	}
}

func TestPublishReachesItsFeedsAndOnlyThose(t *testing.T) {
	n, c := open()
	for range 60 {
		before := map[string]string{}
		for _, f := range n.Feeds(addr) {
			before[f.URL] = get(n, f.URL).Header().Get("ETag")
		}
		c.Time = c.Add(time.Minute)
		a := n.Publish()
		if !a.Published.Equal(c.Time) {
			t.Fatalf("%s is dated %v, want %v", a.Title, a.Published, c.Time)
		}
		changed := 0
		for _, f := range n.Feeds(addr) {
			w := get(n, f.URL, "If-None-Match", before[f.URL])
			lists := strings.Contains(w.Body.String(), "<title>"+escapeXML(a.Title)+"<") || strings.Contains(w.Body.String(), jsonString(a.Title))
			if lists != (w.Code == http.StatusOK) || w.Code != http.StatusOK && w.Code != http.StatusNotModified {
				t.Errorf("%s after %q: status %d, listed: %v", f.URL, a.Title, w.Code, lists)
			}
			if lists {
				changed++
			}
		}
		if changed == 0 {
			t.Errorf("%q is in no feed", a.Title)
		}
	}
}

func TestPublishNeverRepeats(t *testing.T) {
	n, c := open()
	again, _ := open()
	ids, titles, texts := map[string]string{}, map[string]bool{}, map[string]bool{}
	add := func(a Article) {
		canonical, err := fetch.CanonicalURL(a.URL(addr))
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := ids[news.ID(canonical)]; ok || titles[a.Title] || texts[a.Text()] {
			t.Errorf("%s is %s again", canonical, other)
		}
		ids[news.ID(canonical)], titles[a.Title], texts[a.Text()] = canonical, true, true
	}
	for _, a := range n.Articles() {
		add(a)
	}
	for range 200 {
		a := n.Publish()
		add(a)
		if len(a.Paragraphs) < 4 || strings.Contains(a.Text(), "<no value>") || strings.Contains(a.Text(), "  ") {
			t.Errorf("%s: %q", a.Path, a.Text())
		}
		if diff := cmp.Diff(a, again.Publish()); diff != "" {
			t.Errorf("another newsroom differs: %s", diff)
		}
	}
	if got := n.Articles(); len(got) != 24+200 || got[len(got)-1].Published != c.Time {
		t.Errorf("%d articles", len(got))
	}
}

func escapeXML(s string) string {
	return strings.NewReplacer("&", "&amp;", "'", "&#39;", `"`, "&#34;").Replace(s)
}

func jsonString(s string) string {
	b, _ := json.Marshal(s) // a string is never an error
	return string(b)
}
