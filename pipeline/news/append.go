package news

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"
)

// AppendTags appends tags as compact JSON, byte for byte what encoding/json writes without
// escapes for HTML, except that a list or map that is nil is empty, as the schema wants it. A
// number that JSON lacks, NaN or an infinity, is written as 0. It allocates nothing where dst
// has room and a tag has up to eight codes.
func AppendTags(dst []byte, tags []Tag) []byte {
	dst = append(dst, '[')
	for i := range tags {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendTag(dst, &tags[i])
	}
	return append(dst, ']')
}

func appendTag(dst []byte, t *Tag) []byte {
	dst = appendString(append(dst, `{"id":`...), t.ID)
	dst = appendString(append(dst, `,"name":`...), t.Name)
	dst = appendFloat(append(dst, `,"score":`...), t.Score)
	dst = appendString(append(dst, `,"version":`...), t.Version)
	dst = appendCodes(append(dst, `,"codes":`...), t.Codes)
	dst = append(dst, `,"evidence":[`...)
	for i := range t.Evidence {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendEvidence(dst, &t.Evidence[i])
	}
	return append(dst, ']', '}')
}

func appendEvidence(dst []byte, e *Evidence) []byte {
	dst = appendString(append(dst, `{"field":`...), e.Field)
	dst = strconv.AppendInt(append(dst, `,"start":`...), int64(e.Start), 10)
	dst = strconv.AppendInt(append(dst, `,"end":`...), int64(e.End), 10)
	dst = appendString(append(dst, `,"quote":`...), e.Quote)
	dst = appendString(append(dst, `,"clause":`...), e.Clause)
	if e.Weight != 0 {
		dst = appendFloat(append(dst, `,"weight":`...), e.Weight)
	}
	return append(dst, '}')
}

// appendCodes writes the codes in the order of their vocabularies.
func appendCodes(dst []byte, codes map[string]string) []byte {
	type code struct{ vocabulary, code string }
	var room [8]code
	list := room[:0]
	for vocabulary, c := range codes {
		list = append(list, code{vocabulary, c})
	}
	if len(list) > 1 {
		slices.SortFunc(list, func(a, b code) int { return cmp.Compare(a.vocabulary, b.vocabulary) })
	}
	dst = append(dst, '{')
	for i, c := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendString(dst, c.vocabulary)
		dst = appendString(append(dst, ':'), c.code)
	}
	return append(dst, '}')
}

// appendFloat writes as ECMAScript does: the shortest digits that mean v, with an exponent for
// the very small and the very large.
func appendFloat(dst []byte, v float64) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return append(dst, '0')
	}
	if abs := math.Abs(v); abs == 0 || abs >= 1e-6 && abs < 1e21 {
		return strconv.AppendFloat(dst, v, 'f', -1, 64)
	}
	dst = strconv.AppendFloat(dst, v, 'e', -1, 64)
	if n := len(dst); dst[n-4] == 'e' && dst[n-3] == '-' && dst[n-2] == '0' { // e-07 is e-7
		dst[n-2] = dst[n-1]
		dst = dst[:n-1]
	}
	return dst
}

// appendString writes s between quotes. What is no UTF-8 becomes the replacement character, and
// the two line ends that JavaScript did not take in strings are escaped.
func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	done := 0 // of s, in bytes
	for i := plain(s, 0); i < len(s); i = plain(s, i) {
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(s[i:])
		}
		if c < utf8.RuneSelf || c == '\u2028' || c == '\u2029' || c == utf8.RuneError && size == 1 {
			dst = appendEscape(append(dst, s[done:i]...), c)
			done = i + size
		}
		i += size
	}
	return append(append(dst, s[done:]...), '"')
}

// plain skips the ASCII of s from i on that JSON writes as itself.
func plain(s string, i int) int {
	for ; i+8 <= len(s); i += 8 {
		w := binary.LittleEndian.Uint64([]byte(s[i : i+8]))
		if stops(w)|w&highs != 0 {
			break
		}
	}
	for i < len(s) && s[i] >= ' ' && s[i] != '"' && s[i] != '\\' && s[i] < utf8.RuneSelf {
		i++
	}
	return i
}

func appendEscape(dst []byte, c rune) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', byte(c))
	case '\b':
		return append(dst, `\b`...)
	case '\f':
		return append(dst, `\f`...)
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\t':
		return append(dst, `\t`...)
	}
	const digits = "0123456789abcdef"
	return append(dst, '\\', 'u', digits[c>>12], digits[c>>8&15], digits[c>>4&15], digits[c&15])
}
