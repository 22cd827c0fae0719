package extractors

import (
	"regexp"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// months by name or abbreviation, lower case, in the languages most pages are written in.
var months = monthTable(
	"january jan januar jänner janvier janv enero ene gennaio gen janeiro januari ocak stycznia января янв січня leden ledna",
	"february feb februar février févr fév febrero febbraio febr fevereiro fev februari şubat lutego февраля фев лютого února",
	"march mar märz mär mars marzo março maart mrt mart marca марта мар березня března",
	"april apr avril avr abril abr aprile nisan kwietnia апреля апр квітня dubna",
	"may mai mayo maggio mag maio mei mayıs maja мая травня května maj",
	"june jun juni juin junio giugno giu junho haziran czerwca июня июн червня června",
	"july jul juli juillet juil julio luglio lug julho temmuz lipca июля июл липня července",
	"august aug août aou agosto ago augustus ağustos sierpnia августа авг серпня srpna augusti",
	"september sep sept septembre septiembre settembre set setembro eylül września сентября сен вересня září",
	"october oct oktober okt octobre octubre ottobre ott outubro out ekim października октября окт жовтня října",
	"november nov novembre noviembre novembro kasım listopada ноября ноя листопада listopadu",
	"december dec dezember dez décembre déc diciembre dic dicembre dezembro desember des aralık grudnia декабря дек грудня prosince",
)

func monthTable(names ...string) map[string]int {
	table := map[string]int{}
	for i, list := range names {
		for name := range strings.FieldsSeq(list) {
			table[name] = i + 1
		}
	}
	return table
}

var (
	dayFirst   = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th|º|er)?[.,]?[\s-]+(?:of |de |d['’]|di )?(\p{L}{3,12})\.?,?[\s-]+(?:de |del )?(\d{4})\b`)
	monthFirst = regexp.MustCompile(`(?i)(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`)
	yearFirst  = regexp.MustCompile(`\b((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})\b`)
	yearLast   = regexp.MustCompile(`\b(\d{1,2})([-/.])\s?(\d{1,2})[-/.]\s?((?:19|20)\d{2}|\d{2})\b`)
	eastAsian  = regexp.MustCompile(`(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]`)
)

// editWord matches what announces the date of an edit.
var editWord = regexp.MustCompile(`(?i)updat|modif|edited|review|aktualis|bearbeitet|mise? à jour|actualiz|aggiorn|atualiz|bijgewerkt|обновл|güncel`)

// findDate returns the first date printed in a text. Days and months written as numbers
// are taken day first, the world's habit, unless a slash says otherwise and american
// is set or only the other order exists.
func findDate(s string, american bool) (time.Time, bool) {
	if m := dayFirst.FindStringSubmatch(s); m != nil {
		if t, ok := dayOf(atoi(m[3]), months[strings.ToLower(m[2])], atoi(m[1])); ok {
			return t, true
		}
	}
	if m := monthFirst.FindStringSubmatch(s); m != nil {
		if t, ok := dayOf(atoi(m[3]), months[strings.ToLower(m[1])], atoi(m[2])); ok {
			return t, true
		}
	}
	for _, re := range []*regexp.Regexp{yearFirst, eastAsian} {
		if m := re.FindStringSubmatch(s); m != nil {
			if t, ok := dayOf(atoi(m[1]), atoi(m[2]), atoi(m[3])); ok {
				return t, true
			}
		}
	}
	if m := yearLast.FindStringSubmatch(s); m != nil {
		y, a, b := atoi(m[4]), atoi(m[1]), atoi(m[3])
		if y < 100 {
			y += 2000
		}
		if american && m[2] == "/" {
			a, b = b, a
		}
		if t, ok := dayOf(y, b, a); ok {
			return t, true
		}
		return dayOf(y, a, b)
	}
	return time.Time{}, false
}

// dateWords are class words of elements that print a date.
var dateWords = map[string]bool{
	"date": true, "datum": true, "fecha": true, "published": true, "publish": true, "pubdate": true, "posted": true, "time": true,
	"timestamp": true, "dateline": true, "byline": true, "meta": true, "data": true, "created": true, "publication": true, "datetime": true,
	"postdate": true, "entrydate": true, "postmeta": true, "storydate": true, "info": true, "submitted": true,
}

// printedDate finds the date a reader sees: first in elements whose class or id speaks of
// dates, then in the short blocks around the start of the text. A date that is printed as
// that of an edit counts only if there is no other.
func (d *declared) printedDate(around []string) (time.Time, bool) {
	american := strings.HasPrefix(strings.ToLower(d.meta.htmlLang), "en-us") || strings.EqualFold(d.meta.get("og:locale"), "en_US")
	var edited time.Time
	for _, s := range append(d.dateTexts(), around...) {
		t, ok := findDate(s, american)
		switch {
		case !ok:
		case !editWord.MatchString(s):
			return t, true
		case edited.IsZero():
			edited = t
		}
	}
	return edited, !edited.IsZero()
}

// dateTexts are the short texts of elements that are named after dates.
func (d *declared) dateTexts() []string {
	var out []string
	for _, n := range d.doc.Find("[class], [id], [itemprop=datePublished]").Nodes {
		if n.Data == "body" || n.Data == "html" || !speaksOfDate(n) || isModified(n) {
			continue
		}
		if s := firstOf(attr(n, "content"), attr(n, "datetime"), nodeText(n, 200)); len(s) <= 150 {
			out = append(out, s)
		}
		if len(out) == 100 {
			break
		}
	}
	return out
}

func speaksOfDate(n *html.Node) bool {
	found := attr(n, "itemprop") == "datePublished"
	check := func(w string) bool {
		found = found || dateWords[w]
		return !found
	}
	eachWord(attr(n, "class"), check)
	eachWord(attr(n, "id"), check)
	return found
}
