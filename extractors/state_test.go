package extractors

import (
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

type dict = map[string]any

func toJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// shell is a page that its scripts are to draw.
func shell(title string, scripts ...string) string {
	var b strings.Builder
	b.WriteString(`<!doctype html><html><head><title>` + title + ` | Harbour Post</title><meta property="og:title" content="` + title + `"></head><body><div id="root"></div>`)
	for _, s := range scripts {
		if !strings.HasPrefix(s, "<") {
			s = "<script>" + s + "</script>"
		}
		b.WriteString(s)
	}
	return b.String() + "</body></html>"
}

func bodyHTML(s story) string {
	var b strings.Builder
	for _, x := range s.Blocks {
		if x.Head {
			b.WriteString(`<h3 class="t">` + x.Text + "</h3>")
		} else {
			b.WriteString("<p>" + x.Text + "</p>")
		}
	}
	return b.String()
}

// nodes is the story as rich text, made node by node.
func nodes(s story, node func(x storyBlock) any) []any {
	var out []any
	for _, x := range s.Blocks {
		out = append(out, node(x))
	}
	return out
}

func either(head bool, yes, no string) string {
	if head {
		return yes
	}
	return no
}

// split cuts a text in two in the middle of a sentence.
func split(text string) (string, string) {
	i := strings.IndexByte(text[len(text)/2:], ' ') + len(text)/2
	return text[:i], text[i:]
}

func TestBodyIsReadFromAScript(t *testing.T) {
	s := ownStory()
	in := bodyHTML(s)
	object := dict{"headline": s.Title, "id": 7, "articleBody": in}
	teasers := []any{
		dict{"title": "Another story of the harbour", "url": "/b", "body": in + in},
		dict{"title": "A third story of the harbour", "url": "/c", "body": in + in},
	}
	bloomberg := nodes(s, func(x storyBlock) any {
		a, b := split(x.Text)
		return dict{"type": either(x.Head, "heading", "paragraph"), "data": dict{}, "content": []any{
			dict{"type": "text", "value": a},
			dict{"type": "link", "data": dict{"href": "https://x.example/", "title": "link"}, "content": []any{dict{"type": "text", "value": b}}},
		}}
	})
	bloomberg = append([]any{dict{"type": "inline-newsletter", "content": []any{dict{"type": "paragraph", "content": []any{dict{"type": "text", "value": "Subscribe to the letter that everybody reads in the morning."}}}}}}, bloomberg...)
	slate := nodes(s, func(x storyBlock) any {
		a, b := split(x.Text)
		return dict{"type": either(x.Head, "h2", "p"), "children": []any{dict{"text": a}, dict{"text": b, "bold": true}}}
	})
	portable := nodes(s, func(x storyBlock) any {
		a, b := split(x.Text)
		return dict{"_type": "block", "style": either(x.Head, "h2", "normal"), "children": []any{dict{"_type": "span", "text": a}, dict{"_type": "span", "text": b}}}
	})
	contentful := nodes(s, func(x storyBlock) any {
		return dict{"nodeType": either(x.Head, "heading-2", "paragraph"), "data": dict{}, "content": []any{dict{"nodeType": "text", "value": x.Text, "marks": []any{}}}}
	})
	arc := nodes(s, func(x storyBlock) any {
		return dict{"_id": "X", "type": either(x.Head, "header", "text"), "content": x.Text}
	})
	arc = append(arc, dict{"type": "image", "caption": "The tower as seen from the harbour, with the keeper's houses in front of it."})
	gutenberg := nodes(s, func(x storyBlock) any {
		return dict{"name": either(x.Head, "core/heading", "core/paragraph"), "attributes": dict{"content": x.Text}}
	})
	editorJS := nodes(s, func(x storyBlock) any {
		return dict{"type": either(x.Head, "header", "paragraph"), "data": dict{"text": x.Text}}
	})
	draft := nodes(s, func(x storyBlock) any {
		return dict{"key": "a", "text": x.Text, "type": either(x.Head, "header-two", "unstyled"), "inlineStyleRanges": []any{}}
	})
	next := func(v any) string {
		return `<script id="__NEXT_DATA__" type="application/json">` + toJSON(dict{"props": dict{"pageProps": v}, "page": "/a"}) + `</script>`
	}
	flight := func(rows string) []string {
		var out []string
		for rows != "" {
			n := min(900, len(rows))
			for n < len(rows) && rows[n]&0xc0 == 0x80 {
				n++
			}
			out = append(out, "self.__next_f.push([1,"+toJSON(rows[:n])+"])")
			rows = rows[n:]
		}
		return out
	}
	for name, scripts := range map[string][]string{
		"next.js data":        {next(dict{"story": object, "more": teasers})},
		"assigned":            {"window.__INITIAL_STATE__ = " + toJSON(dict{"a": dict{"article": object}}) + ";(function(){var s;})()"},
		"by subscript":        {`window["__PRELOADED_STATE__"]=` + toJSON(dict{"article": object}) + "</script>"},
		"pushed":              {`window.q=window.q||[];window.q.push(` + toJSON(dict{"state": dict{"data": object}}) + `)`},
		"apollo":              {"window.__APOLLO_STATE__=" + toJSON(dict{"Article:7": object, "Article:8": teasers[0], "Article:9": teasers[1]})},
		"text in data":        {next(dict{"title": s.Title, "content": s.Body()})},
		"json.parse":          {"var s = JSON.parse(" + toJSON(toJSON(object)) + ");"},
		"json.parse, single":  {"var s = JSON.parse('" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(toJSON(object)) + "');"},
		"json.parse, encoded": {`var s = JSON.parse(decodeURIComponent("` + url.PathEscape(toJSON(object)) + `"));`},
		"json in json":        {"window.__DATA__=" + toJSON(dict{"cache": toJSON(dict{"article": object})})},
		"angular":             {`<script id="state" type="application/json">` + strings.NewReplacer(`&`, "&a;", `"`, "&q;", "<", "&l;", ">", "&g;", "'", "&s;").Replace(toJSON(object)) + `</script>`},
		"escaped":             {`<script type="application/json">` + html.EscapeString(toJSON(object)) + `</script>`},
		"cut short":           {"window.__DATA__=" + strings.TrimRight(toJSON(dict{"a": 1, "o": object, "z": []any{dict{"x": "unfinished"}}}), `}]"`)},
		"script, not json":    {`window.S={route:'/a',ok:!0,none:void 0,at:new Date(17),page:{title:` + toJSON(s.Title) + `,html:` + toJSON(in) + `,},}`},
		"nuxt 2":              {`window.__NUXT__=(function(a,b,c){return {layout:b,data:[{post:{title:a,kind:c,body:` + toJSON(in) + `}}]}}(` + toJSON(s.Title) + `,"default",null));`},
		"nuxt 3":              {`<script type="application/json" id="__NUXT_DATA__">` + toJSON([]any{[]any{"ShallowReactive", 1}, dict{"data": 2}, dict{"post": 3}, dict{"title": 4, "body": 5, "self": 3}, s.Title, in}) + `</script>`},
		"next.js rows":        flight("0:[\"$\",\"main\"]\n1a:T" + fmt.Sprintf("%x", len(in)) + "," + in + "2:" + toJSON([]any{"$", "$L3", nil, dict{"article": dict{"title": s.Title, "contentHtml": "$1a", "padding": strings.Repeat("x", 300)}}}) + "\n"),
		"next.js row of json": flight("5:" + toJSON([]any{"$", "$L3", nil, dict{"article": object}}) + "\n6:null\n"),
		"arc":                 {"window.Fusion=window.Fusion||{};Fusion.globalContent=" + toJSON(dict{"type": "story", "headlines": dict{"basic": s.Title}, "content_elements": arc}) + ";Fusion.x={}"},
		"bloomberg":           {next(dict{"story": dict{"headline": s.Title, "body": dict{"type": "document", "content": bloomberg}}})},
		"prosemirror": {next(dict{"title": s.Title, "content": dict{"type": "doc", "content": nodes(s, func(x storyBlock) any {
			return dict{"type": either(x.Head, "heading", "paragraph"), "content": []any{dict{"type": "text", "text": x.Text}}}
		})}})},
		"slate":      {next(dict{"title": s.Title, "body": slate})},
		"lexical":    {next(dict{"title": s.Title, "body": dict{"root": dict{"type": "root", "children": slate}}})},
		"portable":   {next(dict{"title": s.Title, "body": portable})},
		"contentful": {next(dict{"fields": dict{"title": s.Title, "body": dict{"nodeType": "document", "content": contentful}}})},
		"gutenberg":  {next(dict{"title": dict{"rendered": s.Title}, "blocks": gutenberg})},
		"editor.js":  {next(dict{"title": s.Title, "content": dict{"blocks": editorJS}})},
		"pieces": {next(dict{"title": s.Title, "parts": nodes(s, func(x storyBlock) any {
			return dict{"__typename": "Part", "html": bodyHTML(story{"", []storyBlock{x}})}
		})})},
		"pieces, json": {next(dict{"title": s.Title, "components_json": toJSON(nodes(s, func(x storyBlock) any {
			return dict{"id": "7", "role": "body", "html": bodyHTML(story{"", []storyBlock{x}})}
		}))})},
		"markdown": {next(dict{"title": s.Title, "body": strings.ReplaceAll(strings.ReplaceAll(s.Body(), "Mara Quist", "**Mara Quist**"), "the lamp", "[the lamp](https://x.example/lamp)")})},
		"draft.js": {next(dict{"title": s.Title, "body": dict{"blocks": draft, "entityMap": dict{}}})},
		"strings":  {next(dict{"title": s.Title, "paragraphs": nodes(s, func(x storyBlock) any { return "<p>" + x.Text + "</p>" })})},
	} {
		t.Run(name, func(t *testing.T) {
			p := extract(t, shell(s.Title, scripts...), "https://x.example/a")
			if p.Method != "script" {
				t.Fatalf("method %q, want script", p.Method)
			}
			if diff := cmp.Diff(strings.Split(s.Body(), "\n"), strings.Split(p.Text, "\n")); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBodyInAScriptIsThePagesOwn(t *testing.T) {
	s := ownStory()
	in := bodyHTML(s)
	other := dict{"title": "Another story of the harbour", "body": in}
	for name, c := range map[string]struct {
		url  string
		data any
		want bool
	}{
		"by headline":              {"", dict{"list": []any{other, dict{"title": s.Title, "body": in}}}, true},
		"by a longer headline":     {"", dict{"list": []any{other, dict{"title": s.Title + " - Coast", "body": in}}}, true},
		"by address":               {"https://x.example/coast/keeper-and-keys", dict{"list": []any{other, dict{"url": "/coast/keeper-and-keys/", "title": "The keeper and her many keys", "body": in}}}, true},
		"by slug":                  {"https://x.example/coast/keeper-and-keys", dict{"list": []any{other, dict{"slug": "keeper-and-keys", "body": in}}}, true},
		"the longest by far":       {"", dict{"list": []any{dict{"body": in}, dict{"body": in[:500]}}}, true},
		"of another article":       {"", dict{"list": []any{other}}, false},
		"one of several":           {"", dict{"list": []any{dict{"body": in + in}, dict{"body": in}}}, false},
		"a list of articles":       {"", dict{"title": s.Title, "items": []any{dict{"title": "Another story of the harbour", "url": "/b", "text": in}, dict{"title": "A third story of the harbour", "url": "/c", "text": in}}}, false},
		"what readers wrote":       {"", dict{"title": s.Title, "comments": []any{dict{"body": in}}}, false},
		"about the author":         {"", dict{"title": s.Title, "authors": []any{dict{"description": in}}}, false},
		"code":                     {"", dict{"title": s.Title, "html": strings.Repeat("function f(a) { return a. b; } ", 40)}, false},
		"too short for an article": {"", dict{"title": s.Title, "body": "<p>One. Two. Three.</p>"}, false},
	} {
		p := extract(t, shell(s.Title, "window.S="+toJSON(c.data)), c.url)
		if got := p.Method == "script"; got != c.want {
			t.Errorf("%s: method %q, text %.80q", name, p.Method, p.Text)
		} else if got && p.Text != s.Body() {
			t.Errorf("%s: text %.80q", name, p.Text)
		}
	}
}

func TestBodyInAScriptIsUsedOnlyForWhatThePageDoesNotShow(t *testing.T) {
	s := ownStory()
	longer := bodyHTML(s) + strings.Repeat("<p>And one more sentence, which only the script has, and which nobody sees.</p>", 200)
	script := func(body string) string {
		return "<script>window.S=" + toJSON(dict{"title": s.Title, "body": body}) + "</script>"
	}
	if p := extract(t, pageOf(script(longer), s), ""); p.Method == "script" || p.Text != s.Body() {
		t.Errorf("method %q: a page that shows its text needs no script", p.Method)
	}
	short := story{s.Title, s.Blocks[:4]}
	half := story{s.Title, s.Blocks[:7]}
	if p := extract(t, pageOf(script(bodyHTML(half)), short), ""); p.Method == "script" || p.Text != short.Body() {
		t.Errorf("method %q: a page that shows most of it needs no script", p.Method)
	}
	if p := extract(t, pageOf(script(bodyHTML(s)), short), ""); p.Method != "script" || p.Text != s.Body() {
		t.Errorf("method %q: of a page that shows the beginning the script has the rest", p.Method)
	}
	ld := `<script type="application/ld+json">` + toJSON(dict{"@type": "NewsArticle", "headline": s.Title, "articleBody": s.Body()}) + `</script>`
	if p := extract(t, shell(s.Title, ld, script(bodyHTML(s))), ""); p.Method != "json-ld" {
		t.Errorf("method %q, want json-ld, which says the same", p.Method)
	}
}

// A subscribers' article may show more and still be cut.
func TestStubOfAPaidArticleIsFilledFromAScript(t *testing.T) {
	s := ownStory()
	short := story{s.Title, s.Blocks[:8]}
	long := bodyHTML(s) + strings.Replace(bodyHTML(s), "Friday", "Sunday", 1)
	script := "<script>window.S=" + toJSON(dict{"title": s.Title, "body": long}) + "</script>"
	for free, want := range map[string]bool{"true": false, "false": true, `"False"`: true} {
		ld := `<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + s.Title + `","isAccessibleForFree":` + free + `}</script>`
		if p := extract(t, pageOf(ld+script, short), ""); (p.Method == "script") != want {
			t.Errorf("free %s: method %q, %d bytes of text", free, p.Method, len(p.Text))
		}
	}
}

func TestPlaceholdersAreNoText(t *testing.T) {
	s := ownStory()
	in := "$$AD$$" + strings.ReplaceAll(bodyHTML(s), "<h3", "[[ad-slot 2]]<h3") + "{{ NEWSLETTER }}"
	if p := extract(t, shell(s.Title, "window.S="+toJSON(dict{"title": s.Title, "body": in})), ""); p.Text != s.Body() {
		t.Error(cmp.Diff(s.Body(), p.Text))
	}
}

func TestHostileScriptsAreBounded(t *testing.T) {
	const size = 3 << 20
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	prose := strings.Repeat("One sentence, and then another. ", 20)
	text := toJSON(prose)
	double := `{"title":"T"}`
	for range 12 {
		double = `{"a":` + toJSON(double) + `}`
	}
	for name, scripts := range map[string][]string{
		"deep lists":           {"x=" + fill("[")},
		"deep objects":         {"x=" + fill(`{"body":`)},
		"starts that fail":     {fill("=[1,")},
		"starts that nest":     {fill(`=[{"a":[1,`)},
		"open strings":         {fill(`="a`), fill(`='`)},
		"escapes":              {`x="` + fill(`\`)},
		"surrogates":           {`x={"body":"` + fill(`\ud800`)},
		"one string":           {`x={"body":"` + fill(prose) + `"}`},
		"many numbers":         {"x=[" + fill("1,") + "]"},
		"many bodies":          {"x=[" + fill(`{"body":`+text+`},`) + "]"},
		"bodies in bodies":     {"x=" + strings.Repeat(`{"content":[{"type":"paragraph","content":`+text+`},`, 190) + fill(`1,`)},
		"open tags":            {`x={"body":"` + fill(". <p") + `"}`},
		"unknown nodes":        {"x=" + strings.Repeat(`{"content":[`, 90) + fill(`{"type":"x","text":"y"},`)},
		"json in json in json": {"x=" + double},
		"strings of json":      {"x=[" + fill(toJSON(`{"a":"`+strings.Repeat("b", 400)+`"}`)+",") + "]"},
		"rows":                 {"self.__next_f.push([1,\"" + fill(`1:T0,`) + "\"])"},
		"rows of rows":         {"self.__next_f.push([1,\"" + fill(`1:{\"body\":\"$1\"}\n`) + "\"])"},
		"row too long":         {`self.__next_f.push([1,"1:Tffffffff,` + strings.Repeat("a", 600) + `"])`},
		"list of itself":       {"x=" + toJSON([]any{[]any{"Reactive", 1}, []any{0, 1, 2, 2, 2}, []any{0, 1, 1, 2, 2, 3}, strings.Repeat("a", 400)})},
		"list that doubles":    {"x=" + doubling(60)},
		"many parameters":      {"x=function(" + fill("a,") + `){return {"a":"` + strings.Repeat("b", 400) + `"}}(1,2)`},
		"many functions":       {fill(`function(a){return {"a":1,`)},
		"many scripts":         strings.Split(strings.TrimSuffix(strings.Repeat("x=[1,2,"+text+"]\x00", size/700), "\x00"), "\x00"),
	} {
		t.Run(name, func(t *testing.T) {
			body := []byte(shell("A headline of five words", scripts...))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			p, err := Extract(body, "", "https://x.example/")
			if err != nil {
				t.Error(err)
			}
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			checkLaws(t, body, "", p)
			if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; took > time.Minute || mb > 600 {
				t.Errorf("%d bytes took %v and allocated %d MB", len(body), took, mb)
			} else {
				t.Logf("%v, %d MB", took, mb)
			}
		})
	}
}

// doubling is a list in Nuxt's manner that written out would have 2 to the n elements.
func doubling(n int) string {
	list := []any{[]any{"Reactive", 1}}
	for i := range n {
		list = append(list, []any{i + 2, i + 2})
	}
	return toJSON(append(list, strings.Repeat("a", 400)))
}

// FuzzLiteral holds that a literal ends where it may be read on, and is what encoding/json
// reads where that reads it.
func FuzzLiteral(f *testing.F) {
	for _, s := range []string{`{"a":[1,"b\u00e9",null,true,{}],"c":"\ud83d\ude00\n"}`, `{a:'x',b:!0,c:void 0,d:new Date(1),}`, `[1,[2,[3`, `{"a":"\`, `"\x41\u{41}"`, `{,}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		l := literal{in: in, values: maxValues}
		v, ok := l.value(0)
		if l.pos > len(in) {
			t.Fatalf("position %d of %d", l.pos, len(in))
		}
		var want any
		if !utf8.ValidString(in) || json.Unmarshal([]byte(in), &want) != nil || strings.Count(in, "{")+strings.Count(in, "[") > maxNesting {
			return
		}
		if !ok {
			t.Fatalf("%q: cannot be read", in)
		}
		if s, is := want.(string); is && !strings.ContainsAny(in, `\`) && v != s {
			t.Errorf("%q: %q, want %q", in, v, s)
		}
	})
}
