package charset

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// inEncodings are sentences in the encodings that pages in their language were written in,
// with labels, right or nearly, that mean these.
var inEncodings = []struct {
	name, lang string
	enc        encoding.Encoding
	labels     string
	text       string
}{
	{"windows-1252", "de", charmap.Windows1252, "windows-1252 iso-8859-1 ISO8859-1 iso8859_1 latin1 latin-1 cp1252 us-ascii ansi", "Die Küche fällt größer aus, „schöner“ – und für 5 € übermäßig süß."},
	{"iso-8859-15", "fr", charmap.ISO8859_15, "iso-8859-15 iso8859_15 latin9", "Le cœur de été à Évreux coûte cinq sous à ceux où œuvre achève."},
	{"windows-1250", "pl", charmap.Windows1250, "windows-1250 cp1250 win-1250 windows_1250 x-cp1250", "Że się nie ośmieliła, są źli, gdyż także mówią, że był już w Łodzi."},
	{"iso-8859-2", "cs", charmap.ISO8859_2, "iso-8859-2 iso8859_2 latin2 8859-2", "Příliš žluťoučký kůň, který však není, může být též šťastný, řekl když přišel."},
	{"windows-1251", "ru", charmap.Windows1251, "windows-1251 cp1251 cp-1251 win-1251 win1251 WINDOWS1251 x-cp1251", "Министерство сообщило, что доходы бюджета от продажи нефти выросли."},
	{"koi8-r", "ru", charmap.KOI8R, "koi8-r koi8_r KOI8 koi", "Министерство сообщило, что доходы бюджета от продажи нефти выросли."},
	{"koi8-u", "uk", charmap.KOI8U, "koi8-u koi8_u", "Міністерство повідомило, що доходи бюджету від продажу нафти зросли, і їх є де взяти."},
	{"iso-8859-5", "bg", charmap.ISO8859_5, "iso-8859-5 iso8859_5", "Министерството съобщи, че приходите са се увеличили."},
	{"windows-1253", "el", charmap.Windows1253, "windows-1253 iso-8859-7 cp1253", "Το υπουργείο ανακοίνωσε ότι τα έσοδα από τις πωλήσεις θα είναι για την οικονομία."},
	{"windows-1254", "tr", charmap.Windows1254, "windows-1254 iso-8859-9 latin5 cp1254 iso8859_9", "Bakanlık, geçen yıla göre gelirlerin arttığını ve başka işler için çok şey yapıldığını söyledi."},
	{"windows-1255", "he", charmap.Windows1255, "windows-1255 cp1255", "משרד האוצר הודיע כי לא היה יותר, אמר השר של ישראל על הכנסות."},
	{"windows-1256", "ar", charmap.Windows1256, "windows-1256 cp1256", "قالت الوزارة يوم الجمعة إن الإيرادات من بيع النفط ارتفعت في هذا العام."},
	{"windows-1257", "lt", charmap.Windows1257, "windows-1257 cp1257", "Ministerija pranešė, kad pajamos už naftą šiemet išaugo, tačiau dėl to jų neužteks, nes yra ir kitų, ėmė aiškinti."},
	{"windows-1258", "vi", charmap.Windows1258, "windows-1258 cp1258", "Đô thành có nhiêu ngươi trên đương."},
	{"windows-874", "th", charmap.Windows874, "windows-874 tis-620 iso-8859-11", "กระทรวงการคลังกล่าวว่ารายได้จากการขายน้ำมันเพิ่มขึ้นเป็นอย่างมากที่สุด"},
	{"shift_jis", "ja", japanese.ShiftJIS, "shift_jis Shift-JIS x-sjis sjis shiftjis windows-31j cp932 ms932", "財務省は金曜日、石油の販売による歳入が増加したと発表した。ソ表示も。"},
	{"euc-jp", "ja", japanese.EUCJP, "euc-jp eucjp EUC_JP x-euc-jp", "財務省は金曜日、石油の販売による歳入が増加したと発表した。"},
	{"iso-2022-jp", "ja", japanese.ISO2022JP, "iso-2022-jp ISO2022JP", "財務省は金曜日、石油の販売による歳入が増加したと発表した。"},
	{"euc-kr", "ko", korean.EUCKR, "euc-kr ks_c_5601-1987 cp949 ms949 uhc euckr EUC_KR", "재무부는 금요일 석유 판매로 인한 수입이 작년에 비해 증가했다고 밝혔다."},
	{"gbk", "zh", simplifiedchinese.GBK, "gbk gb2312 gb-2312 GB_2312-80 cp936 gb18030", "财政部表示，石油销售的收入比去年增长了，这是我们国家的一个大事。"},
	{"gb18030", "zh", simplifiedchinese.GB18030, "gb18030 gbk", "财政部表示，石油的㐀收入增长了，这是我们的大事。𠀀"},
	{"big5", "zh", traditionalchinese.Big5, "big5 big-5 big5-hkscs cn-big5 cp950", "財政部表示，石油銷售的收入比去年增長了，這是我們國家的一個大事。"},
	{"macintosh", "fr", charmap.Macintosh, "macintosh x-mac-roman", "L’été a été chaud à Orléans."},
}

