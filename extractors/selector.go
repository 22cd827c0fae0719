package extractors

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// A Selector says in CSS where on a page something is: "article h1", "p.lead, div.body".
// At its end may stand the attribute that holds the value: "time.published @datetime".
//
// It sees the page as the extractor does. Gone with their content are comments, script,
// style, noscript, iframe, svg, math, select, textarea, xmp, noembed and noframes; without
// their tags stands what is in plaintext, frameset, frame, base, option, optgroup and image.
// As span are read b, i, u, s, em, strong, small, big, tt, strike, font, nobr and code. Of
// attributes there are those that name things (class, id, itemprop, role, name, property,
// rel, data-testid, data-component and the like). ParseSelector refuses a selector that asks
// for what is not there, and those that a hostile page could make slow: the combinator ~
// and the pseudo-classes other than :not, :has, :empty, :first-child and :last-child.
type Selector struct {
	css   string
	attr  string // "" for the text
	match goquery.Matcher
}

// maxFound bounds the nodes that one selector may find on a page; those behind it are
// left out.
const maxFound = 2000

// ParseSelector reads a selector.
func ParseSelector(text string) (Selector, error) {
	s := Selector{css: strings.TrimSpace(text)}
	css := s.css
	if i := strings.LastIndexByte(css, '@'); i > 0 && isSpace(css[i-1]) {
		css, s.attr = strings.TrimSpace(css[:i]), css[i+1:]
		if readAttributes[s.attr] == "" {
			return s, notRead(s.attr)
		}
	}
	if css == "" {
		return s, errors.New("a selector is wanted, as in article h1")
	}
	match, err := cascadia.Compile(css)
	if err != nil {
		return s, fmt.Errorf("%q is no CSS selector: %w", css, err)
	}
	s.match = match
	return s, checkSelector(css)
}

// String returns the selector as it was written.
func (s Selector) String() string { return s.css }

func notRead(attr string) error {
	return fmt.Errorf("the attribute %q is not read: class, id, itemprop, role, data-testid and some others are", attr)
}

var pseudoClasses = []string{"not", "has", "empty", "first-child", "last-child"}

// checkSelector refuses what a valid selector must not ask for.
func checkSelector(css string) error {
	start := true // of a compound, where a tag may stand
	for i := 0; i < len(css); {
		c := css[i]
		name, after := identifier(css, i+1)
		switch {
		case c == '.' || c == '#':
			start, i = false, after
		case c == ':':
			if !slices.Contains(pseudoClasses, name) {
				return fmt.Errorf(":%s can't be used here: only :%s can", name, strings.Join(pseudoClasses, ", :"))
			}
			start, i = false, after
		case c == '[':
			name, after = identifier(css, i+1+len(css[i+1:])-len(strings.TrimLeft(css[i+1:], " \t\n")))
			if readAttributes[name] == "" {
				return notRead(name)
			}
			start, i = false, closing(css, after)
		case c == '~':
			return errors.New("the combinator ~ can't be used here: it is slow on a hostile page")
		case start && isLetter(c):
			name, after = identifier(css, i)
			switch treatments[name].how {
			case rename:
				return fmt.Errorf("there is no element %s: it is read as span", name)
			case dropTree, dropRaw, dropTag:
				return fmt.Errorf("there is no element %s: it is dropped before the page is read", name)
			}
			start, i = false, after
		default:
			start, i = true, i+1
		}
	}
	return nil
}

// identifier is the lower-case name that begins at css[i], and where it ends.
func identifier(css string, i int) (name string, end int) {
	for end = i; end < len(css); end++ {
		c := css[end]
		switch {
		case c == '\\':
			end++
		case isLetter(c), c >= '0' && c <= '9', c == '-', c == '_', c >= 0x80:
		default:
			return strings.ToLower(css[i:end]), end
		}
	}
	end = len(css)
	return strings.ToLower(css[min(i, end):]), end
}

// closing is the index behind the ] that ends what css[i] is in.
func closing(css string, i int) int {
	var quote byte
	for ; i < len(css); i++ {
		switch c := css[i]; {
		case quote != 0 && c == '\\':
			i++
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case quote == 0 && c == ']':
			return i + 1
		}
	}
	return len(css)
}

// find gives the elements below root that s selects, in document order.
func (s Selector) find(root *html.Node) []*html.Node {
	found := goquery.NewDocumentFromNode(root).FindMatcher(s.match).Nodes
	return found[:min(len(found), maxFound)]
}

// Attribute is the one that holds the value, "" if the text does.
func (s Selector) Attribute() string { return s.attr }
