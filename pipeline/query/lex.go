package query

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
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
	near
	term // a word or a phrase
	bad  // a mistake, err
)

var operators = map[string]kind{"AND": and, "OR": or, "NOT": not}

// A lexeme is the smallest part of a query that means something.
type lexeme struct {
	kind   kind
	at     int    // byte of the source
	text   string // as written
	term   Expr   // of a term
	within int    // of a near
	err    error  // of a bad
}

// maxWithin bounds NEAR; the fields of a document stand further apart than that.
const maxWithin = 100

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
	r, size := decode(l.src[at:])
	switch {
	case at == len(l.src):
		return lexeme{kind: end, at: at}, nil
	case r == '(':
		l.at++
		return lexeme{kind: open, at: at, text: "("}, nil
	case r == ')':
		l.at++
		return lexeme{kind: closing, at: at, text: ")"}, nil
	case quote(r):
		return l.phrase(at + size)
	}
	return l.bare()
}

// skip passes over spaces and comments.
func (l *lexer) skip() {
	for comment := false; l.at < len(l.src); {
		r, size := decode(l.src[l.at:])
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

func (l *lexer) phrase(from int) (lexeme, error) {
	at, length := l.at, strings.IndexFunc(l.src[from:], quote)
	if length < 0 {
		return lexeme{}, l.errorf(at, `this quotation mark is never closed: put another " at the end of the phrase`)
	}
	_, size := decode(l.src[from+length:])
	l.at = from + length + size
	e, err := l.words(from, l.src[from:from+length])
	return lexeme{kind: term, at: at, text: l.src[at:l.at], term: e}, err
}

// bare reads what stands outside quotes up to the next space, parenthesis or quote.
func (l *lexer) bare() (lexeme, error) {
	at := l.at
	length := strings.IndexFunc(l.src[at:], func(r rune) bool {
		return unicode.IsSpace(r) || r == '(' || r == ')' || quote(r)
	})
	if length < 0 {
		length = len(l.src) - at
	}
	l.at += length
	x := lexeme{kind: term, at: at, text: l.src[at:l.at]}
	operator, found := operators[x.text]
	var err error
	switch name, distance, slash := strings.Cut(x.text, "/"); {
	case found:
		x.kind = operator
	case name == "NEAR":
		x.kind = near
		x.within, err = l.distance(at, distance)
	case slash && strings.EqualFold(name, "NEAR"):
		err = l.errorf(at, "%s: write NEAR in capitals, as in oil NEAR/5 price", x.text)
	default:
		if err = l.punctuation(at, x.text); err == nil {
			x.term, err = l.words(at, x.text)
		}
	}
	return x, err
}

func (l *lexer) distance(at int, s string) (int, error) {
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil || n > maxWithin {
		return 0, l.errorf(at, "NEAR needs the number of words that may stand between, 0 to %d, as in oil NEAR/5 price", maxWithin)
	}
	return int(n), nil
}
