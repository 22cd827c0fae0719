package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"coranto/cmd/coranto/newsroom"
	"coranto/pipeline/news"

	"github.com/google/go-cmp/cmp"
)

// What the newsroom wrote is what the store has: each article once, whole, and nothing of
// what its pages have around it.
func TestNewsroomsArticlesComeOutWhole(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for range 40 {
		w.room.Publish()
	}
	p := w.start(t)
	urls := w.wanted()
	eventually(t, "all articles kept", func() bool { return len(w.kept(t)) >= len(urls) })
	stop(t, p)

	byURL := map[string]news.Article{}
	for _, a := range w.export(t) {
		if _, twice := byURL[a.URL]; twice {
			t.Errorf("%s is stored twice", a.URL)
		}
		byURL[a.URL] = a
	}
	listed := 0
	for _, written := range w.room.Articles() {
		a, ok := byURL[written.URL(w.addr)]
		if !ok { // no longer in any feed when the pipeline began
			continue
		}
		listed++
		if a.Title != written.Title || a.Lang != written.Lang {
			t.Errorf("%s: headline %q in %s, want %q in %s", a.URL, a.Title, a.Lang, written.Title, written.Lang)
		}
		lines := map[string]bool{}
		for line := range strings.SplitSeq(a.Text, "\n") {
			lines[line] = true
		}
		for _, paragraph := range written.Paragraphs {
			if !lines[paragraph] {
				t.Errorf("%s lacks %q", a.URL, paragraph)
			}
		}
		for _, phrase := range newsroom.Furniture() {
			if strings.Contains(a.Text, phrase) {
				t.Errorf("%s has kept %q", a.URL, phrase)
			}
		}
		if a.Published == nil || !a.Published.Equal(written.Published) {
			t.Errorf("%s: published %v, want %v", a.URL, a.Published, written.Published)
		}
	}
	if listed < 50 {
		t.Errorf("only %d articles were found by their address", listed)
	}
}

func TestSeedArticleOfTheNewsroomComesOutWordForWord(t *testing.T) {
	t.Parallel()
	seed, err := os.ReadFile(filepath.FromSlash("../../../shared/seed/article.txt"))
	if err != nil {
		t.Skip("no seed article beside the project:", err)
	}
	w := newWorld(t)
	p := w.start(t)
	urls := w.wanted()
	eventually(t, "all articles kept", func() bool { return len(w.kept(t)) >= len(urls) })
	stop(t, p)
	found := 0
	for _, a := range w.export(t) {
		if !strings.Contains(a.Text, "Releasing Misled Indian Nationals") {
			continue
		}
		found++
		if diff := cmp.Diff(strings.ReplaceAll(strings.TrimSpace(string(seed)), "\n", "\n\n"), a.Text); diff != "" {
			t.Error(diff)
		}
		topics := map[string]bool{}
		for _, topic := range a.Topics {
			topics[topic.ID] = true
		}
		for id, want := range map[string]bool{"trade-imbalance": true, "oil-imports": true, "sanctions": true,
			"tariffs": false, "opec-output": false, "grain-exports": false, "inflation": false} {
			if topics[id] != want {
				t.Errorf("topic %s: %v, want %v", id, topics[id], want)
			}
		}
	}
	if found != 1 {
		t.Errorf("the seed article is stored %d times", found)
	}
}
