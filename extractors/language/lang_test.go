package language

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestDeclaredTagIsItsCanonicalPrimarySubtag(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "en", "EN-us": "en", "en_GB": "en", " de-AT ": "de", "pt-BR, en": "pt", "ru;q=0.9": "ru", "de_DE.UTF-8": "de", "sr_RS@latin": "sr",
		"iw": "he", "in-ID": "id", "mo": "ro", "ji": "yi", "nb-NO": "no", "no": "no", "nn": "nn", "eng": "en", "ger": "de", "cmn-Hans": "zh", "zh-Hant-TW": "zh",
		"tl": "fil", "sr-Latn": "sr", "sh": "sr", "xho": "xh", "haw": "haw", "i-klingon": "tlh", "fr-x-paper": "fr", "en-": "en",
		"": "", "e": "", "xx": "", "jp": "", "und": "", "mul": "", "zxx": "", "x-default": "", "*": "", "{{lang}}": "", "qaa": "", "english": "", "\xff\xfe": "", "日本": "",
	} {
		if got := Primary(tag); got != want {
			t.Errorf("%q: %q, want %q", tag, got, want)
		}
	}
}

func TestWrongDeclarationLosesToTheText(t *testing.T) {
	for lang, text := range inLanguages {
		for _, declared := range []string{"en", "de", "es", "ja"} {
			if got := Of(text+" "+text, "", declared); got != lang && !alike(declared, lang) {
				t.Errorf("%s, declared %s: %q", lang, declared, got)
			}
		}
	}
}

func TestDeclarationDecidesAmongCloseLanguages(t *testing.T) {
	for _, c := range []struct{ declared, text, want string }{
		{"no", inLanguages["da"], "no"}, {"nn", inLanguages["no"], "nn"}, {"sr", inLanguages["hr"], "sr"}, {"bs", inLanguages["hr"], "bs"},
		{"ms", inLanguages["id"], "ms"}, {"cs", inLanguages["sk"], "cs"}, {"mk", inLanguages["bg"], "mk"}, {"xh", inLanguages["zu"], "xh"},
		{"mr", inLanguages["hi"], "mr"}, {"gl", inLanguages["pt"], "gl"}, {"yue", inLanguages["zh"], "yue"}, {"sv", inLanguages["da"], "da"}, {"ca", inLanguages["es"], "es"}, {"uk", inLanguages["ru"], "ru"},
	} {
		if got := Of(c.text, "", c.declared); got != c.want {
			t.Errorf("declared %s: %q, want %q: %s", c.declared, got, c.want, c.text)
		}
	}
}

func TestDeclarationStandsWhereTheTextSaysLittle(t *testing.T) {
	lorem := "Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud."
	scores := "Palm Bay d. Rockledge 70-44\nRockledge 14 11 6 15 44\nPalm Bay 18 22 13 17 70\nHugo Boss, Paris Saint-Germain 2:1, Real Madrid 0:0"
	for _, text := range []string{"", "Berlin", "12:30", "Der Spiegel", lorem, scores, "😀😀😀😀"} {
		for _, declared := range []string{"", "en", "fo"} {
			if got := Of(text, "", declared); got != declared && declared != "" {
				t.Errorf("%.20q, declared %q: %q", text, declared, got)
			}
		}
	}
}

// A language that neither table nor detector knows is not declared by a template.
func TestRareDeclarationBeatsTrigrams(t *testing.T) {
	breton := "Gant kalz a dud eo bet degemeret an nevezinti-se en deiz all, hag emañ ar c'huzul o vont da zivizout a-zivout an dra-mañ warc'hoazh."
	if got := Of(breton, "", "br"); got != "br" {
		t.Errorf("declared br: %q", got)
	}
}

func TestTablesOfWordsAreWellMade(t *testing.T) {
	if x := theLexicon(); len(x.langs) > maxLangs || len(x.tells) > 255 {
		t.Errorf("%d languages, %d telling letters", len(x.langs), len(x.tells))
	}
	for lang, list := range commonWords {
		if Primary(lang) != lang {
			t.Errorf("%s is not canonical", lang)
		}
		for w := range strings.FieldsSeq(list) {
			if w != strings.ToLower(w) || !norm.NFC.IsNormalString(w) || len(w) > longest {
				t.Errorf("%s: %q is not as words are looked up", lang, w)
			}
			if n, b := 0, (ballot{}); true {
				theLexicon().read(w, &b)
				if n = b.words; n != 1 {
					t.Errorf("%s: %q is read as %d words", lang, w, n)
				}
			}
		}
	}
	for lang := range tellingLetters {
		if commonWords[lang] == "" {
			t.Errorf("%s has letters and no words", lang)
		}
	}
	for _, s := range scripts[latin:] {
		if s.lang != Primary(s.lang) || s.name == "" {
			t.Errorf("script %q, language %q", s.name, s.lang)
		}
	}
}

func TestLanguageOfHostileTextIsFoundInBoundedTime(t *testing.T) {
	theLexicon()
	var all strings.Builder
	for r := rune(0x21); r < 0x3000; r++ {
		all.WriteRune(r)
	}
	for _, text := range []string{
		strings.Repeat("a", 1<<22), strings.Repeat("ab ", 1<<20), strings.Repeat("\u0301", 1<<20), strings.Repeat("的", 1<<20), strings.Repeat("\xff", 1<<22),
		strings.Repeat("the und les que ", 1<<18), strings.Repeat(all.String(), 20), strings.Repeat("\xe7\x9a ", 1<<20),
	} {
		start := time.Now()
		for _, declared := range []string{"", "en", "xh"} {
			Of(text, text, declared)
		}
		Guess(text, text)
		if d := time.Since(start); d > time.Minute {
			t.Errorf("%.10q…: %v", text, d)
		}
	}
}

func FuzzLanguageIsATagOrNone(f *testing.F) {
	for lang, text := range inLanguages {
		f.Add(text, lang)
		f.Add(text[:len(text)/2], lang+"-x")
	}
	f.Fuzz(func(t *testing.T, text, tag string) {
		declared := Primary(tag)
		for _, got := range []string{declared, Of(text, "", declared), Guess("", text)} {
			if got != Primary(got) || len(got) > 3 || !utf8.ValidString(got) {
				t.Errorf("%q", got)
			}
		}
		if slices.Contains(noLanguage, declared) {
			t.Errorf("declared %q", declared)
		}
	})
}
