package storetest

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"coranto/pipeline/news"
	"coranto/pipeline/store"
)

// telling is the nth article with nothing to read but these words.
func telling(n int, title, summary, text string) news.Article {
	return with(n, func(a *news.Article) { a.Title, a.Summary, a.Text = title, summary, text })
}

// finds searches for each text and wants the articles of these numbers, in this order.
func finds(t *testing.T, s store.Store, want [][2]string) {
	t.Helper()
	for _, c := range want {
		if got := found(t, s, store.Query{Text: c[0]}); got != c[1] {
			t.Errorf("%s finds %q, want %q", c[0], got, c[1])
		}
	}
}

func findsWords(t *testing.T, s store.Store) {
	put(t, s,
		telling(1, "Oil imports rise", "", ""),
		telling(2, "Markets", "Crude oil is dearer", "Shares fell."),
		telling(3, "Weather", "", "Rain.\nNo oil, but imports of umbrellas; don't ask."))
	finds(t, s, [][2]string{
		{"rise", "1"}, {"crude", "2"}, {"umbrellas", "3"},
		{"oil shares", "2"}, {"shares  oil", "2"}, {"oil, imports: rain!", "3"},
		{"oil nothing", ""}, {"umbrella", ""}, {"don't", "3"}, {"2024", ""},
	})
}

func findsPhrases(t *testing.T, s store.Store) {
	put(t, s,
		telling(1, "", "", "Imports of oil"),
		telling(2, "", "", "Oil imports"),
		telling(3, "Oil", "imports", ""))
	finds(t, s, [][2]string{
		{`"oil imports"`, "2"}, {`“oil imports”`, "2"}, {`"imports of oil"`, "1"}, {`"of oil" imports`, "1"},
		{`"oil of"`, ""}, {`"oil imports`, "3 2 1"},
	})
}

func findsPrefixes(t *testing.T, s store.Store) {
	put(t, s, telling(1, "", "", "New sanctions list"), telling(2, "", "", "Sanctioned firms"), telling(3, "", "", "Sanction"))
	finds(t, s, [][2]string{
		{"sanction", "3"}, {"sanctio*", "3 2 1"}, {"sanctions*", "1"}, {`"new sanct"*`, "1"}, {`"new sanct*"`, "1"}, {"sanct", ""},
	})
}

func findsAccents(t *testing.T, s store.Store) {
	put(t, s,
		telling(1, "", "", "Café in Zürich"),
		telling(2, "", "", "CAFE in Zurich"),
		telling(3, "", "", "Cafe\u0301 in Zu\u0308rich"),
		telling(4, "", "", "НЕФТЬ И ГАЗ"),
		telling(5, "", "", "Đà Nẵng, nặng"))
	finds(t, s, [][2]string{
		{"cafe", "3 2 1"}, {"CAFÉ", "3 2 1"}, {"cafe\u0301", "3 2 1"}, {"zürich", "3 2 1"}, {"zuri*", "3 2 1"},
		{"нефть", "4"}, {"Нефть газ", "4"}, {"nang", "5"},
	})
}

func forgetsOldWords(t *testing.T, s store.Store) {
	put(t, s, telling(1, "alpha", "beta", "gamma delta"))
	put(t, s, with(1, func(a *news.Article) { a.Revision, a.Title, a.Summary, a.Text = 2, "alpha", "", "gamma omega" }))
	finds(t, s, [][2]string{{"alpha", "1"}, {"beta", ""}, {"delta", ""}, {"omega", "1"}})
}

