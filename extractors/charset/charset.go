// Package charset decodes pages to UTF-8 whatever they say of their encoding.
package charset

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"coranto/extractors/language"
)

var (
	utf8BOM    = []byte("\xef\xbb\xbf")
	utf16BEBOM = []byte("\xfe\xff")
	utf16LEBOM = []byte("\xff\xfe")
)

// ToUTF8 decodes a page. In order of trust: a byte order mark; the NUL pattern of UTF-16;
// valid UTF-8, which no other encoding produces by chance and which pages often declare as
// something else, also with some faults; the declarations, in header before page, of which one
// that decodes all beats one that does not; what the bytes look like.
func ToUTF8(body []byte, contentType string) []byte {
	switch {
	case bytes.HasPrefix(body, utf8BOM):
		return bytes.ToValidUTF8(body[len(utf8BOM):], []byte("\uFFFD"))
	case bytes.HasPrefix(body, utf16BEBOM):
		return decode(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), body)
	case bytes.HasPrefix(body, utf16LEBOM):
		return decode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), body)
	}
	if order, ok := utf16Order(body); ok {
		return decode(unicode.UTF16(order, unicode.IgnoreBOM), body)
	}
	if utf8.Valid(body) {
		if isISO2022JP(body) {
			return decode(lookup("iso-2022-jp"), body)
		}
		return body
	}
	labels, lang := declaredEncodings(body, contentType)
	meant := len(labels) == 0 || slices.Contains(labels, "utf-8")
	if good, bad := sequences(body); good > 10*bad || good > bad && meant {
		return bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	if out, ok := decodeAsDeclared(body, labels); ok {
		return out
	}
	return decode(likeliest(body, lang), body)
}

func decode(enc encoding.Encoding, body []byte) []byte {
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		out = body
	}
	return bytes.ToValidUTF8(out, []byte("\uFFFD"))
}

// decodeAsDeclared takes the first of the declared encodings that decodes the whole page, else the
// one with the fewest faults, unless these are many. That of UTF-8 is known to be wrong.
func decodeAsDeclared(body []byte, labels []string) (best []byte, ok bool) {
	fewest := 1 + highBytes(body)/20
	for i, label := range labels {
		if label == "utf-8" || slices.Contains(labels[:i], label) {
			continue
		}
		out := decode(lookup(label), body)
		if n := faults(out); n < fewest {
			best, fewest = out, n
		}
		if fewest == 0 {
			break
		}
	}
	return best, best != nil
}

// faults counts the characters that no page has: replacements of what could not be
// decoded, and controls that are letters or quotation marks in another encoding.
func faults(text []byte) int {
	n := 0
	for _, r := range string(text) {
		if r == utf8.RuneError || r >= 0x80 && r < 0xa0 && r != 0x85 {
			n++
		}
	}
	return n
}

func highBytes(body []byte) int {
	n := 0
	for _, c := range body {
		n += int(c >> 7)
	}
	return n
}

// headSize is how much of a page is searched for a declaration, in bytes. A browser looks
// ahead for 1,024, and starts again at one it finds behind these.
const headSize = 64 << 10

