package extractors

import (
	"strings"

	"github.com/abadojack/whatlanggo"
)

// lang is the declared language: of the document, else of its article.
func (d *declared) lang() string {
	return firstOf(primary(d.meta.htmlLang), primary(d.ld.str("inLanguage")), primary(d.meta.get("og:locale", "content-language", "dc.language", "language")))
}

// primary is the primary subtag of a language tag, "" for what is none.
func primary(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if i := strings.IndexAny(tag, "-_,; "); i >= 0 {
		tag = tag[:i]
	}
	if len(tag) < 2 || len(tag) > 3 || strings.Trim(tag, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return tag
}

// sampleSize is how much text the detector reads, in bytes; more does not change its mind.
const sampleSize = 1200

// language decides between what is declared and what the text is written in. A
// declaration that the text's commonest words confirm needs no detector, which would
// take a third of an extraction; and the detector needs some text to know better.
func language(text, title, declared string) string {
	sample := text
	if len(sample) < 200 {
		sample = title + "\n" + text
	}
	if len(sample) > sampleSize {
		from := (len(sample) - sampleSize) / 4
		sample = strings.ToValidUTF8(sample[from:from+sampleSize], "")
	}
	if len(sample) < 30 || confirms(sample, declared) {
		return declared
	}
	info := whatlanggo.Detect(sample)
	found := info.Lang.Iso6391()
	switch {
	case found == "":
		return declared
	case declared == "" || found == declared:
		return found
	case len(sample) >= 300 && info.IsReliable() && !alike(found, declared):
		return found
	}
	return declared
}

// commonWords are words that every tenth word or more of a text in that language is, and
// few of a text in another.
var commonWords = map[string]map[string]bool{
	"en": wordSet("the of and to is that for was with are this have from has it"),
	"de": wordSet("der die und das den von zu mit ist im nicht ein eine auf sich dem auch"),
	"fr": wordSet("le les des et du est une dans qui pour au sur pas cette"),
	"es": wordSet("el los las y del con una por su al más fue como"),
	"it": wordSet("il di che è gli della per sono nel alla con anche"),
	"pt": wordSet("o os um uma não do da em para ao são mais dos das"),
	"nl": wordSet("het een van en dat op te voor zijn niet aan ook bij"),
	"pl": wordSet("w i na z się że nie do jest od przez oraz"),
	"ru": wordSet("и в на что с не по это из для как от"),
	"tr": wordSet("ve bir bu için ile da de olarak olan daha"),
	"sv": wordSet("och att det som på är av för inte med ett"),
}

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// confirms reports whether a sample of at least 40 words has the commonest words of a
// language, one in eight of them or more.
func confirms(sample, lang string) bool {
	common := commonWords[lang]
	if common == nil {
		return false
	}
	words, hits := 0, 0
	for w := range strings.FieldsSeq(sample) {
		words++
		if common[w] {
			hits++
		}
	}
	return words >= 40 && hits*8 >= words
}

// families are languages that the detector confuses with one another.
var families = []string{" no nb nn da ", " hr sr bs ", " id ms ", " gl pt es ca ", " cs sk ", " bg mk ", " af nl ", " hi ne mr "}

func alike(a, b string) bool {
	for _, f := range families {
		if strings.Contains(f, " "+a+" ") && strings.Contains(f, " "+b+" ") {
			return true
		}
	}
	return false
}
