package query

import (
	"regexp"
	"strconv"
	"strings"
)

// sideBySide says what two operands with nothing between them could mean.
func (p *parser) sideBySide() error {
	left, right := p.last, p.peek()
	if right.kind == not {
		return p.errorf("NOT after an operand: write AND NOT")
	}
	for _, x := range []lexeme{right, left} {
		if hint := meant(x.text); hint != "" && x.kind == term {
			return errorAt(p.src, x.at, "%s", hint)
		}
	}
	if hint := calls[strings.ToUpper(left.text)]; hint != "" && right.kind == open {
		return errorAt(p.src, left.at, "%s(…) is another tool's: %s", left.text, hint)
	}
	if strings.HasPrefix(left.text, "'") || strings.HasPrefix(left.text, "‘") {
		return errorAt(p.src, left.at, `%s: a phrase stands in "double quotes"`, left.text)
	}
	if left.kind == term && right.kind == term {
		l, r := strings.TrimFunc(left.text, quote), strings.TrimFunc(right.text, quote)
		return p.errorf(`%s and %s side by side: write "%s %s" (the phrase), %s AND %s (both) or %s OR %s (either)`,
			left.text, right.text, l, r, left.text, right.text, left.text, right.text)
	}
	return p.errorf(`nothing between %s and %s: write AND (both) or OR (either); a phrase is "in quotes"`, left.text, right.text)
}

// elsewhere are operators of other tools, or in other languages, and what they are here.
var elsewhere = map[string]string{
	"AND": "AND", "OR": "OR", "NOT": "NOT", "ANDNOT": "AND NOT", "BUTNOT": "AND NOT", "XOR": "(a OR b) AND NOT (a AND b)",
	"ADJ": "ONEAR/5", "BEFORE": "ONEAR/5", "WITHIN": "NEAR/5", "SAME": "W/p",
	"И": "AND", "ИЛИ": "OR", "НЕ": "NOT", "UND": "AND", "ODER": "OR", "NICHT": "NOT", "ET": "AND", "OU": "OR", "SAUF": "AND NOT",
}

// meant says what a word could have meant that stands where an operator could.
func meant(word string) string {
	upper := strings.ToUpper(word)
	operator := elsewhere[upper]
	switch {
	case operator == upper && operator != "" && word != upper:
		return strconv.Quote(word) + " is a word like any other here: write " + operator + " in capitals"
	case operator != "" && word == upper:
		return word + " joins nothing here: write " + operator
	}
	if m := bareDistance.FindStringSubmatch(word); m != nil {
		return word + " is a distance in other tools: write ONEAR/" + m[1] + " (this order) or NEAR/" + m[1] + " (either order)"
	}
	return ""
}

var bareDistance = regexp.MustCompile(`^[WNPF](\d{1,2})$`)

// calls are what other tools write before parentheses.
var calls = map[string]string{
	"HEADLINE": "write title:(…)", "HEAD": "write title:(…)", "HLEAD": "write title:(…) OR lead:(…)", "LEAD": "write lead:(…)",
	"BYLINE": "write author:(…)", "AUTHOR": "write author:(…)", "PUBLICATION": "write source:(…)", "SOURCE": "write source:(…)",
	"BODY": "write text:(…)", "SECTION": "write section:(…)", "LANGUAGE": "write lang:en", "TITLE": "write title:(…)", "TEXT": "write text:(…)",
	"CAPS": "a word cased exactly so is written {WHO}", "ALLCAPS": "a word cased exactly so is written {WHO}", "NOCAPS": "a word cased exactly so is written {who}",
}
