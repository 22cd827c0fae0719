package token

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// folded shows the words of a text, each folded, with | between them.
func folded(text string) string {
	var words []string
	for _, t := range Split(text) {
		words = append(words, t.Text)
	}
	return strings.Join(words, "|")
}

func TestTextIsSplitIntoFoldedWords(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"empty", " \t\n…— ", ""},
		{"letters and digits", "G7 agrees: COVID-19, Article 5!", "g7|agrees|covid|19|article|5"},
		{"numbers", "72-5/8 at $60.25, 1,000 t", "72|5|8|at|60|25|1|000|t"},
		{"possessive", "the rouble's fall, the rouble’s fall, REUTERS'S", "the|rouble|fall|the|rouble|fall|reuters"},
		{"plural possessive", "companies' profits", "companies|profits"},
		{"possessive at the end", "the rouble's", "the|rouble"},
		{"apostrophe", "l'embargo d’aujourd'hui, O'Neill, it'sy", "l|embargo|d|aujourd|hui|o|neill|it|sy"},
		{"hyphen", "price-cap price‐cap price–cap", "price|cap|price|cap|price|cap"},
		{"abbreviation", "U.S. and AT&T", "u|s|and|at|t"},
		{"accents", "Café São Tomé naïve Žižek Łódź", "cafe|sao|tome|naive|zizek|lodz"},
		{"accents as marks", "cafe\u0301 na\u0131\u0308ve", "cafe|naive"},
		{"letters without a key", "Straße STRAẞE æther œuvre Øresund Đà Þór ısparta", "strasse|strasse|aether|oeuvre|oresund|da|thor|isparta"},
		{"Turkish capital", "İstanbul", "istanbul"},
		{"Greek", "Κυρώσεις ΚΥΡΏΣΕΙΣ", "κυρωσεισ|κυρωσεισ"},
		{"Russian", "САНКЦИИ всё война во́йны", "санкции|все|война|войны"},
		{"Ukrainian apostrophe", "зв'язок зв’язок звʼязок Київ", "зв|язок|зв|язок|зв|язок|киів"},
		{"Arabic", "العُقُوبات عقـــوبات إيران ايران هيئة", "العقوبات|عقوبات|ايران|ايران|هيئة"},
		{"Hebrew points", "שָׁלוֹם", "שלום"},
		{"Hindi keeps its vowels", "प्रतिबंध", "प्रतिबंध"},
		{"Korean", "대북 제재", "대북|제재"},
		{"Chinese", "制裁G7国家", "制|裁|g7|国|家"},
		{"Japanese", "ロシアに制裁ガ", "ロ|シ|ア|に|制|裁|ガ"},
		{"Thai", "คว่ำบาตร", "ค|ว่|ำ|บ|า|ต|ร"},
		{"full width", "Ｇ７ ＮＡＴＯ", "g7|nato"},
		{"soft hyphen", "sanc\u00adtions and\u00ad", "sanctions|and"},
		{"zero width joiner and space", "می\u200cخواهد ไทย\u200bไทย", "میخواهد|ไ|ท|ย|ไ|ท|ย"},
		{"bytes that are no text", "oil\xff\xfegas", "oil|gas"},
		{"marks alone", "\u0301 ـــ", ""},
	} {
		if got := folded(tt.text); got != tt.want {
			t.Errorf("%s: %q is %s, want %s", tt.name, tt.text, got, tt.want)
		}
	}
}

func TestTokenIsWhereItsWordIs(t *testing.T) {
	text := "The rouble’s «Łódź» sanc\u00adtions\u00ad"
	var got []string
	for _, w := range Split(text) {
		got = append(got, text[w.Start:w.End])
	}
	if want := "The rouble Łódź sanc\u00adtions"; strings.Join(got, " ") != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestSplittingTakesLinearTime(t *testing.T) {
	const size = 1 << 18
	for name, unit := range map[string]string{
		"one word": "x", "capitals": "X", "accents": "é", "marks": "\u0301", "joiners": "a\u200d", "possessives": "a's",
		"apostrophes": "'", "Devanagari marks": "\u0902", "tatweel": "ـ", "Hangul": "\u1100\u1161\u11a8",
	} {
		text := "a" + strings.Repeat(unit, size/len(unit))
		start := time.Now()
		Split(text)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: %v for %d bytes", name, took, len(text))
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"The rouble’s fall", "Łódź Straße İ", "制裁G7 คว่ำบาตร", "العُقُوبات إيران", "й\u0306\u0301 ガ ｶﾞ", "a\u00ad\u0301's", "\u1100\u1161\u11a8", "ﷺ ŀ ŉ ½ ²"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, w := range Split(text) {
			if w.Start < end || w.End <= w.Start || w.End > len(text) {
				t.Fatalf("%q: word %q at %d-%d after %d", text, w.Text, w.Start, w.End, end)
			}
			end = w.End
			if got := Fold(text[w.Start:w.End]); got != w.Text {
				t.Errorf("%q: %q folds to %q, not %q", text, text[w.Start:w.End], got, w.Text)
			}
			again := Split(w.Text)
			if len(again) != 1 || again[0] != (Token{w.Text, 0, len(w.Text)}) {
				t.Errorf("%q: the word %q splits into %v", text, w.Text, again)
			}
			if utf8.ValidString(text) && !utf8.ValidString(w.Text) {
				t.Errorf("%q: the word %q is not UTF-8", text, w.Text)
			}
		}
	})
}

func BenchmarkSplit(b *testing.B) {
	for name, sentence := range map[string]string{
		"English": "The Group of Seven agreed on Friday to tighten the price cap on Russian crude. ",
		"Russian": "Страны Большой семёрки договорились ужесточить потолок цен на российскую нефть. ",
		"Arabic":  "فرض الاتحاد الأوروبي عقوبات جديدة على النفط الإيراني. ",
		"Hindi":   "भारत ने रूसी तेल के आयात पर प्रतिबंध लगाया। ",
		"Chinese": "七国集团周五同意收紧对俄罗斯原油的价格上限。",
		"French":  "Le G7 a décidé vendredi de durcir le plafonnement des prix du pétrole élevé. ",
	} {
		text := strings.Repeat(sentence, 4096/len(sentence))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Split(text)
			}
		})
	}
}
