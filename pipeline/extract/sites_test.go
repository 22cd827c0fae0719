package extract

import (
	"log/slog"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func parseSite(t *testing.T, yaml string) Site {
	t.Helper()
	sites, err := ParseSites([]File{{"s.yaml", []byte(yaml)}})
	if err != nil {
		t.Fatal(err)
	}
	return sites[0]
}

func TestEveryMistakeInASiteFileIsNamedInItsPlace(t *testing.T) {
	for yaml, want := range map[string]string{
		"domains: [example.com]\ntexts: p\n":                               `s.yaml:2:1: unknown key "texts": did you mean "text"?`,
		"domains: [example.com]\ntext: [\"#a\", \"p..b\"]\n":               `s.yaml:2:15: text: "p..b" is no CSS selector: `,
		"domains: [example.com]\ntext: p\ndrop:\n  - a\n  - b.x, strong\n": "s.yaml:5:5: drop: there is no element b: it is read as span",
		"domains: [example.com]\ntext: p @class\n":                         "s.yaml:2:7: text: elements are wanted, no attribute",
		"domains: [example.com]\ndrop: p\n":                                "s.yaml:2:7: drop: of what? It needs a text, title or authors",
		"domains: [example.com]\ntext: #story\ndrop: .ad\n":                "s.yaml:2:1: text: is empty: a selector that begins with # needs quotes",
		"domains: [example.com]\ndrop: #ad\n":                              "s.yaml:2:1: drop: is empty: a selector that begins with # needs quotes",
		"domains: [example.com]\ntext: p\nauthors: []\n":                   "s.yaml:3:1: authors: is empty: ",
		"domains: [example.com]\npublished:\n":                             "s.yaml:2:1: published: is empty: ",
		"domains: [example.com]\ntitle:\n  - h1\n  - #head\n":              "s.yaml:4:5: title: is empty: ",
		"text: p\n": "s.yaml:1:1: a rule without domains: say whose pages it is for, as in domains: [example.com]",
		"domains: [example.com, www.example.com]\n":                               "s.yaml:1:24: domains: example.com has a rule already, at s.yaml:1:11",
		"domains: [co.uk]\n":                                                      "s.yaml:1:11: domains: co.uk holds the sites of many: ",
		"domains: [https://example.com/]\n":                                       `s.yaml:1:11: domains: "https://example.com/": a host alone is wanted, as in example.com`,
		"domains: [example.com]\ntests:\n  - title: x\n":                          "s.yaml:3:5: a test without html: write a page in the outlet's layout",
		"domains: [example.com]\ntests:\n  - {html: <p>, published: yesterday}\n": `s.yaml:3:28: published: "yesterday" is neither a day (2024-07-05) nor a time (2024-07-05T08:51:00Z)`,
		"- domains: [example.com]\n":                                              "s.yaml:1:1: must be keys with values",
		" \n":                                                                     "s.yaml: an empty file: the rule for an outlet is wanted",
	} {
		_, err := ParseSites([]File{{"s.yaml", []byte(yaml)}})
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s got:  %v\nwant: %s", yaml, err, want)
		}
	}
}

func TestDropMayBeForTheTitleOrTheAuthorsAlone(t *testing.T) {
	for _, key := range []string{"text", "title", "authors"} {
		parseSite(t, "domains: example.com\ndrop: .kicker\n"+key+": .hed\n")
	}
}

