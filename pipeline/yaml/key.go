package yaml

import (
	"reflect"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// keyed gives the fields of a struct that hold a key and, if there is one, its whole value (else -1).
func keyed(t reflect.Type) (key, value int, ok bool) {
	key, value = -1, -1
	if t.Kind() != reflect.Struct {
		return key, value, false
	}
	for i := range t.NumField() {
		switch t.Field(i).Tag.Get("yaml") {
		case ",key":
			key = i
		case ",value":
			value = i
		}
	}
	return key, value, key >= 0
}

// pairs sets a slice of structs from a mapping.
func (w *walk) pairs(n ast.Node, v reflect.Value, key, value int, path string) {
	pairs, ok := entries(n)
	if !ok {
		w.errorf(n, "%smust be keys with values", prefix(path))
		return
	}
	list := reflect.MakeSlice(v.Type(), 0, len(pairs))
	for _, pair := range pairs {
		item := reflect.New(v.Type().Elem()).Elem()
		name := w.key(pair.Key)
		item.Field(key).Set(reflect.ValueOf(name))
		into := item
		if value >= 0 {
			into = item.Field(value)
		}
		w.value(pair.Value, into, strings.TrimPrefix(path+"."+name.Value, "."))
		list = reflect.Append(list, item)
	}
	v.Set(list)
}

func (w *walk) key(n ast.MapKeyNode) Text {
	switch k := n.(type) {
	case *ast.AliasNode, *ast.AnchorNode, *ast.TagNode:
		w.errorf(n, "%s", foreign)
		return Text{Value: k.GetToken().Value, start: w.pos(n)}
	case *ast.MappingKeyNode: // "? key"
		var t Text
		w.text(k.Value, &t, "?")
		return t
	case *ast.NullNode:
		return Text{Value: k.GetToken().Value, start: w.pos(n)}
	}
	var t Text
	w.text(n, &t, "?")
	return t
}
