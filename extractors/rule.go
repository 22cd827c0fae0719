package extractors

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// A Rule says where things are on the pages of one outlet. Each list holds selectors in
// order of trust, for the outlet's layouts of several years say: the first that finds
// something counts. Only of Drop all count.
//
// What a rule does not find on a page is found as on any other, and so is a text of which
// it finds less than a fifth, or less than a third where that text is declared in JSON-LD or
// comes from a script. A page too large for rules, as hardly any real one is, is read without.
// Page.Rule tells.
type Rule struct {
	// Domains are the outlet's hosts. A host stands for those below it too.
	Domains []string
	// Text selects the elements that hold the text, all of it: of nested ones the
	// outermost counts, and what lies between them is none of the text.
	Text []Selector
	// Drop selects what inside these is no text, inside Title no headline and inside
	// Authors no name.
	Drop []Selector
	// Title selects the headline.
	Title []Selector
	// Authors selects elements with the names of authors.
	Authors []Selector
	// Published selects the time of publication: without an attribute the element's
	// datetime or content, else its text.
	Published []Selector
}

// ParseDomain reads the host that a rule is for: "example.com", "news.example.co.uk". It
// gives it in lower case and ASCII, without a "www." in front.
func ParseDomain(text string) (string, error) {
	host, err := idna.Lookup.ToASCII(strings.TrimPrefix(strings.ToLower(text), "www."))
	switch suffix, listed := publicsuffix.PublicSuffix(host); {
	case strings.ContainsAny(text, "/:@ "):
		return "", fmt.Errorf("%q: a host alone is wanted, as in example.com", text)
	case err != nil || !strings.Contains(host, ".") || len(host) > maxHost:
		return "", fmt.Errorf("%q is no host: example.com is one", text)
	case host == suffix && listed:
		return "", errors.New(text + " holds the sites of many: name one of them, as in example." + host)
	}
	return host, nil
}

// An Extractor reads pages with the help of rules. It is safe for concurrent use.
type Extractor struct{ rules map[string]*Rule }

// New returns an Extractor. Of several rules for one domain the last counts. A domain that
// ParseDomain refuses is left out.
func New(rules ...Rule) *Extractor {
	e := &Extractor{map[string]*Rule{}}
	for i := range rules {
		for _, domain := range rules[i].Domains {
			if host, err := ParseDomain(domain); err == nil {
				e.rules[host] = &rules[i]
			}
		}
	}
	return e
}

// maxHost is how long a host's name may be, in bytes.
const maxHost = 253

// ruleFor is the rule for a page: by its address or, if that is unknown, by those that
// the page declares, one of which may be of a shortener.
func (e *Extractor) ruleFor(d *declared) *Rule {
	addresses := []string{d.url}
	if d.url == "" {
		addresses = []string{d.meta.canonical, d.meta.get("og:url")}
	}
	for _, address := range addresses {
		if r := e.rule(absolute(nil, address)); r != nil {
			return r
		}
	}
	return nil
}

// rule is the one for the host of an address or for the nearest domain above it; nil if
// there is none.
func (e *Extractor) rule(at *url.URL) *Rule {
	if len(e.rules) == 0 || at == nil || len(at.Hostname()) > maxHost {
		return nil
	}
	host := strings.TrimSuffix(strings.ToLower(at.Hostname()), ".")
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = ascii
	}
	for more := true; more; _, host, more = strings.Cut(host, ".") {
		if r := e.rules[host]; r != nil {
			return r
		}
	}
	return nil
}
