// Package language tells what language a text is written in.
//
// A table of the scripts, the commonest words of some eighty languages and the letters that
// only some of them write settles nearly every text of a few lines in some microseconds
// (guess.go, words.go); the rest is for the trigrams of a library. What a page declares is a
// hint: it decides among close languages and where there is little text.
package language

import (
	"slices"
	"strings"

	bcp47 "golang.org/x/text/language"
)

// noLanguage are subtags for text that has none or many.
var noLanguage = []string{"mis", "mul", "und", "zxx"}

// Primary is the canonical primary subtag of a language tag, "" for what is none: "he" of
// "iw-IL", "zh" of "cmn". Norwegian is "no", Bokmål or not said, as its papers and CLDR have
// it, or "nn", which is Nynorsk.
func Primary(tag string) string {
	tag = strings.TrimSpace(tag)
	if i := strings.IndexAny(tag, ",;.@ "); i >= 0 { // lists, and locales as Unix writes them
		tag = tag[:i]
	}
	if len(tag) < 2 || len(tag) > 35 {
		return ""
	}
	parsed, _ := bcp47.All.Parse(tag) // of which what is unknown is left out
	base, confidence := parsed.Base()
	lang := base.String()
	if confidence < bcp47.Exact || slices.Contains(noLanguage, lang) || lang >= "qaa" && lang <= "qtz" {
		return ""
	}
	return lang
}

// sampleSize is how much text is read for its language, in bytes; more does not change the finding.
const sampleSize = 1200

// Of decides between what is declared and what the text is written in. What little
// text there is must say clearly that a declaration is wrong; and among languages that
// are easily taken for one another the publisher knows better.
func Of(text, title, declared string) string {
	found := find(sampleOf(text, title), declared)
	switch {
	case found.lang == "", declared == found.lang:
		return declared
	case declared == "":
		return found.lang
	case alike(found.lang, declared), !found.sure:
		return declared
	}
	return found.lang
}

// sampleOf is a piece of the text from behind its beginning, which may be a dateline or names.
func sampleOf(text, title string) string {
	if len(text) < 200 {
		text = title + "\n" + text
	}
	if len(text) <= sampleSize {
		return text
	}
	from := (len(text) - sampleSize) / 4
	return strings.ToValidUTF8(text[from:from+sampleSize], "")
}

// families are languages that are easily taken for one another.
var families = []string{" no nn da ", " hr sr bs ", " id ms ", " gl pt ", " ca oc ", " cs sk ", " bg mk ", " af nl ", " hi ne mr ", " xh zu nr ss ", " zh yue wuu lzh "}

func alike(a, b string) bool {
	for _, f := range families {
		if strings.Contains(f, " "+a+" ") && strings.Contains(f, " "+b+" ") {
			return true
		}
	}
	return false
}
