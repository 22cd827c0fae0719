package language

// commonWords are the words of which a text in a language is full, with, where languages
// are close, those that tell them apart. A word's vote is shared among its languages.
// Apostrophes part words. Those of "no" are Bokmål's.
var commonWords = map[string]string{
	"en": "the of and to in is that for was with are this have from has it on as by at be he said not but his will an who which were they their been would its about more you we can",
	"de": "der die und das den von zu mit ist im nicht ein eine auf sich dem auch des für sind wird werden nach bei aus wie sie er es als an einer einem einen oder aber noch hat dass über zum zur ich",
	"fr": "le la les des et du est une un dans qui que pour au aux sur pas cette ce ces par avec plus son sa ses ont il elle être mais nous selon à en de l d qu se ne leur vous",
	"es": "el la los las de y del con una un por su sus al más fue como que en es para se lo pero también esta este ha son según ser no sobre entre sin hay cuando",
	"it": "il di che è gli della per sono nel alla con anche un una dei delle del la le non si da dal al più ha come questo lo dell l nella sul degli ma questa stato suo essere",
	"pt": "o os um uma não do da em para ao são mais dos das de que e a com por se no na foi como pelo pela mas também à ser seu sua nos é ou há tem pelos já",
	"gl": "o os un unha non do da en para ao son máis dos das de que e a con por se no na foi como polo pola pero tamén á ser seu súa nos é ou hai unhas ten este galicia xunta pola",
	"ca": "el la els les de i del amb una un per ser més que és va no es al dels com també però ha són aquest aquesta en als l d pel segons seva han sobre aquests",
	"ro": "și în de la cu pe nu este din care a fost că mai pentru să un o sau prin după au fi ce dar al ale lui spus către sunt iar această când într ca",
	"nl": "het een van en dat op te voor zijn niet aan ook bij de in is met die er werd naar om uit maar heeft hij door wordt dan nog deze was als over ze tot hebben",
	"af": "die van en in is nie het om te dat met wat vir sy word aan hy op ook deur maar was as hulle gesê ná n kan een by uit nog sal haar",
	"lb": "déi an den de vun dat ass op net och fir huet mat bei sinn eng en der et um zu gouf awer wéi no ginn datt engem hir hunn all net",
	"sv": "och att det som på är av för inte med ett en i den till har om var de från vid kan men också under sig efter han eller ska blev mer så man säger år mot nu",
	"da": "og at det som på er af for ikke med et en i den til har om var de fra ved kan men også under sig efter han eller skal blev mere hvor siger år bliver mod så hun man være",
	"no": "og at det som på er av for ikke med et en i den til har om var de fra ved kan men også under seg etter han eller skal ble mer hvor sier år blir mot så hun man være å",
	"nn": "og at det som på er av for ikkje med eit ein i den til har om var dei frå ved kan men også under seg etter han eller skal vart meir kor seier år blir mot så ho vere å eg noko berre",
	"is": "og að í á er sem um við til hann með en ekki var það af fyrir því hefur eru sé frá þess eða segir hún vera þar",
	"fi": "ja on ei se että oli myös hän ovat mutta kun ole joka kuin mukaan sen tai jo nyt vain niin jos hänen vuonna sanoo jonka olla sekä voi kuitenkin ollut",
	"et": "ja on ei et ta oli see ka mis kui aga ning mida oma seda veel kes aasta pärast või nii siis olid tema eesti selle ütles välja",
	"hu": "a az és hogy nem is egy meg volt ez csak de el már ha mint azt van vagy ki még szerint után majd között pedig lehet mert akkor minden",
	"pl": "w i na z się że nie do jest od przez oraz o to po za jak dla są był ale jego które który już tym ich może przy co ze roku też",
	"cs": "a v se na je že s z o do i to k ve pro by ale jako za po který jsou jeho které od podle také při až byl tak už nebo však jsem bude jen",
	"sk": "a v sa na je že s z o do aj to k vo pre by ale ako za po ktorý sú jeho ktoré od podľa tiež pri až bol tak už alebo však som bude len",
	"sl": "in v je na da za se so pa ki z po ne bi tudi od kot pri bo ter še do med ni lahko bil sta iz smo ali leta",
	"hr": "i u je na da se za su od s koji o što kako nije koje ali bi iz koja će nakon sve godine bio samo prema ili biti a ne tko također gdje prije vrijeme tijekom hrvatska hrvatske hrvatskoj kazao tjedna uopće europske",
	"bs": "i u je na da se za su od s koji o što kako nije koje ali bi iz koja će nakon sve godine bio samo prema ili biti a ne ko također gdje prije vrijeme tokom bosne bih bosni hercegovine sedmice evropske",
	"sr": "i u je na da se za su od sa koji o što kako nije koje ali bi iz koja će nakon sve godine bio samo prema ili biti a ne ko takođe gde pre vreme tokom srbije srbiji nedelje evropske vučić " +
		"и у је на да се за су од са који о што како није које али би из која ће након све године био само према или бити а не",
	"sq":  "dhe të në e i me për një nga që është si më do ka janë por se nuk ky kjo tha ai u duke ose sipas",
	"lt":  "ir į kad su iš yra bei tai apie ar ne buvo tik kaip o po už dėl jis lietuvos metų pagal nuo savo bus",
	"lv":  "un ir ar no par kas uz ka arī tika lai pie gada bet latvijas savu gan kā ja nav pēc viņš vai",
	"tr":  "ve bir bu için ile da de olarak olan daha çok en sonra gibi ne kadar var göre olduğu dedi yeni her ise ancak türkiye oldu ya tarafından yüzde milyon bin etti edildi açıklamada arasında üzerinde iki ilk",
	"az":  "və bu bir ilə üçün də da olan edib bildirib azərbaycan ki olub onun sonra görə daha ən qeyd",
	"uz":  "va bu bilan uchun bir ham deb edi yil haqida lekin esa yilda ning bo uning qilish",
	"ku":  "û di de bi ku ji li ye ev ew hat xwe ser jî wê dike yên",
	"pap": "ta di na pa e cu ku den tin esaki esey tambe hopi nan mas riba despues pero a un su",
	"eu":  "eta da ez du bat ere dira zen izan dute baina dela egin euskal beste gehiago ditu hau duen",
	"ga":  "agus an na ar go is sa le do ag bhí leis sé ní tá seo don bhfuil",
	"cy":  "y yr yn i o ac ar ei wedi gan am mae bod hyn hefyd oedd ond",
	"mt":  "il ta li u l ma fil għal minn hu bħala dan biex din kien tal",
	"la":  "et ut in sit sed non est ad qui ex ea quis eu nec vel per amet dolor lorem ipsum magna elit enim dolore", // on a page a designer's filler
	"eo":  "kaj la de en estas al ne por kiu ke kun ĉi tiu kiuj",
	"id":  "yang dan di ini itu dengan untuk dari pada dalam tidak akan adalah ke oleh juga para telah sudah bisa tersebut atau karena saat menjadi kata bahwa dia mereka indonesia secara sebagai memiliki hal namun",
	"ms":  "yang dan di ini itu dengan untuk dari pada dalam tidak akan adalah ke oleh juga para telah boleh kerana bahawa tersebut atau beliau kata mereka berkata malaysia ialah sebagai turut",
	"fil": "ang ng sa na mga ay at si ni ito para hindi kung siya naman nang may ayon niya pang isang",
	"vi":  "của và là được trong cho không có với các một những người đã này để từ khi đến cũng",
	"sw":  "ya na wa kwa ni katika la za kuwa hiyo huo cha kama hii baada huyo alisema pia lakini yake au kila yeye mtu watu hilo lake vya zake wake",
	"so":  "oo iyo ku ka in waxa waxaa ah soo uu loo u la kuwa sheegay",
	"ha":  "da a na ya ta ba cikin ne wani an wannan kuma domin daga za su yi sun ce",
	"xh":  "ukuba kunye ngoku kodwa kwaye okanye oku xa kule emva wathi yokuba okokuba kokuba ukuze into kakhulu ke ngo uthe umntu abantu ngenxa nje nge lo nto ezi esi eli aba loo nangona ukusuka kuba zonke wonke kwakhona utshilo uthi iminyaka kananjalo nanjengoko kwi",
	"zu":  "ukuthi futhi kanye kodwa noma uma lapho kule emva uthe yokuthi kokuthi ukuze into kakhulu ke abantu ngesikhathi nje nga wathi lo umuntu ngoba nokuthi lokhu lesi leli lezi laba lokho njengoba kusho khona zonke wonke nanoma iminyaka ngesikhathi kwi",
	"ru":  "и в на что с не по это из для как от его был он также за но к а о у было до то после при все или они который об",
	"uk":  "і в у на що з не до та за як від це але його про й для року або який які він після також було україни є під час",
	"be":  "і ў у на што з не да для як ад гэта але яго пра або які ён пасля таксама было беларусі гэтым за а",
	"bg":  "и на в се да от за с е са не че ще като по го това но или беше а които който бъде има повече към при след до той",
	"mk":  "и на во се да од за со е ги што не ќе како по го тоа но или беше а кои кој бидат има повеќе дека меѓу",
	"kk":  "және мен бұл үшін бір деп де да осы қазақстан болып жылы ол туралы екі еді деді бойынша керек",
	"ky":  "жана менен бул үчүн бир деп да эле кыргыз болгон жылы ал тууралуу боюнча керек кыргызстан болуп деген ошол же ар анын",
	"mn":  "нь байна юм энэ болон гэж дээр бол байгаа монгол улсын хийх болно юу бөгөөд хүн тэр мөн гэсэн бүр нэг буюу оны сарын",
	"tg":  "ва дар ба аз ки ин бо барои бошад аст он ҳам кард буд тоҷикистон ё",
	"tt":  "һәм белән бу өчен бер дә да итеп иде татарстан ул булган булып буенча бик шул кеше яки",
	"ar":  "في من على إلى أن عن التي مع هذا ما بعد كما قال الذي هذه وقد لا كان خلال بين ذلك أو هو كانت يوم قالت إنه وفي ومن بعد قبل عام حول",
	"fa":  "در و به از که این را با است برای آن یک خود تا شده بر های می شد هم",
	"ur":  "کے میں کی ہے اور سے کا کو نے پر کہ اس یہ ہیں بھی نہیں کہا تھا لیے کر",
	"ps":  "د په او چې کې سره له ته دی دا هم یې کړي شوي",
	"ckb": "لە بە و کە بۆ ئەم ئەو لەگەڵ کوردستان هەر دوای",
	"sd":  "جي کي جو آهي سان تي ته کان نه هن",
	"ug":  "ۋە بىلەن بۇ بىر ئۈچۈن بولغان",
	"hi":  "के में की है और से का को ने पर कि यह हैं भी नहीं एक इस था लिए कर हो तो",
	"mr":  "आहे आणि या व ते केली की हे तर त्यांनी झाली होते होता मध्ये यांनी आहेत असे करण्यात पण",
	"ne":  "छ को र मा ले पनि गरेको भएको यो छन् हो गर्ने लागि थियो तथा भने नेपाल एक",
	"el":  "και το να του η της με που από για θα είναι στην στο δεν τον οι την στον ότι ο τα τη των σε μια",
	"he":  "של את על לא הוא כי עם גם זה כל יותר אמר היה לאחר בין כדי ביום השנה או אך היא", "yi": "און די איז פון אין צו דער מיט האט",
	"bn": "ও এই করে থেকে না করা হয় জন্য তার এ", "as": "আৰু হয় কৰা এই পৰা অসম বুলি এক",
	"am": "ነው ላይ እና ውስጥ ወደ ነበር ጋር", "ti": "ናይ ኣብ እዩ ናብ ከም እቲ ካብ ድማ",
}

