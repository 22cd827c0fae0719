package extractors

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

var (
	utf8BOM    = []byte("\xef\xbb\xbf")
	utf16BEBOM = []byte("\xfe\xff")
	utf16LEBOM = []byte("\xff\xfe")
)

// toUTF8 decodes a page. In order of trust: a byte order mark; valid UTF-8, which no
// other encoding produces by chance and which pages often declare as something else;
// the NUL pattern of UTF-16; mostly valid UTF-8 that is declared so or not at all; the
// declaration in header or meta; windows-1252.
func toUTF8(body []byte, contentType string) []byte {
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
	// ISO-2022-JP is ASCII with escape sequences, the one case where valid UTF-8 misleads.
	if utf8.Valid(body) && bytes.IndexByte(body, 0x1b) < 0 {
		return body
	}
	enc, name, _ := charset.DetermineEncoding(body, contentType)
	if name == "utf-8" || name == "windows-1252" && mostlyUTF8(body) {
		return bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	return decode(enc, body)
}

func decode(enc encoding.Encoding, body []byte) []byte {
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		out = body
	}
	return bytes.ToValidUTF8(out, []byte("\uFFFD"))
}

// utf16Order recognises UTF-16 without a mark by the zero half of its ASCII letters.
func utf16Order(body []byte) (unicode.Endianness, bool) {
	sample := body[:min(len(body), 512)&^1]
	if len(sample) < 8 {
		return unicode.BigEndian, false
	}
	even, odd := 0, 0
	for i := 0; i < len(sample); i += 2 {
		if sample[i] == 0 && sample[i+1] != 0 {
			even++
		}
		if sample[i] != 0 && sample[i+1] == 0 {
			odd++
		}
	}
	enough := len(sample) / 2 * 3 / 4
	if odd > enough {
		return unicode.LittleEndian, true
	}
	return unicode.BigEndian, even > enough
}

// mostlyUTF8 tells a UTF-8 page with a few broken bytes from a single-byte encoding:
// there, sequences of two or more bytes that happen to be valid are rare.
func mostlyUTF8(body []byte) bool {
	good, bad := 0, 0
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
	return good > 10*bad
}

// looksLikeHTML refuses what cannot be a page. Text without any tag is not refused by
// its look alone: only a missing '<' is.
func looksLikeHTML(body []byte) bool {
	head := bytes.TrimLeft(body[:min(len(body), 4096)], " \t\r\n\f\xef\xbb\xbf")
	for _, magic := range []string{"%PDF-", "PK\x03\x04", "\x89PNG", "\xff\xd8\xff", "GIF8", "RIFF", "\x1f\x8b", "{", "[{"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return false
		}
	}
	return bytes.IndexByte(body, '<') >= 0
}
