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
	Pos    yaml.Pos // of what the test says, or of the test
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
			wrong = []SiteFailure{{Pos: t.Pos, What: "html: " + err.Error()}}
		}
		for _, f := range wrong {
			f.Domain = strings.Join(s.Rule.Domains[:min(1, len(s.Rule.Domains))], "")
			failures = append(failures, f)
		}
	}
	return failures
}

// compare says what of a page is otherwise than the test wants it. The rule's text must be
// the page's even if the test says nothing of it: else it would be right whatever the rule.
func (t SiteTest) compare(p extractors.Page, ruled bool) (wrong []SiteFailure) {
	fail := func(at yaml.Pos, format string, args ...any) {
		wrong = append(wrong, SiteFailure{Pos: at, What: fmt.Sprintf(format, args...)})
	}
	differs := func(what, got string, want yaml.Text) {
		if want.Value != "" && got != want.Value {
			fail(want.Pos(1, 1), "%s is %q, not %q", what, got, want.Value)
		}
	}
	differs("the title", p.Title, t.Title)
	switch why := WhyUnruled(p); {
	case !ruled:
	case why != "":
		fail(t.Pos, "%s", why)
	case p.Rule == "":
		fail(t.Pos, "the rule is not for %s", t.URL)
	case p.Rejected != "":
		fail(t.Pos, "the page counts as no article: %s", p.Rejected)
	}
	for _, passage := range t.Contains {
		if !strings.Contains(p.Text, passage.Value) {
			fail(passage.Pos(1, 1), "the text lacks %q; it is %q", passage.Value, brief(p.Text))
		}
	}
	for _, passage := range t.Lacks {
		if strings.Contains(p.Text, passage.Value) {
			fail(passage.Pos(1, 1), "the text has %q; it is %q", passage.Value, brief(p.Text))
		}
	}
	if want := values(t.Authors); len(want) > 0 && !slices.Equal(p.Authors, want) {
		fail(t.Authors[0].Pos(1, 1), "the authors are %q, not %q", p.Authors, want)
	}
	differs("published", t.published(p.Published), t.Published)
	return wrong
}

func values(texts []yaml.Text) []string {
	list := make([]string, len(texts))
	for i, t := range texts {
		list[i] = t.Value
	}
	return list
}

// published writes a time as it stands in a test: a day, or a time in the test's zone.
func (t SiteTest) published(at *time.Time) string {
	if at == nil {
		return ""
	}
	want, err := time.Parse(time.RFC3339, t.Published.Value)
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
