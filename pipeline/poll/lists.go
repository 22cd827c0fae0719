package poll

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"coranto/pipeline/news"
)

// ReadList reads a list of feeds: OPML (outlines with xmlUrl; folders become desks), or plain text
// with one address a line, a name after it if wanted, and # before comments. Every
// mistake is reported, as file:line:column.
func ReadList(file string, data []byte) ([]news.Feed, error) {
	if head := bytes.TrimLeft(data, "\ufeff \t\r\n"); bytes.HasPrefix(head, []byte("<")) {
		return readOPML(file, data)
	}
	var feeds []news.Feed
	var problems []error
	lines := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		address, title, _ := strings.Cut(line, " ")
		feed, err := newFeed(address, strings.TrimSpace(title), "", "")
		if err != nil {
			problems = append(problems, fmt.Errorf("%s:%d:1: %w", file, n, err))
			continue
		}
		feeds = append(feeds, feed)
	}
	if err := lines.Err(); err != nil {
		problems = append(problems, fmt.Errorf("%s: %w", file, err))
	}
	return feeds, errors.Join(problems...)
}

func newFeed(address, title, site, desk string) (news.Feed, error) {
	if _, err := news.CanonicalURL(address); err != nil {
		return news.Feed{}, err
	}
	return news.Feed{URL: address, Title: title, Site: site, Desk: desk}, nil
}

// readOPML walks the outlines of OPML 1.0 and 2.0 (opml.org/spec2.opml).
func readOPML(file string, data []byte) ([]news.Feed, error) {
	var feeds []news.Feed
	var problems []error
	var folders []string // of the open outlines; "" for one that is no folder
	decoder := xml.NewDecoder(bytes.NewReader(data))
	opml := false
	for {
		line, column := decoder.InputPos()
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			line, column = decoder.InputPos()
			problems = append(problems, fmt.Errorf("%s:%d:%d: %w", file, line, column, err))
			break
		}
		switch t := token.(type) {
		case xml.StartElement:
			opml = opml || t.Name.Local == "opml"
			if t.Name.Local != "outline" {
				continue
			}
			attr := attributes(t)
			folder := ""
			if address := attr["xmlurl"]; address != "" {
				desk := strings.Join(slices.DeleteFunc(slices.Clone(folders), func(s string) bool { return s == "" }), "/")
				feed, err := newFeed(address, cmp.Or(attr["title"], attr["text"]), attr["htmlurl"], desk)
				if err != nil {
					problems = append(problems, fmt.Errorf("%s:%d:%d: %w", file, line, column, err))
				} else {
					feeds = append(feeds, feed)
				}
			} else {
				folder = cmp.Or(attr["text"], attr["title"])
			}
			folders = append(folders, folder)
		case xml.EndElement:
			if t.Name.Local == "outline" {
				folders = folders[:len(folders)-1]
			}
		}
	}
	if !opml && len(problems) == 0 {
		problems = append(problems, fmt.Errorf("%s:1:1: neither OPML nor plain text", file))
	}
	return feeds, errors.Join(problems...)
}

func attributes(e xml.StartElement) map[string]string {
	attr := make(map[string]string, len(e.Attr))
	for _, a := range e.Attr {
		attr[strings.ToLower(a.Name.Local)] = strings.TrimSpace(a.Value)
	}
	return attr
}

type outline struct {
	Text     string    `xml:"text,attr"`
	Title    string    `xml:"title,attr,omitempty"`
	Type     string    `xml:"type,attr,omitempty"`
	XMLURL   string    `xml:"xmlUrl,attr,omitempty"`
	HTMLURL  string    `xml:"htmlUrl,attr,omitempty"`
	Outlines []outline `xml:"outline"`
}

// WriteList writes feeds as OPML 2.0, one folder a desk, in the order given.
func WriteList(w io.Writer, title string, feeds []news.Feed) error {
	type head struct {
		Title string `xml:"title"`
	}
	doc := struct {
		XMLName  xml.Name  `xml:"opml"`
		Version  string    `xml:"version,attr"`
		Head     head      `xml:"head"`
		Outlines []outline `xml:"body>outline"`
	}{Version: "2.0", Head: head{title}}
	for _, f := range feeds {
		list := &doc.Outlines
		for _, name := range strings.Split(f.Desk, "/") {
			if name != "" {
				list = folder(list, name)
			}
		}
		*list = append(*list, outline{Text: cmp.Or(f.Title, f.URL), Title: f.Title, Type: "rss", XMLURL: f.URL, HTMLURL: f.Site})
	}
	out, err := xml.MarshalIndent(doc, "", "  ")
	if err != nil {
		return fmt.Errorf("write feed list: %w", err)
	}
	_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, out)
	return err
}

// folder finds or makes the folder of that name and returns its outlines.
func folder(list *[]outline, name string) *[]outline {
	for i := range *list {
		if o := &(*list)[i]; o.XMLURL == "" && o.Text == name {
			return &o.Outlines
		}
	}
	*list = append(*list, outline{Text: name})
	return &(*list)[len(*list)-1].Outlines
}
