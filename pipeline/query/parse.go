package query

import (
	"maps"
	"slices"
	"strings"
)

// Bounds of a query, far beyond what a person writes, so that one typed by a stranger is safe.
const (
	maxLength = 1 << 16 // bytes
	maxTerms  = 10000   // words and phrases, those of lists each time a list is named
	maxDepth  = 100     // parentheses and NOTs inside one another
)

// Parse reads a query that names no lists. The error is an *[Error].
func Parse(src string) (Expr, error) { return Lists(nil).Parse(src) }

// Parse reads a query. The error is an *[Error]. What is parsed is never true of an
// empty document.
func (lists Lists) Parse(src string) (Expr, error) {
	p, err := lists.parser(src)
	if err != nil {
		return nil, err
	}
	first := p.peek()
	e, err := p.whole()
	if err != nil {
		return nil, err
	}
	if holdsForNothing(e) {
		return nil, errorAt(src, first.at, "this matches articles that have none of its words: NOT needs something to be taken from, as in a AND NOT b")
	}
	return e, nil
}

// holdsForNothing reports whether e is true of a document without words.
func holdsForNothing(e Expr) bool {
	switch e := e.(type) {
	case And:
		return !slices.ContainsFunc(e, func(t Expr) bool { return !holdsForNothing(t) })
	case Or:
		return slices.ContainsFunc(e, holdsForNothing)
	case Not:
		return !holdsForNothing(e.Term)
	case In:
		return holdsForNothing(e.Term)
	}
	return false
}

type parser struct {
	src   string
	lists Lists
	rest  []lexeme
	last  lexeme // taken before rest
	terms int
	in    string // the field whose parentheses are being read
}

func (lists Lists) parser(src string) (*parser, error) {
	if len(src) > maxLength {
		return nil, errorAt(src, 0, "a query of %d bytes: at most %d are read, make several topics of it", len(src), maxLength)
	}
	p := &parser{src: src, lists: lists, rest: lex(src)}
	if p.peek().kind == end {
		return nil, p.errorf("the query is empty: write a word, as in sanction*")
	}
	return p, nil
}

// whole reads an expression that nothing may follow.
func (p *parser) whole() (Expr, error) {
	e, err := p.expr(0)
	if err == nil && p.peek().kind == closing {
		return nil, p.errorf("this ) closes nothing: take it out, or put its ( where it belongs")
	}
	return e, err
}

func (p *parser) peek() lexeme { return p.rest[0] }

func (p *parser) take() lexeme {
	p.last, p.rest = p.rest[0], p.rest[1:]
	return p.last
}

// errorf makes an error at the lexeme that comes next.
func (p *parser) errorf(format string, args ...any) error {
	return errorAt(p.src, p.peek().at, format, args...)
}

// expr reads operands that one operator joins, up to a closing parenthesis or the end.
func (p *parser) expr(depth int) (Expr, error) {
	if depth > maxDepth {
		return nil, p.errorf("more than %d parentheses or NOTs inside one another", maxDepth)
	}
	var terms []Expr
	operator := end
	for {
		term, err := p.operand(depth)
		if err != nil {
			return nil, err
		}
		terms = append(terms, term)
		next := p.peek()
		switch {
		case next.kind == end || next.kind == closing:
			return join(operator, terms), nil
		case next.kind == bad:
			return nil, next.err
		case next.kind != and && next.kind != or:
			return nil, p.sideBySide()
		case operator != end && operator != next.kind:
			return nil, p.errorf("AND and OR without parentheses: write (a AND b) OR c, or a AND (b OR c)")
		}
		operator = p.take().kind
	}
}

func join(operator kind, terms []Expr) Expr {
	switch operator {
	case and:
		return Flat[And](terms)
	case or:
		return Flat[Or](terms)
	}
	return terms[0]
}

// operand reads a chain of NEAR, or NOT and a chain.
func (p *parser) operand(depth int) (Expr, error) {
	if p.peek().kind != not {
		return p.chain(depth)
	}
	p.take()
	if p.peek().kind == not {
		return nil, p.errorf("NOT NOT: two cancel out, leave both out")
	}
	e, err := p.chain(depth + 1)
	if err != nil {
		return nil, err
	}
	return Not{e}, nil
}

// chain reads what one operator of distance joins, from the left.
func (p *parser) chain(depth int) (Expr, error) {
	from := p.peek()
	e, err := p.primary(depth)
	if err != nil || p.peek().kind != near {
		return e, err
	}
	before := p.peek() // the operator passed last
	for err = p.joinable(from, e); err == nil && p.peek().kind == near; {
		operator := p.take()
		if operator.reach.Unit != before.reach.Unit {
			return nil, errorAt(p.src, operator.at, "%s and %s without parentheses: write (a %s b) %s c, or a %s (b %s c)",
				before.text, operator.text, before.text, operator.text, before.text, operator.text)
		}
		before = operator
		next := p.peek()
		var t Expr
		if t, err = p.primary(depth); err == nil {
			e = Near{e, t, operator.reach}
			err = p.joinable(next, t)
		}
	}
	return e, err
}

