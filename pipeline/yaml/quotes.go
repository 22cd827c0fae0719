package yaml

import (
	"regexp"

	"github.com/goccy/go-yaml/ast"
)

// foreign answers what people most often did not mean to write: *tariff, in a query.
const foreign = "to YAML this is an alias (*), an anchor (&) or a tag (!), which are not used here: put it in quotes, as in '*tariff'"

// unquoted is what begins like an alias, or goes on behind quotes or braces.
var unquoted = regexp.MustCompile(`(^|[\s{[,])(\*[^\s*]|("[^"]*"|'[^']*'|\{[^{}]*\})\s*[^\s,:#\]}]|\{[^{}]*\}:)`)

// quotesMissing says so if that may be why a line can't be read.
func quotesMissing(lines []string, line int) string {
	if line < 1 || line > len(lines) || !unquoted.MatchString(lines[line-1]) {
		return ""
	}
	return `YAML takes a * in front for an alias, and ends a value where its quotes or braces end; put quotes around the whole, as in '*tariff', '"price cap" AND oil', '{US}'`
}

// inBraces gives back {US}, which to the parser is a mapping of one key without a value.
func inBraces(n ast.Node) string {
	m, ok := n.(*ast.MappingNode)
	if !ok || len(m.Values) != 1 || m.Values[0].Start.Value == ":" {
		return ""
	}
	return "{" + m.Values[0].Key.GetToken().Value + "}"
}
