package query

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestQueryHasOneCanonicalForm(t *testing.T) {
	for _, tt := range []struct{ name, src, want string }{
		{"word", "Sanctions", "sanctions"},
		{"wildcard", "SANCTION*", "sanction*"},
		{"possessive", "rouble's", "rouble"},
		{"accents", "Café", "cafe"},
		{"phrase", `"Price  Cap"`, `"price cap"`},
		{"phrase of one word", `"oil"`, "oil"},
		{"phrase with punctuation", `"oil, gas: (and) coal!"`, `"oil gas and coal"`},
		{"phrase with wildcards", `"oil* price cap*"`, `"oil* price cap*"`},
		{"phrase in typographic quotes", "“price cap” OR „ban“", `"price cap" OR ban`},
		{"phrases in other quotes", "«Price cap» OR „ban it“ OR 「原油 制裁」 OR （＂a b＂）", `"price cap" OR "ban it" OR "原油制裁" OR "a b"`},
		{"word of several parts", "price-cap OR U.S. OR AT&T OR O'Neill OR OPEC+", `"price cap" OR "u s" OR "at t" OR "o neill" OR opec`},
		{"wildcard on the last part", "price-cap*", `"price cap*"`},
		{"script without spaces", "制裁 OR 对G7制裁", `"制裁" OR "对 g7 制裁"`},
		{"operators in quotes are words", `"AND" OR "NEAR"`, "and OR near"},
		{"small operators alone are words", "and AND or", "and AND or"},
		{"and not", "a AND NOT b", "a AND NOT b"},
		{"not first", "NOT b AND a", "NOT b AND a"},
		{"not a group", "a AND NOT (b OR c)", "a AND NOT (b OR c)"},
		{"not a chain", "a AND NOT b NEAR/2 c", "a AND NOT (b NEAR/2 c)"},
		{"not within a group", "a AND (b OR NOT c)", "a AND (b OR NOT c)"},
		{"not not", "a AND NOT (NOT b)", "a AND NOT (NOT b)"},
		{"needless parentheses", "((a)) AND ((b AND (c AND d)))", "a AND b AND c AND d"},
		{"needed parentheses", "(a AND b) OR (c AND (d OR e))", "(a AND b) OR (c AND (d OR e))"},
		{"near", "oil NEAR/5 import*", "oil NEAR/5 import*"},
		{"near binds first", "a NEAR/0 b AND c", "a NEAR/0 b AND c"},
		{"near groups and phrases", `(oil OR (gas OR "crude oil")) NEAR/10 "price cap"`, `(oil OR gas OR "crude oil") NEAR/10 "price cap"`},
		{"near chain", "a NEAR/5 b NEAR/3 c", "a NEAR/5 b NEAR/3 c"},
		{"near number", "a NEAR/007 b", "a NEAR/7 b"},
		{"near in near", "(a NEAR/5 b) NEAR/3 c", "a NEAR/5 b NEAR/3 c"},
		{"near to the right", "a NEAR/5 (b NEAR/3 c)", "a NEAR/5 (b NEAR/3 c)"},
		{"near of several kinds", `(a NEAR/5 "b c") ONEAR/3 (d W/s (e OR f W/p g))`, `(a NEAR/5 "b c") ONEAR/3 (d W/s (e OR f W/p g))`},
		{"sentences", "a W/s b W/s c", "a W/s b W/s c"},
		{"at least", `ATLEAST/3 (a OR "b c" OR d NEAR/2 e) AND NOT ATLEAST/2 f`, `ATLEAST/3 (a OR "b c" OR d NEAR/2 e) AND NOT (ATLEAST/2 (f))`},
		{"wildcards", `*tariff OR Organi?ation OR sanc*ion* OR "?rice c*p" OR oil**`, `*tariff OR organi?ation OR sanc*ion* OR "?rice c*p" OR oil*`},
		{"wildcards and accents", "Café* OR *ÉE?", "cafe* OR *ee?"},
		{"cased", `{US} OR {U.S.} OR {Café} OR "the {US} dollar" OR {Sanc*ion}`, `{US} OR "{U} {S}" OR {Café} OR "the {US} dollar" OR {Sanc*ion}`},
		{"fields", `title:Oil AND lead:"a b" AND text:{US} AND NOT source:(a OR b) AND lang: ru AND author:stem:x`, `title:oil AND lead:"a b" AND text:{US} AND NOT source:(a OR b) AND lang:ru AND author:stem:x`},
		{"field of all that is joined", "title:(a NEAR/5 b) OR section:(ATLEAST/2 (a))", "title:(a NEAR/5 b) OR section:(ATLEAST/2 (a))"},
		{"domain", "source:example.com", `source:"example com"`},
		{"stem", "stem:Été OR stem:import", "stem:été OR stem:import"},
		{"words that are operators elsewhere", `"adj5" OR "NEAR5" OR w5`, `"adj5" OR "near5" OR w5`},
		{"lines and comments", "# what\nsanction* # any ending\n  OR\n\t\"price cap\" # \"(\n", `sanction* OR "price cap"`},
		{"no spaces", `("a"OR(b))AND"c d"`, `(a OR b) AND "c d"`},
	} {
		e, err := Parse(tt.src)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if e.String() != tt.want {
			t.Errorf("%s: %s is %s, want %s", tt.name, tt.src, e, tt.want)
		}
		again, err := Parse(e.String())
		if diff := cmp.Diff(e, again); diff != "" || err != nil {
			t.Errorf("%s: %s parses to something else: %v %s", tt.name, e, err, diff)
		}
	}
}

