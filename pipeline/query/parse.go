package query

import "strings"

// Bounds of a query, far beyond what a person writes.
const (
	maxLength = 1 << 16 // bytes
	maxTerms  = 5000    // words and phrases
	maxDepth  = 100     // parentheses and NOTs inside one another
)

// Parse reads a query. The error is an *[Error].
func Parse(src string) (Expr, error) {
	if len(src) > maxLength {
		return nil, errorAt(src, 0, "a query of %d bytes: at most %d are read, make several topics of it", len(src), maxLength)
	}
	p := parser{src: src, rest: lex(src)}
	first := p.peek()
	if first.kind == end {
		return nil, p.errorf("the query is empty: write a word, as in sanction*")
	}
	e, err := p.expr(0)
	if err != nil {
		return nil, err
	}
	if p.peek().kind == closing {
		return nil, p.errorf("this ) closes nothing: take it out, or put its ( where it belongs")
	}
	if holdsForNothing(e) {
		return nil, errorAt(src, first.at, "this matches articles that have none of its words: NOT needs something to be taken from, as in a AND NOT b")
	}
	return e, nil
}

// holdsForNothing reports whether e is true of a document without words.
func holdsForNothing(e Expr) bool { return Index().Match(e) }

type parser struct {
	src   string
	rest  []lexeme
	last  lexeme // taken before rest
	terms int
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
		return flat[And](terms)
	case or:
		return flat[Or](terms)
	}
	return terms[0]
}

// flat makes one list of terms and of what parentheses among them group alike.
func flat[T ~[]Expr](terms []Expr) T {
	var all T
	for _, t := range terms {
		if inner, ok := any(t).(T); ok {
			all = append(all, inner...)
		} else {
			all = append(all, t)
		}
	}
	return all
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

func (p *parser) chain(depth int) (Expr, error) {
	from := p.peek()
	first, err := p.primary(depth)
	if err != nil || p.peek().kind != near {
		return first, err
	}
	n := Near{Terms: []Expr{first}}
	for err = p.nearable(from, first); err == nil && p.peek().kind == near; {
		n.Within = append(n.Within, p.take().within)
		from = p.peek()
		var t Expr
		if t, err = p.primary(depth); err == nil {
			n.Terms = append(n.Terms, t)
			err = p.nearable(from, t)
		}
	}
	return n, err
}

// nearable refuses operands of NEAR that have no one place in a text.
func (p *parser) nearable(from lexeme, e Expr) error {
	switch e := e.(type) {
	case And, Not:
		return errorAt(p.src, from.at, "AND or NOT beside NEAR: NEAR joins words, phrases and (a OR b); write (a NEAR/5 b) AND NOT c")
	case Near:
		return errorAt(p.src, from.at, "NEAR inside NEAR: write a chain without parentheses, a NEAR/5 b NEAR/5 c")
	case Or:
		for _, t := range e {
			if err := p.nearable(from, t); err != nil {
				return err
			}
		}
	}
	return nil
}

// primary reads a word, a phrase or an expression in parentheses.
func (p *parser) primary(depth int) (Expr, error) {
	switch x := p.peek(); x.kind {
	case term:
		if p.terms++; p.terms > maxTerms {
			return nil, p.errorf("more than %d words and phrases: make several topics of it", maxTerms)
		}
		return p.take().term, nil
	case open:
		p.take()
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
	case bad:
		return nil, x.err
	case not:
		return nil, p.errorf("NOT beside NEAR: write (a NEAR/5 b) AND NOT c")
	}
	return nil, p.missing()
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

// sideBySide says what two operands with nothing between them could mean.
func (p *parser) sideBySide() error {
	left, right := p.last, p.peek()
	if right.kind == not {
		return p.errorf("NOT after an operand: write AND NOT")
	}
	for _, x := range []lexeme{right, left} {
		switch word := strings.ToUpper(x.text); word {
		case "AND", "OR", "NOT":
			return errorAt(p.src, x.at, "%q is a word like any other here: write %s in capitals", x.text, word)
		}
	}
	if left.kind == term && right.kind == term {
		l, r := strings.TrimFunc(left.text, quote), strings.TrimFunc(right.text, quote)
		return p.errorf(`%s and %s side by side: write "%s %s" (the phrase), %s AND %s (both) or %s OR %s (either)`,
			left.text, right.text, l, r, left.text, right.text, left.text, right.text)
	}
	return p.errorf(`nothing between %s and %s: write AND (both) or OR (either); a phrase is "in quotes"`, left.text, right.text)
}
