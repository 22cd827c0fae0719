package extractors

import (
	"time"

	"coranto/extractors/dates"

	"golang.org/x/net/html"
)

// What a rule finds on a page. It is kept apart from what is found without one, so that
// a rule that no longer fits the outlet's pages does no harm. A page too large for rules
// (maxSteps) is read without.

// A found is what a rule found; empty where it found nothing.
type found struct {
	title     string
	authors   []string
	published *time.Time
	text      *outline
	rule      string // of Page, as far as the text tells
}

// What became of a rule's text, as Page.Rule says it.
const (
	RuleUsed     = "used"
	RuleNothing  = "nothing found"
	RuleOutdated = "out of date"
	RuleTooLarge = "page too large"
)

// maxSteps bounds a page that rules are held against: the sum of the squares of its
// elements' levels, since for one element a selector may look at all around it in pairs.
// Of 1,300 real pages one was beyond, the others came to 2.3 million at most.
const maxSteps = 5_000_000

// read holds the rule against a page. A nil rule finds nothing.
func (r *Rule) read(root *html.Node, d *declared) found {
	if r == nil {
		return found{}
	}
	var f found
	if modest(root) {
		f = found{
			title:     r.title(root),
			authors:   r.authors(root),
			published: r.published(root, d.habitOf()),
			text:      r.text(root),
			rule:      RuleNothing,
		}
	} else {
		f.rule = RuleTooLarge
	}
	if len(r.Text) == 0 {
		f.rule = ""
	}
	return f
}

// modest reports whether a tree is small enough for rules.
func modest(root *html.Node) bool {
	left := maxSteps
	var fits func(n *html.Node, level int) bool
	fits = func(n *html.Node, level int) bool {
		if n.Type == html.ElementNode {
			left -= level * level
		}
		if left < 0 {
			return false
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if !fits(c, level+1) {
				return false
			}
		}
		return true
	}
	return fits(root, 0)
}

func (r *Rule) title(root *html.Node) string {
	for _, s := range r.Title {
		if values := r.values(s, root, maxTitle); len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

func (r *Rule) authors(root *html.Node) []string {
	for _, s := range r.Authors {
		if names := namesOf(readAll(r.values(s, root, 300))); len(names) > 0 {
			return names
		}
	}
	return nil
}

// values gives what the elements hold that s selects: the attribute's value, or the text
// without what is to be dropped, of limit bytes at most.
func (r *Rule) values(s Selector, root *html.Node, limit int) []string {
	var values []string
	for _, n := range outermost(s.find(root)) {
		v := plainText(cut(attr(n, s.attr), limit))
		if s.attr == "" {
			v = nodeText(r.without(n), limit)
		}
		if v != "" && len(v) <= limit {
			values = append(values, v)
		}
	}
	return values
}

func (r *Rule) published(root *html.Node, h dates.Habit) *time.Time {
	for _, s := range r.Published {
		for _, n := range s.find(root) {
			value := attr(n, s.attr)
			if s.attr == "" {
				value = firstOf(attr(n, "datetime"), attr(n, "content"), nodeText(n, 100))
			}
			if m, ok := dates.Parse(value, h); ok {
				return &m.At
			}
		}
	}
	return nil
}

// text lays out what the first selector finds, without what is to be dropped; nil if
// none finds anything.
func (r *Rule) text(root *html.Node) *outline {
	for _, s := range r.Text {
		boxes := outermost(s.find(root))
		if len(boxes) == 0 {
			continue
		}
		article := &html.Node{Type: html.ElementNode, Data: "article"}
		for _, box := range boxes {
			article.AppendChild(r.without(box))
		}
		if o := layout(article, 0, 0); len(o.blocks) > 0 {
			return o
		}
	}
	return nil
}

// outermost leaves out the nodes that are inside others. Nodes are in document order.
func outermost(nodes []*html.Node) []*html.Node {
	kept := nodes[:0]
	inside := map[*html.Node]bool{}
next:
	for _, n := range nodes {
		for p := n.Parent; p != nil; p = p.Parent {
			if inside[p] {
				continue next
			}
		}
		inside[n] = true
		kept = append(kept, n)
	}
	return kept
}

// without copies a tree without what is to be dropped in it.
func (r *Rule) without(n *html.Node) *html.Node {
	drop := map[*html.Node]bool{}
	for _, s := range r.Drop {
		for _, d := range s.find(n) {
			drop[d] = true
		}
	}
	return copyWithout(n, drop)
}

func copyWithout(n *html.Node, drop map[*html.Node]bool) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Attr: n.Attr}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if !drop[child] {
			c.AppendChild(copyWithout(child, drop))
		}
	}
	return c
}

// setTitle gives a page the headline found.
func (f found) setTitle(p *Page) {
	if f.title != "" {
		p.Title = f.title
	}
}

// A rule that finds less than this share of the text found without it is out of date, if
// that is a text that the page shows; or it finds the free part of an article whose whole
// is declared.
const (
	outdated = 1. / 5
	free     = 1. / 3
)

// setText gives a page the text found, and says what became of the rule's.
func (f found) setText(p *Page) {
	p.Rule = f.rule
	if f.text == nil {
		return
	}
	least := outdated
	if p.Method == "json-ld" || p.Method == "script" {
		least = free
	}
	switch text := f.text.lines(p.Title); {
	case text == "":
	case float64(len(text)) < least*float64(len(p.Text)):
		p.Rule = RuleOutdated
	default:
		p.Text, p.Method, p.Rule = text, "site", RuleUsed
	}
}

// setRest gives a page the authors and the date found.
func (f found) setRest(p *Page) {
	if len(f.authors) > 0 {
		p.Authors = f.authors
	}
	if f.published != nil {
		p.Published, p.PublishedFrom = f.published, "site"
	}
}
