package extractors

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"coranto/extractors/charset"
)

// An original is what stands between the tags of a page, and between the tags and line ends of
// the texts that it declares, in order and without white space. It is read with nothing of
// what reads a page but the decoders of characters and of JSON.
type original struct{ page, declared pieces }

type pieces struct {
	list   []string
	joined string
}

func newOriginal(body []byte, contentType string) original {
	decoded := charset.ToUTF8(body, contentType)
	var s original
	s.page = piecesOf(string(decoded))
	for _, script := range strip(decoded).jsonLD {
		v, _ := decodeLD(script)
		for _, o := range (&jsonLD{byID: map[string]object{}}).collect(nil, v, 0) {
			if text, ok := o["articleBody"].(string); ok {
				for _, text := range []string{text, html.UnescapeString(text)} {
					for line := range strings.SplitSeq(text, "\n") {
						s.declared.list = append(s.declared.list, piecesOf(html.UnescapeString(line)).list...)
						s.declared.list = append(s.declared.list, piecesOf(line).list...)
					}
				}
			}
		}
	}
	s.declared.joined = strings.Join(s.declared.list, "")
	return s
}

func (s original) has(line string) bool {
	line = unspaced(line)
	return s.page.make(line) || s.declared.make(line)
}

// piecesOf cuts markup at its tags. The marks of comments are taken for tags, since what
// follows one that is never closed is read as part of the page.
func piecesOf(markup string) (p pieces) {
	z := html.NewTokenizer(strings.NewReader(strings.NewReplacer("<!--", "<c>", "-->", "<c>").Replace(markup)))
	for {
		switch z.Next() {
		case html.ErrorToken:
			p.joined = strings.Join(p.list, "")
			return p
		case html.TextToken:
			if text := unspaced(string(z.Text())); text != "" {
				p.list = append(p.list, text)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			z.NextIsNotRawText()
		}
	}
}

// make reports whether a line is made of the pieces, in order; some may be left out between,
// as what is not shown is.
func (p pieces) make(line string) bool {
	if strings.Contains(p.joined, line) {
		return true
	}
	reached := []int{0} // in the line
	for _, piece := range p.list {
		for _, at := range reached {
			if to := at + len(piece); strings.HasPrefix(line[at:], piece) && !slices.Contains(reached, to) {
				if to == len(line) {
					return true
				}
				reached = append(reached, to)
			}
		}
	}
	return false
}

// unspaced is text without what is white space, invisible, or put in the place of what is broken.
func unspaced(s string) string {
	return strings.Map(func(r rune) rune {
		if isBlank(r) || isInvisible(r) || unicode.IsControl(r) || r == '\uFFFD' {
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "-->", ""))
}

func TestOriginalHasWhatStandsInThePageAlone(t *testing.T) {
	s := newOriginal([]byte(`<p>One <b>t&shy;wo</b> &amp; three<script>x</script> four</p><!-- five --><script type="application/ld+json">{"@type":"Article","articleBody":"six\nseven &amp;lt; eight"}</script>`), "")
	for line, want := range map[string]bool{
		"One two & three": true, "One two & three four": true, "three four": false, "four One": false, "One & three four": true, "five": true,
		"six": true, "seven < eight": true, "six seven": true, "nine": false, "One two & thr": true,
	} {
		if s.has(line) != want {
			t.Errorf("has(%q) is %v", line, !want)
		}
	}
}
