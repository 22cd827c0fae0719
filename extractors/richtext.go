package extractors

import (
	"regexp"
	"slices"
	"strings"
)

// Rich text is an article as data: a tree of nodes that say what they are, "paragraph" or
// "h2", and hold text or more nodes. The editors' formats (ProseMirror, Slate, Lexical,
// Draft.js, Editor.js, Gutenberg, Portable Text, Contentful, Arc, Bloomberg) differ in the
// names only.

// typeKeys say what a node is, textKeys hold its text or its nodes, in order of trust;
// wrapKeys hold what else may hold them.
var (
	typeKeys = []string{"type", "_type", "nodeType", "kind", "blockType", "__typename", "name"}
	textKeys = []string{"text", "value", "content", "children", "html", "html1", "nodes", "paragraph", "body", "content_elements", "blocks", "items", "elements", "components", "root", "document", "json", "raw"}
	wrapKeys = []string{"data", "attributes", "attrs", "model", "props", "params", "fields"}
)

// noText are parts of the names of nodes that are none of the text.
var noText = []string{
	"image", "img", "photo", "figure", "picture", "video", "audio", "embed", "advert", "newsletter", "related", "gallery", "promo", "social", "tweet", "twitter",
	"instagram", "facebook", "youtube", "byline", "caption", "credit", "media", "interstitial", "button", "form", "widget", "script", "pullquote", "raw_html", "divider", "iframe", "poll", "chart", "podcast", "readmore", "comment",
}

// A writer turns rich text into markup, which is then read as any other.
type writer struct {
	b    strings.Builder
	text int  // bytes of text written
	work *int // see state
	refs func(any) any
}

// typeOf is a node's type in lower case without the words that every type has.
func typeOf(r record) string {
	for _, key := range typeKeys {
		if s, ok := r.get(key).(string); ok && s != "" && len(s) < 50 {
			s = strings.ToLower(s[strings.LastIndexAny(s, "/.")+1:])
			if cut := strings.TrimSuffix(strings.TrimSuffix(s, "block"), "node"); cut != "" {
				s = strings.TrimRight(cut, "-_")
			}
			return s
		}
	}
	return ""
}

func isNoText(kind string) bool {
	if kind == "ad" || kind == "ads" || strings.HasPrefix(kind, "ad-") || strings.HasPrefix(kind, "ad_") {
		return true
	}
	for _, s := range noText {
		if strings.Contains(kind, s) {
			return true
		}
	}
	return false
}

// element is the HTML element for a type of node that is one paragraph; "" if it is none.
func elementFor(kind string) string {
	switch {
	case strings.Contains(kind, "paragraph"), kind == "p", kind == "text", kind == "unstyled", kind == "normal", kind == "richtext", kind == "rich-text", kind == "html", kind == "block", kind == "body":
		return "p"
	case strings.Contains(kind, "head"), kind == "subtitle", kind == "crosshead", len(kind) == 2 && kind[0] == 'h' && '1' <= kind[1] && kind[1] <= '6':
		return "h3"
	case strings.Contains(kind, "list") && strings.Contains(kind, "item"), kind == "li":
		return "li"
	case kind == "blockquote", kind == "quote":
		return "p"
	}
	return ""
}

// write writes the paragraphs of a node or of a list of nodes.
func (w *writer) write(v any, depth int) {
	if *w.work -= 8; *w.work < 0 || depth > maxNesting {
		return
	}
	switch v := w.refs(v).(type) {
	case string:
		if strings.Contains(v, "<p") || len(v) >= 60 && strings.Contains(v, " ") {
			w.element("p", v)
		}
	case []any:
		for _, x := range v {
			w.write(x, depth+1)
		}
	case record:
		w.node(v, depth)
	}
}

