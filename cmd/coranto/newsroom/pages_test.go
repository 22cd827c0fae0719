package newsroom

import (
	"encoding/json"
	"html"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestPagesAreFurnishedAndTextIsNot(t *testing.T) {
	n, _ := open()
	for range 60 {
		n.Publish()
	}
	seen := map[string]bool{}
	for _, a := range n.Articles() {
		page := html.UnescapeString(get(n, a.URL(addr)).Body.String())
		prose := a.Title + "\n" + a.Summary + "\n" + a.Caption + "\n" + a.Text()
		for _, phrase := range Furniture() {
			seen[phrase] = seen[phrase] || strings.Contains(page, phrase)
			if strings.Contains(prose, phrase) {
				t.Errorf("%s contains %q", a.Title, phrase)
			}
		}
		for _, text := range a.Paragraphs {
			if !strings.Contains(plain(page), text) {
				t.Errorf("%s lacks %q", a.URL(addr), text)
			}
		}
	}
	for _, phrase := range Furniture() {
		if !seen[phrase] {
			t.Errorf("no page says %q", phrase)
		}
	}
}

func TestEveryLinkOfEveryPageAnswers(t *testing.T) {
	n, _ := open()
	for range 30 {
		n.Publish()
	}
	href, done := regexp.MustCompile(`(?:href|src)="(http[^"]*)"`), map[string]bool{}
	var follow func(from, url string)
	follow = func(from, url string) {
		if done[url] {
			return
		}
		done[url] = true
		w := get(n, url)
		if w.Code != http.StatusOK {
			t.Errorf("%s in %s: status %d", url, from, w.Code)
			return
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			return
		}
		for _, m := range href.FindAllStringSubmatch(w.Body.String(), -1) {
			follow(url, html.UnescapeString(m[1]))
		}
	}
	for _, s := range n.sites {
		follow("", "http://"+s.host(portOf(addr))+"/")
	}
	if len(done) < 12*8 {
		t.Errorf("only %d addresses", len(done))
	}
}

func TestStructuredDataIsJSON(t *testing.T) {
	n, _ := open()
	script := regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`)
	found := 0
	for _, a := range n.Articles() {
		for _, m := range script.FindAllStringSubmatch(get(n, a.URL(addr)).Body.String(), -1) {
			found++
			var v map[string]any
			if err := json.Unmarshal([]byte(m[1]), &v); err != nil {
				t.Errorf("%s: %v\n%s", a.Path, err, m[1])
			}
		}
	}
	if found == 0 {
		t.Error("none found")
	}
}

func TestEverySiteHasItsLayout(t *testing.T) {
	n, _ := open()
	used := map[string]bool{}
	for _, s := range n.sites {
		used[s.Layout] = true
	}
	if len(used) != 8 {
		t.Errorf("%d layouts are used: %v", len(used), used)
	}
	pattern := regexp.MustCompile(`^[a-z0-9-]+$`)
	for _, s := range n.sites {
		slugs := []string{s.Slug}
		for _, sec := range s.Sections {
			slugs = append(slugs, sec.Slug)
		}
		if slices.ContainsFunc(slugs, func(x string) bool { return !pattern.MatchString(x) }) {
			t.Errorf("bad slug among %v", slugs)
		}
	}
}

var element = regexp.MustCompile(`</?(a|font|b)\b[^>]*>`)

// plain drops inline elements, so that a paragraph is one string.
func plain(page string) string { return element.ReplaceAllString(page, "") }
