package extractors

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxAuthors = 12
	maxCredit  = 400 // in bytes, of the text that names are read from
)

// readCredits reads names out of a declared value or a printed byline, in which a line
// break separates a name from a role, a biography, or the next name. Printed ones may go on
// with a date, a place, a count of comments; those end a name.
func readCredits(raw string, printed bool) []credit {
	if len(raw) > maxCredit || strings.HasPrefix(raw, "http") {
		return nil
	}
	var out []credit
	lines := 0
	for line := range strings.SplitSeq(raw, "\n") {
		if line = plainText(line); line == "" {
			continue
		}
		if lines++; lines > 8 || lines > 1 && len(line) > 120 {
			break
		}
		found, end := readLine(line, printed)
		if !printed && len(found) > 0 && found[0].kind == desk && len(ofKind(found, person)) == 0 { // "Agency/The Local", "Office for X and Y"
			if whole, ok := judgeName(strings.Fields(withoutBy(line))); ok && len(line) <= maxName {
				return []credit{{whole.name, desk}}
			}
		}
		if lines > 1 && end && len(found) == 0 {
			break
		}
		for _, c := range found {
			if len(out) == 0 || lines == 1 || c.kind == person {
				out = addCredit(out, c)
			}
		}
		if end && len(out) > 0 {
			break
		}
	}
	return out
}

func addCredit(out []credit, c credit) []credit {
	if len(out) < maxAuthors && !slices.ContainsFunc(out, func(x credit) bool { return strings.EqualFold(x.name, c.name) }) {
		return append(out, c)
	}
	return out
}

// readLine reads the names of one line: what follows "By" or stands at its beginning. It
// reports whether something else follows them, such as a date.
func readLine(line string, printed bool) (out []credit, end bool) {
	words := strings.Fields(withoutAsides(line))
	if len(words) > 60 {
		return nil, false
	}
	words, by := afterBy(words, printed)
	if n := leadingDate(words); printed && !by && n > 0 {
		words, end = words[n:], true
	}
	for _, part := range splitParts(words, printed) {
		if len(out) > 0 && endsInRole(part) {
			return out, true // what follows a role belongs to it
		}
		name, more := trimName(part, printed)
		end = end || more
		if c, ok := judgeName(name); ok && continues(out, c, printed, more) {
			out = addCredit(out, c)
		}
		if more && len(out) > 0 {
			break
		}
	}
	if isCouple(out, words) {
		out[0].kind, out[1].kind = person, person
	}
	return out, end
}

// continues reports whether a name goes on with the list before it: persons do, but for
// what is written in capitals behind others, which is an organisation ("Jane Doe, NDR
// NORDEN"); accounts follow accounts.
func continues(list []credit, c credit, printed, trimmed bool) bool {
	switch {
	case len(list) == 0:
		return true
	case isShouted(c.name) && !isShouted(list[0].name):
		return false
	case c.kind == person:
		return true
	case c.kind != account || list[0].kind == person || strings.Contains(c.name, " "):
		return false
	}
	return !printed || !trimmed && startsUpper(c.name) && startsUpper(list[0].name)
}

// isCouple reports whether two first names are joined by a word: "Linny and Peter".
func isCouple(list []credit, words []string) bool {
	return len(list) == 2 && list[0].kind == account && list[1].kind == account && startsUpper(list[0].name) && startsUpper(list[1].name) &&
		slices.ContainsFunc(words, func(w string) bool { return w != "&" && joinWords[w] })
}

// withoutBy is a line without its "By".
func withoutBy(line string) string {
	words, _ := afterBy(strings.Fields(line), false)
	return strings.Join(words, " ")
}

// withoutAsides drops what stands in brackets unless all does, and spaces out separators.
func withoutAsides(s string) string {
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

// afterBy returns the words behind "By" and the like at the beginning of a line, and
// whether there are such. A date, and what is done by someone, may stand before it.
func afterBy(words []string, printed bool) ([]string, bool) {
	for i := 0; i < len(words) && i < 16; i++ {
		w := bare(words[i])
		switch {
		case w == "":
			continue
		case byWords[w] && i+1 < len(words):
			rest := words[i+1:]
			if again, ok := afterBy(rest, false); ok {
				return again, true
			}
			return rest, true
		case labelWords[w] && (strings.HasSuffix(words[i], ":") || i+1 < len(words) && words[i+1] == ":"):
			rest := words[i+1:]
			if again, ok := afterBy(rest, false); ok {
				return again, true
			}
			return rest, true
		case strings.HasPrefix(words[i], "By") && len(words[i]) > 3 && isUpper(words[i][2]): // the space between two elements is left to styles
			return append([]string{words[i][2:]}, words[i+1:]...), true
		case doneWords[w], printed && isDateWord(words, i), printed && separatorWord(words[i]):
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
func leadingDate(words []string) int {
	if len(words) == 0 || !isDateWord(words, 0) {
		return 0
	}
	for i := range words {
		if !isDateWord(words, i) && !separatorWord(words[i]) {
			return i
		}
	}
	return len(words)
}

// isDateWord reports whether a word belongs to a date, a time or a count: it begins with a
// digit, or is the name of a month or a day next to one that does.
func isDateWord(words []string, i int) bool {
	w := words[i]
	if w[0] >= '0' && w[0] <= '9' || w[0] == '#' {
		return true
	}
	b := bare(w)
	if months[b] == 0 && !dayNames[b] && !timeWords[b] {
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
		if c := words[j][0]; c >= '0' && c <= '9' || step > 0 && dayNames[b] && months[bare(words[j])] > 0 {
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
			if c, ok := judgeName(out[len(out)-1]); ok && c.kind == person { // a role, a place or a date follows
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
func trimName(words []string, printed bool) (name []string, end bool) {
	if rest, ok := afterBy(words, false); ok {
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
		if i > 0 && (stopWords[w] && !organised || w == "For" && i+1 < len(words) && words[i+1] == "The" || printed && (isDateWord(words, i) || endWords[bare(w)])) {
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
