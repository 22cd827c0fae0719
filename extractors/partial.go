package extractors

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Whether a page shows only the beginning of its article. Publishers declare what readers
// pay for, but many give it away to who comes first, so what is declared counts only
// where the text itself looks cut; and a line behind the text may say that there is more.

// Limits on texts that look cut, and on where it is that something says so.
const (
	stubSize  = 300  // characters; of a text that is short for any article
	teaseSize = 3000 // characters; of a text that may be a free beginning
	maxWall   = 320  // characters of a line
	wallBack  = 2    // last blocks of the text, as the line may be taken for text
	wallAhead = 3    // blocks behind the text
	wallFar   = 8    // the same, where the text ends in an ellipsis
	moreThan  = 1.5  // times the text's length is what is declared, at least
)

// walls are lines that stand where a text breaks off, by language.
var walls = []string{
	// English
	`(?:to|and) (?:continue|keep) reading`, `(?:to|and) read (?:the )?(?:full|whole|rest of (?:this|the)|entire) (?:article|story)`,
	`(?:article|story|content) is (?:only )?(?:available )?(?:exclusively )?(?:for|to) (?:\p{L}+ )?(?:subscribers|members)`,
	`(?:this is|this article is|this story is) (?:a )?(?:subscriber|premium|members?)[- ](?:only|exclusive)`, `subscribe to unlock`, `to read on, subscribe`,
	`already (?:a|have a) (?:paid )?(?:subscriber|member|subscription)\?`, `your subscription (?:does not|doesn['’]t) include`,
	// German
	`jetzt weiterlesen`, `(?:um|zum) weiter ?(?:zu)?lesen`, `weiterlesen mit`, `(?:diesen|den ganzen|den vollständigen) artikel (?:weiter|jetzt )?(?:zu )?lesen`,
	`(?:artikel|inhalt|beitrag) (?:ist|steht) (?:nur|exklusiv) .{0,30}abonnent`, `nur für abonnenten`, `lesen sie (?:jetzt )?(?:alle|den ganzen) artikel`, `bereits (?:abonnent|registriert|digital-abonnent)`,
	// French
	`(?:article|contenu|suite) (?:est )?(?:réservée?|exclusi\p{L}+ réservé)\p{L}* aux? (?:\p{L}+ )?abonné`, `il (?:vous )?reste .{1,20} (?:de cet? article )?à (?:lire|découvrir)`,
	`pour (?:lire la suite|poursuivre votre lecture)`, `abonnez-vous pour (?:lire|continuer|accéder)`, `déjà abonné`,
	// Spanish
	`para (?:seguir|continuar) leyendo`, `(?:contenido|artículo) (?:es )?(?:exclusivo |sólo |solo )?para (?:nuestros )?suscriptores`, `suscríb\p{L}+ para (?:leer|seguir)`, `¿ya eres suscriptor`, `ya (?:eres|soy) suscriptor`,
	// Portuguese
	`para continuar (?:lendo|a ler|lendo esta)`, `(?:conteúdo|artigo|matéria) (?:é )?exclusiv\p{L} para (?:\p{L}+ )?assinantes`, `já é assinante`, `assine para (?:ler|continuar)`,
	// Italian
	`per (?:continuare a leggere|leggere tutto|proseguire la lettura)`, `(?:articolo|contenuto) (?:è )?(?:riservato|esclusivo) (?:agli|per gli) abbonati`, `continua a leggere (?:con|abbonandoti)`, `sei già abbonato`,
	// Dutch
	`(?:om )?(?:verder|door) te lezen`, `lees (?:dit artikel )?(?:gratis )?verder (?:met|als)`, `(?:artikel|verhaal) is (?:alleen|exclusief) voor abonnees`, `al abonnee\?`,
	// Polish
	`aby (?:czytać dalej|przeczytać (?:cały|resztę))`, `(?:artykuł|treść) (?:jest )?(?:dostępn\p{L}|tylko) (?:tylko |wyłącznie )?dla (?:subskrybentów|prenumeratorów)`, `pozostało .{1,12}% (?:artykułu|tekstu|treści)`,
	// Swedish, Danish, Norwegian
	`för att (?:läsa vidare|fortsätta läsa)`, `(?:artikeln är )?endast för prenumeranter`, `for at læse (?:videre|resten)`, `(?:artiklen er )?kun for abonnenter`, `for å lese (?:videre|resten|hele)`, `(?:saken er )?kun for abonnenter`,
	// Czech, Hungarian, Turkish, Finnish
	`(?:pro|k) (?:další|pokračování) čten`, `(?:jen|pouze) pro předplatitele`, `csak előfizetőink`, `tovább olvasáshoz`, `okumaya devam etmek için`, `yalnızca aboneler`, `vain tilaajille`, `jatkaaksesi lukemista`,
	// Russian, Ukrainian
	`чтобы (?:читать дальше|дочитать|продолжить чтение)`, `(?:материал|статья|текст) доступ\p{L}+ (?:только )?(?:подписчикам|по подписке)`, `щоб читати далі`, `(?:лише|тільки) для передплатників`,
	// Japanese, Chinese, Korean, Arabic
	`有料(?:会員|記事)`, `会員限定(?:記事|です)`, `残り[:：]?\s?[\d,０-９]+\s?文字`, `続きを読むには`, `订阅(?:后|以)(?:继续)?阅读`, `訂閱(?:後|以)(?:繼續)?閱讀`, `구독(?:하시면|하고) .{0,10}(?:계속|전문)`, `لمتابعة القراءة`,
}

