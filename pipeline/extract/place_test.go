package extract

import (
	"strings"
	"testing"

	"coranto/pipeline/news"
)

const (
	consent = "Before you continue"
	notice  = `We and our partners store and access information on a device, such as cookies, and process personal data for the purposes described below.
You may click to consent to our processing as described above, or manage your choices. Some processing does not require your consent, but you have a right to object.`
	front = `Ministers agree new sanctions on oil, a year after they were first proposed by a commission of experts.
Storm closes harbours along the whole of the northern coast, and ferries stay in port until the weekend at least.
Parliament votes on the budget tonight after a debate of eleven hours, and the outcome is open, its speaker said.`
)

func TestRedirectIsFollowedOnlyToTheArticle(t *testing.T) {
	const login = "Log in to read this article"
	for _, c := range []struct {
		name, asked, to, body string
		want                  bool
	}{
		{"to the same page", "", "https://example.com/2024/oil-sanctions/", html(title, story), true},
		{"to the same page, headline rewritten", "", "https://m.example.com/amp/oil-sanctions", html("Crude: what comes next", story), true},
		{"to a new name, same headline", "", "https://www.example.com/a/7", html(title, story), true},
		{"to a new name, words in the text", "", "https://www.example.com/a/7", html("Crude: what comes next", story), true},
		{"to another domain with the article", "", "https://example.org/oil", html(title, story), true},
		{"from a short address", "https://short.example/x1", address, html(title, story), true},
		{"from a number", "https://www.example.com/?p=7", address, html(title, story), true},
		{"to consent on another domain", "", "https://consent.example.net/collect?session=1", html(consent, notice), false},
		{"to consent on the same domain", "", "https://consent.example.com/collect", html(consent, notice), false},
		{"to login on another domain", "", "https://login.example.net/", html("Log in", "User name"), false},
		{"to login on the same domain", "", "https://www.example.com/login?next=%2F2024%2Foil-sanctions", html("Log in", "User name"), false},
		{"to login that names the article", "", "https://www.example.com/login", html(login, title), false},
		{"to consent at the article's address", "", "", html(consent, "We value your privacy."), false},
		{"to home", "", "https://www.example.com/", html("The Example", front), false},
		{"to home of another domain", "", "https://example.org", html("The Example", front), false},
		{"to home in a language", "", "https://www.example.com/en/", html("The Example", notice), false},
		{"from a number to home", "https://www.example.com/?p=7", "https://www.example.com/", html("The Example", front), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			item := announced()
			if c.asked != "" {
				item = announced(at(c.asked))
			}
			o := extracted(t, web{item.URL: {to: c.to, body: c.body}}, item)
			if got := !strings.Contains(o.counted, "other-page") && !strings.Contains(o.counted, "login"); got != c.want {
				t.Fatalf("believed %v, want %v", got, c.want)
			}
			if c.want {
				return
			}
			if a := o.article; a.Title != title || a.Text != item.Summary || a.ID != item.ID || a.URL != item.URL || a.Trace.Fetched != nil {
				t.Errorf("the other page shows in %+v", a)
			}
		})
	}
}

func TestRedirectOfAnItemWithoutHeadlineIsBelievedWithinItsDomain(t *testing.T) {
	untitled := announced(func(i *news.Item) { i.Title = "" })
	for to, want := range map[string]bool{
		"https://www.example.com/a/7": true, "https://www.example.com/": false, "https://consent.example.net/a/7": false,
	} {
		o := extracted(t, web{address: {to: to, body: html("Any", story)}}, untitled)
		if got := o.counted == "article ok"; got != want {
			t.Errorf("%s: counted as %q", to, o.counted)
		}
	}
}

func TestHeadlinesAreComparedInAnyScript(t *testing.T) {
	for _, headline := range []string{
		"Правительство вводит новые санкции против нефти", "美国宣布新的石油制裁", "حكومة تفرض عقوبات جديدة على النفط",
		"“Sanctions”—at last?", "SANCTIONS AT LAST",
	} {
		p := page{address: "https://example.org/other"}
		p.Title = strings.ToUpper(strings.Trim(headline, "“?"))
		if !p.isAbout(announced(func(i *news.Item) { i.Title = headline })) {
			t.Errorf("%s is not about %s", p.Title, headline)
		}
		if p.Title = consent; p.isAbout(announced(func(i *news.Item) { i.Title = headline })) {
			t.Errorf("%s is about %s", p.Title, headline)
		}
	}
}

