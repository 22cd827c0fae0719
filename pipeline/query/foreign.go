package query

import (
	"regexp"
	"strings"

	"coranto/pipeline/query/token"
)

// This file refuses what other tools give a meaning, so that a query brought from there
// does not silently mean something else, and says what to write here.

var (
	distances = regexp.MustCompile(`(?i)^(near|onear|w|pre|adj|within|n|p)?/?(\d+)(f?)$`)
	counts    = regexp.MustCompile(`(?i)^atleast(\d+)$`)
	sentences = regexp.MustCompile(`(?i)^(w?/(s|p|sent|para|seg)|same|near/s|near/p)$`)
)

// foreign reports whether a bare word would be refused, though its text is a word.
func foreign(word string) bool {
	return (&lexer{src: word}).foreign(0, word) != nil
}

func (l *lexer) foreign(at int, text string) error {
	name, number, slash := strings.Cut(text, "/")
	upper := strings.ToUpper(name)
	switch {
	case slash && (upper == "NEAR" || upper == "ONEAR") && name != upper:
		return l.errorf(at, "%s: write %s in capitals, as in oil NEAR/5 price", text, upper)
	case slash && upper == "ATLEAST" && name != upper:
		return l.errorf(at, "%s: write ATLEAST in capitals, as in ATLEAST/3 (sanction* OR embargo)", text)
	case name == "NEAR" || name == "ONEAR":
		if strings.HasSuffix(number, "f") {
			return l.errorf(at, "%s: NEAR in this order is written ONEAR/%s", text, strings.TrimSuffix(number, "f"))
		}
		return l.errorf(at, "%s needs the number of words that may stand between, 0 to %d, as in oil %s/5 price", name, maxWithin, name)
	case name == "ATLEAST":
		return l.errorf(at, "ATLEAST needs the number of hits, 2 to %d, as in ATLEAST/3 (sanction* OR embargo)", maxAtLeast)
	}
	if m := counts.FindStringSubmatch(text); m != nil {
		return l.errorf(at, "%s: a number of hits is written ATLEAST/%s (sanction* OR embargo)", text, m[1])
	}
	if !slash && text != "SAME" && strings.IndexByte("0123456789fF", text[len(text)-1]) < 0 {
		return nil // most words
	}
	if m := distances.FindStringSubmatch(text); m != nil {
		switch unit := strings.ToUpper(m[1]); {
		case unit == "NEAR" || unit == "ONEAR":
			return l.errorf(at, "%s: write %s/%s", text, unit, m[2])
		case slash || unit == "ADJ":
			return l.errorf(at, "%s means words in this order in one tool and in either order in another: write ONEAR/%s (this order) or NEAR/%s (either order)", text, m[2], m[2])
		}
	}
	if sentences.MatchString(text) && (slash || text == "SAME") {
		return l.errorf(at, "%s: write W/s (in one sentence) or W/p (in one paragraph)", text)
	}
	return nil
}

// fieldCodes are the fields of other tools, by what stands before an equals sign.
var fieldCodes = map[string]string{
	"hd": "title:", "hl": "title:", "headline": "title:", "hlp": "title:(…) OR lead:(…)", "lp": "lead:", "td": "text:", "by": "author:",
	"au": "author:", "la": "lang:", "sc": "source:", "sn": "source:", "se": "section:", "rst": "source:",
}

// punctuation refuses in bare words what has no meaning here.
func (l *lexer) punctuation(at int, text string) error {
	for i, r := range text {
		if token.Part(r) || strings.ContainsRune("*?.&‐‑–", r) && text != "&" {
			continue
		}
		switch {
		case (r == '-' || r == '+') && i > 0: // price-cap, OPEC+
		case r == '!' && i > 0:
			return l.errorf(at+i, "! does not stand for an ending here: write *, as in sanction*")
		case r == '-', r == '!':
			return l.errorf(at+i, "%c does not exclude a word here: write AND NOT", r)
		case r == '+':
			return l.errorf(at+i, "+ does not require a word here: write AND")
		case r == '|', r == ',', r == ';':
			return l.errorf(at+i, "%c does not join words here: write OR (either) or AND (both)", r)
		case r == '~', r == '/':
			return l.errorf(at+i, "%c has no meaning here: distance is written oil NEAR/5 price, other text goes in quotes", r)
		case r == '$':
			return l.errorf(at+i, "$ has a meaning at the beginning only, of a list: $oil; * stands for letters, other text goes in quotes")
		case r == '%', r == '_':
			return l.errorf(at+i, "%c has no meaning here: * stands for any letters and ? for one, other text goes in quotes", r)
		case r == '=' && fieldCodes[strings.ToLower(text[:i])] != "":
			return l.errorf(at, "%s= is another tool's: write %s", text[:i], fieldCodes[strings.ToLower(text[:i])])
		case r == '&' && len(text) == 1:
			return l.errorf(at, "& joins nothing here: write AND")
		case r == ':', r == '=':
			return l.errorf(at+i, "%c has no meaning here: text with it goes in quotes", r)
		default:
			return l.errorf(at+i, "%q has no meaning here: leave it out, or put the words in quotes", r)
		}
	}
	return nil
}
