package poll

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"

	"golang.org/x/net/html/charset"
)

// ReadList reads a list of feeds: OPML (outlines with xmlUrl; folders become desks), or plain text
// with one address a line, a name after it if wanted, and # before comments. Every
// mistake is reported, as file:line:column.
func ReadList(file string, data []byte) ([]news.Feed, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) {
		return readOPML(file, data)
	}
	var feeds []news.Feed
	var problems []error
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		entry := strings.TrimSpace(line)
		if entry == "" || strings.HasPrefix(entry, "#") {
			continue
		}
		address, title := entry, ""
		if i := strings.IndexFunc(entry, unicode.IsSpace); i >= 0 {
			address, title = entry[:i], strings.TrimSpace(entry[i:])
		}
		title, _, _ = strings.Cut(" "+title, " #") // a comment after the address or the name
		feed, err := newFeed(address, title, "", "")
		if err != nil {
			column := utf8.RuneCountInString(line[:strings.Index(line, entry)]) + 1
			problems = append(problems, fmt.Errorf("%s:%d:%d: %w", file, n, column, err))
			continue
		}
		feeds = append(feeds, feed)
	}
	return feeds, errors.Join(problems...)
}

// newFeed checks an address and tidies the rest, so that a list can be written and read again unchanged.
func newFeed(address, title, site, desk string) (news.Feed, error) {
	if _, err := fetch.CanonicalURL(address); err != nil {
		return news.Feed{}, err
	}
	if lines(address) != address || len(address) > maxAddress {
		return news.Feed{}, fmt.Errorf("address %.200q: longer than %d bytes, or not UTF-8", address, maxAddress)
	}
	if title = label(title); title == address { // which WriteList puts where a name must be
		title = ""
	}
	return news.Feed{URL: address, Title: title, Site: label(site), Desk: strings.Join(levels(desk), "/")}, nil
}

// levels are the names in a desk, outermost first.
func levels(desk string) []string {
	var names []string
	for name := range strings.SplitSeq(desk, "/") {
		if name = label(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// readOPML walks the outlines of OPML 1.0 and 2.0 (opml.org/spec2.opml).
func readOPML(file string, data []byte) ([]news.Feed, error) {
	var feeds []news.Feed
	var problems []error
	var folders []string // of the open outlines; "" for one that is no folder
	mistake := func(line, column int, err error) {
		problems = append(problems, fmt.Errorf("%s:%d:%d: %w", file, line, column, err))
	}
	decoder := xml.NewDecoder(bytes.NewReader(data))
	decoder.Entity = xml.HTMLEntity
	decoder.CharsetReader = charset.NewReaderLabel
	for root := ""; ; {
		line, column := decoder.InputPos()
		token, err := decoder.Token()
		if err != nil {
			if err != io.EOF {
				line, column = decoder.InputPos()
				mistake(line, column, err)
			} else if root == "" {
				mistake(1, 1, errNoList)
			}
			return feeds, errors.Join(problems...)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if root = cmp.Or(root, t.Name.Local); !strings.EqualFold(root, "opml") {
				mistake(1, 1, errNoList)
				return nil, errors.Join(problems...)
			}
			if !isOutline(t.Name) {
				continue
			}
			feed, folder, err := readOutline(t, folders)
			if err != nil {
				mistake(line, column, err)
			} else if feed.URL != "" {
				feeds = append(feeds, feed)
			}
			folders = append(folders, folder)
		case xml.EndElement:
			if isOutline(t.Name) {
				folders = folders[:len(folders)-1]
			}
		}
	}
}

var errNoList = errors.New("neither OPML nor plain text")

func isOutline(name xml.Name) bool { return strings.EqualFold(name.Local, "outline") }

// readOutline reads a feed, or else the name of a folder.
func readOutline(e xml.StartElement, folders []string) (feed news.Feed, folder string, err error) {
	attr := attributes(e)
	address := attr["xmlurl"]
	if address == "" {
		return feed, cmp.Or(attr["text"], attr["title"]), nil
	}
	feed, err = newFeed(address, cmp.Or(attr["title"], attr["text"]), attr["htmlurl"], strings.Join(folders, "/"))
	return feed, "", err
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
		for _, name := range levels(f.Desk) {
			list = folder(list, name)
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