func TestMistakeSaysWhatToWrite(t *testing.T) {
	for _, tt := range []struct{ name, src, want string }{
		{"empty", "", `1:1: the query is empty: write a word, as in sanction*`},
		{"comment only", "\n# x", `2:4: the query is empty: write a word, as in sanction*`},
		{"words side by side", "oil price", `1:5: oil and price side by side: write "oil price" (the phrase), oil AND price (both) or oil OR price (either)`},
		{"phrases side by side", `"oil price" cap`, `1:13: "oil price" and cap side by side: write "oil price cap" (the phrase), "oil price" AND cap (both) or "oil price" OR cap (either)`},
		{"groups side by side", "(a OR b) (c OR d)", `1:10: nothing between ) and (: write AND (both) or OR (either); a phrase is "in quotes"`},
		{"and with or", "oil AND gas\nOR coal", `2:1: AND and OR without parentheses: write (a AND b) OR c, or a AND (b OR c)`},
		{"or with and not", "a OR b AND NOT c", `1:8: AND and OR without parentheses: write (a AND b) OR c, or a AND (b OR c)`},
		{"small and", "нефть and газ", `1:7: "and" is a word like any other here: write AND in capitals`},
		{"small not", "not gas", `1:1: "not" is a word like any other here: write NOT in capitals`},
		{"operator of another language", "нефть И газ", `1:7: И joins nothing here: write AND`},
		{"operator of another tool", "oil ADJ gas", `1:5: ADJ joins nothing here: write ONEAR/5`},
		{"bare distance", "oil W5 gas", `1:5: W5 is a distance in other tools: write ONEAR/5 (this order) or NEAR/5 (either order)`},
		{"number of hits of another tool", "ATLEAST5(oil)", `1:1: ATLEAST5: a number of hits is written ATLEAST/5 (sanction* OR embargo)`},
		{"field of another tool", "hd=oil", `1:1: hd= is another tool's: write title:`},
		{"segment of another tool", "HEADLINE(oil)", `1:1: HEADLINE(…) is another tool's: write title:(…)`},
		{"capitals of another tool", "oil AND caps(WHO)", `1:9: caps(…) is another tool's: a word cased exactly so is written {WHO}`},
		{"capital field", "Title:oil", `1:1: Title: fields are written small: title:`},
		{"ampersand", "oil & gas", `1:5: & joins nothing here: write AND`},
		{"single quotes", "'shadow fleet'", `1:1: 'shadow: a phrase stands in "double quotes"`},
		{"angle quotes never closed", "«price cap", `1:1: this quotation mark is never closed: put another » at the end of the phrase`},
		{"small near", "oil near/5 gas", `1:5: near/5: write NEAR in capitals, as in oil NEAR/5 price`},
		{"not without and", "oil NOT gas", `1:5: NOT after an operand: write AND NOT`},
		{"not not", "a AND NOT NOT b", `1:11: NOT NOT: two cancel out, leave both out`},
		{"only not", "NOT oil", `1:1: this matches articles that have none of its words: NOT needs something to be taken from, as in a AND NOT b`},
		{"or not", "oil OR NOT gas", `1:1: this matches articles that have none of its words: NOT needs something to be taken from, as in a AND NOT b`},
		{"nothing before", "AND oil", `1:1: nothing before AND: write what it joins, or leave it out`},
		{"nothing after", "(oil OR) AND b", `1:6: nothing after OR: write what it joins, or leave it out`},
		{"nothing at the end", "oil AND NOT", `1:9: nothing after NOT: write what it joins, or leave it out`},
		{"two operators", "oil AND OR gas", `1:9: nothing before OR: write what it joins, or leave it out`},
		{"open parenthesis", "a AND (b OR (c)", `1:7: this ( is never closed: put a ) where the group ends`},
		{"closing parenthesis", "a OR b)", `1:7: this ) closes nothing: take it out, or put its ( where it belongs`},
		{"closing parenthesis first", ") a", `1:1: this ) closes nothing: take it out, or put its ( where it belongs`},
		{"empty parentheses", "a AND ()", `1:8: nothing between ( and )`},
		{"quotation mark", "\"oil price AND gas", `1:1: this quotation mark is never closed: put another " at the end of the phrase`},
		{"empty phrase", `a OR ", -"`, `1:7: no letter or digit in ", -": a query is made of words`},
		{"near without number", "a NEAR b", `1:3: NEAR needs the number of words that may stand between, 0 to 100, as in oil NEAR/5 price`},
		{"near with a word", "a NEAR/x b", `1:3: NEAR needs the number of words that may stand between, 0 to 100, as in oil NEAR/5 price`},
		{"near too far", "a NEAR/101 b", `1:3: NEAR needs the number of words that may stand between, 0 to 100, as in oil NEAR/5 price`},
		{"near and", "(a AND b) NEAR/5 c", `1:1: AND or NOT beside NEAR: NEAR joins words, phrases, other NEARs and (a OR b); write (a NEAR/5 b) AND NOT c`},
		{"near or of and", "c NEAR/5 (d OR (a AND b))", `1:10: AND or NOT beside NEAR: NEAR joins words, phrases, other NEARs and (a OR b); write (a NEAR/5 b) AND NOT c`},
		{"near not", "c NEAR/5 NOT d", `1:10: NOT beside NEAR: write (a NEAR/5 b) AND NOT c`},
		{"star alone", "oil AND *", `1:9: * and ? need letters beside them: sanction*, *tariff, organi?ation; words with others between are oil NEAR/3 price`},
		{"star in a phrase", `"oil * price"`, `1:6: * and ? need letters beside them: sanction*, *tariff, organi?ation; words with others between are oil NEAR/3 price`},
		{"star after one letter", "s*", `1:2: s* would match too much: write at least two letters beside * and ?, as in sa*`},
		{"star without need", "制裁*", `1:3: * after 裁: words of this script are found inside longer ones anyway, leave * out`},
		{"minus", "oil -gas", `1:5: - does not exclude a word here: write AND NOT`},
		{"plus", "+oil +gas", `1:1: + does not require a word here: write AND`},
		{"comma", "oil, gas", `1:4: , does not join words here: write OR (either) or AND (both)`},
		{"other tools' distance", "oil W/5 gas", `1:5: W/5 means words in this order in one tool and in either order in another: write ONEAR/5 (this order) or NEAR/5 (either order)`},
		{"distance before a word", "oil PRE/3 gas", `1:5: PRE/3 means words in this order in one tool and in either order in another: write ONEAR/3 (this order) or NEAR/3 (either order)`},
		{"distance without a slash", "oil adj5 gas", `1:5: adj5 means words in this order in one tool and in either order in another: write ONEAR/5 (this order) or NEAR/5 (either order)`},
		{"near without a slash", "oil near5 gas", `1:5: near5: write NEAR/5`},
		{"near of another tool", "oil NEAR/5f gas", `1:5: NEAR/5f: NEAR in this order is written ONEAR/5`},
		{"distance behind a phrase", `"oil price"~5`, `1:12: ~ has no meaning here: distance is written oil NEAR/5 price`},
		{"small sentence", "oil w/s gas", `1:5: w/s: write W/s (in one sentence) or W/p (in one paragraph)`},
		{"segment", "oil W/seg gas", `1:5: W/seg: write W/s (in one sentence) or W/p (in one paragraph)`},
		{"near and sentence", "a NEAR/5 b W/s c", `1:12: NEAR/5 and W/s without parentheses: write (a NEAR/5 b) W/s c, or a NEAR/5 (b W/s c)`},
		{"near and near in order", "a ONEAR/5 b NEAR/3 c", `1:13: ONEAR/5 and NEAR/3 without parentheses: write (a ONEAR/5 b) NEAR/3 c, or a ONEAR/5 (b NEAR/3 c)`},
		{"field beside near", "title:a NEAR/5 b", `1:1: title: beside NEAR: put the field around the whole, as in title:(a NEAR/5 b)`},
		{"not behind a field", "title:NOT oil", `1:7: NOT stands before the field: write NOT title:(a)`},
		{"not behind at least", "ATLEAST/3 NOT oil", `1:11: NOT stands before ATLEAST/3: write NOT ATLEAST/3 a`},
		{"field in field", "title:(a AND lead:b)", `1:14: lead within title: a word stands in one field; write title:(a) AND lead:(b)`},
		{"unknown field", "site:example", `1:1: site: is no field: fields are title:, text:, section:, author:, source:, lang:, lead: and stem:word; other text with a colon goes in quotes`},
		{"time of day", "at OR 10:30", `1:9: : has no meaning here: text with a colon goes in quotes`},
		{"at least without number", "ATLEAST (a)", `1:1: ATLEAST needs the number of hits, 2 to 1000, as in ATLEAST/3 (sanction* OR embargo)`},
		{"at least one", "ATLEAST/1 a", `1:1: ATLEAST needs the number of hits, 2 to 1000, as in ATLEAST/3 (sanction* OR embargo)`},
		{"small at least", "atleast/3 a", `1:1: atleast/3: write ATLEAST in capitals, as in ATLEAST/3 (sanction* OR embargo)`},
		{"at least of and", "ATLEAST/3 (a AND b)", `1:11: ATLEAST/3 counts hits of words, phrases, NEARs and (a OR b) of these: write ATLEAST/3 (a OR b) AND c; a field goes around it, title:(ATLEAST/3 (a OR b))`},
		{"at least beside near", "a NEAR/5 ATLEAST/3 b", `1:10: ATLEAST beside NEAR: a number of hits has no one place; write ATLEAST/3 (a NEAR/5 b)`},
		{"open brace", "a OR {US", `1:6: this { is never closed: a word cased exactly so is written {US}`},
		{"stem of two", "stem:price-cap", `1:1: stem: needs one word right behind it, without * and ?: stem:import finds imports, imported, importing`},
		{"stem of a pattern", "stem:import*", `1:1: stem: needs one word right behind it, without * and ?: stem:import finds imports, imported, importing`},
		{"unknown list", "$oil", `1:1: there is no list $oil: name one in a topic file, as in lists: {oil: [word, a phrase, word*]}`},
		{"sum of money", "$100", `1:1: $100 is no list: a list is named by a dollar sign, small letters, digits and hyphens, as in $oil; sums go in quotes`},
		{"list in quotes", `"$oil price"`, `1:2: a list within quotes: put it beside the phrase, as in $oil ONEAR/0 price*`},
		{"truncation of another tool", "sanction!", `1:9: ! does not stand for an ending here: write *, as in sanction*`},
		{"other marks", "oil [gas]", `1:5: '[' has no meaning here: leave it out, or put the words in quotes`},
		{"first of two", "a b s*", `1:3: a and b side by side: write "a b" (the phrase), a AND b (both) or a OR b (either)`},
		{"too long", strings.Repeat("a", maxLength+1), `1:1: a query of 65537 bytes: at most 65536 are read, make several topics of it`},
		{"too many words", strings.Repeat("a OR ", maxTerms) + "a", `1:50001: more than 10000 words and phrases: make several topics of it`},
		{"too deep", strings.Repeat("(", 200) + "a", `1:102: more than 100 parentheses or NOTs inside one another`},
		{"too deep by NOT", strings.Repeat("NOT (", 200) + "a", `1:256: more than 100 parentheses or NOTs inside one another`},
	} {
		e, err := Parse(tt.src)
		var mistake *Error
		if !errors.As(err, &mistake) {
			t.Errorf("%s: %v is no mistake, but %v", tt.name, tt.src, e)
			continue
		}
		if diff := cmp.Diff(tt.want, err.Error()); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

// What a stranger types is read in a moment, however it goes on.
func TestHostileQueryIsReadInTime(t *testing.T) {
	for _, unit := range []string{"title:", "(", "{", "«", "a NEAR/5 ", "NOT ", "stem:", "$", "a*b*", "\u200d", "ATLEAST/2 ", "a OR ", "\"a\" OR ", "AND ", "&", "'"} {
		start := time.Now()
		e, err := Parse(strings.Repeat(unit, maxLength/len(unit)))
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%q: %v (%T, %.80v)", unit, took, e, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`sanction* AND NOT "sanctioned the project"`, `(a OR "b c*") NEAR/5 d NEAR/0 e`, "制裁 OR คว่ำบาตร # x\n", "a AND NOT (NOT b)",
		"(a OR (b AND c)) AND (d OR NOT e)", "rouble’s OR U.S. OR É*", `“a b” „c“`, "a AND (b OR c) OR d", "a b", `"*"`, "NEAR/3",
		"{Us} OR \"a {B}\" OR stem:x OR title:(a W/s b) OR a ONEAR/3 (b NEAR/2 c*d?)", "ATLEAST/3 (a OR lead:b)", "w/5 OR near5 OR $x OR a:b",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		e, err := Parse(src)
		if err != nil {
			var mistake *Error
			if !errors.As(err, &mistake) || mistake.Line < 1 || mistake.Column < 1 || mistake.Line > strings.Count(src, "\n")+1 {
				t.Fatalf("%q: %v", src, err)
			}
			return
		}
		again, err := Parse(e.String())
		if err != nil {
			t.Fatalf("%q prints as %s: %v", src, e, err)
		}
		if diff := cmp.Diff(e, again); diff != "" {
			t.Errorf("%q prints as %s: %s", src, e, diff)
		}
	})
}
