package query

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"coranto/pipeline/query/token"
)

// An Error is the first mistake of a query: what was found there, and what to write.
type Error struct {
	Line, Column int // from 1; columns count code points
	Msg          string
}

func (e *Error) Error() string { return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Msg) }

// errorAt makes an Error at a byte of src.
func errorAt(src string, at int, format string, args ...any) *Error {
	before := src[:at]
	line := strings.LastIndexByte(before, '\n') + 1
	return &Error{
		Line:   1 + strings.Count(before, "\n"),
		Column: 1 + utf8.RuneCountInString(before[line:]),
		Msg:    fmt.Sprintf(format, args...),
	}
}

type kind int

const (
	end kind = iota
	open
	closing
	and
	or
	not
	near    // an operator with a reach
	atLeast // ATLEAST/3
	field   // title:
	list    // $oil
	term    // a word or a phrase
	bad     // a mistake, err
)

var operators = map[string]kind{"AND": and, "OR": or, "NOT": not}

// A lexeme is the smallest part of a query that means something.
type lexeme struct {
	kind  kind
	at    int    // byte of the source
	text  string // as written
	term  Expr   // of a term
	reach Reach  // of a near
	n     int    // of an atLeast
	field Field  // of a field
	err   error  // of a bad
}

// Bounds of what stands behind a slash.
const (
	maxWithin  = 100 // words; the fields of a document stand further apart than that
	maxAtLeast = 1000
)

type lexer struct {
	src string
	at  int
}

func (l *lexer) errorf(at int, format string, args ...any) error {
	return errorAt(l.src, at, format, args...)
}

// lex splits a query into lexemes, of which the last is an end or a bad.
func lex(src string) []lexeme {
	l := lexer{src: src}
	var all []lexeme
	for {
		x, err := l.next()
		if err != nil {
			x = lexeme{kind: bad, err: err}
		}
		all = append(all, x)
		if x.kind == end || x.kind == bad {
			return all
		}
	}
}

// next reads one lexeme.
func (l *lexer) next() (lexeme, error) {
	l.skip()
	at := l.at
	r, size := utf8.DecodeRuneInString(l.src[at:])
	switch {
	case at == len(l.src):
		return lexeme{kind: end, at: at}, nil
	case r == '(' || r == '（':
		l.at += size
		return lexeme{kind: open, at: at, text: "("}, nil
	case r == ')' || r == '）':
		l.at += size
		return lexeme{kind: closing, at: at, text: ")"}, nil
	case r == '{':
		return l.cased()
	case r == '}':
		return lexeme{}, l.errorf(at, "this } closes nothing: a word cased exactly so is written {US}")
	case quote(r):
		return l.phrase(r, at+size)
	}
	return l.bare()
}

// skip passes over spaces and comments.
func (l *lexer) skip() {
	for comment := false; l.at < len(l.src); {
		r, size := utf8.DecodeRuneInString(l.src[l.at:])
		switch {
		case r == '\n':
			comment = false
		case r == '#':
			comment = true
		case !comment && !unicode.IsSpace(r):
			return
		}
		l.at += size
	}
}

// quotes that begin a phrase, and those that end it: also what word processors and other
// keyboards put in place of ".
var quotes = map[rune]string{
	'"': `"“”„`, '“': `"“”„`, '”': `"“”„`, '„': `"“”„`, '＂': "＂", '«': "»", '»': "«", '「': "」", '『': "』",
}

func quote(r rune) bool { return quotes[r] != "" }

func (l *lexer) phrase(opening rune, from int) (lexeme, error) {
	at, length := l.at, strings.IndexAny(l.src[from:], quotes[opening])
	if length < 0 {
		return lexeme{}, l.errorf(at, `this quotation mark is never closed: put another %c at the end of the phrase`, []rune(quotes[opening])[0])
	}
	_, size := utf8.DecodeRuneInString(l.src[from+length:])
	l.at = from + length + size
	if strings.HasPrefix(l.src[l.at:], "~") {
		return lexeme{}, l.errorf(l.at, "~ has no meaning here: distance is written oil NEAR/5 price")
	}
	return l.term(at, from, from+length)
}

// cased reads {US}.
func (l *lexer) cased() (lexeme, error) {
	at, length := l.at, strings.IndexByte(l.src[l.at:], '}')
	if length < 0 {
		return lexeme{}, l.errorf(at, "this { is never closed: a word cased exactly so is written {US}")
	}
	l.at += length + 1
	return l.term(at, at, l.at)
}

