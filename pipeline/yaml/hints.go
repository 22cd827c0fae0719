package yaml

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// hints say in the place of the parser's words what is wrong and what to write, the first
// whose words the parser used. What is behind the place of the mistake in its line decides
// between the two ways to make the same one.
var hints = []struct {
	parser string
	behind string // if not "", what must stand behind the place
	say    string
}{
	{"'\t' that cannot start any token", "", "a tab: YAML indents with spaces alone"},
	{"tab character", "", "a tab: YAML indents with spaces alone"},
	{"mapping value is not allowed in this context", ": ", "a colon with a space behind it, within a value: put the value in quotes, or behind | on the next lines"},
	{"mapping value is not allowed in this context", "", "the next line is indented as if it went on with this value: keys that belong together begin in the same column"},
	{"sequence end token ']' not found", "", "a [ without its ]: close the list, or put a text with brackets in quotes"},
	{"',' or ']' must be specified", "", "a list within [ ] that does not go on with a comma: put a text with quotes or braces in quotes as a whole, or close the list"},
	{"flow mapping end token '}' not found", "", "a { without its }: close it, or put a text with braces in quotes"},
	{"could not find flow map", "", "a { without its }: close it, or put a text with braces in quotes"},
	{"',' or '}' must be specified", "", "keys within { } that do not go on with a comma: close the braces, or put a text with quotes or braces in quotes as a whole"},
	{"end character of double-quoted text", "", `a " without a second one that ends the text`},
	{"end character of single-quoted text", "", "a ' without a second one that ends the text; an apostrophe within it is written twice, as in 'Lloyd''s'"},
	{"reserved character", "", "no value begins with @ or `: put it in quotes"},
	{"directive", "", "no value begins with %: put it in quotes"},
	{"map key-value is pre-defined", "", "more text behind a value that has ended"},
	{"value is not allowed in this context", "", "does not go on with anything above it: what belongs together begins in the same column"},
	{"non-map value is specified", "", "text without a key: what goes on below its key, or behind |, is indented"},
	{"unexpected key name", "", "a line without a colon: write a key and its value, as in id: oil-imports"},
	{"could not find multi-line content", "", "text without a key: what goes on below its key, or behind |, is indented"},
}

// hint is what is said of a mistake that the parser found at p.
func hint(parser string, lines []string, p Pos) string {
	behind := ""
	if p.Line >= 1 && p.Line <= len(lines) {
		line := []rune(lines[p.Line-1])
		behind = string(line[min(max(p.Column-1, 0), len(line)):]) + " "
	}
	for _, h := range hints {
		if strings.Contains(parser, h.parser) && strings.Contains(behind, h.behind) {
			return h.say
		}
	}
	return parser
}

// notUTF8 finds the first byte that is no UTF-8, or is none that text has: UTF-16 is full of zeros.
func (d Decoder) notUTF8(data []byte) *Problem {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == 0 || r == utf8.RuneError && n == 1 {
			before := data[:i]
			line := bytes.LastIndexByte(before, '\n') + 1
			p := Pos{d.File, 1 + bytes.Count(before, []byte("\n")), 1 + utf8.RuneCount(before[line:])}
			return p.Errorf("is not UTF-8: save it as UTF-8")
		}
		i += n
	}
	return nil
}
