// Package names reads who wrote out of the words that say so: a byline as printed, or an
// author as declared.
//
// The idea is to take away what is no name. A line is cut where "By", separators and "and"
// stand; each part loses its dates, places, roles and titles at both ends (line.go); what is
// left is judged by its length, its letters and its words to be a person, an account or an
// organisation, or no name at all (kind.go). All it knows of languages is lists of the words
// that stand around names (words.go), which are few; of names there are too many.
//
// Where on a page such words stand, and which of several places is right about the author,
// is for the caller to know.
package names

import (
	"slices"
	"strings"
)

// A Credit is a name under which a page says that it was written.
type Credit struct {
	Name string // as printed, at most 60 characters on one line
	Kind Kind
}

// Kind orders names by how much they say of who wrote.
type Kind uint8

// The kinds of names, the least telling first.
const (
	Desk    Kind = iota // an organisation: the site, an agency, a team
	Account             // one word or a nickname: "jdoe", "Fatima"
	Person              // two words or more, written as names are
)

// Max is the most names that one author's field or byline may hold.
const Max = 12

// maxName bounds a name in characters.
const maxName = 60

// A Reader reads names. It keeps no state.
type Reader struct {
	IsMonth func(word string) bool // whether a word, lower case, is the name of a month in any language; required
}

// Read reads the names in the lines of a declared value or a printed byline, each plain
// text. A line break separates a name from a role, a biography, or the next name. Printed
// lines may go on with a date, a place, a count of comments; those end a name. There are at
// most Max names, no two alike but for case.
func (r Reader) Read(lines []string, printed bool) []Credit {
	var out []Credit
	count := 0
	for _, line := range lines {
		if line == "" {
			continue
		}
		if count++; count > 8 || count > 1 && len(line) > 120 {
			break
		}
		found, end := r.readLine(line, printed)
		if !printed && len(found) > 0 && found[0].Kind == Desk && len(OfKind(found, Person)) == 0 { // "Agency/The Local", "Office for X and Y"
			if whole, ok := judgeName(strings.Fields(r.withoutBy(line))); ok && len(line) <= maxName {
				return []Credit{{whole.Name, Desk}}
			}
		}
		if count > 1 && end && len(found) == 0 {
			break
		}
		for _, c := range found {
			if len(out) == 0 || count == 1 || c.Kind == Person {
				out = Add(out, c)
			}
		}
		if end && len(out) > 0 {
			break
		}
	}
	return out
}

// Add appends a credit to a list of fewer than Max that lacks its name.
func Add(list []Credit, c Credit) []Credit {
	if len(list) < Max && !slices.ContainsFunc(list, func(x Credit) bool { return strings.EqualFold(x.Name, c.Name) }) {
		return append(list, c)
	}
	return list
}

// OfKind is the part of a list that is of one kind.
func OfKind(list []Credit, kind Kind) (out []Credit) {
	for _, c := range list {
		if c.Kind == kind {
			out = append(out, c)
		}
	}
	return out
}

// readLine reads the names of one line: what follows "By" or stands at its beginning. It
// reports whether something else follows them, such as a date.
func (r Reader) readLine(line string, printed bool) (out []Credit, end bool) {
	words := strings.Fields(WithoutAsides(line))
	if len(words) > 60 {
		return nil, false
	}
	words, by := r.AfterBy(words, printed)
	if n := r.leadingDate(words); printed && !by && n > 0 {
		words, end = words[n:], true
	}
	for _, part := range splitParts(words, printed) {
		if len(out) > 0 && endsInRole(part) {
			return out, true // what follows a role belongs to it
		}
		name, more := r.trimName(part, printed)
		end = end || more
		if c, ok := judgeName(name); ok && continues(out, c, printed, more) {
			out = Add(out, c)
		}
		if more && len(out) > 0 {
			break
		}
	}
	if isCouple(out, words) {
		out[0].Kind, out[1].Kind = Person, Person
	}
	return out, end
}

// continues reports whether a name goes on with the list before it: persons do, but for
// what is written in capitals behind others, which is an organisation ("Jane Doe, NDR
// NORDEN"); accounts follow accounts.
func continues(list []Credit, c Credit, printed, trimmed bool) bool {
	switch {
	case len(list) == 0:
		return true
	case isShouted(c.Name) && !isShouted(list[0].Name):
		return false
	case c.Kind == Person:
		return true
	case c.Kind != Account || list[0].Kind == Person || strings.Contains(c.Name, " "):
		return false
	}
	return !printed || !trimmed && startsUpper(c.Name) && startsUpper(list[0].Name)
}

// isCouple reports whether two first names are joined by a word: "Linny and Peter".
func isCouple(list []Credit, words []string) bool {
	return len(list) == 2 && list[0].Kind == Account && list[1].Kind == Account && startsUpper(list[0].Name) && startsUpper(list[1].Name) &&
		slices.ContainsFunc(words, func(w string) bool { return w != "&" && joinWords[w] })
}

// Joined reports whether one of the words is such as comes before the last name of a list:
// "and", "&".
func Joined(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return joinWords[w] })
}