func htmlOf(head, text string) string {
	return "<html><head>" + head + "<title>x</title></head><body><p class=\"a\">" + text + "</p></body></html>"
}

func encode(t testing.TB, enc encoding.Encoding, s string) []byte {
	t.Helper()
	out, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return out
}

func TestEveryEncodingIsReadAsDeclared(t *testing.T) {
	for _, c := range inEncodings {
		for label := range strings.FieldsSeq(c.labels) {
			for where, page := range map[string][2]string{
				"header":     {"text/html; charset=" + label, ""},
				"quoted":     {`text/html;Charset = "` + strings.ToUpper(label) + `"`, ""},
				"meta":       {"text/html", `<meta charset="` + label + `">`},
				"http-equiv": {"", `<META http-equiv=Content-Type content='text/html; charset=` + label + `'>`},
				"content":    {"", `<meta content="text/html;charset=` + label + `" http-equiv="content-type"/>`},
				"late":       {"", `<style>` + strings.Repeat("a{b:c} ", 3000) + `</style><meta charset=` + label + `>`},
				"xml":        {"", `<?xml version="1.0" encoding="` + label + `"?>`},
			} {
				want := htmlOf(page[1], c.text)
				if got := string(ToUTF8(encode(t, c.enc, want), page[0])); got != want {
					t.Errorf("%s as %s in %s: %q", c.name, label, where, got[max(0, len(got)-120):])
				}
			}
		}
	}
}

func TestUndeclaredEncodingIsGuessed(t *testing.T) {
	unguessed := " iso-8859-15 iso-8859-5 windows-1258 macintosh "
	for _, c := range inEncodings {
		if strings.Contains(unguessed, " "+c.name+" ") {
			continue
		}
		for name, page := range map[string][2]string{
			"undeclared": {"", ""}, "declared utf-8": {"text/html; charset=utf-8", `<meta charset="utf-8">`},
			"nonsense": {"text/html; charset=foo", `<meta charset="{{charset}}">`}, "utf-16": {"", `<meta charset="utf-16">`},
		} {
			want := htmlOf(page[1], c.text+" "+c.text)
			if got := string(ToUTF8(encode(t, c.enc, want), page[0])); got != want {
				t.Errorf("%s, %s: %q", c.name, name, got[max(0, len(got)-120):])
			}
		}
	}
}

func TestLanguageOfThePageHelpsToGuess(t *testing.T) {
	for lang, c := range map[string]struct {
		enc  encoding.Encoding
		text string
	}{"ru": {charmap.Windows1251, "Нефть"}, "el": {charmap.Windows1253, "Νεο"}, "th": {charmap.Windows874, "น้ำมัน"}, "pl": {charmap.Windows1250, "Źrebię"}, "de": {charmap.Windows1252, "Öl"}, "ko": {korean.EUCKR, "석유"}} {
		want := `<html lang="` + lang + `">` + c.text
		if got := string(ToUTF8(encode(t, c.enc, want), "")); got != want {
			t.Errorf("%s: %q", lang, got)
		}
	}
}

