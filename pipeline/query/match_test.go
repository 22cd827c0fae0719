package query

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coranto/pipeline/query/querytest"
)

func mustParse(t testing.TB, src string) Expr {
	t.Helper()
	e, err := Parse(src)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return e
}

func article(title, text string) Content { return Content{Title: title, Text: text} }

// shown gives hits as "field:words of the passage (clause)".
func shown(d *Document) func(hits []Hit) string {
	return func(hits []Hit) string {
		var parts []string
		for _, h := range hits {
			words := d.Fields[h.Field]
			passage := d.content[h.Field][words[h.First].Start:words[h.Last].End]
			parts = append(parts, fmt.Sprintf("%s:%s (%s)", h.Field, passage, h.Clause))
		}
		return strings.Join(parts, "; ")
	}
}

func TestHitsArePassagesOfTrueClauses(t *testing.T) {
	c := Content{
		Title: "Oil price cap holds",
		Text:  "The rouble's fall: café owners say oil imports, gas and oil. A price-cap on US crude.\nUs, they said.",
		Lang:  "en", Source: "The Example\nexample-com", Author: "Jane Doe\nJohn Roe", Section: "World news",
	}
	for _, tt := range []struct{ query, want string }{
		{"rouble", "text:rouble (rouble)"},
		{"OIL", "title:Oil (oil); text:oil (oil); text:oil (oil)"},
		{"cafe", "text:café (cafe)"},
		{"{café}", "text:café ({café})"},
		{"{Café} OR {cafe}", ""},
		{"{US}", "text:US ({US})"},
		{"us", "text:US (us); text:Us (us)"},
		{"im*", "text:imports (im*)"},
		{"im", ""},
		{"*orts", "text:imports (*orts)"},
		{"i?ports OR *oubl?", "text:rouble (*oubl?); text:imports (i?ports)"},
		{"im?rts OR ?imports", ""},
		{"stem:importing", "text:imports (stem:importing)"},
		{`"price cap"`, `title:price cap ("price cap"); text:price-cap ("price cap")`},
		{`"pri* c?p"`, `title:price cap ("pri* c?p"); text:price-cap ("pri* c?p")`},
		{`"cap price"`, ""},
		{`"on {US} crude"`, `text:on US crude ("on {US} crude")`},
		{"oil NEAR/0 price", "title:Oil price (oil NEAR/0 price)"},
		{"price ONEAR/1 oil", ""},
		{"oil ONEAR/1 cap", "title:Oil price cap (oil ONEAR/1 cap)"},
		{"price NEAR/1 oil", "title:Oil price (price NEAR/1 oil); text:oil. A price (price NEAR/1 oil)"},
		{"price W/s oil", "title:Oil price (price W/s oil)"},
		{"price W/p rouble", "text:rouble's fall: café owners say oil imports, gas and oil. A price (price W/p rouble)"},
		{"crude W/p said", ""},
		{"fall NEAR/3 oil", "text:fall: café owners say oil (fall NEAR/3 oil)"},
		{"fall NEAR/2 oil", ""},
		{"oil NEAR/5 (import* OR gas)", "text:oil imports (oil NEAR/5 (import* OR gas)); text:gas and oil (oil NEAR/5 (import* OR gas))"},
		{`"oil price" NEAR/5 holds`, `title:Oil price cap holds ("oil price" NEAR/5 holds)`},
		{"fall NEAR/3 oil NEAR/0 imports", "text:fall: café owners say oil imports (fall NEAR/3 oil NEAR/0 imports)"},
		{"owners NEAR/3 (oil NEAR/0 imports)", "text:owners say oil imports (owners NEAR/3 (oil NEAR/0 imports))"},
		{"(oil NEAR/0 imports) ONEAR/2 oil", "text:oil imports, gas and oil ((oil NEAR/0 imports) ONEAR/2 oil)"},
		{"oil ONEAR/0 (imports ONEAR/1 oil)", ""},
		{"holds NEAR/100 rouble", ""},
		{`"holds the"`, ""},
		{"rouble NEAR/5 rouble", "text:rouble (rouble NEAR/5 rouble)"},
		{"rouble ONEAR/5 rouble", ""},
		{"oil ONEAR/5 oil", "text:oil imports, gas and oil (oil ONEAR/5 oil)"},
		{"ATLEAST/3 (oil)", "title:Oil (oil); text:oil (oil); text:oil (oil)"},
		{"ATLEAST/4 (oil)", ""},
		{`ATLEAST/4 (oil OR "oil imports")`, ""},
		{"ATLEAST/4 (oil OR gas)", "title:Oil (oil); text:oil (oil); text:gas (gas); text:oil (oil)"},
		{"title:oil", "title:Oil (oil)"},
		{"title:(oil AND gas)", ""},
		{"text:(oil AND NOT holds)", "text:oil (oil); text:oil (oil)"},
		{"lead:crude AND NOT title:crude", "text:crude (crude)"},
		{"source:example-com AND author:\"jane doe\" AND section:world AND lang:en", "section:World (world); author:Jane Doe (\"jane doe\"); source:example-com (\"example com\"); lang:en (en)"},
		{"jane OR world OR en", ""},
		{"rouble AND holds", "title:holds (holds); text:rouble (rouble)"},
		{"rouble AND euro", ""},
		{"rouble OR euro OR rouble", "text:rouble (rouble)"},
		{"(rouble AND euro) OR (gas AND crude)", "text:gas (gas); text:crude (crude)"},
		{"gas AND NOT coal", "text:gas (gas)"},
		{"gas AND NOT holds", ""},
		{"gas AND (coal OR NOT wood)", "text:gas (gas)"},
		{"NOT (NOT gas) AND oil", "title:Oil (oil); text:oil (oil); text:gas (gas); text:oil (oil)"},
		{"NOT (NOT gas AND NOT coal)", "text:gas (gas)"},
	} {
		d := Index(c)
		if got := shown(d)(d.Hits(mustParse(t, tt.query))); got != tt.want {
			t.Errorf("%s hits %s, want %s", tt.query, got, tt.want)
		}
	}
}

