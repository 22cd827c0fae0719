package names

import "strings"

// Words that a byline is made of besides names, lower case.
var (
	// byWords come right before a name.
	byWords = wordSet("by escribe escriben von par por di da door av af od przez от автор autor autorin autoren auteur auteurs author authors текст 文 文/ 作者 記者 著者 yazan tekst szerző :by par: por: von:")
	// labelWords come before a name with a colon.
	labelWords = wordSet("text texte testo texto words story reporter redaktion writer author authors autor autorin autoren name verfasser verfasserin redakteur editor schrijver 作者 記者 撰文 글")
	// doneWords say what is done by someone, and fill the space between it and the date.
	doneWords = wordSet(`written posted published created submitted reported story article post guest report analysis review opinion column interview commentary contributed updated
		medically on at a an ein eine der die das un une le la
		geschrieben verfasst erstellt eingestellt veröffentlicht publiziert beitrag artikel blog kommentar gastbeitrag gastkommentar gastartikel bericht rezension autor autorin
		publié écrit rédigé proposé posté article publicado escrito redactado pubblicato scritto geschreven geplaatst gepubliceerd skrevet skriven napisane min mins minute minutes read lesezeit
		last reading time`)
	// timeWords belong to a date beside a number.
	timeWords = wordSet("am pm a.m p.m at on um uhr est edt pst pdt pt et gmt ist utc cet cest bst min mins minute minutes read de del le à vom den the of ago hours hour days vor stunden")
	// dayNames are the days of the week.
	dayNames = wordSet(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
		montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
		lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo`)
	// listWords part the names of a list.
	listWords = wordSet(", ; | / & — + and und et y e with avec mit en og och и oraz sowie")
	// joinWords come before the last name of a list.
	joinWords = wordSet("and und et y e en og och и &")
	// stopWords end a name, written in lower case.
	stopWords = wordSet(`in for at from via edited translated photographs photography additional reporting is was has im aus für as where who on auf zum about über
		near voor op editing illustrations illustrated herausgegeben moderated interviewed started last wrote last`)
	// endWords end a printed name.
	endWords = wordSet(`updated published posted modified last comments comment kommentare share min mins minutes read views edited reviewed aktualisiert veröffentlicht
		veröffentlichung vor follow subscribe more mehr publié publicado pubblicato edit email e-mail tweet facebook twitter stand datum date am um`)
	// trailWords are left over in front of a date.
	trailWords = wordSet("on at am um le el il den vom the a in , - — | by von of de")
	// roleWords say what someone does.
	roleWords = wordSet(`writer reporter editor correspondent journalist columnist contributor director manager founder co-founder cofounder ceo cto cfo coo author photographer producer
		analyst specialist coordinator consultant strategist blogger intern officer president strategists critic lead head editors reporters writers correspondents host advisor adviser
		redakteur redakteurin reporterin autor autorin journalistin korrespondent korrespondentin chefredakteur chefredakteurin volontär volontärin redaktor redaktorin
		periodista redactor redactora journaliste rédacteur rédactrice giornalista corresponsal correspondant repórter jornalista developer engineer scientist lawyer attorney therapist nurse dietitian nutritionist researcher lecturer owner psychologist economist expert
		fotograf fotografin projektleiterin projektleiter`)
	// roleAdjectives stand before them.
	roleAdjectives = wordSet(`senior staff chief contributing associate managing executive deputy assistant special freelance guest our own a the marketing content digital news sports political
		health business technology science political investigative features web social media junior principal general editorial copy breaking data vice opinion content-marketing freie freier stellvertretende`)
	// strongAdjectives begin a role whatever follows.
	strongAdjectives = wordSet("senior staff chief contributing associate managing executive deputy assistant freelance vice")
	// orgWords are part of an organisation's name.
	orgWords = wordSet(`staff report collective team teams news press newsroom magazine editors editorial redaktion redazione redacción redaccion rédaction redactie redaksi redaktionen desk bureau agency agencies agenturen
		inc llc ltd gmbh corp group media network institute university college school foundation association society council company center centre clinic hospital department ministry
		office online store shop tv radio zeitung verlag stiftung e.v pressestelle blog journal tribune gazette newspaper studio studios productions union verband bund verein anstalt landesanstalt bundesamt institut ministerium universität e.v services solutions marketing
		dental care health community committee organization organisation partners digital presse-agentur nachrichtenagentur wire newswire associated agence presse contributors guardian
		times post herald telegram telegraph chronicle observer inquirer examiner courier express daily deutschland world international systems labs lab technologies software academy`)
	// agencies are names of news agencies that are no other words.
	agencies = wordSet("afp ap dpa apa sda reuters ansa efe pti ani tass xinhua ians upi epd kna sid belga anp ritzau ntb tt stt bloomberg afp/ap")
	// particles are the small words of names.
	particles = wordSet("de del della dela der den des di da do dos das du van von vom zu zur zum ter ten te la le los las el al bin ben ibn y e af av ap und d' o' a i")
	// noNames are values that stand for none.
	noNames = wordSet("即時報導 綜合報導 著者 作者 原作 漫画 文 写真 イラスト 編集 監修 翻訳 記者 기자 글 사진 admin administrator webmaster none null undefined n/a user guest by posted von por par text di quelle foto und and website authors author reporter redakteur")
	// degrees follow a name behind a comma.
	degrees = wordSet("phd md jr sr esq cfa mba rn cpa ii iii iv msc bsc ma ba mph rd dds dmd do facp cfp lcsw ms dabom foma cpp psp dnp np pa-c psyd jd llm rdn ldn")
	// junkWords are in no name but on pages' buttons, labels and menus.
	junkWords = wordSet(`bio learn reading time sponsored gesponserte inhalte link copied text size save bookmark listen log comments comment read updated published subscribe follow view share more click here show all posts articles stories newsletter login print email e-mail tweet whatsapp
		copyright advertisement related photo photos image images video videos credit getty search menu home about contact mehr artikel beiträge alle teilen drucken profil profile
		this that these you your we how what why when which`)
)

// wordSet is the set of a list's words.
func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}
