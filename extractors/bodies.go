package extractors

import (
	"strings"
)

// bodyKeys are the names, in lower case without hyphens and underscores, under which an
// article's body is kept.
var bodyKeys = func() map[string]bool {
	table := map[string]bool{}
	for key := range strings.FieldsSeq(`body content contents contenthtml htmlcontent articlebody articlecontent articlehtml articletext html text fulltext maintext
		bodytext bodyhtml htmlbody storybody storycontent storyhtml storytext rendered contentelements paragraphs blocks components richtext document
		description postbody postcontent longtext maincontent bodycontent contentbody detail details article story copy transcript`) {
		table[key] = true
	}
	return table
}()

var titleKeys = []string{"title", "headline", "name", "basic_headline", "basic", "articleTitle", "article_title", "webTitle", "mobileTitle", "seoTitle", "seo_title", "pageTitle", "h1", "rendered", "label", "main", "og_title", "ogTitle"}

// titleHolders are the members whose own members may be the headline.
var titleHolders = []string{"headlines", "headline", "title", "titles", "seo", "metadata", "meta", "attributes", "fields", "header"}

// squash writes a name in lower case without hyphens and underscores.
func squash(key string) string {
	if len(key) > 40 {
		return ""
	}
	var room [40]byte
	out := room[:0]
	for i := range len(key) {
		if c := key[i]; c != '_' && c != '-' {
			out = append(out, toLower(c))
		}
	}
	if string(out) == key {
		return key
	}
	return string(out)
}

// otherKeys are how the names begin under which there is something else than the article.
var otherKeys = strings.Fields(`comment repl related recommend author byline contributor creator footer nav menu privacy terms legal translation i18n locale
	newsletter advert mostread mostpopular popular trending latest nextarticle nextstory prevarticle publisher categor tag topic profile user`)

func isOther(key string) bool {
	for _, other := range otherKeys {
		if strings.HasPrefix(key, other) {
			return true
		}
	}
	return false
}

// whose says what is around a body.
type whose int

const (
	another whose = iota // an article with another headline
	unknown
	thisPage // the page's headline or address, or the text begins as the page does
)

type scriptBody struct {
	markup string
	size   int // bytes of text
	of     whose
}

// walk searches a value for bodies; above are the objects it is in, outermost first.
func (s *state) walk(v any, above []record, depth int) {
	if s.work -= 8; s.work < 0 || depth > maxNesting || len(s.bodies) >= maxBodies {
		return
	}
	switch v := s.resolve(v).(type) {
	case string:
		if len(v) >= minScript {
			s.again(v, above)
		}
	case []any:
		if s.isChunks(v) && s.consider(v, above, "") {
			return
		}
		for _, x := range v {
			s.walk(x, above, depth+1)
		}
	case record:
		above = append(above[:len(above):len(above)], v)
		for _, m := range v {
			switch m.value.(type) {
			case nil, int:
				continue
			}
			key := squash(m.key)
			if !isOther(key) && (!bodyKeys[key] || !s.consider(m.value, above, key)) {
				s.walk(m.value, above, depth+1)
			}
		}
	}
}

// isChunks reports whether a list is one of pieces of text: three objects or more that
// hold some, are more than a part of a paragraph, most without headlines of their own.
func (s *state) isChunks(list []any) bool {
	n, titled := 0, 0
	for _, x := range list[:min(len(list), 100)] {
		s.work -= 64
		r, ok := x.(record)
		kind := typeOf(r)
		if !ok || isNoText(kind) || kind == "text" && r.get("content") == nil {
			continue
		}
		if headlineOf(r) != "" {
			titled++
			continue
		}
		if _, ok := r.get("children").([]any); ok && elementFor(kind) != "" {
			n++
			continue
		}
		for _, key := range chunkKeys {
			if len(text(s.resolve(r.get(key)))) >= 60 {
				n++
				break
			}
		}
	}
	return n >= 3 && titled < n
}

var chunkKeys = []string{"html", "text", "content", "value", "markup"}

