package extractors

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// limits on the walk through one page's JSON-LD.
const (
	maxLDObjects = 2000
	maxLDDepth   = 12
)

// object is a JSON-LD node; values are as encoding/json decodes them.
type object = map[string]any

// jsonLD is what a page's scripts declare: its article, if one is described, the page
// around it, and every object that others refer to by @id.
type jsonLD struct {
	article object // nil if none
	page    object // a WebPage, second choice for dates and language
	signed  object // the first other object that is a text and has an author
	video   bool   // a video is described, not as part of something else
	list    bool   // the page is a list of others
	byID    map[string]object
}

// readJSONLD decodes the scripts and picks the article: the first object of an article
// type that says most about itself.
func readJSONLD(scripts [][]byte) jsonLD {
	ld := jsonLD{byID: map[string]object{}}
	var all []object
	for _, script := range scripts {
		if v, ok := decodeLD(script); ok {
			all = ld.collect(all, v, 0)
		}
	}
	best := 0
	for _, o := range all {
		if ld.signed == nil && o["author"] != nil && hasType(o, signedTypes...) {
			ld.signed = o
		}
		ld.video = ld.video || hasType(o, "VideoObject")
		ld.list = ld.list || hasType(o, "CollectionPage", "SearchResultsPage")
		switch {
		case isArticle(o):
			if n := said(o); n > best {
				ld.article, best = o, n
			}
		case ld.page == nil && hasType(o, "WebPage", "ItemPage"):
			ld.page = o
		}
	}
	return ld
}

// signedTypes are the types of texts that are no articles by name, or of the pages around
// articles.
var signedTypes = []string{"WebPage", "ItemPage", "MedicalWebPage", "FAQPage", "Review", "ClaimReview", "HowTo", "DiscussionForumPosting", "CreativeWork"}

// decodeLD reads one script. Publishers leave line breaks and quotes inside strings,
// trailing commas, comments and brackets too many; those are repaired, since no reading but
// one is likely.
func decodeLD(script []byte) (any, bool) {
	script = bytes.TrimSpace(script)
	for _, wrap := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}, {"<![CDATA[", "]]>"}} {
		script = bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimPrefix(script, []byte(wrap[0])), []byte(wrap[1])))
	}
	script = bytes.TrimRight(script, "; \r\n\t")
	var v any
	if json.Unmarshal(script, &v) == nil {
		return v, true
	}
	return v, json.NewDecoder(bytes.NewReader(repairJSON(script))).Decode(&v) == nil
}

// repairJSON escapes control characters and quotes inside strings, drops comments, escapes
// JSON does not know, and commas before a closing bracket.
func repairJSON(in []byte) []byte {
	out := make([]byte, 0, len(in)+16)
	quoted := false
	for i := 0; i < len(in); i++ {
		c := in[i]
		switch {
		case quoted && c == '\\' && i+1 < len(in):
			i++
			if strings.IndexByte(`"\/bfnrtu`, in[i]) >= 0 {
				out = append(out, '\\')
			}
			if in[i] >= ' ' {
				out = append(out, in[i])
			}
			continue
		case quoted && c == '"' && !endsString(in[i+1:]):
			out = append(out, '\\')
		case c == '"':
			quoted = !quoted
		case quoted && c < ' ':
			out = append(out, `\n`...)
			continue
		case !quoted && c == '/' && i+1 < len(in) && in[i+1] == '/':
			for i < len(in) && in[i] != '\n' {
				i++
			}
			continue
		case !quoted && (c == ']' || c == '}'):
			out = bytes.TrimRight(out, ", \r\n\t")
		}
		out = append(out, c)
	}
	return out
}

// endsString reports whether what follows a quote may follow a string.
func endsString(rest []byte) bool {
	for i, c := range rest {
		if c > ' ' {
			return strings.IndexByte(",:}]/", c) >= 0
		}
		if i == 1000 {
			break
		}
	}
	return true
}

// collect appends the objects that describe the page itself: top level, @graph and what
// hangs on mainEntity; not the entries of lists, which describe other pages.
func (ld *jsonLD) collect(all []object, v any, depth int) []object {
	if depth > maxLDDepth || len(all) >= maxLDObjects {
		return all
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			all = ld.collect(all, x, depth+1)
		}
	case object:
		if id, _ := v["@id"].(string); id != "" && len(v) > len(ld.byID[id]) {
			ld.byID[id] = v
		}
		all = append(all, v)
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "author", "creator", "publisher", "image", "primaryImageOfPage"} {
			switch v[key].(type) {
			case object, []any:
				all = ld.collect(all, v[key], depth+1)
			}
		}
	}
	return all
}

// said counts what an article object tells; a bare headline may be a teaser's.
func said(o object) int {
	n := 1
	for _, key := range []string{"headline", "name", "datePublished", "author", "articleBody", "publisher", "mainEntityOfPage"} {
		if o[key] != nil {
			n++
		}
	}
	return n
}

func isArticle(o object) bool {
	for _, t := range types(o) {
		if strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "BlogPosting") || t == "Report" || t == "SocialMediaPosting" || t == "Recipe" {
			return true
		}
	}
	return false
}

func hasType(o object, want ...string) bool {
	for _, t := range types(o) {
		if slices.Contains(want, t) {
			return true
		}
	}
	return false
}

// types lists an object's @type values without their vocabulary.
func types(o object) []string {
	var out []string
	add := func(v any) {
		if s, ok := v.(string); ok {
			out = append(out, s[strings.LastIndexAny(s, "/#:")+1:])
		}
	}
	if list, ok := o["@type"].([]any); ok {
		for _, v := range list {
			add(v)
		}
	} else {
		add(o["@type"])
	}
	return out
}

// resolve follows {"@id": ...} to the object of that name.
func (ld *jsonLD) resolve(v any) any {
	if o, ok := v.(object); ok {
		if id, _ := o["@id"].(string); id != "" && len(ld.byID[id]) > len(o) {
			return ld.byID[id]
		}
	}
	return v
}

// str reads a plain-text field of the article; of a list, the first.
func (ld *jsonLD) str(key string) string { return ld.first(ld.article[key], "name") }

// first reads a string out of a value: itself, its first element, or the named field.
func (ld *jsonLD) first(v any, field string) string {
	for range maxLDDepth {
		switch x := ld.resolve(v).(type) {
		case string:
			return plainText(x)
		case []any:
			if len(x) == 0 {
				return ""
			}
			v = x[0]
		case object:
			v = x[field]
		default:
			return ""
		}
	}
	return ""
}

// all reads the strings of a value that may be one or a list: strings themselves, the
// named field of objects.
func (ld *jsonLD) all(v any, field string) []string {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var out []string
	for _, x := range list[:min(len(list), 64)] {
		if nested, ok := x.([]any); ok && len(nested) > 0 {
			x = nested[0]
		}
		if o, ok := ld.resolve(x).(object); ok {
			if many, ok := o[field].([]any); ok { // {"name": ["A", "B"]}
				out = append(out, ld.all(many[:min(len(many), 64)], "name")...)
				continue
			}
		}
		if s := ld.first(x, field); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// text is the declared articleBody as a text.
func (ld *jsonLD) text() string { return paragraphs(ld.body()) }

// body is the articleBody as declared, perhaps with markup.
func (ld *jsonLD) body() string {
	body, _ := ld.article["articleBody"].(string)
	return body
}
