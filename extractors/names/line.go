package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// withoutBy is a line without its "By".
func (r Reader) withoutBy(line string) string {
	words, _ := r.AfterBy(strings.Fields(line), false)
	return strings.Join(words, " ")
}

// WithoutAsides drops what stands in brackets unless all does, and puts spaces around separators.
func WithoutAsides(s string) string {
	if strings.ContainsAny(s, "(（[") {
		var b strings.Builder
		depth := 0
		for _, r := range s {
			switch r {
			case '(', '（', '[', '［':
				depth++
				b.WriteByte(' ')
			case ')', '）', ']', '］':
				depth = max(0, depth-1)
				b.WriteByte(' ')
			default:
				if depth == 0 {
					b.WriteRune(r)
				}
			}
		}
		if t := strings.TrimSpace(b.String()); t != "" {
			s = t
		} else {
			s = strings.Trim(s, "()（）[]［］ ")
		}
	}
	return separators.Replace(s)
}

var separators = strings.NewReplacer(",", " , ", "，", " , ", "、", " , ", "،", " , ", ";", " ; ", "|", " | ", "/", " / ", "／", " / ", "•", " | ", "·", " | ", "⋅", " | ", "∙", " | ", "●", " | ", "&", " & ",
	" - ", " — ", "–", " — ", "—", " — ", "“", "", "”", "", "„", "", "\"", "")

// AfterBy returns the words behind "By" and the like at the beginning of a line, and
// whether there are such. What is done by someone may stand before it and, in a printed
// line, a date.
func (r Reader) AfterBy(words []string, printed bool) ([]string, bool) {
	for i := 0; i < len(words) && i < 16; i++ {
		w := bare(words[i])
		switch {
		case w == "":
			continue
		case byWords[w] && i+1 < len(words):
			rest := words[i+1:]
			if again, ok := r.AfterBy(rest, false); ok {
				return again, true
			}
			return rest, true
		case labelWords[w] && (strings.HasSuffix(words[i], ":") || i+1 < len(words) && words[i+1] == ":"):
			rest := words[i+1:]
			if again, ok := r.AfterBy(rest, false); ok {
				return again, true
			}
			return rest, true
		case strings.HasPrefix(words[i], "By") && len(words[i]) > 3 && isUpper(words[i][2]): // the space between two elements is left to styles
			return append([]string{words[i][2:]}, words[i+1:]...), true
		case doneWords[w], printed && r.isDateWord(words, i), printed && separatorWord(words[i]):
		default:
			return words, false
		}
	}
	return words, false
}

// bare is a word in lower case without punctuation around it.
func bare(w string) string {
	return strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }))
}

func separatorWord(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	return n == len(w) && !unicode.IsLetter(r) && !unicode.IsDigit(r) || strings.Trim(w, "-–—|:,.*") == ""
}

// leadingDate counts the words of a date at the beginning of a line and of what goes with it.
func (r Reader) leadingDate(words []string) int {
	if len(words) == 0 || !r.isDateWord(words, 0) {
		return 0
	}
	for i := range words {
		if !r.isDateWord(words, i) && !separatorWord(words[i]) {
			return i
		}
	}
	return len(words)
}

// isDateWord reports whether a word belongs to a date, a time or a count: it begins with a
// digit, or is the name of a month or a day next to one that does.
func (r Reader) isDateWord(words []string, i int) bool {
	w := words[i]
	if w[0] >= '0' && w[0] <= '9' || w[0] == '#' {
		return true
	}
	b := bare(w)
	if !r.IsMonth(b) && !dayNames[b] && !timeWords[b] {
		return false
	}
	for _, step := range []int{-1, 1} {
		j := i + step
		for j >= 0 && j < len(words) && separatorWord(words[j]) {
			j += step
		}
		if j < 0 || j >= len(words) {
			continue
		}
		if c := words[j][0]; c >= '0' && c <= '9' || step > 0 && dayNames[b] && r.IsMonth(bare(words[j])) {
			return true
		}
	}
	return false
}

// splitParts splits words into what stands between separators.
func splitParts(words []string, printed bool) [][]string {
	var out [][]string
	start := 0
	for i := 0; i <= len(words); i++ {
		if i < len(words) && !listWords[strings.ToLower(words[i])] {
			continue
		}
		if i > start {
			out = append(out, words[start:i])
		}
		start = i + 1
		if i < len(words)-1 && len(out) > 0 && (words[i] == "—" || printed && words[i] == "|") {
			if c, ok := judgeName(out[len(out)-1]); ok && c.Kind == Person { // a role, a place or a date follows
				break
			}
		}
		if len(out) == 40 {
			break
		}
	}
	return out
}

// trimName takes what is no name off both ends: titles of posts, places, dates. It reports
// whether what follows in the line is none of the list.
func (r Reader) trimName(words []string, printed bool) (name []string, end bool) {
	if rest, ok := r.AfterBy(words, false); ok {
		words = rest
	}
	words = splitGlued(words)
	organised := false
	for i, w := range words {
		if at := strings.IndexByte(w, '@'); at >= 0 || strings.HasPrefix(w, "http") || strings.HasPrefix(w, "www.") {
			words = words[:i:i]
			if at > 1 && i > 0 {
				words = append(words, w[:at])
			}
			break
		}
		organised = organised || orgWords[bare(w)]
		if i > 0 && (stopWords[w] && !organised || w == "For" && i+1 < len(words) && words[i+1] == "The" || printed && (r.isDateWord(words, i) || endWords[bare(w)])) {
			words, end = words[:i], true
			break
		}
	}
	switch n := len(words); {
	case printed && n == 1:
		words = []string{cutDigits(words[0])}
	case n > 1: // the mark of a footnote
		words = append(words[:n-1:n-1], strings.TrimRight(words[n-1], "0123456789*†‡"))
	}
	for len(words) > 1 && trailWords[bare(words[len(words)-1])] {
		words = words[:len(words)-1]
	}
	return withoutRole(words), end
}

// splitGlued parts a name from the role that is glued to it where two elements meet.
func splitGlued(words []string) []string {
	for i, w := range words {
		for _, role := range []string{"Staff", "Senior", "Writer", "Reporter", "Editor", "Contributor", "Contributing", "Correspondent"} {
			if head, ok := strings.CutSuffix(w, role); ok && len(head) > 2 && head[len(head)-1] >= 'a' {
				return slices.Concat(words[:i], []string{head, role}, words[i+1:])
			}
		}
	}
	return words
}

// cutDigits takes a date off a word of a script without spaces.
func cutDigits(w string) string {
	if i := strings.IndexAny(w, "0123456789"); i > 0 && !isASCII(w[:i]) {
		return w[:i]
	}
	return w
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
