package extractors

import (
	"regexp"
	"strings"
	"time"
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

// editWord matches what announces the date of an edit, postWord that of publication.
var (
	editWord = regexp.MustCompile(`(?i)updat|modif|edited|last change|review|aktualis|bearbeitet|geändert am|geändert:|mise? à jour|actualiz|aggiorn|atualiz|bijgewerkt|обновл|güncel`)
	postWord = regexp.MustCompile(`(?i)publish|posted|first seen|veröffentlicht|erschienen|erstellt|publié|publicad|pubblicat|gepubliceerd|publicerad|opublikowan|опубликован|yayın`)
)

// findDate returns the first date printed in a text, with the time of day if one stands
// next to it. Days and months written as numbers are taken day first, the world's habit,
// unless a slash says otherwise and american is set or only the other order exists.
func findDate(s string, american bool) (time.Time, bool) {
	sub := func(m []int, i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return s[m[2*i]:m[2*i+1]]
	}
	for _, form := range []struct {
		re               *regexp.Regexp
		year, month, day int
		sep              int // group of the separator of a date of numbers
	}{
		{dayFirst, 3, 2, 1, 0}, {monthFirst, 3, 1, 2, 0}, {yearFirst, 1, 2, 3, 0}, {eastAsian, 1, 2, 3, 0}, {yearLast, 4, 3, 1, 2},
	} {
		m := form.re.FindStringSubmatchIndex(s)
		if m == nil {
			continue
		}
		y, month, day := atoi(sub(m, form.year)), atoi(sub(m, form.month)), atoi(sub(m, form.day))
		if month == 0 {
			month = months[strings.ToLower(sub(m, form.month))]
		}
		if form.sep != 0 {
			if y < 100 {
				y += 2000
			}
			if american && sub(m, form.sep) == "/" {
				day, month = month, day
			}
		}
		t, ok := dayOf(y, month, day)
		if !ok && form.sep != 0 {
			t, ok = dayOf(y, day, month)
		}
		if ok {
			return withClock(t, s[:m[0]], s[m[1]:]), true
		}
	}
	return time.Time{}, false
}

// datesOf tells the dates of a text apart by the word before them; zero if there is none.
// A date without such a word is one of publication.
func datesOf(s string, american bool) (published, edited time.Time) {
	edit := editWord.FindStringIndex(s)
	if edit == nil {
		published, _ = findDate(s, american)
		return published, edited
	}
	post := postWord.FindStringIndex(s)
	switch {
	case post == nil:
		edited, _ = findDate(s, american)
	case post[0] < edit[0]:
		published, _ = findDate(s[:edit[0]], american)
		edited, _ = findDate(s[edit[0]:], american)
	default:
		edited, _ = findDate(s[edit[0]:post[0]], american)
		published, _ = findDate(s[post[0]:], american)
	}
	return published, edited
}

// printedDates finds the dates a reader sees: first in elements whose class or id speaks
// of dates, then in the short blocks around the start of the text. Where a time element
// is marked as an edit's, only a date that says so is that of publication: others are of
// other articles. What is not found is zero.
func (d *declared) printedDates(around []string) (published, edited time.Time) {
	american := strings.HasPrefix(strings.ToLower(d.meta.htmlLang), "en-us") || strings.EqualFold(d.meta.get("og:locale"), "en_US")
	edited, marked := d.editedTime()
	for _, s := range append(d.dateTexts(), around...) {
		p, e := datesOf(s, american)
		if edited.IsZero() {
			edited = e
		}
		if !p.IsZero() && (!marked || postWord.MatchString(s)) {
			return p, edited
		}
	}
	return published, edited
}

// settleDates fills in what is not declared from the dates that are printed. The date of
// an edit stands for that of publication if there is no other.
func (d *declared) settleDates(p *Page, around []string) {
	if p.Published != nil {
		if p.Modified == nil {
			if t, ok := d.editedTime(); ok && !t.Before(*p.Published) {
				p.Modified = &t
			}
		}
		return
	}
	published, edited := d.printedDates(around)
	from := "text"
	if t, ok := d.editedTime(); ok {
		edited = t
		if published.IsZero() {
			from = "time"
		}
	}
	if p.Modified == nil && !edited.IsZero() && !edited.Before(published) {
		p.Modified = &edited
	}
	if published.IsZero() {
		published = edited
	}
	if !published.IsZero() {
		p.Published, p.PublishedFrom = &published, from
	}
}

// dateTexts are the short texts of elements that are named after dates.
func (d *declared) dateTexts() []string {
	var out []string
	d.marked(date, func(m *mark) bool {
		if isModified(m.node) {
			return true
		}
		if s := firstOf(attr(m.node, "content"), attr(m.node, "datetime"), d.words(m)); s != "" && len(s) <= 150 {
			out = append(out, s)
		}
		return len(out) < 100
	})
	return out
}