func narrows(t *testing.T, s store.Store) {
	place := func(n int, lang, source string, topics ...string) {
		put(t, s, with(n, func(a *news.Article) {
			a.Lang, a.Source.ID, a.Topics = lang, source, nil
			for _, id := range topics {
				a.Topics = append(a.Topics, news.Tag{ID: id, Score: 0.5})
			}
		}))
	}
	place(1, "en", "one-org", "oil", "gas")
	place(2, "de", "one-org", "oil", "oil") // twice is once
	place(3, "en", "two-org", "gas")
	place(4, "en", "two-org")
	for _, c := range []struct {
		q    store.Query
		want string
	}{
		{store.Query{}, "4 3 2 1"},
		{store.Query{Topic: "oil"}, "2 1"},
		{store.Query{Topic: "gas"}, "3 1"},
		{store.Query{Topic: "ga"}, ""},
		{store.Query{Lang: "en"}, "4 3 1"},
		{store.Query{Source: "one-org"}, "2 1"},
		{store.Query{Lang: "en", Source: "two-org"}, "4 3"},
		{store.Query{Topic: "gas", Lang: "en", Source: "one-org"}, "1"},
		{store.Query{Topic: "oil", Lang: "fr"}, ""},
	} {
		for _, text := range []string{"", "headline"} {
			c.q.Text = text
			if got := found(t, s, c.q); got != c.want {
				t.Errorf("Search(%+v) = %q, want %q", c.q, got, c.want)
			}
		}
	}
}

func bounds(t *testing.T, s store.Store) {
	published := func(n int) time.Time { return *Article(n).Published }
	discovered := published(3).Add(time.Minute)
	put(t, s, Article(1), Article(2), Article(4), with(3, func(a *news.Article) {
		a.Published, a.Trace.Discovered = nil, &discovered
	}))
	for _, c := range []struct {
		since, until time.Time
		want         string
	}{
		{published(2), time.Time{}, "4 3 2"},
		{published(2).Add(time.Millisecond), time.Time{}, "4 3"},
		{time.Time{}, published(2), "1"},
		{time.Time{}, published(2).Add(time.Millisecond), "2 1"},
		{discovered, published(4), "3"},
		{discovered.Add(time.Second), time.Time{}, "4"},
		{published(4).In(time.FixedZone("", 3*3600)), time.Time{}, "4"},
		{published(4), published(1), ""},
	} {
		for _, q := range []store.Query{{}, {Text: "headline"}, {Topic: "sanctions"}, {Lang: "en"}, {Source: "example-com"}} {
			q.Since, q.Until = c.since, c.until
			if got := found(t, s, q); got != c.want {
				t.Errorf("Search(%+v) = %q, want %q", q, got, c.want)
			}
		}
	}
}

func newestFirst(t *testing.T, s store.Store) {
	undated := with(9, func(a *news.Article) { a.Published, a.Trace.Discovered = nil, nil }) // stored just now
	put(t, s, Article(2), Article(3), Article(1), undated)
	for _, q := range []store.Query{{}, {Text: " \t"}, {Topic: "sanctions"}, {Lang: "en"}, {Source: "example-com"}} {
		if got := found(t, s, q); got != "9 3 2 1" {
			t.Errorf("Search(%+v) = %q", q, got)
		}
	}
	hits, err := s.Search(t.Context(), store.Query{Limit: 1})
	if err != nil || len(hits) != 1 || hits[0].Rank != 0 || hits[0].Snippet != "" {
		t.Errorf("Search = %+v, %v", hits, err)
	}
}

func ranks(t *testing.T, s store.Store) {
	filler := strings.Repeat("other things happened too ", 10)
	put(t, s,
		telling(1, "Embargo in force", filler, filler),
		telling(2, "Trade news", "The embargo holds "+filler, filler),
		telling(3, "Trade news", filler, "The embargo holds "+filler))
	for i := 4; i < 24; i++ {
		put(t, s, telling(i, "Sports", filler, filler))
	}
	hits, err := s.Search(t.Context(), store.Query{Text: "embargo"})
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for i, h := range hits {
		order = append(order, number(h.Article))
		if h.Rank <= 0 || i > 0 && h.Rank > hits[i-1].Rank {
			t.Errorf("hit %d has rank %g", i, h.Rank)
		}
	}
	if got := strings.Join(order, " "); got != "1 2 3" {
		t.Errorf("found %q, want 1 2 3", got)
	}
}