func TestUTF16IsReadWithAndWithoutMark(t *testing.T) {
	want := htmlOf("", strings.Repeat("Нефть, 石油, oil. ", 20))
	for _, order := range []unicode.Endianness{unicode.BigEndian, unicode.LittleEndian} {
		for _, mark := range []unicode.BOMPolicy{unicode.UseBOM, unicode.IgnoreBOM} {
			for _, contentType := range []string{"", "text/html; charset=utf-16", "text/html; charset=utf-8"} {
				if got := string(ToUTF8(encode(t, unicode.UTF16(order, mark), want), contentType)); got != want {
					t.Errorf("%v %v %q: %.60q", order, mark, contentType, got)
				}
			}
		}
	}
}

func TestConflictsOfDeclarations(t *testing.T) {
	russian, german := "Министерство сообщило, что доходы выросли.", "Die Küche für große Köche"
	for name, c := range map[string]struct {
		body              []byte
		contentType, want string
	}{
		"valid UTF-8 declared latin1":           {[]byte("<p>" + german), "text/html; charset=iso-8859-1", "<p>" + german},
		"valid UTF-8 declared windows-1251":     {[]byte(`<meta charset="windows-1251">` + russian), "", `<meta charset="windows-1251">` + russian},
		"mark beats header":                     {append([]byte("\xef\xbb\xbf"), "<p>"+russian...), "text/html; charset=koi8-r", "<p>" + russian},
		"header beats meta":                     {encode(t, charmap.Windows1251, `<meta charset="koi8-r">`+russian), "text/html; charset=windows-1251", `<meta charset="koi8-r">` + russian},
		"meta beats a header that fails":        {encode(t, japanese.EUCJP, `<meta charset="euc-jp">財務省は金曜日に発表した`), "text/html; charset=shift_jis", `<meta charset="euc-jp">財務省は金曜日に発表した`},
		"meta beats a header of UTF-8":          {encode(t, charmap.Windows1251, `<meta charset="windows-1251">`+russian), "text/html; charset=utf-8", `<meta charset="windows-1251">` + russian},
		"header beats a meta of UTF-8":          {encode(t, charmap.KOI8R, `<meta charset="utf-8">`+russian), "text/html; charset=koi8-r", `<meta charset="utf-8">` + russian},
		"first meta that is an encoding counts": {encode(t, charmap.KOI8R, `<meta charset="none"><meta charset="koi8-r"><meta charset=windows-1251>`+russian), "", `<meta charset="none"><meta charset="koi8-r"><meta charset=windows-1251>` + russian},
		"no meta in comment and script":         {encode(t, charmap.KOI8R, `<!-- <meta charset="big5"> --><script>"<meta charset=big5>"</script><meta charset="koi8-r">`+russian), "", `<!-- <meta charset="big5"> --><script>"<meta charset=big5>"</script><meta charset="koi8-r">` + russian},
		"broken byte in UTF-8":                  {[]byte("<meta charset=utf-8>" + russian + "\xff"), "", "<meta charset=utf-8>" + russian + "\uFFFD"},
		"broken byte in UTF-8 declared latin1":  {[]byte("<p>" + russian + "\xff"), "text/html; charset=iso-8859-1", "<p>" + russian + "\uFFFD"},
		"some latin1 in UTF-8":                  {[]byte("<meta charset=utf-8>" + russian + " \xfcber \xfcber"), "", "<meta charset=utf-8>" + russian + " \uFFFDber \uFFFDber"},
		"apostrophe of windows-1252 in ASCII":   {[]byte("<meta charset=utf-8>It\x92s"), "", "<meta charset=utf-8>It’s"},
		"escape in ASCII":                       {[]byte("<p>\x1b[31mred</p>"), "text/html; charset=iso-2022-jp", "<p>\x1b[31mred</p>"},
		"escape in UTF-8":                       {[]byte("<p>\x1b$B é"), "", "<p>\x1b$B é"},
		"replacement encoding":                  {encode(t, korean.EUCKR, "<meta charset=iso-2022-kr>석유 판매로 인한 수입이 이다"), "text/html; charset=iso-2022-kr", "<meta charset=iso-2022-kr>석유 판매로 인한 수입이 이다"},
		"x-user-defined":                        {[]byte("<meta charset=x-user-defined>caf\xe9"), "", "<meta charset=x-user-defined>café"},
		"utf-16 in meta means utf-8":            {[]byte("<meta charset=utf-16>" + russian), "", "<meta charset=utf-16>" + russian},
		"nothing but a high byte":               {[]byte("\xe9"), "", "é"},
		"empty":                                 {nil, "text/html; charset=big5", ""},
	} {
		if got := string(ToUTF8(c.body, c.contentType)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestDecodingIsBounded(t *testing.T) {
	big := 1 << 22
	for name, body := range map[string][]byte{
		"valid": bytes.Repeat([]byte("é"), big/2), "high": bytes.Repeat([]byte{0xff}, big), "pairs": bytes.Repeat([]byte("\xb0\xa1"), big/2),
		"metas": bytes.Repeat([]byte("<meta charset=big5 \xff>"), big/20), "escapes": bytes.Repeat([]byte("\x1b$B!"), big/4), "late": append(bytes.Repeat([]byte("a "), big/2), 0xe9),
		"tag": append([]byte("<meta "), bytes.Repeat([]byte("content='charset' \xff"), big/19)...),
	} {
		start := time.Now()
		if out := ToUTF8(body, "text/html; charset="+strings.Repeat("charset", 1000)); !utf8.Valid(out) {
			t.Errorf("%s: not valid", name)
		}
		if d := time.Since(start); d > time.Minute {
			t.Errorf("%s: %v", name, d)
		}
	}
}

func FuzzDecodedIsValidAndUTF8IsKept(f *testing.F) {
	for _, c := range inEncodings {
		out, err := c.enc.NewEncoder().Bytes([]byte(htmlOf("", c.text)))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(out, "text/html; charset="+c.name)
		f.Add([]byte(c.text), "text/html; charset="+c.name)
		f.Add(append([]byte("<meta charset="+c.name+">"), out...), "")
	}
	f.Add([]byte("\xfe\xff\xd8"), "")
	f.Add([]byte("\x1b$B\x1b"), "")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		in := bytes.Clone(body)
		out := ToUTF8(body, contentType)
		if !utf8.Valid(out) {
			t.Errorf("%q is not valid", out)
		}
		if !bytes.Equal(in, body) {
			t.Errorf("the body is changed")
		}
		plain := utf8.Valid(body) && !bytes.HasPrefix(body, utf8BOM) && bytes.IndexByte(body, 0x1b) < 0 && bytes.IndexByte(body, 0) < 0
		if plain && !bytes.Equal(out, body) {
			t.Errorf("%q became %q", body, out)
		}
	})
}

func BenchmarkToUTF8(b *testing.B) {
	for _, c := range inEncodings {
		if c.name != "windows-1251" && c.name != "gbk" {
			continue
		}
		page := htmlOf("", strings.Repeat(c.text, 1000))
		for name, body := range map[string][]byte{"utf-8 " + c.lang: []byte(page), c.name: encode(b, c.enc, page)} {
			for _, contentType := range []string{"", "text/html; charset=" + c.name} {
				b.Run(name+contentType, func(b *testing.B) {
					b.SetBytes(int64(len(body)))
					for b.Loop() {
						ToUTF8(body, contentType)
					}
				})
			}
		}
	}
}
