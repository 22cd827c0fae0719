package poll

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxText    = 256 << 10 // bytes of text kept of one item
	maxSummary = 8 << 10   // bytes
	maxLine    = 1000      // bytes of a title, name or id
)

// plain is the text of an HTML fragment, at most limit bytes: a line a block, no empty
// lines. Where there is no markup, lines end where they do.
func plain(fragment string, limit int) string {
	var out strings.Builder
	marked := isMarked(fragment)
	tokens := html.NewTokenizer(strings.NewReader(fragment))
	hidden := false
	for {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			return clip(lines(out.String()), limit)
		case html.TextToken:
			switch text := tokens.Text(); {
			case hidden:
			case marked:
				_, _ = lineEnds.WriteString(&out, string(text))
			default:
				out.Write(text)
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := tokens.TagName()
			tag := atom.Lookup(name)
			if hidden = kind == html.StartTagToken && (tag == atom.Script || tag == atom.Style); !hidden {
				tokens.NextIsNotRawText() // else the tags inside noscript, iframe or <script/> would be text
			}
			if !inline[tag] {
				out.WriteByte('\n')
			}
		}
	}
}

// lineEnds are white space like any other in HTML.
var lineEnds = strings.NewReplacer("\n", " ", "\r", " ")

func isMarked(fragment string) bool {
	for tokens := html.NewTokenizer(strings.NewReader(fragment)); ; {
		switch tokens.Next() {
		case html.ErrorToken:
			return false
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			return true
		}
	}
}

// inline are the elements that do not end a line.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.Acronym: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true,
	atom.Cite: true, atom.Code: true, atom.Data: true, atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true,
	atom.I: true, atom.Img: true, atom.Ins: true, atom.Kbd: true, atom.Mark: true, atom.Nobr: true, atom.Q: true,
	atom.Ruby: true, atom.S: true, atom.Samp: true, atom.Small: true, atom.Span: true, atom.Strike: true,
	atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true, atom.Tt: true, atom.U: true, atom.Var: true,
	atom.Wbr: true,
}

// lines makes text valid, joins runs of white space within a line and drops empty lines.
func lines(s string) string {
	var out []string
	for line := range strings.SplitSeq(strings.Map(readable, strings.ToValidUTF8(s, "\uFFFD")), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// readable drops what is neither text nor white space, and what XML could not hold.
func readable(r rune) rune {
	switch {
	case r == '\r':
		return '\n'
	case unicode.IsControl(r) && !unicode.IsSpace(r), r == '\ufeff', r == '\ufffe', r == '\uffff':
		return -1
	}
	return r
}

// oneLine is text without markup in one line.
func oneLine(s string) string { return strings.ReplaceAll(plain(s, maxLine), "\n", " ") }

// label is text that has no markup, such as a name in a list, in one line.
func label(s string) string { return clip(strings.ReplaceAll(lines(s), "\n", " "), maxLine) }

// clip cuts valid text to a number of bytes.
func clip(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	return strings.TrimSpace(strings.ToValidUTF8(s[:limit], ""))
}

// images are the addresses of an HTML fragment's pictures.
func images(fragment string) []string {
	var list []string
	for tokens := html.NewTokenizer(strings.NewReader(fragment)); len(list) < maxList; {
		switch tokens.Next() {
		case html.ErrorToken:
			return list
		case html.StartTagToken, html.SelfClosingTagToken:
			if t := tokens.Token(); t.DataAtom == atom.Img {
				for _, a := range t.Attr {
					if a.Key == "src" {
						list = append(list, a.Val)
					}
				}
			}
		}
	}
	return list
}
