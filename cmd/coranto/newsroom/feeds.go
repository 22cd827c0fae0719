package newsroom

import (
	"encoding/json"
	"fmt"
	"html"
	"strings"
	"time"
)

// A format is a way to write a feed down.
type format struct {
	Name  string
	Type  string // content type, also of the link that announces the feed
	write func(channel) ([]byte, error)
}

var (
	rss      = format{"RSS", "application/rss+xml", writeRSS}
	atom     = format{"Atom", "application/atom+xml", writeAtom}
	rdf      = format{"RDF", "application/rdf+xml", writeRDF}
	jsonFeed = format{"JSON Feed", "application/feed+json", writeJSON}
)

// A channel is a feed with what it lists, in any format.
type channel struct {
	Title, About, Lang string
	Home, URL          string
	Updated            time.Time
	Entries            []entry
}

type entry struct {
	ID      string // the address without tracking parameters
	Link    string
	Title   string
	Summary string
	Content string // HTML; "" when the feed carries summaries only
	Authors []string
	Tags    []string
	At      time.Time
}

// feed renders f as it is now.
func (d desk) feed(f feed) document {
	c := channel{
		Title: f.Title, About: d.site.Tagline, Lang: d.site.language(f),
		Home: d.base() + "/", URL: d.base() + f.Path, Updated: d.opens,
	}
	list := d.lists[d.site.Slug+f.Path]
	if len(list) > 0 {
		c.Updated = list[0].Published
	}
	for _, st := range list {
		c.Entries = append(c.Entries, d.entry(f, st.Article))
	}
	body, err := f.Format.write(c)
	if err != nil {
		panic(fmt.Errorf("newsroom: feed %s of %s: %w", f.Path, d.site.Slug, err)) // only strings and times are in it
	}
	return document{f.Format.Type + "; charset=utf-8", body, c.Updated}
}

func (d desk) entry(f feed, a Article) entry {
	e := entry{ID: a.URL(d.port), Title: a.Title, Summary: a.Summary, Authors: a.Authors, Tags: a.Keywords, At: a.Published}
	track := f.Tracking
	if a.Site != d.site.Slug {
		track = "utm_source=" + d.site.Slug + "&utm_medium=syndication"
	}
	e.Link = e.ID
	if track != "" {
		e.Link += map[bool]string{true: "&", false: "?"}[strings.Contains(e.ID, "?")] + track
	}
	if f.Full {
		e.Content = contentHTML(a)
	}
	return e
}

func contentHTML(a Article) string {
	var b strings.Builder
	for _, l := range a.lines() {
		element := "p"
		if l.Heading {
			element = "h2"
		}
		fmt.Fprintf(&b, "<%s>%s</%[1]s>\n", element, html.EscapeString(l.Text))
	}
	return b.String()
}

type jsonDocument struct {
	Version string     `json:"version"`
	Title   string     `json:"title"`
	Home    string     `json:"home_page_url"`
	URL     string     `json:"feed_url"`
	About   string     `json:"description"`
	Lang    string     `json:"language"`
	Items   []jsonItem `json:"items"`
}

type jsonItem struct {
	ID      string       `json:"id"`
	URL     string       `json:"url"`
	Title   string       `json:"title"`
	Summary string       `json:"summary"`
	Text    string       `json:"content_text,omitempty"` // one of the two is required
	HTML    string       `json:"content_html,omitempty"`
	Date    string       `json:"date_published"`
	Authors []jsonPerson `json:"authors,omitempty"`
	Tags    []string     `json:"tags,omitempty"`
	Lang    string       `json:"language"`
}

type jsonPerson struct {
	Name string `json:"name"`
}

func writeJSON(c channel) ([]byte, error) {
	f := jsonDocument{
		Version: "https://jsonfeed.org/version/1.1", Title: c.Title, Home: c.Home, URL: c.URL,
		About: c.About, Lang: c.Lang, Items: []jsonItem{},
	}
	for _, e := range c.Entries {
		item := jsonItem{
			ID: e.ID, URL: e.Link, Title: e.Title, Summary: e.Summary, HTML: e.Content,
			Date: e.At.Format(time.RFC3339), Tags: e.Tags, Lang: c.Lang,
		}
		if item.HTML == "" {
			item.Text = e.Summary
		}
		for _, name := range e.Authors {
			item.Authors = append(item.Authors, jsonPerson{name})
		}
		f.Items = append(f.Items, item)
	}
	return json.MarshalIndent(f, "", "  ")
}
