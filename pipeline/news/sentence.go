package news

import "strings"

// Sentence cuts the sentence in which the evidence stands out of its article: what
// comes before the match, the match, and what comes after, each in one line. Long sentences are cut to some words
// around the match.
func (e Evidence) Sentence(a Article) (before, match, after string) {
	text := []rune(a.Text)
	if e.Field == "title" {
		text = []rune(a.Title)
	}
	if e.Start < 0 || e.End > len(text) || e.Start > e.End {
		return "", e.Quote, ""
	}
	from, to := e.Start, e.End
	for from > 0 && !endsSentence(text, from-1) && e.Start-from < around {
		from--
	}
	for to < len(text) && (to == e.End || !endsSentence(text, to-1)) && to-e.End < around {
		to++
	}
	before, after = string(text[from:e.Start]), string(text[e.End:to])
	if e.Start-from == around {
		_, rest, _ := strings.Cut(before, " ")
		before = "… " + rest
	}
	if to-e.End == around {
		after = after[:max(strings.LastIndexByte(after, ' '), 0)] + " …"
	}
	return strings.TrimLeft(before, " \n"), string(text[e.Start:e.End]), strings.TrimRight(after, " \n")
}

// around bounds what is shown on either side of a match, in code points.
const around = 160

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
