// Package yaml reads YAML strictly: a document is laid over a Go value, and every
// unknown key, wrong type or bad value is reported at once, each with file, line and
// column and, for a key, the nearest known one.
//
// Fields are matched by their `yaml:"name"` tag. Understood are structs, slices (a
// single value stands for a list of one), maps with string keys, strings, booleans,
// integers, floats, anything with UnmarshalText, Text for a string whose place in the
// file matters later, and a field `yaml:",pos"` of type Pos, which is set to where the
// struct begins. The tag option "or=KEY" lets a map be written as a plain string, which is
// kept under KEY; the option "scalar" on a field of a struct lets that struct be written as that
// field's value alone. A slice of structs that have a field `yaml:",key"` of type Text is
// written as a mapping: each struct holds a key and its value, in the order of the file;
// keys may come twice. With a field `yaml:",value"` that field holds the whole value.
//
// It stands on goccy/go-yaml, whose syntax tree carries positions; nothing else
// imports that library.
package yaml

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strings"

	goyaml "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
)

// A Pos is a place in a file. Line and Column count from 1; Column counts characters.
// A zero Line means the file as a whole.
type Pos struct {
	File         string
	Line, Column int
}

func (p Pos) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Errorf makes a Problem at p.
func (p Pos) Errorf(format string, args ...any) *Problem {
	return &Problem{Pos: p, Err: fmt.Errorf(format, args...)}
}

// A Problem is one mistake in a file.
type Problem struct {
	Pos
	Err error
}

// Error names the place, unless there is none: what a command line names stands in no file.
func (p *Problem) Error() string {
	if p.Pos == (Pos{}) {
		return p.Err.Error()
	}
	return p.Pos.String() + ": " + p.Err.Error()
}

// Unwrap returns Err.
func (p *Problem) Unwrap() error { return p.Err }

// A Decoder reads documents.
type Decoder struct {
	File string // name in messages
	// Env gives the value of ${NAME} in scalars. Nil leaves ${NAME} as it stands.
	Env func(name string) (value string, ok bool)
}

// Decode lays the document over the value that v points to: what the document does
// not mention stays as it was; a list or a map that it mentions is replaced. The error joins
// one *Problem a mistake, in the order of the file.
func (d Decoder) Decode(data []byte, v any) error {
	if p := d.notUTF8(data); p != nil {
		return p
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	file, err := parser.Parse(mend(lexer.Tokenize(string(data))), 0, parser.AllowDuplicateMapKey())
	lines := strings.Split(string(data), "\n")
	if err != nil {
		return d.syntax(err, lines)
	}
	w := walk{Decoder: d, lines: lines}
	switch bodies := documents(file); len(bodies) {
	case 0:
	case 1:
		w.value(bodies[0], reflect.ValueOf(v).Elem(), "")
	default:
		w.errorf(bodies[1], "a second document: keep one to a file")
	}
	return errors.Join(w.problems...)
}

func documents(file *ast.File) []ast.Node {
	var bodies []ast.Node
	for _, doc := range file.Docs {
		if doc.Body != nil && doc.Body.Type() != ast.CommentType {
			bodies = append(bodies, doc.Body)
		}
	}
	return bodies
}

func (d Decoder) syntax(err error, lines []string) error {
	pos := Pos{File: d.File}
	var syntax *goyaml.SyntaxError
	if errors.As(err, &syntax) {
		if syntax.Token != nil {
			pos.Line, pos.Column = syntax.Token.Position.Line, syntax.Token.Position.Column
		}
		if quotes := quotesMissing(lines, pos.Line); quotes != "" {
			return pos.Errorf("can't be read: %s", quotes)
		}
		return pos.Errorf("%s", hint(syntax.Message, lines, pos))
	}
	return pos.Errorf("%w", err)
}

// walk is one pass over a document's tree beside the value that receives it.
type walk struct {
	Decoder
	lines    []string
	problems []error
}

func (w *walk) pos(n ast.Node) Pos {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 { // a mapping's own token is its first colon
		n = m.Values[0].Key
	}
	if m, ok := n.(*ast.MappingValueNode); ok {
		n = m.Key
	}
	p := n.GetToken().Position
	return Pos{w.File, p.Line, p.Column}
}

func (w *walk) errorf(n ast.Node, format string, args ...any) {
	w.problems = append(w.problems, w.pos(n).Errorf(format, args...))
}

// value sets v from n. path names the key for messages: "fetch.host.delay".
func (w *walk) value(n ast.Node, v reflect.Value, path string) {
	switch n := n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode:
		w.errorf(n, "%s", foreign)
		return
	case *ast.NullNode: // "key:" with nothing behind it keeps what was there
		if t, ok := v.Addr().Interface().(*Text); ok && t.start.File == "" {
			t.start = w.pos(n)
		}
		return
	}
	if t, ok := v.Addr().Interface().(*Text); ok {
		w.text(n, t, path)
		return
	}
	if u, ok := v.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if s, ok := w.scalar(n, path); ok {
			if err := u.UnmarshalText([]byte(s)); err != nil {
				w.errorf(n, "%s: %w", path, err)
			}
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		w.structure(n, v, path)
	case reflect.Slice:
		w.slice(n, v, path)
	case reflect.Map:
		w.mapping(n, v, path)
	default:
		w.basic(n, v, path)
	}
}

