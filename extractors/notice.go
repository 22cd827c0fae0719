package extractors

import (
	"bytes"
	"regexp"
)

// Blocks that are notices of the publisher rather than text: longer than labels, known by
// how they begin or by what they end with.
const maxNotice = 260

const channels = `(?:whats\s?app|telegram|facebook|instagram|twitter|x|google news|threads|linkedin|youtube|tiktok|signal|pinterest|bluesky|mastodon|discord|flipboard|viber|koo)`

var noticePattern = mustStart(`(?i)^(?:` +
	`advertisement\s*[-–—:|].*|(?:this (?:entry|post|article) was )?(?:posted|filed|published) (?:in|under|on .{4,30} (?:in|under|and is filed))\b.*|` +
	`(?:(?:please )?download|get|install|try) (?:our|the) (?:[\p{L}’'&-]+ ){0,4}apps?\b.*|` +
	`(?:you can )?(?:also )?(?:follow|join|find) (?:us|our|the|[\p{L}\d’'.&-]+)(?: [\p{L}\d’'.&-]+){0,6} on (?:our |the )?` + channels + `\b.*|` +
	`join (?:our|the|us on)\b.{0,40}\b` + channels + `\b.*|` +
	`(?:(?:except for the headline|with the exception of the headline),? )?(?:this|the) (?:story|article|report|copy|content) (?:has|was|is)(?: not)?(?: been)? (?:edited|auto-?generated|generated|created|published) (?:by|from|and|through|via)\b.*\b(?:feed|staff|agency|syndicat\p{L}*|team)\b.*|` +
	`(?:sign|signing) up (?:for|to|now)\b.*\b(?:newsletter|briefing|inbox)\b.*|subscribe to (?:our|the)\b.*\b(?:newsletter|briefing|channel|inbox)\b.*|` +
	`get (?:the|our|all)\b.*\b(?:newsletter|in your inbox|to your inbox)\b.*|` +
	`(?:hier |jetzt )?(?:abonnieren sie|melden sie sich|bestellen sie)\b.*\b(?:newsletter|whatsapp|telegram)\b.*|folgen sie uns\b.*|laden sie\b.*\bapp\b.*|` +
	`(?:abonnez|inscrivez)-vous\b.*|recevez\b.*\bnewsletter\b.*|suivez-nous\b.*|téléchargez (?:notre|l['’]) ?appli.*|` +
	`(?:suscríbete|suscríbase|síguenos|síganos)\b.*|descarg(?:a|ue) (?:la|nuestra) app\b.*|` +
	`(?:inscreva-se|assine|siga)\b.*\b(?:newsletter|` + channels + `)\b.*|baixe (?:o|nosso) (?:app|aplicativo)\b.*|` +
	`(?:iscriviti|seguici|segui)\b.*\b(?:newsletter|` + channels + `)\b.*|scarica (?:la nostra app|l['’]app)\b.*|` +
	`(?:schrijf je in|meld je aan|volg ons)\b.*|(?:zapisz się|śledź nas|obserwuj nas|pobierz (?:naszą )?aplikację)\b.*|` +
	`(?:подпис(?:ывайтесь|аться)|подпишитесь|следите за нами|скачайте приложение|підписуйтесь).*` +
	`)$`)

// creditEnd is the source of a picture in brackets at the end of its caption.
var creditEnd = regexp.MustCompile(`(?i)[(\[](?:file |archive |handout |representational )?(?:photos?|images?|pictures?|pics?|foto|fotos|bild|archivbild|archivfoto|credits?|crédito|crédit)\b[^()\[\]]{0,60}[)\]]\.?$`)

var inboxPattern = regexp.MustCompile(`(?i)^.{0,190}\b(?:in|into|to) your inbox\b.{0,60}$`)

func isNotice(line []byte) bool {
	return noticePattern.match(bytes.TrimLeft(line, " ([*•–—-")) || bytes.Contains(line, []byte(" inbox")) && inboxPattern.Match(line) ||
		bytes.ContainsAny(line[max(0, len(line)-2):], ")]") && creditEnd.Match(line)
}

// lettersPattern matches the line above what readers wrote.
var lettersPattern = regexp.MustCompile(`(?i)^(?:(?:your |our )?readers?['’]?s?['’]? (?:letters|comments|responses|mail|reactions|opinions|views|write)|letters(?: to the editor)?|\d* ?comments?(?: \(\d+\))?|have your say|join the (?:discussion|conversation)|` +
	`leserbriefe?|leserkommentare|kommentare|courrier des lecteurs|commentaires|réactions|cartas (?:al director|de los lectores)|comentarios|cartas dos leitores|comentários|lettere al direttore|commenti|` +
	`lezersbrieven|reacties|listy czytelników|komentarze|комментарии|коментарі|yorumlar)\s*[:.]?$`)

// tickerPattern matches the line that runs above a page, about another story.
var tickerPattern = regexp.MustCompile(`(?i)^(?:breaking(?: news)?|just in|news ?flash|newsticker|eilmeldung|última hora|dernière minute|ultim['’]ora|срочно|son dakika|pilne)\s*[:|–—-]`)

// withoutLetters ends the text where readers' letters and comments begin: behind a line
// that says so, if that leaves most of the prose.
func (v *verdict) withoutLetters(kept []int) []int {
	total, sofar := 0, 0
	for _, k := range kept {
		total += proseOf(&v.o.blocks[k])
	}
	for i, k := range kept {
		b := &v.o.blocks[k]
		if b.size < 60 && sofar*3 > total*2 && lettersPattern.MatchString(v.o.line(b)) {
			return kept[:i]
		}
		sofar += proseOf(b)
	}
	return kept
}