func (w *writer) node(r record, depth int) {
	*w.work -= 64
	kind := typeOf(r)
	if isNoText(kind) || isTeaser(r) {
		return
	}
	tag := elementFor(kind)
	if kind == "" && isLeaf(r, w.refs) {
		tag = "p"
	}
	if tag != "" && !w.holdsBlocks(r) {
		var line strings.Builder
		w.inline(&line, r, depth)
		w.element(tag, line.String())
		return
	}
	before := w.text
	for _, keys := range [][]string{textKeys, wrapKeys} {
		for _, key := range keys {
			switch x := w.refs(r.get(key)).(type) {
			case []any, record:
				w.write(x, depth+1)
			case string:
				if strings.Contains(x, "<p") || strings.HasPrefix(x, "<h") || kind == "" && len(x) >= 60 && slices.Contains(chunkKeys, key) {
					w.element("p", x)
					return
				}
			}
		}
	}
	for _, m := range r {
		if list, ok := m.value.([]any); ok && w.text == before && !isOther(squash(m.key)) {
			w.write(list, depth+1)
		}
	}
}

// element writes one paragraph, or what already is several.
func (w *writer) element(tag, text string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	*w.work -= len(text)
	w.text += len(text)
	if strings.Contains(text, "<p") {
		tag = "div"
	} else {
		text = withoutMarkdown(text)
	}
	if !strings.Contains(text, "<") {
		text = strings.ReplaceAll(text, "\n", "<br>")
	}
	w.b.WriteString("<" + tag + ">" + text + "</" + tag + ">\n")
}

var (
	markdownLink  = regexp.MustCompile(`!?\[([^\[\]]*)\]\([^()\s]*(?: "[^"]*")?\)`)
	markdownMarks = regexp.MustCompile(`(?m)\*\*|__|^[ \t]*(?:#{1,6}|>)[ \t]+|(^|[\s(“"])[_*]([^_*\s][^_*\n]*)[_*]`)
)

// withoutMarkdown takes the marks out of a text that has links or bold type in Markdown.
func withoutMarkdown(text string) string {
	if !strings.Contains(text, "](") && strings.Count(text, "**") < 2 {
		return text
	}
	return markdownMarks.ReplaceAllString(markdownLink.ReplaceAllString(text, "$1"), "$1$2")
}

// isLeaf reports whether a node without a type is a paragraph: its children have text and
// no children.
func isLeaf(r record, refs func(any) any) bool {
	list, _ := refs(r.get("children")).([]any)
	for _, x := range list {
		if c, ok := x.(record); ok {
			_, text := c.get("text").(string)
			return text
		}
	}
	return false
}

// holdsBlocks reports whether a node holds paragraphs rather than text.
func (w *writer) holdsBlocks(r record) bool {
	for _, key := range textKeys {
		list, _ := w.refs(r.get(key)).([]any)
		for _, x := range list[:min(len(list), 20)] {
			if c, ok := x.(record); ok {
				if kind := typeOf(c); kind != "text" && kind != "html" && elementFor(kind) != "" {
					return true
				}
			}
		}
	}
	return false
}

// inline writes the text inside a paragraph.
func (w *writer) inline(b *strings.Builder, v any, depth int) {
	if *w.work -= 8; *w.work < 0 || depth > maxNesting {
		return
	}
	switch v := w.refs(v).(type) {
	case string:
		b.WriteString(v)
	case []any:
		for _, x := range v {
			w.inline(b, x, depth+1)
		}
	case record:
		kind := typeOf(v)
		if isNoText(kind) {
			return
		}
		if kind == "br" || kind == "hardbreak" || kind == "hard_break" || kind == "linebreak" {
			b.WriteString("<br>")
			return
		}
		before := b.Len()
		for _, keys := range [][]string{textKeys, wrapKeys} {
			for _, key := range keys {
				if x := v.get(key); x != nil && b.Len() == before {
					w.inline(b, x, depth+1)
				}
			}
		}
	}
}

// isTeaser reports whether an object is an article of its own: it has a headline, and an
// address or the name of one.
func isTeaser(r record) bool {
	if headlineOf(r) == "" {
		return false
	}
	kind := typeOf(r)
	return hasAddress(r) || strings.Contains(kind, "article") || strings.Contains(kind, "story") || kind == "post"
}

func hasAddress(r record) bool {
	for _, key := range []string{"url", "slug", "canonical_url", "canonicalUrl", "link", "href", "permalink", "uri"} {
		if r.get(key) != nil {
			return true
		}
	}
	return false
}
