package yaml

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// What the parser gets wrong where a colon has no space behind it, though YAML wants one
// after a key, is mended here: keys before parsing, values in the tree.

// mend makes one key of what the lexer cuts at its first colon: within braces
// {title:(duty OR duties): 3} has the key title:(duty OR duties).
func mend(tokens token.Tokens) token.Tokens {
	var mended token.Tokens
	var open []token.Type // brackets and braces around
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			open = append(open, t.Type)
		case token.MappingEndType, token.SequenceEndType:
			open = open[:max(0, len(open)-1)]
		}
		if len(open) > 0 && open[len(open)-1] == token.MappingStartType {
			if key := longKey(tokens[i:]); key != nil {
				mended.Add(key...)
				i += 2
				continue
			}
		}
		mended.Add(t)
	}
	return mended
}

// longKey gives what the first three tokens are if they begin a key with a colon in it.
func longKey(tokens token.Tokens) token.Tokens {
	if len(tokens) < 4 || tokens[0].Type != token.StringType || tokens[1].Type != token.MappingValueType {
		return nil
	}
	head, colon, rest := tokens[0], tokens[1], tokens[2]
	if at := colon.Position; rest.Position.Line != at.Line || rest.Position.Column != at.Column+1 {
		return nil
	}
	key := func(tail string) *token.Token {
		text := head.Value + ":" + tail
		return token.String(text, text, head.Position)
	}
	after := func(tail string) *token.Position { // of what stands so far behind the first colon
		p := *colon.Position
		p.Column += 1 + utf8.RuneCountInString(tail)
		p.Offset += 1 + len(tail)
		return &p
	}
	quoted := slices.Contains([]token.Type{token.DoubleQuoteType, token.SingleQuoteType}, rest.Type)
	if quoted && tokens[3].Type == token.MappingValueType {
		return token.Tokens{key(strings.TrimSpace(rest.Origin))}
	}
	last := strings.LastIndex(rest.Value+" ", ": ")
	if quoted || last < 0 || strings.Contains(strings.TrimSpace(rest.Origin), "\n") {
		return nil
	}
	tail, value := rest.Value[:last], strings.TrimLeft(rest.Value[last+1:], " ")
	long := token.Tokens{key(strings.TrimRight(tail, " ")), token.MappingValue(after(tail))}
	if value != "" {
		long = append(long, token.New(value, value, after(rest.Value[:len(rest.Value)-len(value)])))
	}
	return long
}

// hostPort joins what in a list within braces is taken for a key and a value: 127.0.0.1:80.
func hostPort(n ast.Node) (string, bool) {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) == 1 {
		n = m.Values[0]
	}
	pair, ok := n.(*ast.MappingValueNode)
	if !ok || !isScalar(pair.Value) {
		return "", false
	}
	colon, value := pair.Start.Position, pair.Value.GetToken().Position
	if value.Line != colon.Line || value.Column != colon.Column+1 {
		return "", false
	}
	return pair.Key.GetToken().Value + ":" + pair.Value.GetToken().Value, true
}