// A text's paragraphs have a blank line between, a feed's lines have none.
func TestBlankLinesSayNoMoreThanLines(t *testing.T) {
	const text = "LONDON\nOil rose. Gas did not\nA cap on prices\nholds."
	one, two := Index(article("", text)), Index(article("", strings.ReplaceAll(text, "\n", "\n\n")))
	for _, src := range []string{"oil W/p gas", "gas W/p cap", "oil W/s gas", "gas W/s cap", "lead:gas", "lead:cap", "gas NEAR/2 cap", `"prices holds"`} {
		e := mustParse(t, src)
		if a, b := one.Match(e), two.Match(e); a != b {
			t.Errorf("%s: %v between lines, %v between paragraphs", src, a, b)
		}
	}
}

func TestWeightsAddUp(t *testing.T) {
	d := Index(article("Tariff war", "Tariffs, tariffs and duties on football."))
	for _, tt := range []struct {
		terms []Weighted
		want  int
	}{
		{[]Weighted{{mustParse(t, "tariff*"), 4000, 1}}, 4000},
		{[]Weighted{{mustParse(t, "tariff*"), 4000, 2}}, 8000},
		{[]Weighted{{mustParse(t, "tariff*"), 4000, 9}}, 12000},
		{[]Weighted{{mustParse(t, "title:tariff*"), 4000, 9}}, 4000},
		{[]Weighted{{mustParse(t, "tariff*"), 4000, 1}, {mustParse(t, "football"), -4500, 1}, {mustParse(t, "tax"), 100, 1}}, -500},
	} {
		s := Sum{1, tt.terms}
		if got := d.Weigh(s); got != tt.want || d.Match(s) != (got > 0) {
			t.Errorf("%s: %d, want %d", s, got, tt.want)
		}
	}
}

