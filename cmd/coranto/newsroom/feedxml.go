package newsroom

import (
	"bytes"
	"encoding/xml"
	"html"
	"time"
)

const (
	nsAtom  = "http://www.w3.org/2005/Atom"
	nsDC    = "http://purl.org/dc/elements/1.1/"
	rssType = "application/rss+xml"
)

type cdata struct {
	Text string `xml:",cdata"`
}

type rssFeed struct {
	XMLName xml.Name  `xml:"rss"`
	Version string    `xml:"version,attr"`
	Atom    string    `xml:"xmlns:atom,attr"`
	Content string    `xml:"xmlns:content,attr"`
	DC      string    `xml:"xmlns:dc,attr"`
	Title   string    `xml:"channel>title"`
	Link    string    `xml:"channel>link"`
	About   string    `xml:"channel>description"`
	Lang    string    `xml:"channel>language"`
	Built   string    `xml:"channel>lastBuildDate"`
	Self    atomLink  `xml:"channel>atom:link"`
	Items   []rssItem `xml:"channel>item"`
}

type rssItem struct {
	Title   string   `xml:"title"`
	Link    string   `xml:"link"`
	GUID    rssGUID  `xml:"guid"`
	Date    string   `xml:"pubDate"`
	Authors []string `xml:"dc:creator"`
	Tags    []string `xml:"category"`
	Summary cdata    `xml:"description"`
	Content *cdata   `xml:"content:encoded"`
}

type rssGUID struct {
	Permalink bool   `xml:"isPermaLink,attr"`
	Text      string `xml:",chardata"`
}

func writeRSS(c channel) ([]byte, error) {
	f := rssFeed{
		Version: "2.0", Atom: nsAtom, Content: "http://purl.org/rss/1.0/modules/content/", DC: nsDC,
		Title: c.Title, Link: c.Home, About: c.About, Lang: c.Lang, Built: c.Updated.Format(time.RFC1123Z),
		Self: atomLink{Rel: "self", Type: rssType, URL: c.URL},
	}
	for _, e := range c.Entries {
		item := rssItem{
			Title: e.Title, Link: e.Link, GUID: rssGUID{true, e.ID}, Date: e.At.Format(time.RFC1123Z),
			Authors: e.Authors, Tags: e.Tags, Summary: cdata{html.EscapeString(e.Summary)},
		}
		if e.Content != "" {
			item.Content = &cdata{e.Content}
		}
		f.Items = append(f.Items, item)
	}
	return markup(f)
}

type atomFeed struct {
	XMLName xml.Name    `xml:"feed"`
	NS      string      `xml:"xmlns,attr"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	About   string      `xml:"subtitle"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	URL  string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string       `xml:"id"`
	Title     string       `xml:"title"`
	Link      atomLink     `xml:"link"`
	Published string       `xml:"published"`
	Updated   string       `xml:"updated"`
	Authors   []atomPerson `xml:"author"`
	Tags      []atomTag    `xml:"category"`
	Summary   atomText     `xml:"summary"`
	Content   *atomText    `xml:"content"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomTag struct {
	Term string `xml:"term,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

func writeAtom(c channel) ([]byte, error) {
	f := atomFeed{
		NS: nsAtom, Lang: c.Lang, ID: c.URL, Title: c.Title, About: c.About, Updated: c.Updated.Format(time.RFC3339),
		Links: []atomLink{{Rel: "alternate", Type: "text/html", URL: c.Home}, {Rel: "self", URL: c.URL}},
	}
	for _, e := range c.Entries {
		at := e.At.Format(time.RFC3339)
		entry := atomEntry{
			ID: e.ID, Title: e.Title, Link: atomLink{Rel: "alternate", Type: "text/html", URL: e.Link},
			Published: at, Updated: at, Summary: atomText{"text", e.Summary},
		}
		for _, name := range e.Authors {
			entry.Authors = append(entry.Authors, atomPerson{name})
		}
		for _, t := range e.Tags {
			entry.Tags = append(entry.Tags, atomTag{t})
		}
		if e.Content != "" {
			entry.Content = &atomText{"html", e.Content}
		}
		f.Entries = append(f.Entries, entry)
	}
	return markup(f)
}

type rdfFeed struct {
	XMLName xml.Name   `xml:"rdf:RDF"`
	NS      string     `xml:"xmlns,attr"`
	RDF     string     `xml:"xmlns:rdf,attr"`
	DC      string     `xml:"xmlns:dc,attr"`
	Channel rdfChannel `xml:"channel"`
	Items   []rdfItem  `xml:"item"`
}

type rdfChannel struct {
	URI   string        `xml:"rdf:about,attr"`
	Title string        `xml:"title"`
	Link  string        `xml:"link"`
	About string        `xml:"description"`
	Lang  string        `xml:"dc:language"`
	Date  string        `xml:"dc:date"`
	Items []rdfResource `xml:"items>rdf:Seq>rdf:li"`
}

type rdfResource struct {
	URI string `xml:"rdf:resource,attr"`
}

type rdfItem struct {
	URI     string   `xml:"rdf:about,attr"`
	Title   string   `xml:"title"`
	Link    string   `xml:"link"`
	Summary string   `xml:"description"`
	Date    string   `xml:"dc:date"`
	Authors []string `xml:"dc:creator"`
	Tags    []string `xml:"dc:subject"`
}

func writeRDF(c channel) ([]byte, error) {
	f := rdfFeed{
		NS: "http://purl.org/rss/1.0/", RDF: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", DC: nsDC,
		Channel: rdfChannel{
			URI: c.URL, Title: c.Title, Link: c.Home, About: c.About, Lang: c.Lang, Date: c.Updated.Format(time.RFC3339),
		},
	}
	for _, e := range c.Entries {
		f.Channel.Items = append(f.Channel.Items, rdfResource{e.ID})
		f.Items = append(f.Items, rdfItem{
			URI: e.ID, Title: e.Title, Link: e.Link, Summary: e.Summary,
			Date: e.At.Format(time.RFC3339), Authors: e.Authors, Tags: e.Tags,
		})
	}
	return markup(f)
}

func markup(feed any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	enc := xml.NewEncoder(&b)
	enc.Indent("", "  ")
	if err := enc.Encode(feed); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}
