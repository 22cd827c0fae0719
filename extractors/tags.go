package extractors

// A tag is what an element's name says of it. The zero value is a block without traits.
type tag struct {
	form  form
	in    context
	noise noise
	kinds kind
	own   float32 // points for blocks right in the element
	any   float32 // points for all blocks inside
}

// form is how an element takes part in the layout.
type form uint8

const (
	blockForm  form = iota // begins and ends a block
	inlineForm             // part of the block around it
	skipForm               // holds nothing to read
	breakForm              // br
	ruleForm               // hr
)

// context is the set of the kinds of element that something is inside of, itself included.
type context uint16

const (
	inParagraph context = 1 << iota
	inHeading
	inList
	inQuote
	inPre
	inTable
	inArticle
)

// tags holds the elements that are more than a block.
var tags = func() map[string]tag {
	table := map[string]tag{
		"p": {in: inParagraph}, "blockquote": {in: inQuote}, "pre": {in: inPre}, "table": {in: inTable},
		"article": {in: inArticle}, "ul": {in: inList}, "ol": {in: inList}, "dl": {in: inList},
		"h1": {in: inHeading, kinds: headline1}, "h2": {in: inHeading, kinds: headline}, "h3": {in: inHeading, kinds: headline},
		"h4": {in: inHeading}, "h5": {in: inHeading}, "h6": {in: inHeading},
		"br": {form: breakForm}, "hr": {form: ruleForm},
	}
	for _, g := range []struct {
		how   noise
		names []string
	}{
		{soft, []string{"form", "header", "fieldset", "address"}},
		{loud, []string{"nav", "button", "aside", "figcaption", "figure", "menu", "dialog", "label", "video", "audio", "object", "picture", "amp-ad"}},
		{sure, []string{"footer"}},
	} {
		for _, name := range g.names {
			table[name] = tag{noise: g.how}
		}
	}
	for _, name := range []string{
		"a", "span", "abbr", "acronym", "cite", "q", "sub", "sup", "time", "var", "dfn", "kbd", "samp", "mark", "ins", "del", "bdi", "bdo",
		"ruby", "wbr", "data", "b", "i", "em", "strong", "font", "small",
	} {
		table[name] = tag{form: inlineForm}
	}
	table["a"] = tag{form: inlineForm, kinds: link}
	table["time"] = tag{form: inlineForm, kinds: clock}
	for _, name := range []string{
		"head", "script", "style", "template", "canvas", "map", "datalist", "select", "option", "input", "img", "meta", "link", "title",
		"source", "track", "embed", "param", "progress", "meter", "rp", "rt", "rtc",
	} {
		table[name] = tag{form: skipForm}
	}
	for name, p := range tagPoints {
		t := table[name]
		t.own, t.any = p[0], p[1]
		table[name] = t
	}
	return table
}()
