package newsroom

import (
	"bytes"
	"embed"
	"fmt"
	"hash/fnv"
	"html"
	"html/template"
	"strings"
	"time"
)

//go:embed templates/*.html
var templates embed.FS

// layouts are one page template for each way to build a news page, and those for lists
// and notices.
func layouts() *template.Template {
	return template.Must(template.ParseFS(templates, "templates/*.html"))
}

// A desk makes the documents of one site, as seen at one port. The newsroom is locked.
type desk struct {
	*Newsroom
	site *site
	port string
}

// A page is what a template sees.
type page struct {
	Site    *site
	Home    string // address of the site, without a slash at its end
	Title   string
	Stories []link // of a list
	talk    map[string]string

	Article  Article // of an article's page, and so are all below
	URL      string
	Picture  string
	Section  string
	Lines    []line
	Related  []link
	Graph    any // schema.org
	Feeds    []link
	Sections []link
}

type link struct{ URL, Text, Type, Note string }

// A line is a paragraph or subheading, with what the furniture puts behind it.
type line struct {
	Text    string
	Heading bool
	Box     string // "advert", "related", "newsletter" or ""
	Keyword string // is linked where it occurs, on sites that do so
	Target  string
}

func (a Article) lines() []line {
	lines := make([]line, len(a.Paragraphs))
	for i, text := range a.Paragraphs {
		lines[i].Text = text
	}
	for _, i := range a.Headings {
		lines[i].Heading = true
	}
	return lines
}

// furnished puts boxes into the text as outlets do: an advert early, a list of other
// stories in the middle, a newsletter late.
func furnished(lines []line) {
	for i := 1; i < len(lines)-1; i++ {
		if lines[i].Heading {
			continue
		}
		switch i {
		case 1:
			lines[i].Box = "advert"
		case len(lines) / 2:
			lines[i].Box = "related"
		case len(lines) - 2:
			lines[i].Box = "newsletter"
		}
	}
}

// Linked is the text with the first occurrence of its keyword made a link.
func (l line) Linked() template.HTML {
	before, after, ok := strings.Cut(l.Text, l.Keyword)
	if !ok || l.Keyword == "" {
		return template.HTML(html.EscapeString(l.Text))
	}
	return template.HTML(fmt.Sprintf(`%s<a href="%s">%s</a>%s`,
		html.EscapeString(before), html.EscapeString(l.Target), html.EscapeString(l.Keyword), html.EscapeString(after)))
}

// Say is a phrase of furniture in the language of the site.
func (p page) Say(key string) (string, error) {
	phrase, ok := p.talk[key]
	if !ok {
		return "", fmt.Errorf("no phrase %q in %s", key, p.Site.Lang)
	}
	return phrase, nil
}

// Byline are the authors as one text.
func (p page) Byline() string { return strings.Join(p.Article.Authors, ", ") }

// Date is the time of publication for machines.
func (p page) Date() string { return p.Article.Published.Format(time.RFC3339) }

// Day is the time of publication for readers, in digits so that it fits any language.
func (p page) Day() string { return p.Article.Published.Format("02.01.2006, 15:04 MST") }

// Dir is the direction of the article's script.
func (p page) Dir() string {
	if p.Article.Lang == "ar" {
		return "rtl"
	}
	return "ltr"
}

func (d desk) base() string { return "http://" + d.site.host(d.port) }

func (d desk) page(title string) page {
	p := page{Site: d.site, Home: d.base(), Title: title, talk: d.talk[d.site.Lang]}
	for _, sec := range d.site.Sections {
		p.Sections = append(p.Sections, link{URL: p.Home + "/section/" + sec.Slug, Text: sec.Name})
	}
	for _, f := range d.site.Feeds {
		p.Feeds = append(p.Feeds, link{URL: p.Home + f.Path, Text: f.Title, Type: f.Format.Type})
	}
	return p
}

func (d desk) article(st *story) document {
	p := d.page(st.Title)
	p.Article, p.URL, p.Section = st.Article, st.URL(d.port), d.site.sectionName(st.Section)
	p.Picture = fmt.Sprintf("%s/pictures/%08x.svg", p.Home, checksum(st.Path))
	p.Lines = st.lines()
	furnished(p.Lines)
	for i := range p.Lines {
		if len(st.Keywords) > 0 && !p.Lines[i].Heading {
			p.Lines[i].Keyword, p.Lines[i].Target = st.Keywords[0], p.Home+"/section/"+st.Section
		}
	}
	for _, other := range st.before {
		p.Related = append(p.Related, link{URL: other.URL(d.port), Text: other.Title})
	}
	if len(p.Related) == 0 {
		p.Related = []link{{URL: p.Home + "/", Text: d.site.Name}}
	}
	p.Graph = graph(p)
	return d.render(d.site.Layout, p, st.Published)
}

func (d desk) home() document {
	return d.list(d.site.Name, d.lists[d.site.Slug+"/"])
}

func (d desk) section(slug string) (document, bool) {
	name := d.site.sectionName(slug)
	if name == slug {
		return document{}, false
	}
	var in []*story
	for _, st := range d.lists[d.site.Slug+"/"] {
		if st.Section == slug {
			in = append(in, st)
		}
	}
	return d.list(name+" – "+d.site.Name, in), true
}

func (d desk) list(title string, stories []*story) document {
	p, at := d.page(title), d.opens
	for _, st := range stories {
		p.Stories = append(p.Stories, link{
			URL: st.URL(d.port), Text: st.Title, Type: st.Lang,
			Note: st.Published.Format("02.01.2006 15:04 MST") + " · " + d.site.sectionName(st.Section),
		})
	}
	if len(stories) > 0 {
		at = stories[0].Published
	}
	return d.render("list", p, at)
}

func (d desk) notice(name string) document { return d.render("notice", d.page(name), d.opens) }

func (d desk) render(layout string, p page, at time.Time) document {
	var b bytes.Buffer
	if err := d.pages.ExecuteTemplate(&b, layout+".html", p); err != nil {
		panic(fmt.Errorf("newsroom: page of %s: %w", d.site.Slug, err)) // a mistake in a template
	}
	return document{"text/html; charset=utf-8", b.Bytes(), at}
}

// picture draws what stands for a photograph: hills under a sky in the colour of the site.
func (d desk) picture(name string) (document, bool) {
	id, ok := strings.CutSuffix(name, ".svg")
	var seed uint32
	if _, err := fmt.Sscanf(id, "%08x", &seed); !ok || err != nil {
		return document{}, false
	}
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><rect width="640" height="360" fill="%s"/>`+
		`<circle cx="%d" cy="%d" r="40" fill="#fff" fill-opacity=".7"/><path d="M0 360V%d L%d %d L%d %d L640 %dV360Z" fill="#000" fill-opacity=".35"/></svg>`,
		d.site.Colour, 60+seed%520, 60+seed>>8%80, 220+seed%90, 150+seed%100, 160+seed>>4%90, 380+seed%120, 200+seed>>12%80, 240+seed>>16%60)
	return document{"image/svg+xml", []byte(svg), d.opens}, true
}

func checksum(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s)) // never an error
	return h.Sum32()
}
