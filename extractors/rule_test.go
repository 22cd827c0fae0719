package extractors

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// selectors parses what a rule's list holds.
func selectors(t *testing.T, list ...string) []Selector {
	t.Helper()
	var all []Selector
	for _, css := range list {
		s, err := ParseSelector(css)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

// ruled reads a page of example.com with a rule for it.
func ruled(t *testing.T, r Rule, page string) Page {
	t.Helper()
	r.Domains = []string{"example.com"}
	p, err := New(r).Extract([]byte(page), "text/html; charset=utf-8", "https://example.com/story")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const shop = `<html><head><title>Something else</title><meta property="article:published_time" content="2024-07-09"></head><body>
<h1>The shop</h1><div class=kicker>Kicker</div><div class=hed>A bakery moves <i>out</i></div>
<div class=who>By <a class=name>Ann Vale<span class=place> (Kendal)</span></a> and <a class=name>Lee Ford</a></div><span class=when title="2024-07-05T08:51:00+02:00">Friday</span>
<p class=dek>After ninety years</p>
<div class=body><p>The bakery on the corner moves to the edge of the town.</p><div class=promo><p>Bakeries that have moved before, and what became of them.</p></div>
<p>It needs <b>larger</b> ovens.<br>The rent was no reason.</p><ul><li>Bread from June</li></ul><p style="display:none">Hidden words.</p></div></body></html>`

func TestRuleSaysWhereThingsAre(t *testing.T) {
	p := ruled(t, Rule{
		Text: selectors(t, ".dek, .body"), Drop: selectors(t, ".promo", ".place"), Title: selectors(t, ".hed"),
		Authors: selectors(t, ".who .name"), Published: selectors(t, ".when @title"),
	}, shop)
	want := "After ninety years\n\nThe bakery on the corner moves to the edge of the town.\n\nIt needs larger ovens.\n\nThe rent was no reason.\n\nBread from June"
	if p.Text != want || p.Method != "site" {
		t.Errorf("by %q:\n%s", p.Method, p.Text)
	}
	if p.Title != "A bakery moves out" {
		t.Errorf("title %q", p.Title)
	}
	if diff := cmp.Diff([]string{"Ann Vale", "Lee Ford"}, p.Authors); diff != "" {
		t.Error(diff)
	}
	if want := time.Date(2024, 7, 5, 6, 51, 0, 0, time.UTC); p.Published == nil || !p.Published.Equal(want) || p.PublishedFrom != "site" {
		t.Errorf("published %v from %q", p.Published, p.PublishedFrom)
	}
}

func TestFirstSelectorThatFindsSomethingCounts(t *testing.T) {
	p := ruled(t, Rule{Text: selectors(t, ".gone", ".body", ".dek"), Title: selectors(t, "h6", ".hed", "h1")}, shop)
	if !strings.HasPrefix(p.Text, "The bakery") || p.Title != "A bakery moves out" {
		t.Errorf("title %q, text %q", p.Title, p.Text)
	}
}

func TestNestedElementsAreReadOnce(t *testing.T) {
	p := ruled(t, Rule{Text: selectors(t, ".body, .body p, li")}, shop)
	if n := strings.Count(p.Text, "larger ovens") + strings.Count(p.Text, "Bread from June"); n != 2 {
		t.Errorf("%s", p.Text)
	}
}

func TestRuleThatFindsNothingChangesNothing(t *testing.T) {
	page := pageOf(`<meta name=author content="Ann Vale"><meta property="article:published_time" content="2024-07-09">`, ownStory())
	want := extract(t, page, "https://example.com/story")
	none := selectors(t, ".none", "p.none > a @href")
	got := ruled(t, Rule{Text: none[:1], Drop: none[:1], Title: none, Authors: none, Published: none}, page)
	want.Rule = RuleNothing
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPageSaysWhatBecameOfTheRule(t *testing.T) {
	long := "<div class=body>" + strings.Repeat("<p>The bakery on the corner moves to the edge of the town.</p>", 8) + "</div><p class=dek>Soon.</p>"
	for _, c := range []struct {
		rule       Rule
		page, want string
	}{
		{Rule{Text: selectors(t, ".body")}, long, RuleUsed},
		{Rule{Text: selectors(t, ".none")}, long, RuleNothing},
		{Rule{Text: selectors(t, ".dek")}, long, RuleOutdated},
		{Rule{Text: selectors(t, ".body")}, long + strings.Repeat("<div>", 400) + strings.Repeat("<div>x</div>", 100_000), RuleTooLarge},
		{Rule{Title: selectors(t, ".body")}, long, ""},
	} {
		if p := ruled(t, c.rule, "<html><body>"+c.page); p.Rule != c.want || (p.Method == "site") != (c.want == RuleUsed) {
			t.Errorf("%q by %q, want %q", p.Rule, p.Method, c.want)
		}
	}
	if p := extract(t, "<html><body>"+long, "https://example.com/story"); p.Rule != "" {
		t.Errorf("without a rule: %q", p.Rule)
	}
}

func TestRuleThatFindsTooLittleIsOutOfDate(t *testing.T) {
	s := ownStory()
	page := strings.Replace(pageOf("", s), "</h1>", "</h1><p class=dek>A line below the headline.</p>", 1)
	if p := ruled(t, Rule{Text: selectors(t, ".dek")}, page); p.Method == "site" || !strings.Contains(p.Text, s.Blocks[len(s.Blocks)-1].Text) {
		t.Errorf("by %q:\n%s", p.Method, p.Text)
	}
}

// Behind a paywall a page shows the first paragraphs, and some declare all of them.
func TestDeclaredWholeBeatsTheFreePartThatARuleFinds(t *testing.T) {
	sentence := "The bakery on the corner moves to the edge of the town, and so it will. "
	page := func(free int) string {
		return `<html><head><script type="application/ld+json">{"@type":"NewsArticle","articleBody":"` + strings.Repeat(sentence, 40) +
			`"}</script></head><body><div class=body><p>` + strings.Repeat(sentence, free) + `</p></div></body></html>`
	}
	for free, want := range map[int]string{8: "json-ld", 15: "site"} {
		if p := ruled(t, Rule{Text: selectors(t, ".body")}, page(free)); p.Method != want {
			t.Errorf("%d of 40 sentences: by %q, want %q", free, p.Method, want)
		}
	}
}

func TestRuleIsForAHostAndThoseBelow(t *testing.T) {
	e := New(Rule{Domains: []string{"example.com"}}, Rule{Domains: []string{"money.example.com", "www.example.co.uk", "bücher.example"}})
	for host, want := range map[string]string{
		"example.com": "example.com", "www.example.com": "example.com", "EDITION.Example.com:8080": "example.com", "a.b.example.com.": "example.com",
		"money.example.com": "money.example.com", "a.money.example.com": "money.example.com", "example.co.uk": "money.example.com",
		"xn--bcher-kva.example": "money.example.com", "bücher.example": "money.example.com",
		"notexample.com": "", "example.com.evil.net": "", "com": "", "": "", strings.Repeat("a.", 5000) + "example.com": "",
	} {
		got := ""
		if r := e.rule(&url.URL{Scheme: "https", Host: host}); r != nil {
			got = r.Domains[0]
		}
		if got != want {
			t.Errorf("%.40s: rule of %q, want %q", host, got, want)
		}
	}
}

func TestLaterRuleForADomainCounts(t *testing.T) {
	e := New(Rule{Domains: []string{"example.com"}, Title: selectors(t, "h1")}, Rule{Domains: []string{"example.com"}})
	if r := e.rule(&url.URL{Host: "example.com"}); r == nil || r.Title != nil {
		t.Errorf("got %+v", r)
	}
}

func TestWithoutAddressThePageSaysWhoseItIs(t *testing.T) {
	e := New(Rule{Domains: []string{"example.com"}, Text: selectors(t, ".body")})
	for _, c := range []struct{ head, url, want string }{
		{`<link rel=canonical href="https://www.example.com/a">`, "", "site"},
		{`<meta property="og:url" content="https://example.com/a">`, "", "site"},
		{`<link rel=canonical href="https://example.com/a">`, "https://example.org/a", "generic"},
		{`<meta property="og:url" content="https://exmpl.co/7"><link rel=canonical href="https://example.com/a">`, "", "site"},
		{`<link rel=canonical href="/a">`, "", "generic"},
		{"", "", "generic"},
	} {
		page := "<html><head>" + c.head + "</head>" + shop[strings.Index(shop, "<body>"):]
		p, err := e.Extract([]byte(page), "", c.url)
		if err != nil || p.Method != c.want {
			t.Errorf("%s at %q: by %q, %v", c.head, c.url, p.Method, err)
		}
	}
}

func TestDomainsOfManySitesAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"https://example.com/": `"https://example.com/": a host alone is wanted, as in example.com`,
		"localhost":            `"localhost" is no host: example.com is one`,
		"":                     `"" is no host: example.com is one`,
		"co.uk":                "co.uk holds the sites of many: name one of them, as in example.co.uk",
		"exa mple.com":         `"exa mple.com": a host alone is wanted, as in example.com`,
	} {
		if _, err := ParseDomain(text); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// No selector looks at a page that no outlet makes, and the worst page that it looks at
// is cheap.
func TestHostilePageIsCheapForRules(t *testing.T) {
	story := strings.Repeat("<p>The bakery on the corner moves to the edge of the town, and so it will, said its owner.</p>", 10)
	chain := strings.Repeat(`<div class="b b b">`, 90) + strings.Repeat("</div>", 90)
	rule := Rule{Text: selectors(t, ".a .b .b, .body"), Drop: selectors(t, ".a .b div:not(:has(i9))"), Title: selectors(t, ".a > .b .b", "h1")}
	for name, c := range map[string]struct {
		page  string
		ruled bool
	}{
		"deep":  {strings.Repeat("<div>", 300), false},
		"wide":  {strings.Repeat("<div>", 9) + strings.Repeat("<a></a>", 100_000), false},
		"worst": {strings.Repeat(chain, 16), true},
	} {
		began := time.Now()
		p := ruled(t, rule, "<html><body><div class=body>"+story+"</div>"+c.page)
		if took := time.Since(began); (p.Method == "site") != c.ruled || took > 20*time.Second {
			t.Errorf("%s: by %q after %v", name, p.Method, took)
		} else {
			t.Log(name, took)
		}
	}
}

func TestSelectorFindsNoMoreThanItMay(t *testing.T) {
	var page strings.Builder
	for i := range maxFound + 10 {
		fmt.Fprintf(&page, "<p>Paragraph number %d of this page.</p>", i)
	}
	p := ruled(t, Rule{Text: selectors(t, "p")}, "<html><body>"+page.String())
	if n := strings.Count(p.Text, "\n\n") + 1; n != maxFound {
		t.Errorf("%d paragraphs, want %d", n, maxFound)
	}
}