// consider keeps a value that is the body of an article.
func (s *state) consider(v any, above []record, key string) bool {
	w := writer{work: &s.work, refs: s.resolve}
	switch v := s.resolve(v).(type) {
	case string:
		s.work -= len(v)
		if len(v) < minBody || strings.IndexByte("{[", v[0]) >= 0 || !hasSentences(v) {
			return false
		}
		w.element("p", v)
	case []any, record:
		if r, ok := v.(record); ok && headlineOf(r) != "" {
			return false // an article of its own; its body is inside
		}
		w.write(v, 0)
	}
	markup := w.b.String()
	if w.text < minBody || strings.Count(markup, "{") > 5 || !hasSentences(markup) {
		return false
	}
	b := scriptBody{markup: markup, size: textSize(markup), of: s.whose(above)}
	if b.size < minBody || key == "description" && b.size < minDescription {
		return false
	}
	if b.of != thisPage && len(s.lead) >= 40 && strings.Contains(fold(plainText(cut(markup, 4000))), s.lead) {
		b.of = thisPage
	}
	s.bodies = append(s.bodies, b)
	return true
}

// hasSentences reports whether there are ends of at least three sentences.
func hasSentences(in string) bool {
	n := 0
	for _, end := range []string{". ", ".<", ".\n", "。", "! ", "? ", "।", "؟", ".”", ".\""} {
		n += strings.Count(in, end)
	}
	return n >= 3
}

// textSize is the size of markup without its tags.
func textSize(markup string) int {
	n, inside := 0, false
	for i := range len(markup) {
		switch markup[i] {
		case '<':
			inside = true
		case '>':
			inside = false
		default:
			if !inside {
				n++
			}
		}
	}
	return n
}

// whose looks up from a body for an object that has a headline or the page's address.
func (s *state) whose(above []record) whose {
	for i := len(above) - 1; i >= max(0, len(above)-6); i-- {
		if s.isMine(above[i]) {
			return thisPage
		}
		if r := above[i]; headlineOf(r) != "" || hasAddress(r) && (text(r.get("name")) != "" || text(r.get("title")) != "") {
			return another
		}
	}
	return unknown
}

// isMine reports whether an object has the page's headline or address.
func (s *state) isMine(r record) bool {
	for _, m := range r {
		v, ok := s.resolve(m.value).(string)
		if !ok || len(v) > 2*maxTitle || len(v) < 8 {
			continue
		}
		if s.path != "" && (v == s.slug || strings.HasSuffix(strings.TrimSuffix(v, "/"), s.path)) {
			return true
		}
	}
	for _, key := range titleKeys {
		if s.isHead(text(s.resolve(r.get(key)))) {
			return true
		}
	}
	for _, holder := range titleHolders {
		in, _ := r.get(holder).(record)
		for _, m := range in[:min(len(in), 40)] {
			if s.isHead(text(s.resolve(m.value))) {
				return true
			}
		}
	}
	return false
}

// isHead reports whether a title is the page's: equal to it, or a good part of it or around it.
func (s *state) isHead(title string) bool {
	if title == "" || s.head == "" || len(title) > 2*maxTitle {
		return false
	}
	f := fold(plainText(title))
	if f == s.head {
		return true
	}
	short, long := f, s.head
	if len(short) > len(long) {
		short, long = long, short
	}
	return strings.Count(short, " ") >= 2 && len(short) >= 15 && 2*len(short) >= len(long) && strings.Contains(long, short)
}

// headlineOf is what an object gives as its headline, if that has three words or more.
func headlineOf(r record) string {
	for _, key := range []string{"headline", "title", "basic_headline", "headlines", "name"} {
		v := r.get(key)
		if key == "name" && !hasAddress(r) {
			continue
		}
		if in, ok := v.(record); ok {
			for _, k := range titleKeys {
				if s := text(in.get(k)); s != "" {
					v = s
					break
				}
			}
		}
		if s := text(v); len(s) <= 2*maxTitle && strings.Count(strings.TrimSpace(s), " ") >= 2 {
			return s
		}
	}
	return ""
}

// far is how much longer the longest body is than any other where nothing says whose it is.
const (
	far        = 3
	minUnknown = 1500
)

// best is the body of the page's article: the longest of those that are, or the longest by
// far of those that may be.
func (s *state) best() *scriptBody {
	var best *scriptBody
	second := 0
	for i := range s.bodies {
		b := &s.bodies[i]
		switch {
		case b.of == another:
			second = max(second, b.size)
		case best == nil || b.of > best.of || b.of == best.of && b.size > best.size:
			if best != nil && best.size != b.size {
				second = max(second, best.size)
			}
			best = b
		case b.size != best.size:
			second = max(second, b.size)
		}
	}
	if best != nil && best.of == unknown && (best.size < minUnknown || best.size < far*second) {
		return nil
	}
	return best
}
