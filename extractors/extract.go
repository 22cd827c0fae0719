// Package extractors reads a news page: HTML in, headline, text, authors, dates and
// language out.
//
// The idea is one short way through the page:
//
//   - The bytes are decoded (charset), and stripped of scripts, styles, comments and white
//     space before they are parsed, which is cheaper than parsing them and takes the sting
//     out of hostile markup (strip.go, attributes.go, parse.go).
//   - One walk lays the tree out as a reader meets it: blocks, a block being what looks like
//     one paragraph, and the elements around them. On its way it notes what may hold a
//     headline, an author or a date, and what the head says (outline.go, tags.go, words.go,
//     marks.go, meta.go).
//   - What publishers declare is read from JSON-LD, microdata and meta elements and trusted
//     in a fixed order (jsonld.go, title.go, headline.go, masthead.go, image.go); authors'
//     names are also read off bylines (author.go, byline.go, package names), and dates
//     are held against those that the page shows (date.go, datesources.go, datescripts.go,
//     seen.go, scene.go, zone.go, habit.go; package dates reads them out of strings).
//   - Blocks vote with their length, prose for, furniture against, and the element with the
//     best sum holds the draft of a text (content.go, prune.go, lead.go, labels.go, notice.go).
//     Then every block that nothing settles is measured, and a scorecard learned on labelled
//     pages adds up what its measures, the names around it and its phrases are worth
//     (measure.go, phrase.go, card.go, points.go).
//   - Where the page shows little, its JSON-LD or the data in its scripts may hold the article
//     (state.go, bodies.go, richtext.go, literal.go, flight.go). What stays is set in paragraphs and lines
//     (join.go); it may be the beginning of an article (partial.go), or the page may have none
//     (reject.go).
//
// For outlets whose layout is known rules say by selectors where things are (rule.go,
// selector.go); what they find comes before what is found without them (site.go).
//
// The package knows nothing of feeds, queues or stores, makes no request and keeps no state
// but buffers; Extract may be called from many goroutines.
package extractors

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"coranto/extractors/charset"
	"coranto/extractors/language"
)

// ErrNotHTML says that the input is no HTML document: empty, binary, or JSON, PDF and
// the like by its first bytes.
var ErrNotHTML = errors.New("not an HTML document")

// A Page is what one HTML page says. Strings are plain text, entities resolved and
// white space collapsed; what is unknown is empty.
type Page struct {
	URL           string     // as given to Extract
	Canonical     string     // absolute; <link rel=canonical> or og:url, of URL's registrable domain
	Title         string     // the headline without the site's name
	Text          string     // paragraphs and subheadings with a blank line between; a line is an item of a list or a row of a table
	Partial       bool       // Text is the beginning of an article that the page keeps for those who pay
	Authors       []string   // names as printed, without "By"
	Published     *time.Time // in the page's zone, so that its day is the one readers saw; UTC if the zone is unknown; a bare day is its midnight UTC
	PublishedFrom string     // "site" (a rule), "json-ld", "meta", "time", "url", "text" (a printed date) or ""
	Modified      *time.Time // as Published; never before it
	Lang          string     // BCP 47 primary subtag; the text's own language before the declared one
	SiteName      string     // og:site_name or the JSON-LD publisher
	Section       string     // article:section or its JSON-LD twin
	Summary       string     // the publisher's description
	Image         string     // absolute URL of the lead image
	Keywords      []string   // as declared, without repeats
	Rejected      string     // why there is no article: "section front", "video only", "login wall", "soft 404" or "no text"; "" if there is one
	Method        string     // where Text came from: "site" (a rule), "article" (an element that says so), "generic", "json-ld", "script" (data for client-side code) or ""
	Rule          string     `json:",omitempty"` // what became of the text of the rule for the page's site: RuleUsed, RuleNothing, RuleOutdated, RuleTooLarge; "" if no rule, or none with a text, is for it
}

// Extract reads one page. The contentType is that of the HTTP response, "" if unknown,
// and counts only for the charset; the pageURL may be "". A page without an article has
// an empty Text, a reason in Rejected and no error: the only errors wrap ErrNotHTML.
// Whatever the input, cost is bounded by a small multiple of its first 4 MiB of markup.
func Extract(body []byte, contentType, pageURL string) (Page, error) {
	return New().Extract(body, contentType, pageURL)
}

// Extract is the package's Extract with the help of the rule for the page's site; without
// a pageURL that is the one the page says it is of.
func (e *Extractor) Extract(body []byte, contentType, pageURL string) (Page, error) {
	page := Page{URL: pageURL}
	if !looksLikeHTML(body) {
		return page, ErrNotHTML
	}
	clean := strip(charset.ToUTF8(body, contentType))
	root, err := parse(clean.html)
	size := len(clean.html)
	clean.free()
	if err != nil {
		return page, fmt.Errorf("parsing page: %w: %w", ErrNotHTML, err)
	}
	o := layout(root, size, clean.tags)
	defer o.free()
	facts := declared{outline: o, ld: readJSONLD(clean.jsonLD), meta: &o.head, url: pageURL}
	facts.describe(&page)
	site := e.ruleFor(&facts).read(root, &facts)
	site.setTitle(&page)

	text := facts.findText(page.Title)
	page.Text, page.Method = text.String(), text.method
	if preferDeclared(facts.ld.body(), page.Text) && facts.isOwn(&page) {
		if ld := facts.ld.text(); preferDeclared(ld, page.Text) {
			page.Text, page.Method = ld, "json-ld"
		}
	}
	if script := facts.scriptText(clean.script, &page); preferDeclared(script, page.Text) {
		page.Text, page.Method = script, "script"
	}
	site.setText(&page)
	if page.Rejected = facts.reject(&page, text); page.Rejected != "" {
		page.Text, page.Method = "", ""
	}
	page.Partial = facts.isPartial(text, page.Text)
	page.Authors = withoutPlace(facts.authors(page.SiteName, page.Title, text), page.Text)
	facts.settleDates(&page, text, body)
	site.setRest(&page)
	page.Lang = language.Of(page.Text, page.Title, facts.lang())
	return page, nil
}

// preferDeclared reports whether a text in JSON-LD or in scripts beats the text found in the
// page: only when the page shows less than half of it, because such texts run captions,
// teasers and paragraphs together.
func preferDeclared(text, found string) bool {
	return len(text) >= 250 && len(found) < len(text)/2
}

// isOwn reports whether the article that JSON-LD describes is the page's: not if its headline
// and its address are both another's.
func (d *declared) isOwn(p *Page) bool {
	head, address := fold(firstOf(d.ld.str("headline"), d.ld.str("name"))), d.ld.first(d.ld.article["url"], "@id")
	if head == "" || address == "" || p.Title == "" {
		return true
	}
	title := strings.Fields(fold(p.Title))
	same := 0
	for _, w := range strings.Fields(head) {
		if slices.Contains(title, w) {
			same++
		}
	}
	own := firstOf(p.Canonical, p.URL)
	return same*2 >= min(len(title), len(strings.Fields(head))) || own == "" || strings.Trim(address, "/") == strings.Trim(own, "/")
}
