package news

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"
)

// A Record reads articles as JSON, one after another, for those who pass them on with
// topics: of each it decodes what topics look at, and every other field stays as it was
// written. It accepts what encoding/json accepts, at some ten times the speed. Names of
// fields count exactly as in the schema ("Title" is another field), and of a field that
// stands twice the last counts.
type Record struct {
	// Article has Title, Text, Lang, Section, Authors, Source.ID and Source.Name of what was
	// read last. Title and Text are views into the line and into memory that is used again:
	// they are valid until the next Read or until the line changes, and who keeps them must
	// clone them. The others are strings as any, but the list of authors is used again.
	Article Article

	line   []byte // the object alone
	fields [7]span
	end    int    // behind the value of the last field; 1 when there is none
	buf    []byte // strings that had escapes
}

// The fields that a Record looks for, and where each is in its table.
var fieldNames = []string{"title", "text", "lang", "section", "authors", "source", "topics"}

const (
	titleField = iota
	textField
	langField
	sectionField
	authorsField
	sourceField
	topicsField
)

var sourceNames = []string{"id", "name"}

// A span is where a value stands; it is empty where there is none.
type span struct {
	from, to int
	shape    shape // of a string
}

var errNoArticle = errors.New("a JSON object is wanted: an article")

// Read reads the next article. After an error the Record holds nothing to be used, but can Read on.
func (r *Record) Read(line []byte) error {
	r.line = line[scanBlank(line, 0):]
	if len(r.line) == 0 || r.line[0] != '{' {
		return errNoArticle
	}
	clear(r.fields[:])
	var behind int
	if r.end, behind = scanObject(r.line, fieldNames, r.fields[:]); behind == bad || scanBlank(r.line, behind) != len(r.line) {
		return mistake(line)
	}
	r.line = r.line[:behind]
	r.buf = slices.Grow(r.buf[:0], len(r.line)) // decoded strings are no longer than written ones
	a := &r.Article
	var err error
	for i, to := range []*string{titleField: &a.Title, textField: &a.Text} {
		if *to, err = r.view(r.line, r.fields[i]); err != nil {
			return fmt.Errorf("%s: %w", fieldNames[i], err)
		}
	}
	for i, to := range []*string{&a.Lang, &a.Section} {
		if err = r.set(to, r.line, r.fields[langField+i]); err != nil {
			return fmt.Errorf("%s: %w", fieldNames[langField+i], err)
		}
	}
	if err = r.authors(); err != nil {
		return fmt.Errorf("authors: %w", err)
	}
	if err = r.source(); err != nil {
		return fmt.Errorf("source: %w", err)
	}
	return nil
}

// Append appends the article's line, without its end, with tags as its topics: in the place
// of those it had, else as the last field.
func (r *Record) Append(dst []byte, tags []Tag) []byte {
	if old := r.fields[topicsField]; old.to > 0 {
		dst = append(dst, r.line[:old.from]...)
		dst = AppendTags(dst, tags)
		return append(dst, r.line[old.to:]...)
	}
	dst = append(dst, r.line[:r.end]...)
	if r.end > 1 {
		dst = append(dst, ',')
	}
	dst = append(dst, `"topics":`...)
	dst = AppendTags(dst, tags)
	return append(dst, '}')
}

// scanObject notes where in the object at the beginning of b the values of the named fields
// stand. It returns the end of the last value and that of the object.
func scanObject(b []byte, names []string, spans []span) (last, end int) {
	last = 1
	i := scanBlank(b, 1)
	if i < len(b) && b[i] == '}' {
		return last, i + 1
	}
	for {
		key, s, from := scanKey(b, i)
		if from == bad {
			return last, bad
		}
		if s&escaped != 0 {
			key = appendUnescaped(nil, key)
		}
		value := span{from: from}
		if from < len(b) && b[from] == '"' {
			value.to, value.shape = scanString(b, from)
		} else {
			value.to = scanValue(b, from, 1)
		}
		if last = value.to; last == bad {
			return last, bad
		}
		for n, name := range names {
			if string(key) == name {
				spans[n] = value
			}
		}
		if i = scanBlank(b, last); i == len(b) || b[i] != ',' {
			break
		}
		i = scanBlank(b, i+1)
	}
	if i == len(b) || b[i] != '}' {
		return last, bad
	}
	return last, i + 1
}