func TestTextOfAnyScriptIsFound(t *testing.T) {
	for _, tt := range []struct{ text, lang, found, missed string }{
		{"七国集团宣布对俄罗斯实施新的制裁。", "zh", `制裁 AND "俄罗斯" AND 俄罗斯 ONEAR/5 制裁 AND (集团 W/s 制裁)`, "裁制 OR 罗斯 ONEAR/0 制裁"},
		{"政府はロシア産原油の輸入を禁止した。", "ja", "原油 AND 輸入 AND ロシア AND 原油 NEAR/1 輸入", "輸出 OR アシロ"},
		{"ประเทศไทยคว่ำบาตรการนำเข้าน้ำมัน", "th", "คว่ำบาตร AND น้ำมัน", "บาตรคว่ำ"},
		{"Страны ЕС ввели новые са́нкции: импорт нефти сократился. Война идёт.", "ru", `санкци* AND "импорт* нефти" AND stem:импорта AND война AND идет AND {ЕС}`, "воина OR {ес} OR санкций"},
		{"فرض الاتحاد الأوروبي عُقُوباتٍ جديدة على النفـــط الإيراني.", "ar", "عقوبات AND النفط AND *نفط AND الايراني", "عقوبة"},
		{"भारत ने रूसी तेल के आयात पर प्रतिबंध लगाया। सरकार ने कहा।", "hi", `प्रतिबंध AND "तेल के आयात" AND (आयात W/s भारत) AND प्रतिब*`, "परतिबध OR (भारत W/s सरकार)"},
		{"Η ΕΕ ανακοίνωσε κυρώσεις· ΚΥΡΏΣΕΙΣ", "el", "ATLEAST/2 (κυρωσεις)", "κυρωση"},
		{"Die Zölle auf Stahl: Straßenbau", "de", "zolle AND strasse* AND stem:zoll AND {Zölle}", "{Zolle} OR zoelle"},
		{"L'Inde achète l’essence; d'où l'embargo", "fr", "inde AND embargo AND essence AND stem:acheter", "lembargo"},
		{"대북 제재를 강화했다", "ko", `제재* AND "대북 제재*"`, "제재"},
	} {
		d := Index(Content{Text: tt.text, Lang: tt.lang})
		if e := mustParse(t, tt.found); !d.Match(e) {
			for _, clause := range append(And{}, asAnd(e)...) {
				if !d.Match(clause) {
					t.Errorf("%s lacks %s", tt.text, clause)
				}
			}
		}
		if e := mustParse(t, tt.missed); d.Match(e) {
			t.Errorf("%s has %s", tt.text, shown(d)(d.Hits(e)))
		}
	}
}

func asAnd(e Expr) And {
	if a, ok := e.(And); ok {
		return a
	}
	return And{e}
}

// naive holds e against a document in the plainest way: every clause at every place, every
// NEAR by trying all combinations, the fields one after the other.
type naive struct {
	d      *Document
	fields []Field // that are read
}

func (n naive) match(e Expr) bool {
	switch e := e.(type) {
	case And:
		for _, t := range e {
			if !n.match(t) {
				return false
			}
		}
		return true
	case Or:
		for _, t := range e {
			if n.match(t) {
				return true
			}
		}
		return false
	case Not:
		return !n.match(e.Term)
	case In:
		return naive{n.d, []Field{e.Field}}.match(e.Term)
	case AtLeast:
		return n.count(e.Term) >= e.N
	}
	for _, f := range n.fields {
		if len(n.spans(f, e)) > 0 {
			return true
		}
	}
	return false
}

// words gives the place of a field's first word and how many are looked at.
func (n naive) words(f Field) (first, length int) {
	if f == Lead {
		return n.d.starts[Text], min(n.d.Lead, len(n.d.Fields[Text]))
	}
	return n.d.starts[f], len(n.d.Fields[f])
}

// count gives the places at which hits begin.
func (n naive) count(e Expr) int {
	begin := map[int]bool{}
	for _, f := range n.fields {
		for _, part := range Flat[Or]([]Expr{e}) {
			all := n.spans(f, part)
			for _, s := range all {
				shorter := func(o Span) bool { return o != s && o.First >= s.First && o.Last <= s.Last }
				if _, near := part.(Near); !near || !slices.ContainsFunc(all, shorter) {
					begin[s.First] = true
				}
			}
		}
	}
	return len(begin)
}

// spans gives the passages of one field that are e, unordered.
func (n naive) spans(f Field, e Expr) []Span {
	var all []Span
	start, length := n.words(f)
	switch e := e.(type) {
	case Word:
		return n.spans(f, Phrase{e})
	case Phrase:
		for i := start; i+len(e) <= start+length; i++ {
			fits := true
			for k, w := range e {
				fits = fits && n.d.fits(w, i+k)
			}
			if fits {
				all = append(all, Span{i, i + len(e) - 1})
			}
		}
	case Or:
		for _, t := range e {
			all = append(all, n.spans(f, t)...)
		}
	case Near:
		for _, s := range n.spans(f, e.Left) {
			for _, t := range n.spans(f, e.Right) {
				if n.near(e.Reach, s, t) {
					all = append(all, Span{min(s.First, t.First), max(s.Last, t.Last)})
				}
			}
		}
	}
	return all
}