// declaredEncodings are the labels in the header and, in their order, in the page; and what
// language it is declared to be in.
func declaredEncodings(body []byte, contentType string) (labels []string, lang string) {
	add := func(label string, inPage bool) {
		switch label = canonicalLabel(label); {
		case strings.HasPrefix(label, "utf-16"):
			// It would have shown. In a page that is read at all it means UTF-8.
		case label == "replacement":
			// It stands for encodings that browsers refuse.
		case label == "x-user-defined" && inPage:
			labels = append(labels, "windows-1252")
		case label != "":
			labels = append(labels, label)
		}
	}
	add(parameter(contentType, "charset"), false)
	for z := html.NewTokenizer(bytes.NewReader(body[:min(len(body), headSize)])); ; {
		switch z.Next() {
		case html.ErrorToken:
			return labels, lang
		case html.CommentToken: // as which it takes <?xml encoding="…"?>
			if text := string(z.Text()); strings.HasPrefix(text, "?xml") {
				add(parameter(text, "encoding"), true)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			isMeta, isHTML := string(name) == "meta", string(name) == "html"
			for more && (isMeta || isHTML) {
				var key, value []byte
				key, value, more = z.TagAttr()
				switch {
				case isMeta && string(key) == "charset":
					add(string(value), true)
				case isMeta && string(key) == "content":
					add(parameter(string(value), "charset"), true)
				case isHTML && (string(key) == "lang" || string(key) == "xml:lang"):
					lang = language.Primary(string(value))
				}
			}
		}
	}
}

// parameter is the value of name=value in s, with or without quotes.
func parameter(s, name string) string {
	s = strings.ToLower(s)
	for {
		_, rest, found := strings.Cut(s, name)
		if !found {
			return ""
		}
		s = rest
		value, isSet := strings.CutPrefix(strings.TrimLeft(rest, " \t\r\n"), "=")
		if !isSet {
			continue
		}
		value = strings.TrimLeft(value, " \t\r\n\"'")
		if i := strings.IndexAny(value, "\"';, \t\r\n>?"); i >= 0 {
			value = value[:i]
		}
		return value
	}
}

// spellings are beginnings of labels, letters and digits only, that the standard's list lacks,
// with its label; numbers of code pages are completed.
var spellings = []struct{ begins, label string }{
	{"utf8", "utf-8"}, {"unicode11utf8", "utf-8"},
	{"cp932", "shift_jis"}, {"ms932", "shift_jis"}, {"windows932", "shift_jis"}, {"shiftjis", "shift_jis"}, {"sjis", "shift_jis"}, {"xsjis", "shift_jis"},
	{"eucjp", "euc-jp"}, {"ujis", "euc-jp"}, {"iso2022jp", "iso-2022-jp"},
	{"euckr", "euc-kr"}, {"cp949", "euc-kr"}, {"ms949", "euc-kr"}, {"uhc", "euc-kr"}, {"ksc5601", "euc-kr"}, {"windows949", "euc-kr"},
	{"gb18030", "gb18030"}, {"gb2312", "gbk"}, {"gbk", "gbk"}, {"cp936", "gbk"}, {"ms936", "gbk"}, {"windows936", "gbk"}, {"euccn", "gbk"},
	{"big5", "big5"}, {"cp950", "big5"}, {"ms950", "big5"}, {"windows950", "big5"},
	{"koi8u", "koi8-u"}, {"koi8", "koi8-r"}, {"tis620", "windows-874"}, {"latin1", "windows-1252"}, {"latin9", "iso-8859-15"}, {"ansi", "windows-1252"},
	{"windows", "windows-"}, {"win", "windows-"}, {"xcp", "windows-"}, {"cp", "windows-"}, {"iso8859", "iso-8859-"}, {"8859", "iso-8859-"},
}

// canonicalLabel is the standard's name of an encoding, "" for what is none.
func canonicalLabel(label string) string {
	if _, name := charset.Lookup(label); name != "" {
		return name
	}
	plain := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(label[:min(len(label), 40)]))
	for _, s := range spellings {
		rest, ok := strings.CutPrefix(plain, s.begins)
		if !ok {
			continue
		}
		if strings.HasSuffix(s.label, "-") {
			_, name := charset.Lookup(s.label + rest)
			return name
		}
		return s.label
	}
	return ""
}

// lookup is the encoding of a canonical label. GBK is read as GB18030, which has more.
func lookup(label string) encoding.Encoding {
	if label == "gbk" {
		return simplifiedchinese.GB18030
	}
	enc, _ := charset.Lookup(label)
	return enc
}

// legacy are the encodings that pages without a right declaration are in, with languages whose
// pages these were.
var legacy = []struct{ label, langs string }{
	{"windows-1252", ""}, {"windows-1250", " pl cs sk hu sl hr bs ro sq "}, {"iso-8859-2", " pl cs sk hu sl hr "}, {"windows-1251", " ru uk be bg mk sr kk ky mn "},
	{"koi8-u", " ru uk "}, {"windows-1253", " el "}, {"windows-1254", " tr az "}, {"windows-1255", " he yi "}, {"windows-1256", " ar fa ur "}, {"windows-1257", " et lv lt "},
	{"windows-874", " th "}, {"shift_jis", " ja "}, {"euc-jp", " ja "}, {"euc-kr", " ko "}, {"gbk", " zh "}, {"big5", " zh "},
}

