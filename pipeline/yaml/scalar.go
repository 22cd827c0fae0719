package yaml

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// Text is a string that knows where it stands, so that a mistake inside it (a query,
// say) can be reported where the reader of the file sees it.
type Text struct {
	Value string
	start Pos      // of the first character of Value
	block bool     // written behind |
	quote rune     // around it, or 0
	lines []string // of the file, from where it starts
}

// Read reports whether the text was read: it stands in the file, and is a single value or nothing.
func (t Text) Read() bool { return t.start.File != "" }

// String returns the value.
func (t Text) String() string { return t.Value }

func isScalar(n ast.Node) bool {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode, *ast.SequenceNode, *ast.NullNode:
		return false
	}
	return true
}

var reference = regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z0-9_]*)\}`)

// scalar returns the text of n with its ${NAME} replaced.
func (w *walk) scalar(n ast.Node, path string) (string, bool) {
	if joined, ok := hostPort(n); ok {
		return joined, true
	}
	if braces := inBraces(n); braces != "" {
		w.errorf(n, "%s: braces make a mapping: put quotes around them, as in '%s'", path, braces)
		return "", false
	}
	if !isScalar(n) {
		w.errorf(n, "%s: must be a single value", path)
		return "", false
	}
	text := n.GetToken().Value
	switch n := n.(type) {
	case *ast.StringNode:
		text = n.Value
	case *ast.LiteralNode:
		text = n.Value.Value
	}
	if w.Env == nil {
		return text, true
	}
	ok := true
	text = reference.ReplaceAllStringFunc(text, func(ref string) string {
		value, found := w.Env(ref[2 : len(ref)-1])
		if !found {
			w.errorf(n, "%s: the environment has no %s", path, ref[2:len(ref)-1])
			ok = false
		}
		return value
	})
	return text, ok
}

func (w *walk) text(n ast.Node, t *Text, path string) {
	s, ok := w.scalar(n, path)
	if !ok {
		return
	}
	*t = Text{Value: s, start: w.pos(n)}
	switch n := n.(type) {
	case *ast.LiteralNode:
		t.start.Line = n.Start.Position.Line + 1
		t.block = n.Start.Value[0] == '|'
		if !t.block {
			t.start.Line += w.blank(t.start.Line)
		}
		t.start.Column = 1 + w.indent(t.start.Line)
	case *ast.StringNode:
		switch n.Token.Type {
		case token.SingleQuoteType:
			t.quote = '\''
		case token.DoubleQuoteType:
			t.quote = '"'
		}
		if t.quote != 0 {
			t.start.Column++
		}
	}
	t.lines = w.lines[min(t.start.Line-1, len(w.lines)):]
}

// blank counts the lines without text from the given one on.
func (w *walk) blank(line int) int {
	for i, l := range w.lines[min(line-1, len(w.lines)):] {
		if strings.TrimSpace(l) != "" {
			return i
		}
	}
	return 0
}

// indent counts the spaces before the first written line at or after the given one.
func (w *walk) indent(line int) int {
	for _, l := range w.lines[min(line-1, len(w.lines)):] {
		if trimmed := strings.TrimLeft(l, " "); trimmed != "" {
			return len(l) - len(trimmed)
		}
	}
	return 0
}

func (w *walk) basic(n ast.Node, v reflect.Value, path string) {
	s, ok := w.scalar(n, path)
	if !ok {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(s)
	case reflect.Bool:
		if s != "true" && s != "false" {
			w.errorf(n, "%s: %q must be true or false", path, s)
		}
		v.SetBool(s == "true")
	case reflect.Int, reflect.Int64:
		i, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			w.errorf(n, "%s: %q must be a whole number", path, s)
		}
		v.SetInt(i)
	case reflect.Float64:
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			w.errorf(n, "%s: %q must be a number", path, s)
		}
		v.SetFloat(f)
	default:
		panic("yaml: cannot decode into " + v.Type().String())
	}
}