// tellingLetters are the letters that a language has and others of its script lack; they
// vote like words.
var tellingLetters = map[string]string{
	"ru": "ыэъё", "uk": "їєґі", "be": "ўіыэё", "bg": "ъ", "sr": "ђћјљњџđ", "mk": "ѓќѕјљњџ",
	"kk": "әғқңөұүһіыэ", "ky": "ңөүыэ", "mn": "өүыэё", "tg": "ҷҳӣӯғқъэё", "tt": "әҗңөүһыэ",
	"fa": "پچژگ", "ur": "ٹڈڑےںھہپچگ", "ps": "ېښړڼځڅ", "ckb": "ێۆڕڵە", "sd": "ڄڃٻڀ", "ug": "ۈۋەې",
	"de": "ßäöü", "sv": "åäö", "da": "åæø", "no": "åæø", "nn": "åæø", "is": "ðþæ", "fi": "äö", "et": "õäöü", "hu": "őűöü",
	"pl": "łżźćńśąę", "cs": "řěů", "sk": "ľĺŕôä", "hr": "đ", "bs": "đ", "lt": "ąęėįųū", "lv": "āēīņģķļū", "ro": "ăâîșțşţ",
	"tr": "ğışöü", "az": "əğışöü", "vi": "ơưđ", "pt": "ãõç", "fr": "çœ", "ca": "ç", "es": "ñ", "gl": "ñ", "eu": "ñ", "mt": "ħġċż", "cy": "ŵŷ", "sq": "ëç", "eo": "ĉĝĥĵŝŭ",
}

// A letter is what is known of a character: its writing, and its small form.
type letter struct {
	small rune
	in    writing
	tells uint8 // the number of its telling, 0 for none
}

// A lexicon is the tables above, made for look-ups. Words and owners go by number, because
// a page has some hundred words and all of them are looked up.
type lexicon struct {
	letters [0x3100]letter
	langs   []string
	family  []int // by language; its own number if it has no close one
	// detectable are the languages that the detector has trigrams of; others it takes for a neighbour.
	detectable map[string]bool
	words      map[string]*vote
	tells      []vote // of letters
}
