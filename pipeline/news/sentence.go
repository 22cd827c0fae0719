package news

import "strings"

// Sentence cuts the sentence in which the evidence stands out of its article: what
// comes before the match, the match, and what comes after, each in one line. Of a long
// sentence only some words around the match are left. Evidence that does not fit its
// article gives its quote alone.
func (e Evidence) Sentence(a Article) (before, match, after string) {
	field := ""
	switch e.Field {
	case "title":
		field = a.Title
	case "text":
		field = a.Text
	}
	text, left := window(field, e.Start-around-2, e.End+around+2)
	start, end := e.Start-left, e.End-left
	if e.Start < 0 || start > end || end > len(text) {
		return "", oneLine(e.Quote), ""
	}
	from, to := start, end
	for from > 0 && start-from < around && !endsSentence(text, from-1) {
		from--
	}
	for to < len(text) && to-end < around && (to == end || !endsSentence(text, to-1)) {
		to++
	}
	before, after = string(text[from:start]), string(text[end:to])
	if from > 0 && !endsSentence(text, from-1) {
		before = "… " + fromWord(before)
	}
	if to < len(text) && !endsSentence(text, to-1) {
		after = toWord(after) + " …"
	}
	return strings.TrimLeft(before, " "), oneLine(string(text[start:end])), strings.TrimRight(after, " \n")
}

// around bounds what is shown on either side of a match, in code points.
const around = 160

// window returns the code points [from, to) of s, as far as there are any, and how many
// it left out before them.
func window(s string, from, to int) (text []rune, left int) {
	from = max(from, 0)
	n, first := 0, len(s)
	for at := range s {
		if n == from {
			first = at
		}
		if n == to {
			return []rune(s[min(first, at):at]), from
		}
		n++
	}
	return []rune(s[first:]), from
}

// endsSentence says whether a sentence ends with the code point at i: a line's end, or a
// full stop, question or exclamation mark before white space.
func endsSentence(text []rune, i int) bool {
	switch text[i] {
	case '\n', '。', '！', '？', '।':
		return true
	case '.', '!', '?', '؟', '”', '"', '»':
		if i+1 < len(text) && text[i+1] != ' ' && text[i+1] != '\n' {
			return false
		}
		return text[i] != '”' && text[i] != '"' && text[i] != '»' || i > 0 && strings.ContainsRune(".!?؟", text[i-1])
	}
	return false
}

// fromWord drops the word that the cut before s went through; text without spaces is
// cut anywhere.
func fromWord(s string) string {
	if i := strings.IndexByte(s, ' '); i >= 0 && i < len(s)/2 {
		return s[i+1:]
	}
	return s
}

// toWord drops the word that the cut behind s went through.
func toWord(s string) string {
	if i := strings.LastIndexByte(s, ' '); i >= len(s)/2 {
		return s[:i]
	}
	return s
}

// lineEnds are the ends of lines and of paragraphs.
var lineEnds = strings.NewReplacer("\n\n", " ", "\n", " ")

func oneLine(s string) string { return lineEnds.Replace(s) }