func TestAddressIsWhatThePageSaysWithinItsDomain(t *testing.T) {
	for _, c := range []struct{ name, asked, to, canonical, want string }{
		{"none", "", "", "", address},
		{"same domain", "", "", "https://example.com/oil-7", "https://example.com/oil-7"},
		{"relative", "", "", "/oil-7", "https://www.example.com/oil-7"},
		{"other host of the domain", "", "", "https://news.example.com/oil-7", "https://news.example.com/oil-7"},
		{"tracked", "", "", "https://example.com/oil-7?utm_source=x#top", "https://example.com/oil-7"},
		{"another domain", "", "", "https://example.org/oil-7", address},
		{"domain that only ends alike", "", "", "https://badexample.com/oil-7", address},
		{"home page", "", "", "https://www.example.com/", address},
		{"home page without path", "", "", "https://www.example.com", address},
		{"home page of a numbered article", "https://www.example.com/?p=7", "", "https://www.example.com/", "https://www.example.com/?p=7"},
		{"no web address", "", "", "javascript:alert(1)", address},
		{"after a redirect", "", "https://example.com/a/oil-sanctions", "", "https://example.com/a/oil-sanctions"},
		{"after a redirect to another domain", "", "https://example.org/a?utm_source=x", "", "https://example.org/a"},
		{"of the domain redirected to", "", "https://example.org/a", "https://example.org/b", "https://example.org/b"},
		{"of the domain redirected from", "", "https://example.org/a", "https://example.com/b", "https://example.org/a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			item := announced()
			if c.asked != "" {
				item = announced(at(c.asked))
			}
			a := extracted(t, web{item.URL: {to: c.to, body: html(title, story, `<link rel="canonical" href="`+c.canonical+`">`)}}, item).article
			if a.URL != c.want || a.ID != news.ID(c.want) {
				t.Errorf("address %s, id %s, want %s", a.URL, a.ID, c.want)
			}
		})
	}
}

func TestSourceIsTheDomainOfTheArticle(t *testing.T) {
	a := extracted(t, web{address: {to: "https://news.example.org/a", body: html(title, story)}}, announced()).article
	if a.Source.ID != "example-org" || a.Source.Feed != announced().Source.Feed {
		t.Errorf("source %+v", a.Source)
	}
}

func TestTwoItemsWithOneCanonicalAreOneArticle(t *testing.T) {
	body := html(title, story, `<link rel="canonical" href="https://www.example.com/oil-7">`)
	w := web{address: {body: body}, "https://www.example.com/world/oil": {body: body}}
	first := extracted(t, w, announced()).article
	other := announced(at("https://www.example.com/world/oil"))
	second := extracted(t, w, other).article
	if first.ID != second.ID || first.Key() != second.Key() {
		t.Errorf("ids %s and %s", first.ID, second.ID)
	}
	wantRejected(t, run(t, w, keeping(first), other), "duplicate")
}

func TestCanonicalLinkToTheSectionIsIgnored(t *testing.T) {
	item := announced(at("https://example.com/news/2024/story"))
	for canonicalLink, want := range map[string]string{
		"https://example.com/news/":             "https://example.com/news/2024/story",
		"https://example.com/news/2024":         "https://example.com/news/2024/story",
		"https://example.com/news/2024/story-1": "https://example.com/news/2024/story-1",
	} {
		p := page{address: "https://example.com/news/2024/story"}
		p.Canonical = canonicalLink
		if got := canonical(item, p); got != want {
			t.Errorf("canonical %s gives %s, want %s", canonicalLink, got, want)
		}
	}
	amp := announced(at("https://example.com/news/2024/story/amp"))
	p := page{address: "https://example.com/news/2024/story/amp"}
	p.Canonical = "https://example.com/news/2024/story"
	if got := canonical(amp, p); got != p.Canonical {
		t.Errorf("the canonical of an AMP page gives %s", got)
	}
}
