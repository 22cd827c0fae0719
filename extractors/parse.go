package extractors

import (
	"bytes"

	"golang.org/x/net/html"
)

// maxDepth bounds the nesting of flattened markup. The parser refuses more than 512 open
// elements and adds up to three of its own for each table.
const maxDepth = 120

// parse builds the tree. Markup that the parser refuses, or that has more tags than any
// honest page, is flattened first, which keeps its text.
func parse(clean []byte) (*html.Node, error) {
	if bytes.Count(clean, []byte("<")) < maxTags/4 {
		if root, err := html.Parse(bytes.NewReader(clean)); err == nil {
			return root, nil
		}
	}
	return html.Parse(bytes.NewReader(flatten(clean)))
}

var voidElements = map[string]bool{
	"area": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true,
}

// flatten drops the tags of elements nested deeper than maxDepth and end tags that match
// nothing, and closes what a matched end tag leaves open.
func flatten(clean []byte) []byte {
	var out bytes.Buffer
	var open []string
	z := html.NewTokenizer(bytes.NewReader(clean))
	for {
		kind := z.Next()
		raw := z.Raw()
		switch kind {
		case html.ErrorToken:
			return out.Bytes()
		case html.StartTagToken:
			name, _ := z.TagName()
			if voidElements[string(name)] || len(open) < maxDepth {
				out.Write(raw)
			}
			if !voidElements[string(name)] && len(open) < maxDepth {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			open = closeTo(&out, open, string(name))
		default:
			out.Write(raw)
		}
	}
}

// closeTo writes the end tags up to the innermost open element of that name.
func closeTo(out *bytes.Buffer, open []string, name string) []string {
	for i := len(open) - 1; i >= 0; i-- {
		if open[i] != name {
			continue
		}
		for j := len(open) - 1; j >= i; j-- {
			out.WriteString("</" + open[j] + ">")
		}
		return open[:i]
	}
	return open
}

// looksLikeHTML refuses what cannot be a page. Text without any tag is not refused by
// its look alone: only a missing '<' is.
func looksLikeHTML(body []byte) bool {
	head := bytes.TrimLeft(body[:min(len(body), 4096)], " \t\r\n\f\xef\xbb\xbf")
	for _, magic := range []string{"%PDF-", "PK\x03\x04", "\x89PNG", "\xff\xd8\xff", "GIF8", "RIFF", "\x1f\x8b", "{", "[{"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return false
		}
	}
	for _, root := range []string{"<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex", "<opml"} {
		if at := indexFold(head[:min(len(head), 1024)], root); at >= 0 && indexFold(head[:at], "<html") < 0 && indexFold(head[:at], "<body") < 0 {
			return false
		}
	}
	return bytes.IndexByte(body, '<') >= 0
}