// entries are the key-value pairs of a mapping; one pair alone has a node type of its own.
func entries(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

func (w *walk) structure(n ast.Node, v reflect.Value, path string) {
	pairs, ok := entries(n)
	if !ok {
		w.shorthand(n, v, path)
		return
	}
	w.place(n, v)
	fields, or := map[string]reflect.Value{}, map[string]string{}
	var names []string
	sentence := false // may stand in the place of the struct
	for i := range v.NumField() {
		name, option, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		if name == "" {
			continue
		}
		names = append(names, name)
		fields[name] = v.Field(i)
		sentence = sentence || option == "scalar"
		if under, ok := strings.CutPrefix(option, "or="); ok {
			or[name] = under
		}
	}
	before := map[string]int{}
	for _, pair := range pairs {
		w.once(before, pair)
		key := pair.Key.GetToken().Value
		field, ok := fields[key]
		full := strings.TrimPrefix(path+"."+key, ".")
		switch {
		case !ok:
			w.errorf(pair.Key, "unknown key %q%s", full, suggestion(key, names, sentence))
		case or[key] != "" && (isScalar(pair.Value) || inBraces(pair.Value) != ""):
			field.Set(reflect.MakeMap(field.Type()))
			w.entry(pair.Value, field, or[key], full)
		default:
			w.value(pair.Value, field, full)
		}
	}
}

// place notes where a struct stands, an empty item of a list too.
func (w *walk) place(n ast.Node, v reflect.Value) {
	if v.Kind() != reflect.Struct {
		return
	}
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("yaml") == ",pos" {
			v.Field(i).Set(reflect.ValueOf(w.pos(n)))
		}
	}
}

// shorthand sets the one field tagged "scalar" of a struct that is written as a plain value.
func (w *walk) shorthand(n ast.Node, v reflect.Value, path string) {
	w.place(n, v)
	for i := range v.NumField() {
		if _, option, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ","); option == "scalar" && isScalar(n) {
			w.value(n, v.Field(i), path)
			return
		}
	}
	w.errorf(n, "%smust be keys with values", prefix(path))
}

func (w *walk) slice(n ast.Node, v reflect.Value, path string) {
	if key, value, ok := keyed(v.Type().Elem()); ok {
		w.pairs(n, v, key, value, path)
		return
	}
	nodes := []ast.Node{n}
	if seq, ok := n.(*ast.SequenceNode); ok {
		nodes = seq.Values
	}
	list := reflect.MakeSlice(v.Type(), 0, len(nodes))
	for _, node := range nodes {
		item := reflect.New(v.Type().Elem()).Elem()
		w.place(node, item)
		w.value(node, item, path)
		list = reflect.Append(list, item)
	}
	v.Set(list)
}

func (w *walk) mapping(n ast.Node, v reflect.Value, path string) {
	pairs, ok := entries(n)
	if !ok {
		w.errorf(n, "%smust be keys with values", prefix(path))
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	before := map[string]int{}
	for _, pair := range pairs {
		w.once(before, pair)
		key := pair.Key.GetToken().Value
		w.entry(pair.Value, v, key, strings.TrimPrefix(path+"."+key, "."))
	}
}

// once reports a key that stood in the same mapping before.
func (w *walk) once(before map[string]int, pair *ast.MappingValueNode) {
	key, line := pair.Key.GetToken().Value, w.pos(pair.Key).Line
	if first, twice := before[key]; twice {
		w.errorf(pair.Key, "%q stands here a second time: the first is in line %d", key, first)
		return
	}
	before[key] = line
}

func (w *walk) entry(n ast.Node, m reflect.Value, key, path string) {
	item := reflect.New(m.Type().Elem()).Elem()
	w.value(n, item, path)
	m.SetMapIndex(reflect.ValueOf(key), item)
}

func prefix(path string) string {
	if path == "" {
		return ""
	}
	return path + ": "
}
