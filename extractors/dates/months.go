package dates

import "strings"

// Months are the names of months and their abbreviations, lower case, a line a language,
// January first. Forms that a language inflects are those that stand in a date. A name
// that two languages give to different months is listed once, for the one with more
// readers; croatianMonths has the other reading. The map is to be read only.
var Months = monthTable(
	"en: january february march april may june july august september october november december",
	"en: jan feb mar apr - jun jul aug sep oct nov dec",
	"en: - febr - - - - - - sept - - -",
	"de: januar,jänner,jaenner februar,feber märz,maerz,mär,mrz april mai juni,jun. juli august september oktober,okt november dezember,dez",
	"fr: janvier,janv février,fevrier,févr,fevr,fév,fev mars avril,avr mai juin juillet,juil août,aout,aoû septembre octobre novembre décembre,decembre,déc",
	"es: enero,ene febrero marzo abril,abr mayo junio julio agosto,ago septiembre,setiembre,set octubre noviembre diciembre,dic",
	"it: gennaio,gen febbraio marzo aprile maggio,mag giugno,giu luglio,lug agosto settembre,sett ottobre,ott novembre dicembre",
	"pt: janeiro fevereiro março,marco abril maio,mai junho julho agosto setembro outubro,out novembro dezembro",
	"ca: gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
	"nl: januari februari maart,mrt april mei juni juli augustus september oktober november december",
	"sv: januari februari mars april maj juni juli augusti september oktober november december",
	"da, nb: januar februar marts,mars april maj,mai juni juli august september oktober november december,desember,des",
	"is: janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
	"fi: tammikuuta,tammikuu,tammi helmikuuta,helmikuu,helmi maaliskuuta,maaliskuu,maalis huhtikuuta,huhtikuu,huhti toukokuuta,toukokuu,touko kesäkuuta,kesäkuu,kesä heinäkuuta,heinäkuu,heinä elokuuta,elokuu,elo syyskuuta,syyskuu,syys lokakuuta,lokakuu,loka marraskuuta,marraskuu,marras joulukuuta,joulukuu,joulu",
	"et: jaanuar,jaan veebruar,veebr märts aprill mai juuni juuli august september oktoober november detsember,dets",
	"pl: stycznia,styczeń,sty lutego,luty,lut marca,marzec kwietnia,kwiecień,kwi maja,maj czerwca,czerwiec,cze lipca,lipiec,lip sierpnia,sierpień,sie września,wrzesień,wrz października,październik,paź listopada,listopad,lis grudnia,grudzień,gru",
	"cs: ledna,leden,led února,únor,úno března,březen,bře dubna,duben,dub května,květen,kvě června,červen,čvn,čer července,červenec,čvc srpna,srpen,srp září,zář října,říjen,říj listopadu,listopad prosince,prosinec,pro",
	"sk: januára,január februára,február marca,marec apríla,apríl mája,máj júna,jún júla,júl augusta septembra októbra,október novembra decembra",
	"sl: januarja,januar februarja marca,marec aprila maja junija,junij julija,julij avgusta,avgust,avg septembra oktobra novembra decembra",
	"hr: siječnja,siječanj,sij veljače,veljača,velj ožujka,ožujak,ožu travnja,travanj,tra svibnja,svibanj,svi lipnja,lipanj srpnja,srpanj kolovoza,kolovoz,kol rujna,rujan,ruj - studenoga,studenog,studeni,stu prosinca,prosinac",
	"sr: јануар,јан фебруар,феб март,мар април,апр мај јун,јуни јул,јули август,авг септембар,сеп октобар,окт новембар,нов децембар,дец",
	"sr Latin: - februar,februara - aprila maja,svibnja juna jula avgusta,avgust septembar,septembra oktobar,oktobra novembar,novembra decembar,decembra",
	"hu: január,jan február,febr március,márc április,ápr május,máj június,jún július,júl augusztus szeptember,szept október,okt november december",
	"ro: ianuarie,ian februarie martie aprilie mai iunie,iun iulie,iul august septembrie octombrie noiembrie,noi,noiem decembrie",
	"tr: ocak,oca şubat,şub mart nisan,nis mayıs,may haziran,haz temmuz,tem ağustos,ağu eylül,eyl ekim,eki kasım,kas aralık,ara",
	"ru: января,январь,янв февраля,февраль,фев,февр марта,март,мар апреля,апрель,апр мая,май июня,июнь,июн июля,июль,июл августа,август,авг сентября,сентябрь,сен,сент октября,октябрь,окт ноября,ноябрь,ноя,нояб декабря,декабрь,дек",
	"uk: січня,січень,січ лютого,лютий,лют березня,березень,бер квітня,квітень,кві,квіт травня,травень,тра,трав червня,червень,чер,черв липня,липень,лип серпня,серпень,сер,серп вересня,вересень,вер жовтня,жовтень,жов,жовт листопада,листопад,лис,лист грудня,грудень,гру,груд",
	"be: студзеня лютага сакавіка красавіка траўня,мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
	"bg: януари,яну февруари март април май юни юли август септември,септ октомври ноември,ноем декември",
	"el: ιανουαρίου,ιανουάριος,ιαν φεβρουαρίου,φεβρουάριος,φεβ μαρτίου,μάρτιος,μαρ απριλίου,απρίλιος,απρ μαΐου,μάιος,μάϊος,μαΐ,μαϊ,μαι ιουνίου,ιούνιος,ιουν ιουλίου,ιούλιος,ιουλ αυγούστου,αύγουστος,αυγ σεπτεμβρίου,σεπτέμβριος,σεπ,σεπτ οκτωβρίου,οκτώβριος,οκτ νοεμβρίου,νοέμβριος,νοε,νοεμ δεκεμβρίου,δεκέμβριος,δεκ",
	"lt: sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
	"lv: janvāris,janvārī februāris,februārī marts,martā aprīlis,aprīlī maijs,maijā jūnijs,jūnijā jūlijs,jūlijā augusts,augustā septembris,septembrī oktobris,oktobrī novembris,novembrī decembris,decembrī",
	"ar: يناير فبراير مارس أبريل,ابريل,إبريل مايو يونيو,يونيه يوليو,يوليه أغسطس,اغسطس سبتمبر أكتوبر,اكتوبر نوفمبر ديسمبر",
	"ar Levant: كانون_الثاني شباط آذار,اذار نيسان أيار,ايار حزيران تموز آب,اب أيلول,ايلول تشرين_الأول,تشرين_الاول تشرين_الثاني كانون_الأول,كانون_الاول",
	"ar Maghreb: جانفي فيفري - أفريل ماي جوان جويلية أوت - - - -",
	"fa: ژانویه فوریه مارس آوریل مه,می ژوئن,جون ژوئیه,ژوئيه,جولای اوت,آگوست سپتامبر اکتبر نوامبر دسامبر",
	"ur: جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
	"he: ינואר פברואר מרץ,מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
	"hi: जनवरी,जन फरवरी,फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर,सितम्बर अक्टूबर,अक्तूबर नवंबर,नवम्बर दिसंबर,दिसम्बर",
	"mr: जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर",
	"bn: জানুয়ারি,জানুয়ারী ফেব্রুয়ারি,ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট,অগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
	"id, ms: januari februari maret,mac april mei juni,jun juli,julai agustus,ogos,agu september oktober november,nopember desember,disember",
	"th: มกราคม,ม.ค กุมภาพันธ์,ก.พ มีนาคม,มี.ค เมษายน,เม.ย พฤษภาคม,พ.ค มิถุนายน,มิ.ย กรกฎาคม,ก.ค สิงหาคม,ส.ค กันยายน,ก.ย ตุลาคม,ต.ค พฤศจิกายน,พ.ย ธันวาคม,ธ.ค",
)

// croatianMonths are the names that mean another month in Croatian than in Polish or Czech.
var croatianMonths = map[string]int{"listopada": 10, "listopad": 10, "lis": 10, "lip": 6, "srp": 7}

// jalaliMonths are the months of the Iranian calendar.
var jalaliMonths = monthTable("fa: فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند")

func monthTable(languages ...string) map[string]int {
	table := map[string]int{}
	for _, list := range languages {
		_, list, _ = strings.Cut(list, ": ")
		for i, names := range strings.Fields(list) {
			for name := range strings.SplitSeq(names, ",") {
				name = strings.ReplaceAll(strings.TrimSuffix(name, "."), "_", " ")
				if name != "-" && table[name] == 0 {
					table[name] = i + 1
				}
			}
		}
	}
	return table
}

// longestMonth is the longest name in bytes.
var longestMonth = func() (n int) {
	for name := range Months {
		n = max(n, len(name))
	}
	return n
}()
