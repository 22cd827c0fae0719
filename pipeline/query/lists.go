package query

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Lists are the lists that queries may name: $oil.
type Lists map[string]List

// A List stands for any of its items.
type List struct {
	expr  Expr
	terms int
}

// An ItemError is a mistake in an item of a list.
type ItemError struct {
	List string
	Item int // from 0; -1 when the list as a whole is wrong
	Err  *Error
}

func (e *ItemError) Error() string { return fmt.Sprintf("list %s: %v", e.List, e.Err) }
func (e *ItemError) Unwrap() error { return e.Err }

// ParseLists reads named lists. An item is a word, several words, which are a phrase, or
// any query in which what a NEAR may join stands, other lists too. The error joins an
// *[ItemError] for every mistake; the lists that have none are returned all the same.
func ParseLists(items map[string][]string) (Lists, error) {
	r := listReader{items: items, done: Lists{}, state: map[string]int{}}
	for _, name := range slices.Sorted(maps.Keys(items)) {
		r.read(name)
	}
	return r.done, errors.Join(r.problems...)
}

type listReader struct {
	items    map[string][]string
	done     Lists
	state    map[string]int // 1 while a list is read, 2 afterwards
	problems []error
}

func (r *listReader) problem(list string, item int, err *Error) {
	r.problems = append(r.problems, &ItemError{list, item, err})
}

// read reads a list, and before it those that it names.
func (r *listReader) read(name string) {
	if r.state[name] != 0 {
		return
	}
	r.state[name] = 1
	defer func() { r.state[name] = 2 }()
	if !listName(name) {
		r.problem(name, -1, &Error{1, 1, "a list is named by small letters, digits and hyphens, and a letter first"})
		return
	}
	var terms []Expr
	count := 0
	right := true
	for i, item := range r.items[name] {
		e, n, err := r.item(name, item)
		if err != nil {
			r.problem(name, i, err)
			right = false
			continue
		}
		if e == nil {
			right = false
			continue
		}
		terms, count = append(terms, e), count+n
	}
	switch {
	case !right:
	case len(terms) == 0:
		r.problem(name, -1, &Error{1, 1, "a list without words"})
	case len(terms) == 1:
		r.done[name] = List{terms[0], count}
	default:
		r.done[name] = List{Flat[Or](terms), count}
	}
}

// item reads one item; without an error it gives nil when a list that it names is wrong.
func (r *listReader) item(name, item string) (Expr, int, *Error) {
	lexemes := lex(item)
	for _, x := range lexemes {
		if x.kind != list {
			continue
		}
		other := x.text[1:]
		if _, known := r.items[other]; !known {
			return nil, 0, unknownList(item, x, r.items)
		}
		if r.state[other] == 1 {
			return nil, 0, errorAt(item, x.at, "$%s names itself, through $%s: take one of the two out", name, other)
		}
		r.read(other)
		if _, right := r.done[other]; !right {
			return nil, 0, nil
		}
	}
	if isPlain(lexemes) {
		return r.phrase(item, lexemes)
	}
	p, err := r.done.parser(item)
	var e Expr
	if err == nil {
		e, err = p.whole()
	}
	if err == nil {
		err = p.joinable(lexeme{}, e)
		if err != nil {
			err = errorAt(item, 0, "an item of a list is a word, a phrase, a NEAR, or (a OR b) of these: what needs AND, NOT, ATLEAST or a field goes into the query")
		}
	}
	if mistake := (*Error)(nil); errors.As(err, &mistake) {
		return nil, 0, mistake
	}
	return e, p.terms, nil
}

// phrase makes one of the words of an item.
func (r *listReader) phrase(item string, lexemes []lexeme) (Expr, int, *Error) {
	var words Phrase
	for _, x := range lexemes[:len(lexemes)-1] {
		switch e := x.term.(type) {
		case Word:
			words = append(words, e)
		case Phrase:
			words = append(words, e...)
		}
	}
	return words, 1, nil
}

// isPlain reports whether lexemes are words with nothing between.
func isPlain(lexemes []lexeme) bool {
	words := lexemes[:len(lexemes)-1]
	return len(words) > 1 && lexemes[len(words)].kind == end && !slices.ContainsFunc(words, func(x lexeme) bool {
		return x.kind != term || strings.ContainsAny(x.text, `"{:`) || strings.ContainsFunc(x.text, quote)
	})
}

// Named gives the names of the lists that a query or an item of a list names, in its order.
func Named(src string) []string {
	var names []string
	for _, x := range lex(src) {
		if x.kind == list {
			names = append(names, x.text[1:])
		}
	}
	return names
}
