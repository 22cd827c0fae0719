package poll

import (
	"bytes"
	"fmt"
)

// Bounds of an XML feed. The parser behind gofeed recurses and copies its name spaces with
// every level: a document of some kilobytes that goes on opening elements takes gigabytes,
// and one of ten megabytes ends the process in a way that recover cannot catch.
const (
	maxDepth      = 1000  // elements open at a time; real feeds have under 20
	maxAttributes = 256   // of one element
	maxComments   = 10000 // of the document: each splits a text that is joined again
)

// guard refuses a document that the parser should not be given. It looks at the bytes alone,
// so that nothing the parser forgives hides what follows.
func guard(doc []byte) error {
	depth, comments := 0, 0
	for {
		i := bytes.IndexByte(doc, '<')
		if i < 0 {
			return nil
		}
		doc = doc[i+1:]
		switch {
		case bytes.HasPrefix(doc, []byte("!--")):
			doc = behind(doc, "-->")
			if comments++; comments > maxComments {
				return fmt.Errorf("more than %d comments", maxComments)
			}
		case bytes.HasPrefix(doc, []byte("![CDATA[")):
			doc = behind(doc, "]]>")
		case bytes.HasPrefix(doc, []byte("?")):
			doc = behind(doc, "?>")
		case bytes.HasPrefix(doc, []byte("!")):
			doc = behind(doc, ">")
		case bytes.HasPrefix(doc, []byte("/")):
			depth = max(depth-1, 0)
		default:
			length, attributes, closed := tag(doc)
			doc = doc[length:]
			if !closed {
				depth++
			}
			if depth > maxDepth {
				return fmt.Errorf("more than %d elements within each other", maxDepth)
			}
			if attributes > maxAttributes {
				return fmt.Errorf("an element with more than %d attributes", maxAttributes)
			}
		}
	}
}

// behind is what follows the first end; nothing when it never comes.
func behind(doc []byte, end string) []byte {
	if i := bytes.Index(doc, []byte(end)); i >= 0 {
		return doc[i+len(end):]
	}
	return nil
}

// tag measures the start tag that doc begins with, and says whether it closes itself.
func tag(doc []byte) (length, attributes int, closed bool) {
	quote := byte(0)
	for i, c := range doc {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '=':
			attributes++
		case c == '>':
			return i + 1, attributes, i > 0 && doc[i-1] == '/'
		}
	}
	return len(doc), attributes, false
}