// joinable refuses operands of NEAR and its like that have no one place in a text.
func (p *parser) joinable(from lexeme, e Expr) error {
	switch e := e.(type) {
	case And, Not:
		return errorAt(p.src, from.at, "AND or NOT beside NEAR: NEAR joins words, phrases, other NEARs and (a OR b); write (a NEAR/5 b) AND NOT c")
	case In:
		return errorAt(p.src, from.at, "%s: beside NEAR: put the field around the whole, as in %s:(a NEAR/5 b)", e.Field, e.Field)
	case AtLeast:
		return errorAt(p.src, from.at, "ATLEAST beside NEAR: a number of hits has no one place; write ATLEAST/%d (a NEAR/5 b)", e.N)
	case Or:
		for _, t := range e {
			if err := p.joinable(from, t); err != nil {
				return err
			}
		}
	}
	return nil
}

// primary reads a word, a phrase, a list, or an expression in parentheses, with what
// stands directly before it.
func (p *parser) primary(depth int) (Expr, error) {
	switch x := p.peek(); x.kind {
	case term:
		return p.take().term, p.count(1)
	case list:
		return p.list()
	case field:
		return p.field(depth)
	case atLeast:
		return p.atLeast(depth)
	case open:
		return p.group(depth)
	case bad:
		return nil, x.err
	case not:
		return nil, p.misplacedNot()
	}
	return nil, p.missing()
}

// misplacedNot says where a NOT belongs that stands where a word, a phrase or a group is expected.
func (p *parser) misplacedNot() error {
	switch p.last.kind {
	case field:
		return p.errorf("NOT stands before the field: write NOT %s(a)", p.last.text)
	case atLeast:
		return p.errorf("NOT stands before %s: write NOT %s a", p.last.text, p.last.text)
	}
	return p.errorf("NOT beside NEAR: write (a NEAR/5 b) AND NOT c")
}

// count adds words and phrases to those that were read.
func (p *parser) count(terms int) error {
	if p.terms += terms; p.terms > maxTerms {
		return errorAt(p.src, p.last.at, "more than %d words and phrases: make several topics of it", maxTerms)
	}
	return nil
}

func (p *parser) group(depth int) (Expr, error) {
	x := p.take()
	if p.peek().kind == closing {
		return nil, p.errorf("nothing between ( and )")
	}
	e, err := p.expr(depth + 1)
	if err != nil {
		return nil, err
	}
	if p.peek().kind == end {
		return nil, errorAt(p.src, x.at, "this ( is never closed: put a ) where the group ends")
	}
	p.take()
	return e, nil
}

func (p *parser) field(depth int) (Expr, error) {
	x := p.take()
	if p.in != "" {
		return nil, errorAt(p.src, x.at, "%s within %s: a word stands in one field; write %s:(a) AND %s:(b)", x.field, p.in, p.in, x.field)
	}
	p.in = x.field.String()
	e, err := p.primary(depth + 1)
	p.in = ""
	return In{x.field, e}, err
}

func (p *parser) atLeast(depth int) (Expr, error) {
	x := p.take()
	from := p.peek()
	e, err := p.primary(depth + 1)
	if err != nil {
		return nil, err
	}
	return AtLeast{x.n, e}, p.countable(x, from, e)
}

// countable refuses what has no hits to count.
func (p *parser) countable(x, from lexeme, e Expr) error {
	if p.joinable(from, e) != nil {
		return errorAt(p.src, from.at, "%s counts hits of words, phrases, NEARs and (a OR b) of these: write %s (a OR b) AND c; a field goes around it, title:(%s (a OR b))", x.text, x.text, x.text)
	}
	return nil
}

func (p *parser) list() (Expr, error) {
	x := p.take()
	l, ok := p.lists[x.text[1:]]
	if !ok {
		return nil, unknownList(p.src, x, p.lists)
	}
	return l.expr, p.count(l.terms)
}

func unknownList[T any](src string, x lexeme, lists map[string]T) *Error {
	known := slices.DeleteFunc(slices.Sorted(maps.Keys(lists)), func(name string) bool { return !listName(name) })
	if len(known) == 0 {
		return errorAt(src, x.at, "there is no list %s: name one in a topic file, as in lists: {%s: [word, a phrase, word*]}", x.text, x.text[1:])
	}
	return errorAt(src, x.at, "there is no list %s: there are $%s", x.text, strings.Join(known, ", $"))
}

// missing says that an operand is expected and something else comes.
func (p *parser) missing() error {
	switch x := p.peek(); {
	case x.kind == closing && p.last.kind == end:
		return p.errorf("this ) closes nothing: take it out, or put its ( where it belongs")
	case x.kind == end || x.kind == closing:
		return errorAt(p.src, p.last.at, "nothing after %s: write what it joins, or leave it out", p.last.text)
	default:
		return p.errorf("nothing before %s: write what it joins, or leave it out", x.text)
	}
}
