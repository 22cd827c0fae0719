package pipeline

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The article that our user gave us, in a page of its own, comes out right.
func TestSeedArticleComesOutRight(t *testing.T) {
	t.Parallel()
	seed, err := os.ReadFile(filepath.FromSlash("../../shared/seed/article.txt"))
	if err != nil {
		t.Skip("no seed article beside the project:", err)
	}
	text := strings.TrimSpace(string(seed))
	p := newPaper(t)
	p.publish("/2024/07/05/moscow", text)
	p.mu.Lock()
	p.pages["/2024/07/05/moscow"] = seedPage(text)
	p.mu.Unlock()
	pipe, _ := start(t, testConfig(t, t.TempDir(), p))
	eventually(t, "article stored", func() bool { return len(stored(t, pipe)) == 1 })
	a := stored(t, pipe)[0]
	if diff := cmp.Diff(strings.ReplaceAll(text, "\n", "\n\n"), a.Text); diff != "" {
		t.Error(diff)
	}
	if a.Title != "Modi to press Putin on trade imbalance" || a.Published == nil || a.Published.Format(time.RFC3339) != "2024-07-05T08:51:00Z" {
		t.Errorf("headline %q, published %v", a.Title, a.Published)
	}
	checkEvidence(t, a)
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

// seedPage puts an article among all that a news page has around it.
func seedPage(text string) string {
	paragraphs := strings.Split(text, "\n")
	for i, p := range paragraphs {
		if len(p) < 60 {
			paragraphs[i] = "<h3>" + p + "</h3>"
		} else {
			paragraphs[i] = "<p>" + p + "</p>"
		}
	}
	readMore := `<aside class="related-box"><h4>Read more</h4><ul><li><a href="/x">Tariff talks resume as inflation bites</a></li><li><a href="/y">OPEC output steady, grain exports rise</a></li></ul></aside>`
	paragraphs = slices.Insert(paragraphs, 4, readMore, `<div class="ad-slot">Advertisement</div>`)
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Modi to press Putin on trade imbalance | The Paper</title>
<meta property="og:title" content="Modi to press Putin on trade imbalance"><meta property="article:published_time" content="2024-07-05T14:21:00+05:30"></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/inflation">Inflation</a></li><li><a href="/tariffs">Tariffs</a></li></ul></nav></header>
<div class="layout"><div class="main-col"><h1>Modi to press Putin on trade imbalance</h1><div class="byline">By A Reporter · <time datetime="2024-07-05T14:21:00+05:30">5 July 2024</time></div>
<div class="share"><a href="#">Share</a> <a href="#">Tweet</a></div><div class="story-body">` + strings.Join(paragraphs, "\n") + `</div>
<section id="comments"><h3>Comments (2)</h3><p>First! What about wheat exports and inflation, nobody talks about it any more?</p><p>They should put tariffs on everything, I have said so for years and years.</p></section></div>
<div class="sidebar"><h4>Most read</h4><ol><li><a href="/1">Wheat exports hit a record high this season</a></li></ol></div></div>
<footer><p>© The Paper. All rights reserved. <a href="/imprint">Imprint</a></p></footer></body></html>`
}
