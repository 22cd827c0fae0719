package extractors

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/publicsuffix"

	"coranto/extractors/language"
)

// meta holds what a page's head and the void elements of its body say.
type meta struct {
	values    map[string][]string // of meta elements, by lower-case name, property or itemprop, in page order
	title     string              // of the title element
	htmlLang  string              // of the root element
	canonical string              // href of link rel=canonical
	imageSrc  string              // href of link rel=image_src
	logos     []*html.Node        // images that may be the site's logo
	pictures  []picture           // images that may go with the article
	password  bool                // one is asked for
}

// limits on what is kept of one page.
const (
	maxMetaNames  = 1000
	maxMetaValues = 32 // of one name
	maxLogos      = 50
)

// read takes in an element that holds nothing to read in the text.
func (m *meta) read(n *html.Node) {
	switch n.Data {
	case "head":
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode {
				m.read(c)
			}
		}
	case "meta":
		m.readMeta(n)
	case "title":
		if m.title == "" {
			m.title = nodeText(n, maxHeadTitle)
		}
	case "link":
		switch rel := strings.ToLower(strings.TrimSpace(attr(n, "rel"))); {
		case rel == "canonical" && m.canonical == "":
			m.canonical = strings.TrimSpace(attr(n, "href"))
		case rel == "image_src" && m.imageSrc == "":
			m.imageSrc = attr(n, "href")
		}
	case "input":
		m.password = m.password || strings.EqualFold(attr(n, "type"), "password")
	case "img":
		if len(m.logos) < maxLogos && attr(n, "alt") != "" && (n.Parent != nil && n.Parent.Data == "a" || isLogo(n)) {
			m.logos = append(m.logos, n)
		}
	}
}

// maxHeadTitle is how much of a title element is read, in bytes.
const maxHeadTitle = 2000

func isLogo(img *html.Node) bool {
	for _, a := range img.Attr {
		if (a.Key == "src" || a.Key == "class" || a.Key == "id") && indexFold([]byte(a.Val), "logo") >= 0 {
			return true
		}
	}
	return false
}

func (m *meta) readMeta(n *html.Node) {
	value := collapse(firstOf(attr(n, "content"), attr(n, "datetime")))
	if value == "" {
		return
	}
	if m.values == nil {
		m.values = map[string][]string{}
	}
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "property", "name", "itemprop", "http-equiv":
			k := strings.ToLower(strings.TrimSpace(a.Val))
			if k != "" && len(m.values[k]) < maxMetaValues && (m.values[k] != nil || len(m.values) < maxMetaNames) {
				m.values[k] = append(m.values[k], value)
			}
		}
	}
}

// get returns the first value of the first name that has one.
func (m *meta) get(names ...string) string {
	for _, name := range names {
		if v := m.values[name]; len(v) > 0 {
			return v[0]
		}
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// declared is everything a page says about itself outside its text.
type declared struct {
	*outline
	ld   jsonLD
	meta *meta
	url  string
}

// describe fills in the page's fields other than Text, Method and Lang.
func (d *declared) describe(p *Page) {
	base := d.base()
	p.Canonical = d.canonical(base)
	p.SiteName = d.siteName()
	p.Title = d.title(p.SiteName)
	p.Section = firstOf(d.meta.get("article:section", "parsely-section", "sailthru.section"), d.ld.str("articleSection"))
	p.Summary = plainText(firstOf(d.meta.get("og:description", "description", "twitter:description", "dc.description", "dcterms.description"), d.ld.str("description")))
	p.Image = d.image(base, p.Title)
	p.Keywords = d.keywords()
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// base is what relative addresses of the page are resolved against, nil if unknown.
func (d *declared) base() *url.URL {
	for _, s := range []string{d.url, d.meta.get("og:url"), d.meta.canonical} {
		if u, err := url.Parse(s); err == nil && u.Host != "" && isHTTP(u) {
			return u
		}
	}
	return nil
}

// canonical returns the declared address, if it is of the page's own registrable domain:
// another's would let one site speak for another. Without a page URL it is taken as is.
func (d *declared) canonical(base *url.URL) string {
	for _, s := range []string{d.meta.canonical, d.meta.get("og:url")} {
		u := absolute(base, s)
		if u == nil {
			continue
		}
		if d.url == "" || base != nil && sameSite(base.Hostname(), u.Hostname()) {
			return u.String()
		}
	}
	return ""
}

func sameSite(a, b string) bool {
	if strings.EqualFold(a, b) {
		return true
	}
	x, errX := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(a))
	y, errY := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(b))
	return errX == nil && errY == nil && x == y
}

func isHTTP(u *url.URL) bool { return u.Scheme == "http" || u.Scheme == "https" }

// absolute resolves ref and returns nil for what is not http or https.
func absolute(base *url.URL, ref string) *url.URL {
	if ref = strings.TrimSpace(ref); ref == "" {
		return nil
	}
	u, err := url.Parse(ref)
	if err != nil {
		return nil
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Host == "" || !isHTTP(u) {
		return nil
	}
	return u
}

func (d *declared) siteName() string {
	return firstOf(plainText(d.meta.get("og:site_name")), d.ld.first(d.ld.article["publisher"], "name"),
		plainText(d.meta.get("application-name", "dc.publisher", "twitter:app:name:iphone")))
}

// keywords joins what is declared in several places, each word once.
func (d *declared) keywords() []string {
	lists := [][]string{
		d.meta.values["article:tag"], d.ld.all(d.ld.article["keywords"], "name"),
		d.meta.values["news_keywords"], d.meta.values["parsely-tags"], d.meta.values["sailthru.tags"], d.meta.values["keywords"],
	}
	var out []string
	seen := map[string]bool{}
	for _, list := range lists {
		for _, entry := range list {
			for _, word := range strings.FieldsFunc(entry, func(r rune) bool { return r == ',' || r == ';' || r == '、' }) {
				word = plainText(word)
				if key := strings.ToLower(word); word != "" && len(word) <= 100 && !seen[key] && len(out) < 64 {
					seen[key] = true
					out = append(out, word)
				}
			}
		}
	}
	return out
}

// lang is the declared language: of the document, else of its article.
func (d *declared) lang() string {
	return firstOf(language.Primary(d.meta.htmlLang), language.Primary(d.ld.str("inLanguage")),
		language.Primary(d.meta.get("og:locale", "content-language", "dc.language", "language")))
}