var wallPattern = regexp.MustCompile(`(?i)(?:` + strings.Join(walls, "|") + `)`)

// wallStems are what those lines have in common: a line without any is not held against them.
var wallStems = strings.Fields(`read subscri member lesen artikel abonn lire lecture découvrir suscr leyendo assin lendo legg lettura abbon lezen lees
	czyta artyku treś pozosta prenum läs læs lese předplat čten előfiz olvas okuma abone tilaa lukemis чита доступ чтен передплат
	有料 会員 残り 続き 订阅 訂閱 구독 القراءة`)

func isWall(line string) bool {
	low := strings.ToLower(line)
	for _, stem := range wallStems {
		if strings.Contains(low, stem) {
			return wallPattern.MatchString(line)
		}
	}
	return false
}

// wallNames are words of classes and ids of what is put where a text breaks off.
var wallNames = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:(?:pay|reg|subscri(?:ber|ption)|premium|content)[-_]?wall|piano-(?:offer|inline|container)|subscri(?:ber|ption)[-_]?(?:only|required)|(?:premium|content|paid)[-_](?:barrier|lock|gate)|locked-content)(?:$|[\s_-])`)

// wallLess are the same of what is put beside a wall, or shown without one.
var wallLess = regexp.MustCompile(`(?i)(?:below|above|not-a|no|non|hide|free)[-_]?paywall|paywall[-_]?(?:hide|free|is-accessible|comments)`)

// isPartial reports whether the text is the beginning of an article of which the page
// keeps the rest for those who pay.
func (d *declared) isPartial(text *article, shown string) bool {
	size, open := utf8.RuneCountInString(shown), endsOpen(shown)
	switch {
	case size == 0:
		return false
	case d.isLocked() && (open || size < stubSize || d.declaresMore(shown)):
		return true
	case d.wallLine(text, open, size):
		return true
	}
	return (open || size < teaseSize) && d.wallElement(text, open)
}

// endsOpen reports whether a text ends in an ellipsis.
func endsOpen(text string) bool {
	text = strings.TrimRight(text, " )]\"”»")
	return strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...")
}

// isLocked reports whether the article, or a part of it, is declared not to be free.
func (d *declared) isLocked() bool {
	parts, ok := d.ld.article["hasPart"].([]any)
	if !ok {
		parts = []any{d.ld.article["hasPart"]}
	}
	for _, x := range append(parts[:min(len(parts), 64)], d.ld.article, d.ld.page) {
		if o, ok := d.ld.resolve(x).(object); ok && deniesFree(o["isAccessibleForFree"]) {
			return true
		}
	}
	return d.meta.get("article:content_tier") == "locked"
}

// deniesFree reads false in one of its spellings.
func deniesFree(v any) bool {
	if s, ok := v.(string); ok {
		return strings.EqualFold(s[strings.LastIndexByte(s, '/')+1:], "false") || strings.EqualFold(s, "no")
	}
	return v == false
}

// declaresMore reports whether the page says that the article is much longer than a text.
func (d *declared) declaresMore(text string) bool {
	if body := d.ld.body(); float64(len(body)) > moreThan*float64(len(text)) && float64(len(paragraphs(body))) > moreThan*float64(len(text)) {
		return true
	}
	words := len(strings.Fields(text))
	if words*12 < utf8.RuneCountInString(text) { // a language without spaces
		return false
	}
	count, _ := d.ld.article["wordCount"].(float64)
	if s, ok := d.ld.article["wordCount"].(string); ok {
		count, _ = strconv.ParseFloat(strings.TrimSpace(s), 64)
	}
	return count > moreThan*float64(words)
}

// behind gives the blocks at and behind the end of a text, in which a wall may be.
func (a *article) behind(open bool) (first, end int) {
	if len(a.kept) == 0 {
		return 0, 0
	}
	last, far := a.kept[len(a.kept)-1], wallAhead
	if open {
		far = wallFar
	}
	return last, min(len(a.o.blocks), last+1+far)
}

// wallLine reports whether a line at the end of the text says that it goes on for those
// who pay.
func (d *declared) wallLine(text *article, open bool, size int) bool {
	if !open && size >= teaseSize {
		return false
	}
	last, end := text.behind(open)
	for i := max(0, last+1-wallBack); i < end; i++ {
		b := &d.blocks[i]
		if b.size > maxWall || d.isHidden(b.owner) || d.isAside(b.owner) {
			continue
		}
		if line := d.line(b); isWall(line) && (i > last && proseOf(b) == 0 || offers.MatchString(line)) {
			return true
		}
	}
	return false
}

// offers is what a line has, among the paragraphs of a text, if it is about its readers'
// subscriptions rather than the story's.
var offers = regexp.MustCompile(`(?i)subscri(?:be|ption)|(?:log|sign) ?in|register|abonn(?:ier|ement|ez|é)|anmeld|suscr[ií]|assin|abbon|prenum|abone ol|подпис|передплат|会員|有料|订阅|訂閱|구독`)

// isAside reports whether an element stands in a box or in the page's footer.
func (d *declared) isAside(el int) bool {
	for ; el >= 0; el = d.elements[el].parent {
		if e := &d.elements[el]; e.noise == sure || e.node.Data == "aside" {
			return true
		}
	}
	return false
}

// wallElement reports whether behind the text there is an element that is named for a wall
// and holds something to read.
func (d *declared) wallElement(text *article, open bool) bool {
	last, end := text.behind(open)
	for i := range d.elements {
		e := &d.elements[i]
		if e.first > last && e.first < end && e.last > e.first &&
			(namesWall(attr(e.node, "class")) || namesWall(attr(e.node, "id"))) && !d.isHidden(i) {
			return true
		}
	}
	return false
}

func namesWall(names string) bool {
	for _, part := range []string{"wall", "piano", "subscri", "barrier", "lock", "gate"} {
		if indexFold([]byte(names), part) >= 0 {
			return wallNames.MatchString(names) && !wallLess.MatchString(names)
		}
	}
	return false
}

// isHidden reports whether an element, or one around it, is not shown.
func (o *outline) isHidden(el int) bool {
	for ; el >= 0; el = o.elements[el].parent {
		if o.elements[el].noise.hides() {
			return true
		}
	}
	return false
}
