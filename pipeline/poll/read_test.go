package poll

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the wanted results in testdata")

// noon is when feeds of these tests are read.
var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func readText(body string) ([]news.Item, int, error) {
	resp := &fetch.Response{URL: "https://paper.example/feeds/all.xml", Body: []byte(body), Received: noon}
	return read(news.Feed{URL: "https://paper.example/feed"}, resp)
}

// TestFeedsAreReadAsWanted holds every testdata/*.txtar: a remark, the feed, what is read of it.
func TestFeedsAreReadAsWanted(t *testing.T) {
	const feedMark, itemsMark = "-- feed --\n", "-- items --\n"
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no feeds", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			head, want, _ := strings.Cut(string(data), itemsMark)
			_, feed, ok := strings.Cut(head, feedMark)
			if !ok {
				t.Fatal("no feed in it")
			}
			got := printed(readText(feed))
			if *update {
				if err := os.WriteFile(file, []byte(head+itemsMark+got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// printed is what was read, a field a line where there is anything in it.
func printed(items []news.Item, invalid int, err error) string {
	var b strings.Builder
	for _, item := range items {
		fmt.Fprintf(&b, "%s\n", item.URL)
		if item.ID != news.ID(item.URL) || item.Revision != 1 || !item.Discovered.Equal(noon) || item.LastPolled != nil {
			fmt.Fprintf(&b, "  odd: %+v\n", item)
		}
		for _, field := range []struct {
			name  string
			value any
		}{
			{"guid", item.GUID}, {"title", item.Title}, {"summary", item.Summary}, {"text", item.Text}, {"authors", item.Authors},
			{"lang", item.Lang}, {"keywords", item.Keywords}, {"image", item.Image}, {"published", item.Published},
			{"modified", item.Modified}, {"source", item.Source},
		} {
			data, _ := json.Marshal(field.value)
			if text := string(data); text != `""` && text != "null" {
				fmt.Fprintf(&b, "  %s: %s\n", field.name, text)
			}
		}
	}
	if invalid > 0 {
		fmt.Fprintf(&b, "%d invalid\n", invalid)
	}
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
	}
	return b.String()
}

func feedOf(items string) string {
	return `<rss version="2.0"><channel><title>t</title>` + items + `</channel></rss>`
}

func TestWhatAFeedBringsIsBounded(t *testing.T) {
	items, invalid, err := readText(feedOf(strings.Repeat("<item><link>/a</link></item>", maxItems+5)))
	if err != nil || len(items)+invalid != maxItems {
		t.Errorf("%d items, %d invalid, %v", len(items), invalid, err)
	}
	long, line := strings.Repeat("wörd ", maxText/5), strings.Repeat("wörd ", maxLine)
	item := "<item><link>/a</link><title>" + line + "</title><guid>" + line + "</guid><author>" + line + "</author><category>" + line +
		"</category>" + strings.Repeat("<category>x</category>", 2*maxList) + "<description>" + long + "</description>" +
		`<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">` + long + "</content:encoded>" +
		`<enclosure type="image/png" url="/` + strings.Repeat("x", maxAddress) + `"/></item>`
	items, _, err = readText(feedOf(item))
	if err != nil || len(items) != 1 {
		t.Fatal(err)
	}
	got := items[0]
	for name, size := range map[string][2]int{
		"title": {len(got.Title), maxLine}, "guid": {len(got.GUID), maxLine}, "author": {len(got.Authors[0]), maxLine},
		"keyword": {len(got.Keywords[0]), maxLine}, "keywords": {len(got.Keywords), maxList}, "summary": {len(got.Summary), maxSummary},
		"text": {len(got.Text), maxText},
	} {
		if size[0] > size[1] || size[0] < size[1]-10 {
			t.Errorf("%s is %d, the limit %d", name, size[0], size[1])
		}
	}
	if got.Image != "" {
		t.Error("image's address is too long")
	}
	if data, _ := json.Marshal(got); len(data) > 1<<20 {
		t.Errorf("message has %d bytes", len(data))
	}
	items, invalid, err = readText(feedOf("<item><link>/" + strings.Repeat("x", maxAddress) + "</link></item>"))
	if err != nil || len(items) != 0 || invalid != 1 {
		t.Errorf("too long an address: %d items, %v", len(items), err)
	}
}

func TestParsersErrorDoesNotQuoteTheDocumentAtLength(t *testing.T) {
	_, _, err := readText(`<rss version="2.0"><?xml version="1.0" encoding="` + strings.Repeat("x", 1<<20) + `"?></rss>`)
	if err == nil || len(err.Error()) > 2*maxLine {
		t.Errorf("%.100v", err)
	}
}

func TestSourceIsNamedByTheListThenTheFeedThenTheHost(t *testing.T) {
	for want, test := range map[string]struct{ list, feed string }{
		"List": {"List", "Feed"}, "Feed": {"", "Feed"}, "paper.example": {"", ""},
	} {
		resp := &fetch.Response{URL: "https://paper.example/feed", Received: noon}
		resp.Body = []byte("<rss version='2.0'><channel><title>" + test.feed + "</title><item><link>/a</link></item></channel></rss>")
		items, _, err := read(news.Feed{URL: resp.URL, Title: test.list}, resp)
		if err != nil || items[0].Source.Name != want {
			t.Errorf("%+v: %+v, %v", test, items, err)
		}
	}
}

func TestOnceReadsWithoutState(t *testing.T) {
	w := newWeb(func(r fetch.Request) (*fetch.Response, error) { return ok(r.URL, rss("/a A", "/b B")) })
	items, err := Once(t.Context(), w, paper)
	if err != nil || len(items) != 2 || w.calls[0].ETag != "" {
		t.Errorf("%+v, %v", items, err)
	}
	w.answer = func(fetch.Request) (*fetch.Response, error) { return nil, &fetch.StatusError{Code: 404} }
	if _, err := Once(t.Context(), w, paper); err == nil {
		t.Error("no error")
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		data, _ := os.ReadFile(file)
		_, feed, _ := strings.Cut(string(data), "-- feed --\n")
		feed, _, _ = strings.Cut(feed, "-- items --\n")
		f.Add(feed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		items, _, err := readText(body)
		if err != nil && items != nil {
			t.Errorf("items in spite of %v", err)
		}
		for _, item := range items {
			if address, err := fetch.CanonicalURL(item.URL); err != nil || address != item.URL || item.ID != news.ID(item.URL) {
				t.Errorf("address %q: %v", item.URL, err)
			}
			for _, line := range append([]string{item.Title, item.GUID, item.Lang, item.Source.Name}, append(item.Authors, item.Keywords...)...) {
				if clean := label(line); clean != line {
					t.Errorf("%q should be %q", line, clean)
				}
			}
			for _, text := range []string{item.Summary, item.Text} {
				if clean := lines(text); clean != text {
					t.Errorf("%q should be %q", text, clean)
				}
			}
		}
	})
}
