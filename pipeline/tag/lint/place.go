package lint

import (
	"strings"
	"unicode/utf8"

	"coranto/pipeline/query"
	"coranto/pipeline/query/token"
	"coranto/pipeline/tag"
	"coranto/pipeline/yaml"
)

// origins is where queries and lists stand in files: texts by topic and part, "query.ru",
// and those of lists by no topic and no part.
type origins map[[2]string][]yaml.Text

func places(texts []tag.Text, lists []tag.List) origins {
	all := origins{}
	for _, text := range texts {
		at := [2]string{text.Topic, text.Part}
		all[at] = append(all[at], text.Text)
	}
	for _, list := range lists {
		all[[2]string{}] = append(all[[2]string{}], list.Items...)
	}
	return all
}

// find looks for a clause where it was written: all of it, or else its first word, in the
// query or, if that names lists, in these.
func (o origins) find(topic, part string, clause query.Expr) (yaml.Pos, bool) {
	own := o[[2]string{topic, part}]
	texts := own
	for _, text := range own {
		if len(query.Named(text.Value)) > 0 {
			texts = append(texts[:len(texts):len(texts)], o[[2]string{}]...)
			break
		}
	}
	for _, name := range []string{clause.String(), firstWord(clause)} {
		for _, text := range texts {
			if at := indexWords(text.Value, name); at >= 0 {
				before := text.Value[:at]
				line := strings.LastIndexByte(before, '\n') + 1
				return text.Pos(1+strings.Count(before, "\n"), 1+utf8.RuneCountInString(before[line:])), true
			}
		}
	}
	return yaml.Pos{}, false
}

// indexWords finds the words of name in text, however they are accented and what stands
// between, but with * and ? where name has them.
func indexWords(text, name string) int {
	words, wanted := token.Split(text), token.Split(name)
	for i := 0; len(wanted) > 0 && i+len(wanted) <= len(words); i++ {
		alike := true
		for k, want := range wanted {
			at := words[i+k]
			alike = alike && at.Text == want.Text && wild(text, at.Start-1) == wild(name, want.Start-1) && wild(text, at.End) == wild(name, want.End)
		}
		if alike {
			return words[i].Start - width(wild(text, words[i].Start-1))
		}
	}
	return -1
}

// wild gives the * or ? at a byte, 0 when there is none.
func wild(s string, at int) byte {
	if at >= 0 && at < len(s) && (s[at] == '*' || s[at] == '?') {
		return s[at]
	}
	return 0
}

func width(b byte) int {
	if b == 0 {
		return 0
	}
	return 1
}

func firstWord(e query.Expr) string {
	switch e := e.(type) {
	case query.Word:
		return e.String()
	case query.Phrase:
		return e[0].String()
	}
	for _, t := range terms(e) {
		return firstWord(t)
	}
	return ""
}
