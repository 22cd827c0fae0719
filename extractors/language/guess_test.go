package language

import (
	"strings"
	"testing"
)

// inLanguages are beginnings of articles, of close languages among others.
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
	"sv": "Finansministeriet meddelade på fredagen att intäkterna från försäljningen av olja har ökat med tolv procent jämfört med förra året, och att det inte är nog.",
	"no": "Finansdepartementet sa fredag at inntektene fra salget av olje har økt med tolv prosent etter at prisene steg, og at det ikke er nok, blir det sagt.",
	"nn": "Finansdepartementet sa fredag at inntektene frå salet av olje har auka med tolv prosent, men at det ikkje er nok, og at ho ikkje veit kva som skal skje.",
	"ro": "Ministerul Finanțelor a anunțat vineri că veniturile din vânzarea de petrol au crescut cu doisprezece la sută față de anul trecut și că bugetul va avea mai mult.",
	"ca": "El ministeri va dir divendres que els ingressos per la venda de petroli han crescut un dotze per cent amb els preus més alts, i que aquest any també hi ha més diners.",
	"gl": "O ministerio dixo o venres que os ingresos pola venda de petróleo medraron un doce por cento, e que non hai máis dúbidas sobre o orzamento da Xunta de Galicia.",
	"cs": "Ministerstvo financí v pátek uvedlo, že příjmy z prodeje ropy se zvýšily o dvanáct procent a že rozpočet bude mít více peněz, které však nebudou stačit.",
	"sk": "Ministerstvo financií v piatok uviedlo, že príjmy z predaja ropy sa zvýšili o dvanásť percent a že rozpočet bude mať viac peňazí, ktoré však nebudú stačiť aj pre iných.",
	"hr": "Ministarstvo financija priopćilo je u petak da su prihodi od prodaje nafte porasli za dvanaest posto tijekom godine, ali da to neće biti dovoljno, kazao je ministar.",
	"hu": "A pénzügyminisztérium pénteken közölte, hogy az olajeladásból származó bevételek tizenkét százalékkal nőttek, és hogy ez még nem elég.",
	"fi": "Valtiovarainministeriö kertoi perjantaina, että öljyn myynnistä saadut tulot ovat kasvaneet kaksitoista prosenttia, mutta se ei ole tarpeeksi.",
	"el": "Το υπουργείο Οικονομικών ανακοίνωσε την Παρασκευή ότι τα έσοδα από τις πωλήσεις πετρελαίου αυξήθηκαν.",
	"he": "משרד האוצר הודיע ביום שישי כי ההכנסות ממכירת נפט עלו בשנים עשר אחוזים לעומת השנה שעברה.",
	"fa": "وزارت دارایی روز جمعه اعلام کرد که درآمد حاصل از فروش نفت نسبت به سال گذشته دوازده درصد افزایش یافته است.",
	"ur": "وزارت خزانہ نے جمعہ کو کہا کہ تیل کی فروخت سے ہونے والی آمدنی میں گزشتہ سال کے مقابلے میں بارہ فیصد اضافہ ہوا ہے۔",
	"hi": "वित्त मंत्रालय ने शुक्रवार को कहा कि तेल की बिक्री से होने वाली आय में पिछले साल की तुलना में बारह प्रतिशत की वृद्धि हुई है।",
	"th": "กระทรวงการคลังกล่าวเมื่อวันศุกร์ว่ารายได้จากการขายน้ำมันเพิ่มขึ้น",
	"id": "Kementerian Keuangan mengatakan pada Jumat bahwa pendapatan dari penjualan minyak telah naik dua belas persen dibandingkan dengan tahun lalu, tetapi itu tidak bisa cukup karena harga minyak tersebut.",
	"vi": "Bộ Tài chính cho biết hôm thứ Sáu rằng doanh thu từ việc bán dầu đã tăng mười hai phần trăm so với năm ngoái và ngân sách sẽ có nhiều tiền hơn.",
	"xh": "ISebe lezeMali lithe ngoLwesihlanu ingeniso evela kwintengiso yeoli inyukile, kwaye uMphathiswa uthi oku akwanelanga nangona amaxabiso enyukile, utshilo kwakhona ngoku.",
	"zu": "UMnyango wezeziMali uthe ngoLwesihlanu imali engenayo evela ekudayisweni kukawoyela ikhuphukile, futhi uNgqongqoshe uthe lokhu akwanele noma amanani ekhuphukile, kusho yena ukuthi.",
	"sw": "Wizara ya Fedha ilisema siku ya Ijumaa kwamba mapato ya mauzo ya mafuta yameongezeka kwa asilimia kumi na mbili katika mwaka huu, lakini hiyo si ya kutosha.",
}

func TestLanguageIsGuessedFromTheBeginning(t *testing.T) {
	for lang, text := range inLanguages {
		long := strings.Repeat(text+"\n", 1+guessSize/len(text)) + strings.Repeat(inLanguages["nl"], 100)
		for _, got := range []string{Guess("", text), Guess(text, ""), Guess("", long)} {
			if got != lang {
				t.Errorf("%s is taken for %q", lang, got)
			}
		}
	}
	for text, want := range map[string]string{"": "", "Oil": "", "Нефть": "", "石油价格上涨": "zh", "ООО «Нефть» 2024": ""} {
		if got := Guess(text, ""); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// The detector takes two hundred times as long as the table of words.
func TestWordsAndLettersSpareTheDetector(t *testing.T) {
	for lang, text := range inLanguages {
		if lang == "da" { // and is it Norwegian?
			continue
		}
		if n := testing.AllocsPerRun(1, func() { Guess(text, text) }); n > 20 {
			t.Errorf("%s: %v allocations", lang, n)
		}
	}
}

func TestLettersOfOtherFormsAreRead(t *testing.T) {
	for text, want := range map[string]string{
		"KOMMER INTE ATT BLI MER ÄN SÅ UNDER ÅRET MEN DET ÄR FÖR TIDIGT ATT SÄGA OM DET VAR FEL":                                "sv",
		"Mu\u0308nchen: Die Polizei hat am Freitag fu\u0308r eine Frau und einen Mann, die sich im Wald verirrt haben, gesucht": "de",
		"L’économie de l’Union n’est pas aussi solide que dans les prévisions d’avril, selon les chiffres":                      "fr",
		"می\u200cخواهند که این کار را برای آن\u200cها انجام دهند و به خانه\u200cهای خود برگردند":                                "fa",
	} {
		if got := Guess("", text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func BenchmarkGuess(b *testing.B) {
	for _, lang := range []string{"en", "ru", "zh", "pt", "xh"} {
		b.Run(lang, func(b *testing.B) {
			for b.Loop() {
				Guess("", inLanguages[lang])
			}
		})
	}
}
