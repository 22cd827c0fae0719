package extractors

import "strings"

// handling says what the stripper does with an element; the zero value keeps it.
type handling uint8

const (
	keep     handling = iota
	keepRaw           // content is text up to the end tag
	rename            // becomes a span
	dropTag           // the tags go, the content stays
	dropTree          // goes with its content
	dropRaw           // goes with its content, which is raw text
)

// markup is what the stripper does with an element, and whether that is a block.
type markup struct {
	how   handling
	block bool
}

var treatments = func() map[string]markup {
	table := map[string]markup{}
	for name, t := range tags {
		table[name] = markup{keep, t.form == blockForm}
	}
	for how, names := range map[handling]string{
		dropRaw:  "script style textarea xmp iframe noembed noframes",
		dropTree: "noscript svg math select",
		dropTag:  "plaintext frameset frame base option optgroup image",
		keepRaw:  "title",
		rename:   "b i u s em strong small big tt strike font nobr code",
	} {
		for name := range strings.FieldsSeq(names) {
			table[name] = markup{how: how}
		}
	}
	return table
}()

// treat tells what the stripper does with an element; one that nobody knows is a block.
func treat(name []byte) markup {
	if m, ok := treatments[string(name)]; ok {
		return m
	}
	return markup{keep, len(name) > 0 && isLetter(name[0])}
}
