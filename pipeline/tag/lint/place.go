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
type origins map[[2]string][]*origin

// An origin is a text with its words.
type origin struct {
	yaml.Text
	words []token.Token
	at    map[string][]int // numbers of words; nil until somebody asks
	named bool             // it names lists
}

func (o *origin) index() {
	if o.at != nil {
		return
	}
	o.named = len(query.Named(o.Value)) > 0
	o.words, o.at = token.Split(o.Value), map[string][]int{}
	for i, w := range o.words {
		o.at[w.Text] = append(o.at[w.Text], i)
	}
}

func places(texts []tag.Text, lists []tag.List) origins {
	all := origins{}
	for _, text := range texts {
		at := [2]string{text.Topic, text.Part}
		all[at] = append(all[at], &origin{Text: text.Text})
	}
	for _, list := range lists {
		for _, item := range list.Items {
			all[[2]string{}] = append(all[[2]string{}], &origin{Text: item})
		}
	}
	return all
}

// size is how many bytes a query has.
func (o origins) size(topic, part string) int {
	size := 0
	for _, text := range o[[2]string{topic, part}] {
		size += len(text.Value)
	}
	return size
}

// find looks for a clause where it was written: all of it, or else its first word, in the
// query or, if that names lists, in these.
func (o origins) find(topic, part string, clause query.Expr) (yaml.Pos, bool) {
	own := o[[2]string{topic, part}]
	texts := own
	for _, text := range own {
		if text.index(); text.named {
			texts = append(texts[:len(texts):len(texts)], o[[2]string{}]...)
			break
		}
	}
	for _, name := range []string{clause.String(), firstWord(clause)} {
		for _, text := range texts {
			if at := text.find(name); at >= 0 {
				before := text.Value[:at]
				line := strings.LastIndexByte(before, '\n') + 1
				return text.Pos(1+strings.Count(before, "\n"), 1+utf8.RuneCountInString(before[line:])), true
			}
		}
	}
	return yaml.Pos{}, false
}

// find gives the byte where the words of name stand, however they are accented and what
// stands between, but with * and ? where name has them; -1 when they do not.
func (o *origin) find(name string) int {
	o.index()
	wanted := token.Split(name)
	if len(wanted) == 0 {
		return -1
	}
	for _, i := range o.at[wanted[0].Text] {
		alike := i+len(wanted) <= len(o.words)
		for k := 0; alike && k < len(wanted); k++ {
			at, want := o.words[i+k], wanted[k]
			alike = at.Text == want.Text && wild(o.Value, at.Start-1) == wild(name, want.Start-1) && wild(o.Value, at.End) == wild(name, want.End)
		}
		if alike {
			return o.words[i].Start - width(wild(o.Value, o.words[i].Start-1))
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
