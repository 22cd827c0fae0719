package extract

import (
	"errors"
	"slices"
	"strings"
	"time"

	"coranto/extractors"
	"coranto/pipeline/yaml"
)

// A File is one site file's content, the rule for one outlet in YAML. Name is shown in
// messages.
type File struct {
	Name string
	Data []byte
}

// A Site is a rule for the pages of an outlet, with pages to test it.
type Site struct {
	Rule  extractors.Rule
	Tests []SiteTest
	Pos   yaml.Pos // where the rule begins
}

// A SiteTest is a page in the outlet's layout, and what must be found on it. What is empty
// is not looked at, but if the rule has a text, that must be the page's.
type SiteTest struct {
	URL             string // the first domain's front page when the file does not say
	HTML            string
	Title           yaml.Text
	Contains, Lacks []yaml.Text // passages of the text, on one line each
	Authors         []yaml.Text
	Published       yaml.Text // a day or a time, RFC 3339
	Pos             yaml.Pos
}

// siteFile is a site as people write it.
type siteFile struct {
	Pos       yaml.Pos    `yaml:",pos"`
	Domains   []yaml.Text `yaml:"domains"`
	Text      []yaml.Text `yaml:"text"`
	Drop      []yaml.Text `yaml:"drop"`
	Title     []yaml.Text `yaml:"title"`
	Authors   []yaml.Text `yaml:"authors"`
	Published []yaml.Text `yaml:"published"`
	Tests     []testFile  `yaml:"tests"`
}

type testFile struct {
	Pos   yaml.Pos  `yaml:",pos"`
	URL   string    `yaml:"url"`
	HTML  yaml.Text `yaml:"html"`
	Title yaml.Text `yaml:"title"`
	Text  struct {
		Contains []yaml.Text `yaml:"contains"`
		Lacks    []yaml.Text `yaml:"lacks"`
	} `yaml:"text"`
	Authors   []yaml.Text `yaml:"authors"`
	Published yaml.Text   `yaml:"published"`
}

// ParseSites reads site files. The error joins every mistake in all of them, each a
// *yaml.Problem, by file in the order given; sites are returned only if there is none.
func ParseSites(files []File) ([]Site, error) {
	r := siteReader{first: map[string]yaml.Pos{}}
	var sites []Site
	for _, f := range files {
		var raw siteFile
		err := (yaml.Decoder{File: f.Name}).Decode(f.Data, &raw)
		if err != nil {
			r.problems = append(r.problems, err)
		}
		if raw.Pos.Line == 0 { // nothing could be read
			if len(strings.TrimSpace(string(f.Data))) == 0 {
				r.errorf(yaml.Pos{File: f.Name}, "an empty file: the rule for an outlet is wanted")
			}
			continue
		}
		if err == nil && len(raw.Domains) == 0 {
			r.errorf(raw.Pos, "a rule without domains: say whose pages it is for, as in domains: [example.com]")
		}
		if !r.emptyKeys(f) && len(raw.Drop) > 0 && len(raw.Text)+len(raw.Title)+len(raw.Authors) == 0 {
			r.errorf(raw.Drop[0].Pos(1, 1), "drop: of what? It needs a text, title or authors")
		}
		sites = append(sites, r.site(raw))
	}
	if len(r.problems) > 0 {
		return nil, errors.Join(r.problems...)
	}
	return sites, nil
}

type siteReader struct {
	first    map[string]yaml.Pos // where each domain stands first
	problems []error
}

func (r *siteReader) errorf(pos yaml.Pos, format string, args ...any) {
	r.problems = append(r.problems, pos.Errorf(format, args...))
}

// selectorKeys are those that hold selectors.
var selectorKeys = []string{"text", "drop", "title", "authors", "published"}

const emptySelector = "is empty: a selector that begins with # needs quotes"