// term makes a lexeme that began at a byte of the words in src[from:to].
func (l *lexer) term(at, from, to int) (lexeme, error) {
	e, err := l.words(from, l.src[from:to])
	return lexeme{kind: term, at: at, text: l.src[at:l.at], term: e}, err
}

// maxName bounds the names of fields.
const maxName = 16

// bare reads what stands outside quotes up to the next space, parenthesis or quote, or up
// to the colon of a field.
func (l *lexer) bare() (lexeme, error) {
	at := l.at
	if name, _, colon := strings.Cut(l.src[at:min(at+maxName, len(l.src))], ":"); colon && slices.Contains(fieldNames, name) {
		l.at += len(name) + 1 // what follows is none of its business, long as it may be
		return l.field(at, name)
	}
	length := strings.IndexFunc(l.src[at:], func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("(){}（）", r) || quote(r)
	})
	if length < 0 {
		length = len(l.src) - at
	}
	l.at += length
	text := l.src[at:l.at]
	if x, ok := operator(text); ok {
		x.at, x.text = at, text
		return x, nil
	}
	if err := l.foreign(at, text); err != nil {
		return lexeme{}, err
	}
	switch name, rest, colon := strings.Cut(text, ":"); {
	case colon && name == "stem":
		return l.stem(at, rest)
	case colon:
		l.at = at + len(name) + 1
		return l.field(at, name)
	case text[0] == '$':
		return l.list(at, text)
	}
	if err := l.punctuation(at, text); err != nil {
		return lexeme{}, err
	}
	return l.term(at, at, l.at)
}

// operator reads AND, OR, NOT, W/s, W/p, and what has a number: NEAR/5, ONEAR/5, ATLEAST/3.
func operator(text string) (lexeme, bool) {
	if k, ok := operators[text]; ok {
		return lexeme{kind: k}, true
	}
	name, number, _ := strings.Cut(text, "/")
	n, err := strconv.ParseUint(number, 10, 16)
	switch {
	case text == "W/s":
		return lexeme{kind: near, reach: Reach{Unit: SameSentence}}, true
	case text == "W/p":
		return lexeme{kind: near, reach: Reach{Unit: SameParagraph}}, true
	case name == "NEAR" && err == nil && n <= maxWithin:
		return lexeme{kind: near, reach: Reach{AnyOrder, int(n)}}, true
	case name == "ONEAR" && err == nil && n <= maxWithin:
		return lexeme{kind: near, reach: Reach{InOrder, int(n)}}, true
	case name == "ATLEAST" && err == nil && n >= 2 && n <= maxAtLeast:
		return lexeme{kind: atLeast, n: int(n)}, true
	}
	return lexeme{}, false
}

func (l *lexer) field(at int, name string) (lexeme, error) {
	for f, known := range fieldNames {
		if name == known {
			return lexeme{kind: field, at: at, text: l.src[at:l.at], field: Field(f)}, nil
		}
	}
	if slices.Contains(fieldNames, strings.ToLower(name)) {
		return lexeme{}, l.errorf(at, "%s: fields are written small: %s:", name, strings.ToLower(name))
	}
	if strings.ContainsFunc(name, unicode.IsLetter) && strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		return lexeme{}, l.errorf(at, "%s: is no field: fields are %s and stem:word; other text with a colon goes in quotes", name, strings.Join(fieldNames, ":, ")+":")
	}
	return lexeme{}, l.errorf(at+len(name), ": has no meaning here: text with a colon goes in quotes")
}

func (l *lexer) list(at int, text string) (lexeme, error) {
	if name := text[1:]; !listName(name) {
		return lexeme{}, l.errorf(at, "%s is no list: a list is named by a dollar sign, small letters, digits and hyphens, as in $oil; sums go in quotes", text)
	}
	return lexeme{kind: list, at: at, text: text}, nil
}

// listName reports whether a list may be called so.
func listName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-_") == "" && s[0] >= 'a'
}

func (l *lexer) stem(at int, word string) (lexeme, error) {
	tokens := token.SplitPattern(word)
	if err := l.punctuation(at+len("stem:"), word); err != nil {
		return lexeme{}, err
	}
	if len(tokens) != 1 || strings.ContainsAny(word, "*?") {
		return lexeme{}, l.errorf(at, "stem: needs one word right behind it, without * and ?: stem:import finds imports, imported, importing")
	}
	w := Word{strings.ToLower(token.Exact(word[tokens[0].Start:tokens[0].End])), Stem}
	return lexeme{kind: term, at: at, text: l.src[at:l.at], term: w}, nil
}