// signs are the characters that Chinese, Japanese and Korean texts are full of, and thaiWords words
// of Thai: these texts have no spaces, and so no words in the table of these.
const (
	signs     = "のにはをたがでとしれてい的一是不了在人有我他这這中大来來上国國个個到说說们們为為和年这이다는을에의가고하지로도한서"
	thaiWords = "การ ที่ ของ และ เป็น ไม่ ได้ ให้ ว่า ใน"
)

// likeliest is the encoding by which a page with none declared makes most sense. The language it is
// declared to be in decides close cases.
func likeliest(body []byte, lang string) encoding.Encoding {
	sample := foreignText(body)
	best, most := lookup(legacy[0].label), 0
	for _, l := range legacy {
		score := sense(decode(lookup(l.label), sample))
		if strings.Contains(l.langs, " "+lang+" ") {
			score += 5 * language.FullVote
		}
		if score > most {
			best, most = lookup(l.label), score
		}
	}
	return best
}

// foreignSize is how much foreign text is read, in bytes.
const foreignSize = 2400

// foreignText is some text of a page, without its tags, that is not all ASCII.
func foreignText(body []byte) []byte {
	var out []byte
	for len(body) > 0 && len(out) < foreignSize {
		end := 1 + bytes.IndexAny(body[1:], "<>")
		if end == 0 {
			end = len(body)
		}
		if highBytes(body[:end]) > 0 {
			out = append(out, body[:min(end, foreignSize)]...)
		}
		body = body[end:]
	}
	return out
}

// sense is how much a decoded text looks like one in any language: by its common words that are
// not ASCII, and by its faults and lines of boxes, which letters are in another encoding.
func sense(text []byte) int {
	score := language.Votes(foreignWords(string(text))) - faults(text)*language.FullVote
	for _, r := range string(text) {
		switch {
		case r >= 0x2500 && r < 0x2580:
			score -= language.FullVote
		case r >= 0x0e00 && strings.ContainsRune(signs, r):
			score += language.FullVote / 2
		}
	}
	for w := range strings.FieldsSeq(thaiWords) {
		score += 3 * language.FullVote * bytes.Count(text, []byte(w))
	}
	return score
}

// foreignWords are the words of a text that are not all ASCII; the others are the same in any encoding.
func foreignWords(text string) string {
	var out strings.Builder
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return r < utf8.RuneSelf && (r|0x20 < 'a' || r|0x20 > 'z') }) {
		if strings.ContainsFunc(w, func(r rune) bool { return r >= utf8.RuneSelf }) {
			out.WriteString(w)
			out.WriteByte(' ')
		}
	}
	return out.String()
}

// isISO2022JP recognises the one encoding that is valid UTF-8 and is not meant as such: ASCII
// throughout, with escapes to Japanese.
func isISO2022JP(body []byte) bool {
	if bytes.IndexByte(body, 0x1b) < 0 || highBytes(body) > 0 {
		return false
	}
	for _, escape := range []string{"\x1b$B", "\x1b$@", "\x1b(J", "\x1b(I"} {
		if bytes.Contains(body, []byte(escape)) {
			return true
		}
	}
	return false
}

// utf16Order recognises UTF-16 without a mark by the zero half of its markup.
func utf16Order(body []byte) (unicode.Endianness, bool) {
	sample := body[:min(len(body), 1024)&^1]
	if len(sample) < 8 || bytes.IndexByte(sample, 0) < 0 {
		return unicode.BigEndian, false
	}
	even, odd := 0, 0
	for i := 0; i < len(sample); i += 2 {
		switch {
		case sample[i] == 0 && sample[i+1] != 0:
			even++
		case sample[i] != 0 && sample[i+1] == 0:
			odd++
		}
	}
	enough := len(sample) / 2 / 3
	if odd > enough && odd > 8*even {
		return unicode.LittleEndian, true
	}
	return unicode.BigEndian, even > enough && even > 8*odd
}

// sequences counts what is valid UTF-8 of two and more bytes, and bytes that are none. The
// first are rare in any other encoding.
func sequences(body []byte) (good, bad int) {
	for len(body) > 0 {
		r, n := utf8.DecodeRune(body)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		body = body[n:]
	}
	return good, bad
}