func TestTwoFilesForOneDomainAreAMistake(t *testing.T) {
	file := []byte("domains: example.com\n")
	_, err := ParseSites([]File{{"a.yaml", file}, {"b.yaml", file}})
	if want := "b.yaml:1:10: domains: example.com has a rule already, at a.yaml:1:10"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestSiteIsHeldAgainstItsTests(t *testing.T) {
	s := parseSite(t, `domains: [example.com]
text: .body
authors: .who
tests:
  - html: <h1>A bakery moves out</h1><b class="who">Ann Vale</b><time datetime="2024-07-05T08:51:00Z"></time><div class="body"><p>It needs larger ovens.</p></div>
    title: A bakery moves
    text: {contains: [larger ovens, small ovens], lacks: [larger, Ann]}
    authors: [Ann Vale, Lee Ford]
    published: 2024-07-06
  - {html: <p>It needs larger ovens., text: {contains: [ovens]}}
  - {html: nothing}
  - {html: <h1>A bakery moves out</h1>, title: A bakery moves out}
  - {html: <p>It needs larger ovens., text: {lacks: small}}
  - {html: <div class="body"><p>It needs larger ovens.</p></div>, url: https://example.org/}
  - html: |
      <div class="body"><p>It needs larger ovens.</p></div><article><h1>A bakery moves out</h1>
      <p>After ninety years the bakery on the corner moves to the edge of the town, where the rent is lower and the roads are wide.</p>
      <p>The owner says that the old oven is too small for the bread that she sells, and that the new one will be heated with wood.</p></article>
`)
	var got []string
	for _, f := range TestSite(s) {
		got = append(got, f.Error())
	}
	want := []string{
		`s.yaml:6:12: site example.com: the title is "A bakery moves out", not "A bakery moves"`,
		`s.yaml:7:37: site example.com: the text lacks "small ovens"; it is "It needs larger ovens."`,
		`s.yaml:7:59: site example.com: the text has "larger"; it is "It needs larger ovens."`,
		`s.yaml:8:15: site example.com: the authors are ["Ann Vale"], not ["Ann Vale" "Lee Ford"]`,
		`s.yaml:9:16: site example.com: published is "2024-07-05", not "2024-07-06"`,
		`s.yaml:10:6: site example.com: the rule finds no text on this page`,
		`s.yaml:10:57: site example.com: the text lacks "ovens"; it is ""`,
		`s.yaml:11:6: site example.com: html: not an HTML document`,
		`s.yaml:12:6: site example.com: the rule finds no text on this page`,
		`s.yaml:13:6: site example.com: the rule finds no text on this page`,
		`s.yaml:14:6: site example.com: the rule is not for https://example.org/`,
		`s.yaml:15:5: site example.com: the rule finds less than a fifth of the text found without it, so it counts as out of date`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSiteOfTheReadmeWorks(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, yaml, _ := strings.Cut(string(data), "```yaml\ndomains:")
	yaml, _, _ = strings.Cut(yaml, "```")
	s := parseSite(t, "domains:"+yaml)
	if wrong := TestSite(s); wrong != nil || len(s.Tests) == 0 {
		t.Error(wrong)
	}
}

func TestTestThatComesOutRightIsSilent(t *testing.T) {
	s := parseSite(t, `domains: example.com
text: .body
published: time
tests:
  html: <h1>A bakery moves out</h1><time datetime="2024-07-05T08:51:00Z">x</time><div class="body"><p>It needs larger ovens.</p></div>
  title: A bakery moves out
  text: {contains: It needs larger ovens., lacks: moves}
  published: 2024-07-05T10:51:00+02:00
`)
	if wrong := TestSite(s); wrong != nil {
		t.Error(wrong)
	}
}

func TestRuleInForceReadsThePage(t *testing.T) {
	w := web{address: {body: strings.Replace(html(title, story), "</h1>", `</h1><p class="opening">Our correspondents write from the capital.</p>`, 1)}}
	var counted string
	e := New(Options{Client: w, Library: keeping(), Log: slog.New(slog.DiscardHandler), Extracted: func(method, result string) { counted = method + " " + result },
		Sites: []Site{parseSite(t, "domains: example.com\ntext: article\ndrop: .opening")}})
	for _, want := range []struct{ counted, text string }{
		{"site ok", story}, {"article ok", "Our correspondents write from the capital.\n\n" + story},
	} {
		a, err := e.Extract(t.Context(), announced())
		if err != nil || a.Text != want.text || counted != want.counted {
			t.Errorf("%v, counted %q, text %q", err, counted, a.Text)
		}
		e.SetSites(nil)
	}
}