// emptyKeys reports keys without a selector, as text: #story is, to YAML a comment, and
// whether there are any.
func (r *siteReader) emptyKeys(f File) (found bool) {
	var keys []struct {
		Name  yaml.Text   `yaml:",key"`
		Items []yaml.Text `yaml:",value"`
	}
	_ = (yaml.Decoder{File: f.Name}).Decode(f.Data, &keys) // what is wrong has been said
	for _, key := range keys {
		if len(key.Items) == 0 && slices.Contains(selectorKeys, key.Name.Value) {
			r.errorf(key.Name.Pos(1, 1), "%s: %s", key.Name, emptySelector)
			found = true
		}
	}
	return found
}

func (r *siteReader) site(raw siteFile) Site {
	s := Site{Pos: raw.Pos, Rule: extractors.Rule{
		Domains: r.domains(raw),
		Text:    r.selectors("text", raw.Text), Drop: r.selectors("drop", raw.Drop), Title: r.selectors("title", raw.Title),
		Authors: r.selectors("authors", raw.Authors), Published: r.selectors("published", raw.Published),
	}}
	for _, t := range raw.Tests {
		s.Tests = append(s.Tests, r.test(t, s.Rule))
	}
	return s
}

func (r *siteReader) domains(raw siteFile) []string {
	var domains []string
	for _, text := range raw.Domains {
		domain, err := extractors.ParseDomain(text.Value)
		first, taken := r.first[domain]
		switch {
		case err != nil:
			r.errorf(text.Pos(1, 1), "domains: %w", err)
			continue
		case taken:
			r.errorf(text.Pos(1, 1), "domains: %s has a rule already, at %s", domain, first)
		}
		r.first[domain] = text.Pos(1, 1)
		domains = append(domains, domain)
	}
	return domains
}

func (r *siteReader) selectors(key string, texts []yaml.Text) []extractors.Selector {
	var selectors []extractors.Selector
	for _, text := range texts {
		s, err := extractors.ParseSelector(text.Value)
		if strings.TrimSpace(text.Value) == "" {
			err = errors.New(emptySelector)
		}
		if err == nil && (key == "text" || key == "drop") && s.Attribute() != "" {
			err = errors.New("elements are wanted, no attribute")
		}
		if err != nil {
			r.errorf(text.Pos(1, 1), "%s: %w", key, err)
		}
		selectors = append(selectors, s)
	}
	return selectors
}

func (r *siteReader) test(raw testFile, rule extractors.Rule) SiteTest {
	t := SiteTest{
		URL: raw.URL, HTML: raw.HTML.Value, Title: raw.Title, Contains: raw.Text.Contains, Lacks: raw.Text.Lacks,
		Authors: raw.Authors, Published: raw.Published, Pos: raw.Pos,
	}
	if t.URL == "" && len(rule.Domains) > 0 {
		t.URL = "https://" + rule.Domains[0] + "/"
	}
	if strings.TrimSpace(t.HTML) == "" {
		r.errorf(raw.Pos, "a test without html: write a page in the outlet's layout")
	}
	if p := raw.Published; p.Value != "" && !slices.ContainsFunc(testTimes, func(layout string) bool {
		_, err := time.Parse(layout, p.Value)
		return err == nil
	}) {
		r.errorf(p.Pos(1, 1), "published: %q is neither a day (2024-07-05) nor a time (2024-07-05T08:51:00Z)", p.Value)
	}
	return t
}

var testTimes = []string{time.DateOnly, time.RFC3339}

// Reader returns an extractor of pages that knows the sites. Of several for one domain the
// last counts.
func Reader(sites []Site) *extractors.Extractor {
	rules := make([]extractors.Rule, len(sites))
	for i, s := range sites {
		rules[i] = s.Rule
	}
	return extractors.New(rules...)
}

// WhyUnruled says why the text of a page is not that of the rule for its site; "" if it is,
// or if no rule has a text for it.
func WhyUnruled(p extractors.Page) string {
	switch p.Rule {
	case extractors.RuleNothing:
		return "the rule finds no text on this page"
	case extractors.RuleTooLarge:
		return "the page is too large for the rule"
	case extractors.RuleOutdated:
		if p.Method == "json-ld" || p.Method == "script" {
			return "the rule finds less than a third of the text that the page declares or has in a script, so it counts as out of date"
		}
		return "the rule finds less than a fifth of the text found without it, so it counts as out of date"
	}
	return ""
}
