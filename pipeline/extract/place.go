package extract

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"
)

// A place is an address as far as it tells pages apart.
type place struct{ domain, path, query string }

func location(address string) place {
	u, err := url.Parse(address)
	if err != nil {
		return place{}
	}
	return place{fetch.Domain(address), strings.TrimRight(u.Path, "/"), u.RawQuery}
}

// isHome says whether the address is that of a site, not of a page in it.
func (p place) isHome() bool { return p.path == "" && p.query == "" }

// variants are what the last part of a path calls another form of the page above it.
var variants = []string{"amp", "amp.html", "print", "all", "full", "single"}

// isSectionOf says whether the address is one above a page's, as some sites name it for every page.
func (p place) isSectionOf(page place) bool {
	rest, above := strings.CutPrefix(page.path, p.path+"/")
	return above && !slices.Contains(variants, rest)
}

// name is the last part of the path.
func (p place) name() string { return p.path[strings.LastIndexByte(p.path, '/')+1:] }

// canonical is the article's address: what the page says of itself within its domain,
// else where the request ended, else the feed's. A page that names its home page has it wrong.
func canonical(item news.Item, p page) string {
	for _, candidate := range []string{p.Canonical, p.address} {
		address, err := fetch.CanonicalURL(candidate)
		if err != nil {
			continue
		}
		at := location(address)
		asked := location(item.URL)
		if at.domain != location(p.address).domain || at.isHome() && !asked.isHome() || at.isSectionOf(asked) {
			continue
		}
		return address
	}
	return item.URL
}

// isAbout tells the article from a home page, a consent page or a login that its address
// led to. A page of some length that kept domain and name is believed. Any other must carry
// the item's headline: a home page, which lists many, in its own headline, and so must a
// page without text, for a login names what it keeps from the reader.
func (p page) isAbout(item news.Item) bool {
	asked, got := location(item.URL), location(p.address)
	words := longWords(item.Title)
	long := len(p.Text) >= thin
	same := got.domain == asked.domain && got.name() == asked.name()
	switch {
	case got.isHome() && !asked.isHome():
		return carries(p.Title, words)
	case same && (long || p.Title == "" || len(words) == 0):
		return true
	case len(words) == 0:
		return long && got.domain == asked.domain
	}
	return carries(p.Title, words) || long && carries(p.Text, words)
}

// longWords are the words that tell one headline from another.
func longWords(headline string) []string {
	var long []string
	for _, word := range strings.FieldsFunc(strings.ToLower(headline), func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.N)
	}) {
		if len(word) >= 4 {
			long = append(long, word)
		}
	}
	return long
}

// carries says whether most of the words are in the text; none never are.
func carries(text string, words []string) bool {
	text = strings.ToLower(text)
	found := 0
	for _, word := range words {
		if strings.Contains(text, word) {
			found++
		}
	}
	return 2*found > len(words)
}