func equalRank(t *testing.T, s store.Store) {
	for _, n := range []int{2, 5, 1, 4, 3} {
		put(t, s, telling(n, "Agency report", "", "The same words everywhere."))
	}
	finds(t, s, [][2]string{{"agency", "5 4 3 2 1"}, {"words", "5 4 3 2 1"}})
}

func snippets(t *testing.T, s store.Store) {
	filler := strings.Repeat("other things happened too ", 40)
	mark := func(w string) string { return store.MarkStart + w + store.MarkEnd }
	for i, c := range []struct{ title, summary, text, query, want string }{
		{"Plain", "", filler + "the Embärgo holds " + filler, "embargo", mark("Embärgo")},
		{"Embargo", "Embargo again", filler + "an embargo " + filler, "embargo", mark("embargo")},
		{"Plain", "An <embargo> & more", filler, "embargo", "<" + mark("embargo") + "> & more"},
		{"Embargo", "", filler, "embargo", "other things"},
		{"Embargo", "In short", "", "embargo", "In short"},
		{"Plain", "", filler + "oil imports " + filler, `"oil imp"*`, mark("oil imports")},
	} {
		a := telling(i, c.title, c.summary, c.text)
		a.Source.ID = fmt.Sprint(i)
		put(t, s, a)
		hits, err := s.Search(t.Context(), store.Query{Text: c.query, Source: a.Source.ID})
		if err != nil || len(hits) != 1 {
			t.Fatalf("%d: %d hits, %v", i, len(hits), err)
		}
		if got := hits[0].Snippet; !strings.Contains(got, c.want) || len(got) > 400 {
			t.Errorf("%d: snippet %q, want %q in it", i, got, c.want)
		}
	}
}

func shortSnippets(t *testing.T, s store.Store) {
	put(t, s,
		telling(1, "", "", strings.Repeat("ш", 20_000)+" embargo "+strings.Repeat("щ", 20_000)),
		telling(2, "embargo", "", strings.Repeat("中", 20_000)),
		telling(3, "", "", strings.Repeat("x", 20_000)))
	for _, text := range []string{"embargo", "x*"} {
		hits, err := s.Search(t.Context(), store.Query{Text: text})
		if err != nil || len(hits) == 0 {
			t.Fatalf("%d hits, %v", len(hits), err)
		}
		for _, h := range hits {
			opened, closed := strings.Count(h.Snippet, store.MarkStart), strings.Count(h.Snippet, store.MarkEnd)
			if len(h.Snippet) > 2000 || !utf8.ValidString(h.Snippet) || opened != closed {
				t.Errorf("%s: snippet of %d bytes, %d marks opened, %d closed", number(h.Article), len(h.Snippet), opened, closed)
			}
		}
	}
}

func pages(t *testing.T, s store.Store) {
	for i := range 25 {
		put(t, s, Article(i))
	}
	for _, text := range []string{"", "headline"} {
		for _, c := range []struct{ limit, offset, want int }{
			{0, 0, store.DefaultLimit}, {-1, -1, store.DefaultLimit}, {1, 0, 1}, {25, 0, 25}, {10, 20, 5}, {10, 25, 0},
			{1 << 40, 0, 25},
		} {
			hits, err := s.Search(t.Context(), store.Query{Text: text, Limit: c.limit, Offset: c.offset})
			if err != nil || len(hits) != c.want {
				t.Errorf("limit %d, offset %d: %d hits, %v, want %d", c.limit, c.offset, len(hits), err, c.want)
			}
		}
		if got := found(t, s, store.Query{Text: text, Limit: 3, Offset: 2}); got != "22 21 20" {
			t.Errorf("third to fifth: %q", got)
		}
	}
}
