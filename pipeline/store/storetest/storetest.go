// Package storetest is what a store.Store promises, as tests. Every backend runs it, so
// that a pipeline does not notice which one it has.
package storetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"coranto/pipeline/news"
	"coranto/pipeline/store"
)

var claims = []struct {
	name string
	test func(*testing.T, store.Store)
}{
	{"an article comes back as it was put", comesBack},
	{"nil and empty stay different", nilIsNotEmpty},
	{"256 KiB of text come back", bigText},
	{"bytes that are not text are replaced, not refused", dirtyText},
	{"an article that can never be kept is rejected", unkeepable},
	{"an unknown id is ErrNotFound", unknownID},
	{"putting again changes nothing", idempotent},
	{"a later revision replaces", laterReplaces},
	{"an older revision changes nothing", olderIsIgnored},
	{"64 writers of different articles lose none", manyWriters},
	{"64 writers of one article leave its last revision", oneArticleManyWriters},
	{"a cancelled Put harms no other", cancelledPut},
	{"a cancelled read ends", cancelledRead},
	{"a closed store refuses and does not hang", closedStore},
	{"All yields everything in order of storing", allInOrder},
	{"All goes on while others write", allWhileWriting},
	{"All stops when its consumer does", allStops},

	{"words are found, all of them, in any field", findsWords},
	{"phrases are words in a row", findsPhrases},
	{"a star finds beginnings", findsPrefixes},
	{"case and accents do not count", findsAccents},
	{"words of a replaced revision are forgotten", forgetsOldWords},
	{"topic, language and source narrow a search", narrows},
	{"a search reaches from since to before until", bounds},
	{"without text the newest come first", newestFirst},
	{"title ranks over summary over text", ranks},
	{"equal rank puts the newest first", equalRank},
	{"a snippet marks what was found", snippets},
	{"a snippet is short whatever the text", shortSnippets},
	{"limit and offset make pages", pages},
	{"no text is a mistake", hostileTexts},
}

// Run holds a backend to every claim. Open returns a new, empty store; Run closes it.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	for _, c := range claims {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Errorf("Close: %v", err)
				}
			})
			c.test(t, s)
		})
	}
}

// Article returns an article with every field set, the nth of many: each is an hour
// newer than the one before.
func Article(n int) news.Article {
	at := func(min, ns int) *time.Time {
		t := time.Date(2024, 7, 5, 8, min, 30, ns, time.UTC).Add(time.Duration(n) * time.Hour)
		return &t
	}
	address := fmt.Sprintf("https://example.com/news/%d", n)
	return news.Article{
		Schema: news.Schema, ID: news.ID(address), Revision: 1, URL: address,
		Title:   fmt.Sprintf("Headline number %d", n),
		Authors: []string{"Ada Example", "Bo <b> & Sons"}, Lang: "en",
		Partial: true, Published: at(0, 123456789), PublishedFrom: "json-ld", Modified: at(1, 0),
		Source:  news.Source{ID: "example-com", Name: "The Example", Feed: "https://example.com/feed"},
		Summary: "What happened, in short.",
		Text:    "The first paragraph.\n\nThe second says \"more\".",
		Image:   "https://example.com/i.png", Section: "world", Keywords: []string{"one", "two"},
		Topics: []news.Tag{{
			ID: "sanctions", Name: "Sanctions", Score: 0.83, Version: "9f2c",
			Codes:    map[string]string{"iptc": "medtop:20000373", "gdelt": "SANCTIONS"},
			Evidence: []news.Evidence{{Field: "text", Start: 4, End: 9, Quote: "first", Clause: "first*"}},
		}},
		Trace: news.Trace{Published: at(0, 123456789), LastPolled: at(2, 0), Discovered: at(3, 1), Picked: at(4, 0), Fetched: at(5, 0)},
	}
}

// with returns the nth article after edit.
func with(n int, edit func(*news.Article)) news.Article {
	a := Article(n)
	edit(&a)
	return a
}

func put(t *testing.T, s store.Store, articles ...news.Article) {
	t.Helper()
	for _, a := range articles {
		if err := s.Put(t.Context(), a); err != nil {
			t.Fatalf("Put: %v", err)
		}
	}
}

func get(t *testing.T, s store.Store, id string) news.Article {
	t.Helper()
	a, err := s.Get(t.Context(), id)
	if err != nil {
		t.Fatalf("Get: %v", err)
	}
	return a
}

// same compares what subscribers would see, which tells nil from empty.
func same(t *testing.T, want, got news.Article) {
	t.Helper()
	if diff := cmp.Diff(wire(t, want), wire(t, got)); diff != "" {
		t.Errorf("article (-want +got):\n%s", diff)
	}
}

func wire(t *testing.T, a news.Article) string {
	t.Helper()
	b, err := json.MarshalIndent(a, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// found searches and returns the last parts of the addresses of what it found: "3 1".
func found(t *testing.T, s store.Store, q store.Query) string {
	t.Helper()
	hits, err := s.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("Search(%+v): %v", q, err)
	}
	var numbers []string
	for _, h := range hits {
		numbers = append(numbers, number(h.Article))
	}
	return strings.Join(numbers, " ")
}

func number(a news.Article) string { return a.URL[strings.LastIndex(a.URL, "/")+1:] }

// all reads the whole store and returns the numbers of its articles.
func all(t *testing.T, s store.Store) []string {
	t.Helper()
	var numbers []string
	for a, err := range s.All(t.Context()) {
		if err != nil {
			t.Fatalf("All: %v", err)
		}
		numbers = append(numbers, number(a))
	}
	return numbers
}

func wantErr(t *testing.T, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("error %v, want one that wraps %q", got, want)
	}
}
