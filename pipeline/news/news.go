// Package news holds the things that flow through Coranto: a Feed is polled for
// Items, an Item's page becomes an Article, an Article is assigned Tags with their
// Evidence. It is a leaf: it imports the standard library only, and everything else
// imports it.
//
// Offsets count Unicode code points, not bytes. Times are UTC. Text is plain text:
// paragraphs with a blank line between, in which a line is an item of a list or a row of a
// table. JSON is the wire format, described for subscribers in
// article.v1.schema.json; it changes by adding.
package news

import "time"

// Schema names the wire format of an Article.
const Schema = "coranto.article.v1"

// A Feed is a document that lists a site's newest articles (RSS, Atom, RDF or JSON Feed).
type Feed struct {
	URL   string `json:"url"`             // absolute, http or https
	Title string `json:"title,omitempty"` // as the list of feeds names it; may be empty
	Site  string `json:"site,omitempty"`  // home page; may be empty
	Desk  string `json:"desk,omitempty"`  // group in the list of feeds, "/" between levels
}

// Source says where an article was seen.
type Source struct {
	ID   string `json:"id"`   // slug of the registrable domain: "example-com"
	Name string `json:"name"` // what readers call it: "The Example"
	Feed string `json:"feed"` // URL of the feed that listed it
}

// An Item is an article as a feed announces it: what is known before its page is read.
type Item struct {
	ID         string     `json:"id"`       // see ID
	Revision   int        `json:"revision"` // 1 when first seen, more when the feed has edited it
	URL        string     `json:"url"`      // canonical as far as the feed tells, see fetch.CanonicalURL
	GUID       string     `json:"guid,omitempty"`
	Title      string     `json:"title"`             // plain text
	Summary    string     `json:"summary,omitempty"` // plain text
	Text       string     `json:"text,omitempty"`    // plain text of the content that the feed carries
	Authors    []string   `json:"authors,omitempty"`
	Lang       string     `json:"lang,omitempty"` // BCP 47 primary subtag as the feed declares it
	Keywords   []string   `json:"keywords,omitempty"`
	Image      string     `json:"image,omitempty"`
	Published  *time.Time `json:"published"`
	Modified   *time.Time `json:"modified"`
	Source     Source     `json:"source"`
	LastPolled *time.Time `json:"last_polled"` // the poll before the one that found the item; nil on a feed's first
	Discovered time.Time  `json:"discovered"`  // when the poll that found it was answered
}

// An Article is the record that subscribers receive and the store keeps.
type Article struct {
	Schema        string     `json:"schema"` // the constant Schema
	ID            string     `json:"id"`     // see ID
	Revision      int        `json:"revision"`
	URL           string     `json:"url"`
	Title         string     `json:"title"`
	Authors       []string   `json:"authors"`
	Lang          string     `json:"lang"` // BCP 47 primary subtag, "und" when unknown
	Published     *time.Time `json:"published"`
	PublishedFrom string     `json:"published_from"` // "site" (a rule), "json-ld", "meta", "time", "url", "text" (a printed date), "feed" or ""
	Modified      *time.Time `json:"modified"`
	Source        Source     `json:"source"`
	Summary       string     `json:"summary"`
	Text          string     `json:"text"`              // paragraphs have a blank line between
	Partial       bool       `json:"partial,omitempty"` // Text is the beginning: the page keeps the rest for those who pay
	Image         string     `json:"image"`
	Section       string     `json:"section"`
	Keywords      []string   `json:"keywords"`
	Topics        []Tag      `json:"topics"`
	Trace         Trace      `json:"trace"`
}

// A Tag says that an article is about a topic, and why.
type Tag struct {
	ID       string            `json:"id"`      // slug: "oil-imports"
	Name     string            `json:"name"`    // "Oil imports"
	Score    float64           `json:"score"`   // 0..1
	Version  string            `json:"version"` // hash of the topic's meaning
	Codes    map[string]string `json:"codes"`   // vocabulary -> code: "iptc" -> "medtop:20000373"
	Evidence []Evidence        `json:"evidence"`
}

// Evidence is a passage that made a topic true. The field's code points
// [Start, End) are exactly Quote, as in a W3C Web Annotation TextPositionSelector.
type Evidence struct {
	Field  string  `json:"field"` // "title", "text", "section", "author", "source" or "lang"
	Start  int     `json:"start"`
	End    int     `json:"end"`
	Quote  string  `json:"quote"`
	Clause string  `json:"clause"`           // the part of the query that it satisfied: `sanction*`
	Weight float64 `json:"weight,omitempty"` // what the clause gave, where weights decide
}

// Trace holds when an article passed each stage, so that its delay can be explained.
// A nil time was not known, or the stage was not passed.
type Trace struct {
	Published  *time.Time `json:"published"`   // by its publisher
	LastPolled *time.Time `json:"last_polled"` // the feed's poll before the article was in it
	Discovered *time.Time `json:"discovered"`  // the poll that found it
	Picked     *time.Time `json:"picked"`      // work on it began
	Fetched    *time.Time `json:"fetched"`
	Extracted  *time.Time `json:"extracted"`
	Tagged     *time.Time `json:"tagged"`
}

// Key names this revision of the article: the same key means the same message.
func (a Article) Key() string { return revisionKey(a.ID, a.Revision) }

// Tokens are the subject tokens that follow a stream's subject: language and source.
func (a Article) Tokens() []string { return []string{Slug(a.Lang), Slug(a.Source.ID)} }

// Key names this revision of the item: the same key means the same message. An item that
// says nothing but an address does not stand for one that another feed tells more of.
func (i Item) Key() string {
	key := revisionKey(i.ID, i.Revision)
	if i.Title == "" || i.Summary == "" && i.Text == "" {
		key += ".bare"
	}
	return key
}

// Tokens are the subject tokens that follow a stream's subject: the source.
func (i Item) Tokens() []string { return []string{Slug(i.Source.ID)} }
