package extractors

import (
	"strings"
	"testing"

	"github.com/abadojack/whatlanggo"
)

// inLanguages are beginnings of articles, with siblings of languages that are told by a few words or letters.
var inLanguages = map[string]string{
	"en": "The finance ministry said on Friday that revenue from oil sales rose twelve percent, and that the budget will have more to spend this year.",
	"de": "Das Finanzministerium teilte am Freitag mit, dass die Einnahmen auf dem Weltmarkt gestiegen sind und sich der Haushalt auch mit dem Verkauf von Öl nicht eine Sorge machen muss.",
	"fr": "Le ministère des finances a annoncé vendredi que les recettes tirées des ventes de pétrole ont augmenté dans cette région avec les livraisons, selon les chiffres.",
	"es": "El ministerio dijo el viernes que los ingresos por las ventas de petróleo fueron mayores y que también los precios subieron, según las cifras.",
	"pt": "O ministério das finanças disse na sexta-feira que as receitas da venda de petróleo subiram doze por cento em relação ao ano passado, e que não há mais dúvidas.",
	"it": "Il ministero delle finanze ha detto venerdì che le entrate della vendita di petrolio sono aumentate del dodici per cento rispetto all'anno scorso.",
	"nl": "Het ministerie van Financiën zei vrijdag dat de inkomsten uit de verkoop van olie met twaalf procent zijn gestegen ten opzichte van een jaar geleden.",
	"da": "Finansministeriet sagde fredag, at indtægterne fra salget af olie er steget med tolv procent i forhold til sidste år, og at det ikke er nok.",
	"pl": "Ministerstwo finansów poinformowało w piątek, że dochody ze sprzedaży ropy wzrosły o dwanaście procent w porównaniu z ubiegłym rokiem.",
	"tr": "Maliye bakanlığı cuma günü yaptığı açıklamada, petrol satışından elde edilen gelirlerin geçen yıla göre yüzde on iki arttığını söyledi.",
	"ru": "В пятницу министерство сообщило, что доходы бюджета от продажи нефти выросли, хотя цены на мировых рынках снизились.",
	"uk": "У п'ятницю міністерство повідомило, що доходи бюджету від продажу нафти зросли, хоча ціни на світових ринках знизилися.",
	"bg": "Министерството съобщи в петък, че приходите в бюджета от продажбата на петрол са се увеличили, въпреки че цените на световните пазари спаднаха.",
	"zh": "财政部星期五表示，石油销售的预算收入比去年增长了百分之十二。",
	"ja": "財務省は金曜日、石油販売による歳入が前年比で十二パーセント増加したと発表した。",
	"ko": "재무부는 금요일 석유 판매로 인한 예산 수입이 작년에 비해 십이 퍼센트 증가했다고 밝혔다.",
	"ar": "قالت وزارة المالية يوم الجمعة إن إيرادات الميزانية من بيع النفط ارتفعت بنسبة اثني عشر في المائة مقارنة بالعام الماضي.",
}

func TestLanguageIsGuessedFromTheBeginning(t *testing.T) {
	for lang, text := range inLanguages {
		long := strings.Repeat(text+"\n", 1+guessSize/len(text)) + strings.Repeat(inLanguages["nl"], 100)
		for _, got := range []string{Language("", text), Language(text, ""), Language("", long)} {
			if got != lang {
				t.Errorf("%s is taken for %q", lang, got)
			}
		}
	}
	for text, want := range map[string]string{"": "", "Oil": "", "Нефть": "", "石油价格上涨": "zh", "ООО «Нефть» 2024": ""} {
		if got := Language(text, ""); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// What is evident spares the detector, and so must not be less careful.
func TestWhatIsEvidentIsWhatTheDetectorFinds(t *testing.T) {
	known := map[string]bool{}
	for lang, text := range inLanguages {
		got := evident(beginning("", text))
		if found := whatlanggo.Detect(text).Lang.Iso6391(); got != "" && got != lang {
			t.Errorf("%s is taken for %s; the detector finds %s", lang, got, found)
		}
		known[got] = true
	}
	for _, lang := range []string{"en", "de", "fr", "es", "ru", "zh", "ja"} {
		if !known[lang] {
			t.Errorf("%s is not evident", lang)
		}
	}
}

func BenchmarkLanguage(b *testing.B) {
	for _, lang := range []string{"en", "ru", "zh", "pt"} {
		b.Run(lang, func(b *testing.B) {
			for b.Loop() {
				Language("", inLanguages[lang])
			}
		})
	}
}
