package extractors

import (
	"slices"
	"strings"

	bcp47 "golang.org/x/text/language"
)

// lang is the declared language: of the document, else of its article.
func (d *declared) lang() string {
	return firstOf(primary(d.meta.htmlLang), primary(d.ld.str("inLanguage")), primary(d.meta.get("og:locale", "content-language", "dc.language", "language")))
}

// noLanguage are subtags for text that has none or many.
var noLanguage = []string{"mis", "mul", "und", "zxx"}

// primary is the canonical primary subtag of a language tag, "" for what is none: "he" of
// "iw-IL", "zh" of "cmn". Norwegian is "no", Bokmål or not said, as its papers and CLDR have
// it, or "nn", which is Nynorsk.
func primary(tag string) string {
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

// language decides between what is declared and what the text is written in. What little
// text there is must say clearly that a declaration is wrong; and among languages that
// are easily taken for one another the publisher knows better.
func language(text, title, declared string) string {
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

// wordSet is the set of a list's words.
func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}