// mistake is what encoding/json says of a line that is no JSON.
func mistake(line []byte) error {
	err := json.Unmarshal(line, new(struct{}))
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		return fmt.Errorf("%w, at byte %d", err, syntax.Offset)
	}
	return fmt.Errorf("no JSON: %w", err)
}

// set decodes the string at s in b to a string of its own, which is the one that to has if
// they are equal: the articles of a stream have few languages and sources.
func (r *Record) set(to *string, b []byte, s span) error {
	v, err := r.view(b, s)
	if err == nil && v != *to {
		*to = strings.Clone(v)
	}
	return err
}

// view decodes the string at s in b. As for encoding/json, null is none.
func (r *Record) view(b []byte, s span) (string, error) {
	switch {
	case s.to == 0 || b[s.from] == 'n':
		return "", nil
	case b[s.from] != '"':
		return "", fmt.Errorf("a string is wanted, not %s", kind(b[s.from]))
	}
	raw := b[s.from+1 : s.to-1]
	if s.shape&foreign != 0 && !utf8.Valid(raw) { // too rare to be fast
		var v string
		err := json.Unmarshal(b[s.from:s.to], &v)
		return v, err
	}
	if s.shape&escaped != 0 {
		start := len(r.buf)
		r.buf = appendUnescaped(r.buf, raw)
		raw = r.buf[start:]
	}
	return unsafe.String(unsafe.SliceData(raw), len(raw)), nil
}

func (r *Record) authors() error {
	list := r.Article.Authors[:0]
	r.Article.Authors = list
	s := r.fields[authorsField]
	switch {
	case s.to == 0 || r.line[s.from] == 'n':
		return nil
	case r.line[s.from] != '[':
		return fmt.Errorf("a list is wanted, not %s", kind(r.line[s.from]))
	}
	for i := scanBlank(r.line, s.from+1); r.line[i] != ']'; {
		name := span{from: i, to: scanValue(r.line, i, 2), shape: escaped | foreign}
		list = slices.Grow(list, 1)[:len(list)+1] // with the author who stood here
		if err := r.set(&list[len(list)-1], r.line, name); err != nil {
			return err
		}
		if i = scanBlank(r.line, name.to); r.line[i] == ',' {
			i = scanBlank(r.line, i+1)
		}
	}
	r.Article.Authors = list
	return nil
}

func (r *Record) source() (err error) {
	s := r.fields[sourceField]
	switch {
	case s.to == 0 || r.line[s.from] == 'n':
		r.Article.Source = Source{}
		return nil
	case r.line[s.from] != '{':
		return fmt.Errorf("an object is wanted, not %s", kind(r.line[s.from]))
	}
	object := r.line[s.from:s.to]
	var fields [2]span
	scanObject(object, sourceNames, fields[:])
	for i, to := range []*string{&r.Article.Source.ID, &r.Article.Source.Name} {
		if err = r.set(to, object, fields[i]); err != nil {
			return fmt.Errorf("%s: %w", sourceNames[i], err)
		}
	}
	return nil
}

// kind names the value that begins with c.
func kind(c byte) string {
	switch c {
	case '"':
		return "a string"
	case '{':
		return "an object"
	case '[':
		return "a list"
	case 't', 'f':
		return "true or false"
	}
	return "a number"
}

// appendUnescaped appends what the inside of a string means, b being known to be well formed.
func appendUnescaped(dst, b []byte) []byte {
	for {
		i := bytes.IndexByte(b, '\\')
		if i < 0 {
			return append(dst, b...)
		}
		dst = append(dst, b[:i]...)
		c := b[i+1]
		if c == 'u' {
			r, n := unescapeRune(b[i:])
			dst, b = utf8.AppendRune(dst, r), b[i+n:]
			continue
		}
		switch c {
		case 'b':
			c = '\b'
		case 'f':
			c = '\f'
		case 'n':
			c = '\n'
		case 'r':
			c = '\r'
		case 't':
			c = '\t'
		}
		dst, b = append(dst, c), b[i+2:]
	}
}

// unescapeRune reads the \uXXXX at the beginning of b, or two that are a surrogate pair. Half
// a pair means the replacement character.
func unescapeRune(b []byte) (r rune, n int) {
	r = hex4(b[2:6])
	if !utf16.IsSurrogate(r) {
		return r, 6
	}
	if len(b) >= 12 && b[6] == '\\' && b[7] == 'u' {
		if pair := utf16.DecodeRune(r, hex4(b[8:12])); pair != utf8.RuneError {
			return pair, 12
		}
	}
	return utf8.RuneError, 6
}