func (n naive) near(r Reach, s, t Span) bool {
	between := max(s.First-t.Last, t.First-s.Last) - 1
	switch r.Unit {
	case AnyOrder:
		return between <= r.Within
	case InOrder:
		return t.First > s.Last && between <= r.Within
	}
	for i := min(s.First, t.First); i < max(s.Last, t.Last); i++ {
		a, b := n.d.words[i], n.d.words[i+1]
		if r.Unit == SameSentence && a.sentence != b.sentence || a.paragraph != b.paragraph {
			return false
		}
	}
	return true
}

// agree checks a query's meaning on a document against the naive one.
func agree(t *testing.T, e Expr, c Content) {
	t.Helper()
	d := Index(c)
	n := naive{d, []Field{Title, Text}}
	if got, want := d.Match(e), n.match(e); got != want {
		t.Fatalf("%s on %q: %v, want %v", e, c, got, want)
	}
	hits := d.Hits(e)
	if d.Match(e) != (len(hits) > 0) {
		t.Fatalf("%s on %q: match %v with %d hits", e, c, d.Match(e), len(hits))
	}
	for _, h := range hits {
		at := Span{d.starts[h.Field] + h.First, d.starts[h.Field] + h.Last}
		if !slices.Contains(n.spans(h.Field, h.Clause), at) {
			t.Fatalf("%s on %q: no %s at %d-%d of %s", e, c, h.Clause, h.First, h.Last, h.Field)
		}
		if reason := d.Reason(h); !slices.Contains(n.spans(h.Field, reason), at) {
			t.Fatalf("%s on %q: the reason %s does not stand at %d-%d of %s", e, c, reason, h.First, h.Last, h.Field)
		}
	}
}

func TestMeaningIsThatOfTheNaiveEvaluator(t *testing.T) {
	r := querytest.Random{Rand: rand.New(rand.NewPCG(1, 2))}
	matched, parsed := 0, 0
	for range 30000 {
		src := r.Query(3)
		e, err := Parse(src)
		if err != nil {
			if !strings.Contains(err.Error(), "none of its words") {
				t.Fatalf("%s: %v", src, err)
			}
			continue
		}
		c := Content(r.Content())
		agree(t, e, c)
		parsed++
		matched += one(Index(c).Match(e))
	}
	if matched < parsed/10 || matched > parsed*9/10 {
		t.Errorf("%d of %d match: one-sided", matched, parsed)
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("a NEAR/1 (b OR \"c d\") NEAR/2 a", "a b", "c d a x b a")
	f.Add(`("aa b*" OR c) AND NOT (NOT d)`, "d", "aa bc aa bd")
	f.Add(`ATLEAST/2 (a W/s (b ONEAR/3 {C})) OR title:*c`, "Ac", "a. B x C a. C b\na")
	f.Fuzz(func(t *testing.T, src, title, text string) {
		e, err := Parse(src)
		if err != nil || strings.Count(src, "NEAR")+strings.Count(src, "W/") > 3 || len(title)+len(text) > 200 {
			return
		}
		agree(t, e, article(title, text))
	})
}

func TestReasonKeepsOfAlternativesWhatWasFound(t *testing.T) {
	d := Index(article("", "India buys oil. Imports of crude from Russia rose; petroleum does not."))
	for src, want := range map[string]string{
		"(oil OR gas) NEAR/3 (import* OR export* OR tax)":          "oil NEAR/3 import*",
		"(coal OR crude OR oil) NEAR/4 (import* OR rose)":          "oil NEAR/4 import*",
		"(crude OR imports) NEAR/2 (russia* OR iran*) NEAR/1 rose": "crude NEAR/2 russia* NEAR/1 rose",
		"oil OR gas":                             "oil",
		`("crude from russia" OR x) NEAR/1 rose`: `"crude from russia" NEAR/1 rose`,
	} {
		hits := d.Hits(mustParse(t, src))
		if len(hits) == 0 {
			t.Errorf("%s: no hits", src)
			continue
		}
		if diff := cmp.Diff(want, d.Reason(hits[0]).String()); diff != "" {
			t.Errorf("%s: %s", src, diff)
		}
	}
}
