package extractors

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestSelectorMistakesSayWhatIsWrong(t *testing.T) {
	for css, want := range map[string]string{
		"":                          "a selector is wanted, as in article h1",
		"div..x":                    `"div..x" is no CSS selector: `,
		"div[class":                 `"div[class" is no CSS selector: `,
		"p:contains(x)":             ":contains can't be used here: only :not, :has, :empty, :first-child, :last-child can",
		"li:nth-child(2)":           ":nth-child can't be used here: only ",
		"div:not(p ~ a)":            "the combinator ~ can't be used here: it is slow on a hostile page",
		"article strong":            "there is no element strong: it is read as span",
		"p, p:has(em)":              "there is no element em: it is read as span",
		"div iframe.x":              "there is no element iframe: it is dropped before the page is read",
		`[data-id="7"]`:             `the attribute "data-id" is not read: class, id, `,
		"div:not( [ onclick ] )":    `the attribute "onclick" is not read: class, id, `,
		"time @data-time":           `the attribute "data-time" is not read: class, id, `,
		`[class="a]b"] [data-x]`:    `the attribute "data-x" is not read: class, id, `,
		"div > p + strong.intro":    "there is no element strong: it is read as span",
		"article p:has(~ .sponsor)": `"article p:has(~ .sponsor)" is no CSS selector: `,
	} {
		if _, err := ParseSelector(css); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", css, err, want)
		}
	}
}

func TestSelectorsThatNameWhatIsThereAreTaken(t *testing.T) {
	for _, css := range []string{
		"article h1", "#main > p, .a.b", `[class~="strong"] .em`, "div.strong", "time[itemprop=datePublished] @datetime", "page-standard p",
		".b:not(.c):first-child", `[data-testid^="x~y"]`, "h1 + h2", `.lg\:mt-24`, "[itemprop~=author]",
	} {
		if _, err := ParseSelector(css); err != nil {
			t.Errorf("%q: %v", css, err)
		}
	}
}

// FuzzSelector holds that whatever is taken as a selector can be held against a page, and
// finds elements of it, each once.
func FuzzSelector(f *testing.F) {
	for _, css := range []string{"a", "div > p:not(.x) @class", `[class*="a"], #b`, ":has(:has(a))", `\31 23`, "[", "a,,b", "@x", "p @id @id"} {
		f.Add(css)
	}
	root, err := html.Parse(strings.NewReader(shop))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, css string) {
		s, err := ParseSelector(css)
		if err != nil {
			return
		}
		seen := map[*html.Node]bool{}
		for _, n := range s.find(root) {
			if n.Type != html.ElementNode || seen[n] {
				t.Fatalf("%q finds %v", css, n)
			}
			seen[n] = true
		}
	})
}
