package extract

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"coranto/extractors"
	"coranto/pipeline/yaml"
)

// A SiteFailure is a test of a site that came out otherwise than it says.
type SiteFailure struct {
	Pos    yaml.Pos // of the test
	Domain string   // the site's first
	What   string
}

func (f SiteFailure) Error() string { return fmt.Sprintf("%s: site %s: %s", f.Pos, f.Domain, f.What) }

// TestSite holds a site's rule against its tests.
func TestSite(s Site) []SiteFailure {
	reader := extractors.New(s.Rule)
	var failures []SiteFailure
	for _, t := range s.Tests {
		page, err := reader.Extract([]byte(t.HTML), "text/html; charset=utf-8", t.URL)
		wrong := t.compare(page, len(s.Rule.Text) > 0)
		if err != nil {
			wrong = []string{"html: " + err.Error()}
		}
		for _, what := range wrong {
			failures = append(failures, SiteFailure{t.Pos, strings.Join(s.Rule.Domains[:min(1, len(s.Rule.Domains))], ""), what})
		}
	}
	return failures
}

// compare says what of a page is otherwise than the test wants it.
func (t SiteTest) compare(p extractors.Page, ruled bool) (wrong []string) {
	differs := func(what, got, want string) {
		if want != "" && got != want {
			wrong = append(wrong, fmt.Sprintf("%s is %q, not %q", what, got, want))
		}
	}
	differs("the title", p.Title, t.Title)
	if ruled && len(t.Contains) > 0 && p.Method != "site" {
		wrong = append(wrong, fmt.Sprintf("the rule finds no text, or a fifth of what is found without it: method %q", p.Method))
	}
	for _, passage := range t.Contains {
		if !strings.Contains(p.Text, passage) {
			wrong = append(wrong, fmt.Sprintf("the text lacks %q; it is %q", passage, brief(p.Text)))
		}
	}
	for _, passage := range t.Lacks {
		if strings.Contains(p.Text, passage) {
			wrong = append(wrong, fmt.Sprintf("the text has %q; it is %q", passage, brief(p.Text)))
		}
	}
	if len(t.Authors) > 0 && !slices.Equal(p.Authors, t.Authors) {
		wrong = append(wrong, fmt.Sprintf("the authors are %q, not %q", p.Authors, t.Authors))
	}
	differs("published", t.published(p.Published), t.Published)
	return wrong
}

// published writes a time as it stands in a test: a day, or a time in the test's zone.
func (t SiteTest) published(at *time.Time) string {
	if at == nil {
		return ""
	}
	want, err := time.Parse(time.RFC3339, t.Published)
	if err != nil {
		return at.Format(time.DateOnly)
	}
	return at.In(want.Location()).Format(time.RFC3339)
}

// brief is the start of a text, long enough to see what it is.
func brief(text string) string {
	if r := []rune(text); len(r) > 300 {
		return string(r[:300]) + "…"
	}
	return text
}
