package poll

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxText = 256 << 10 // bytes of text kept of one item
	maxLine = 1000      // bytes of a title, name or id
)

// plain is the text of an HTML fragment: a line a block, no empty lines.
func plain(fragment string) string {
	var out strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(fragment))
	skip := atom.Atom(0)
	for out.Len() < maxText {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			return lines(out.String())
		case html.TextToken:
			if skip == 0 {
				out.Write(tokens.Text())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := tokens.TagName()
			switch tag := atom.Lookup(name); {
			case tag == atom.Script || tag == atom.Style:
				skip = tag
				if kind != html.StartTagToken {
					skip = 0
				}
			case !inline[tag]:
				out.WriteByte('\n')
			}
		}
	}
	return lines(out.String())
}

// inline are the elements that do not end a line.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Cite: true, atom.Code: true,
	atom.Em: true, atom.Font: true, atom.I: true, atom.Mark: true, atom.Q: true, atom.S: true, atom.Small: true,
	atom.Span: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true, atom.U: true, atom.Img: true,
}

// lines joins runs of white space within a line and drops empty lines.
func lines(s string) string {
	var out []string
	for line := range strings.SplitSeq(strings.ToValidUTF8(s, "\uFFFD"), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// oneLine is text without markup in one line.
func oneLine(s string) string {
	return clip(strings.ReplaceAll(plain(s), "\n", " "))
}

func clip(s string) string {
	if len(s) <= maxLine {
		return s
	}
	return strings.ToValidUTF8(s[:maxLine], "")
}
