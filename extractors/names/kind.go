package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// withoutRole takes a role off the end of a name ("Jane Doe Senior Health Reporter") or off
// its beginning ("Reporter Jane Doe"). What is only a role is nothing.
func withoutRole(words []string) []string {
	n := len(words)
	if n == 0 || isRole(words) {
		return nil
	}
	if roleWords[bare(words[n-1])] && words[0] != "The" {
		for i := 2; i < n; i++ {
			if b := bare(words[i]); (roleWords[b] || roleAdjectives[b]) && !isOrganisation(words[:i]) {
				return words[:i]
			}
		}
	}
	if n >= 3 && roleWords[bare(words[0])] && startsUpper(words[1]) {
		return words[1:]
	}
	return words
}

// isRole reports whether words are a role and nothing else: "Senior Health Reporter".
func isRole(words []string) bool {
	first := bare(words[0])
	if words[0] == "The" {
		return false
	}
	if strongAdjectives[first] && len(words) > 1 || roleAdjectives[first] && roleWords[bare(words[len(words)-1])] {
		return true
	}
	for _, w := range words {
		if b := bare(w); !roleWords[b] && !roleAdjectives[b] {
			return false
		}
	}
	return true
}

// endsInRole reports whether words are a role, or go on to one: "PHP Developer".
func endsInRole(words []string) bool {
	return isRole(words) || len(words) > 1 && roleWords[bare(words[len(words)-1])]
}

func isOrganisation(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		b := bare(w)
		return orgWords[b] || orgWords[b[strings.LastIndexByte(b, '-')+1:]]
	})
}

// isShouted reports whether a name is written all in capitals.
func isShouted(name string) bool {
	return strings.ToUpper(name) == name && strings.ToLower(name) != name
}

// judgeName says what kind of a name words are, if one at all.
func judgeName(words []string) (Credit, bool) {
	name := strings.Trim(strings.Join(words, " "), " ,.:*-–—|'()[]")
	name = trimHonorific(name)
	n := utf8.RuneCountInString(name)
	if words = strings.Fields(name); n < 2 || n > maxName || len(words) > 6 || noNames[strings.ToLower(name)] || strings.ContainsAny(name, "#<>{}=@:?!%") || degrees[bareDots(name)] || stopWords[words[0]] || words[0] == "of" {
		return Credit{}, false
	}
	letters, digits := 0, 0
	for _, r := range name {
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		}
	}
	if (letters+digits)*4 < n*3-3 || letters < 2 && digits > 0 || letters == 0 || digits > 4 {
		return Credit{}, false
	}
	for _, w := range words {
		if junkWords[bare(w)] {
			return Credit{}, false
		}
	}
	return Credit{name, kindOf(words, digits)}, true
}

// trimHonorific takes the Korean, Japanese and Chinese words for a reporter off a name.
func trimHonorific(name string) string {
	for _, w := range []string{"記者", "记者", "作者", "撰文"} {
		if rest, ok := strings.CutPrefix(name, w); ok && utf8.RuneCountInString(rest) >= 2 {
			name = rest
		}
	}
	for _, w := range []string{" 기자", "기자", " 記者", "記者", " 특파원", "さん"} {
		if rest, ok := strings.CutSuffix(name, w); ok && rest != "" {
			return rest
		}
	}
	return name
}

func bareDots(s string) string { return strings.ToLower(strings.ReplaceAll(s, ".", "")) }

func kindOf(words []string, digits int) Kind {
	if isOrganisation(words) || articles[words[0]] {
		return Desk
	}
	for i, w := range words {
		b := bare(w)
		if agencies[b] && (len(words) == 1 || i > 0) || roleWords[b] || strings.Contains(strings.Trim(w, "."), ".") && len(w) > 6 && IsDomain(w) {
			return Desk
		}
	}
	if digits > 0 {
		return Account
	}
	if !isASCII(words[0]) && len(words) == 1 && isIdeographic(words[0]) {
		if n := utf8.RuneCountInString(words[0]); n <= 6 {
			return Person
		}
		return Desk
	}
	if len(words) < 2 {
		return Account
	}
	upper := 0
	for _, w := range words {
		if startsUpper(w) {
			upper++
		} else if !particles[w] && !caseless(w) {
			return Account
		}
	}
	if upper == 0 && !caseless(words[0]) {
		return Account
	}
	return Person
}

// articles begin the names of newspapers.
var articles = wordSet("The Der Die Das")

// IsDomain reports whether a word with a dot ends as the address of a site does.
func IsDomain(w string) bool {
	i := strings.LastIndexByte(w, '.')
	tld := strings.ToLower(w[i+1:])
	return len(tld) >= 2 && len(tld) <= 4 && isASCII(tld) && i >= 3
}

// IsAgency reports whether a name is no more than the initials of a news agency.
func IsAgency(name string) bool { return agencies[strings.ToLower(name)] }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func isIdeographic(w string) bool {
	for _, r := range w {
		if r < 0x2e80 {
			return false
		}
	}
	return true
}

// startsUpper reports whether a word begins as a name does: in upper case, also behind an
// apostrophe or a short prefix ("d'Angelo", "al-Said").
func startsUpper(w string) bool {
	for i, r := range w {
		switch {
		case unicode.IsUpper(r), unicode.IsTitle(r):
			return true
		case i >= 5:
			return false
		}
	}
	return false
}

func caseless(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r) && !unicode.IsUpper(r) && !unicode.IsLower(r)
}
