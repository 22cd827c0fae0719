package news

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// byJSON is what a Record has to find in a line: encoding/json's answer, by way of a map
// because names count exactly and the last of two wins.
func byJSON(line []byte) (a Article, others map[string]json.RawMessage, err error) {
	if !bytes.HasPrefix(bytes.TrimLeft(line, " \t\r\n"), []byte("{")) {
		return a, nil, errNoArticle
	}
	if err = json.Unmarshal(line, &others); err != nil {
		return a, nil, err
	}
	var source map[string]json.RawMessage
	for _, field := range []struct {
		from map[string]json.RawMessage
		name string
		to   any
	}{
		{others, "title", &a.Title}, {others, "text", &a.Text}, {others, "lang", &a.Lang}, {others, "section", &a.Section},
		{others, "authors", &a.Authors}, {others, "source", &source},
	} {
		if raw, ok := field.from[field.name]; ok && err == nil {
			err = json.Unmarshal(raw, field.to)
		}
	}
	for name, to := range map[string]*string{"id": &a.Source.ID, "name": &a.Source.Name} {
		if raw, ok := source[name]; ok && err == nil {
			err = json.Unmarshal(raw, to)
		}
	}
	delete(others, "topics")
	return a, others, err
}

// checkRecord holds r against encoding/json.
func checkRecord(t *testing.T, r *Record, line []byte) {
	t.Helper()
	want, others, wantErr := byJSON(line)
	kept := bytes.Clone(line)
	err := r.Read(line)
	if (err == nil) != (wantErr == nil) {
		t.Fatalf("%q: %v, want %v", line, err, wantErr)
	}
	if err != nil {
		return
	}
	if diff := cmp.Diff(want, r.Article, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%q (-want +got):\n%s", line, diff)
	}
	tags := tagged()[:1]
	out := r.Append(nil, tags)
	var written map[string]json.RawMessage
	if err := json.Unmarshal(out, &written); err != nil {
		t.Fatalf("%q became %q: %v", line, out, err)
	}
	if got := string(written["topics"]); got != string(AppendTags(nil, tags)) {
		t.Fatalf("%q: topics are %s", line, got)
	}
	delete(written, "topics")
	if diff := cmp.Diff(others, written); diff != "" {
		t.Fatalf("%q: other fields (-want +got):\n%s", line, diff)
	}
	if !bytes.Equal(line, kept) {
		t.Fatalf("%q was changed to %q", kept, line)
	}
}

// lines are the seeds: what NDJSON in the wild may hold, and what is close to it.
var lines = []string{
	`{}`, ` { } `, "\t{\"a\":1}\r\n", `{"title":"Oil","text":"It rose.\nA lot.","lang":"en","section":"World","authors":["A","B"],"source":{"id":"x","name":"X","feed":"f"}}`,
	`{"text":"a","topics":[{"id":"old","x":"}"}],"n":1.50e+07}`, `{"topics":null}`, `{"topics" : [ ] , "title" : "x" }`, `{"topics":1,"a":2,"topics":3}`,
	`{"title":"a","title":"b","title":null}`, `{"title":5,"title":"b"}`, `{"title":"b","title":5}`, `{"Title":"other","TEXT":"other"}`,
	`{"\u0074itle":"by escape","t\u006fpics":7}`, `{"ti\xfftle":1}`, `{"\xff":1,"text":"\xff\xc3"}`,
	`{"text":"\"\\\/\b\f\n\r\t\u00e9\u0000\ud83d\ude00\ud83dx\ude00\ud83d\u0041\uD83D\uDE00"}`, "{\"text\":\"\xe2\x82\\u0041\xed\xa0\x80\"}", `{"text":"漢字 🛢 й"}`,
	`{"text":"0123456701234567\n012345670\"1234567"}`, `{"text":"ends in backslash\\"}`, `{"text":"not ended\"}`, `{"text":"\x"}`, `{"text":"\u12g4"}`, `{"text":"\u123`,
	"{\"text\":\"raw\ttab\"}", "{\"text\":\"del\x7f\"}", "{\"text\":\"01234567\x00\"}",
	`{"authors":null}`, `{"authors":[]}`, `{"authors":[null,"a" , "\u0062"]}`, `{"authors":["a",1]}`, `{"authors":"a"}`, `{"authors":{"a":1}}`,
	`{"source":null}`, `{"source":{}}`, `{"source":{"id":null,"name":"a","name":"b"}}`, `{"source":{"ID":"a"}}`, `{"source":{"id":1}}`, `{"source":"a"}`, `{"source":[]}`,
	`{"lang":true}`, `{"lang":false}`, `{"section":[]}`, `{"section":{}}`, `{"text":-1.5}`,
	`{"n":[0,-0,1.5,-1.5E-10,1e5,12345678901234567890,true,false,null,"",{},[],{"a":{"b":[{}]}}]}`,
	`{"n":01}`, `{"n":1.}`, `{"n":.5}`, `{"n":+1}`, `{"n":1e}`, `{"n":-}`, `{"n":--1}`, `{"n":1e+}`, `{"n":0x1}`, `{"n":tru}`, `{"n":truex}`, `{"n":nul`, `{"n":NaN}`,
	``, ` `, `null`, `[]`, `"a"`, `5`, `{`, `}`, `{"`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1,}`, `{,}`, `{"a" 1}`, `{"a":1 "b":2}`, `{"a":1}}`, `{"a":1}{}`, `{"a":1} x`,
	`{a:1}`, `{'a':1}`, `{"a":[1,]}`, `{"a":[,1]}`, `{"a":[1 2]}`, `{"a":[1}`, `{"a":{"b":1]}`, `{"a":{"b"}}`, `{"a":{1:2}}`, `{"a":[`, `{"a":{`, `{"a":1,"topics"`, "\ufeff{}", "\u00a0{}", "{}\x00",
}

func FuzzRecordFindsWhatJSONFinds(f *testing.F) {
	for _, line := range lines {
		f.Add([]byte(line))
	}
	r := new(Record)
	f.Fuzz(func(t *testing.T, line []byte) { checkRecord(t, r, line) })
}

// Long strings are scanned in words of eight bytes: what ends one must be found at every offset.
func TestEveryByteIsJudgedAtEveryOffset(t *testing.T) {
	r := new(Record)
	for at := range 17 {
		for c := range 256 {
			value := append(bytes.Repeat([]byte("!"), at), byte(c))
			checkRecord(t, r, []byte(`{"text":"`+string(value)+`"}`))
			checkRecord(t, r, []byte(`{"text":"`+string(value)+`!!!!!!!!!","title":"#"}`))
		}
	}
}

func TestNestingEndsWhereJSONEndsIt(t *testing.T) {
	r := new(Record)
	for _, depth := range []int{maxDepth - 1, maxDepth, maxDepth + 1} {
		checkRecord(t, r, []byte(`{"a":`+strings.Repeat("[", depth-1)+strings.Repeat("]", depth-1)+`}`))
		checkRecord(t, r, []byte(`{"a":`+strings.Repeat(`{"b":`, depth-2)+"{}"+strings.Repeat("}", depth-2)+`}`))
	}
}

func TestEveryByteOfOtherFieldsIsKept(t *testing.T) {
	for line, want := range map[string]string{
		`{}`:                                    `{"topics":[]}`,
		` { } ` + "\r":                          `{"topics":[]}`,
		`{"a" : 1.0 }`:                          `{"a" : 1.0,"topics":[]}`,
		`{"topics":[{"id":"old"}], "\u0061":1}`: `{"topics":[], "\u0061":1}`,
		`{"a":"\u003c\/" , "topics" : null }`:   `{"a":"\u003c\/" , "topics" : [] }`,
		"{\"a\":\"\xff\"}":                      "{\"a\":\"\xff\",\"topics\":[]}",
	} {
		r := new(Record)
		if err := r.Read([]byte(line)); err != nil {
			t.Fatal(err)
		}
		if got := string(r.Append(nil, nil)); got != want {
			t.Errorf("%s became %s, want %s", line, got, want)
		}
	}
}

func TestMistakesInALineAreNamed(t *testing.T) {
	for line, want := range map[string]string{
		`null`:                 `a JSON object is wanted: an article`,
		`{"a":1,}`:             `invalid character '}' looking for beginning of object key string, at byte 8`,
		`{"a":1`:               `unexpected end of JSON input, at byte 6`,
		`{"text":["a","b"]}`:   `text: a string is wanted, not a list`,
		`{"source":{"id":{}}}`: `source: id: a string is wanted, not an object`,
		`{"authors":"A"}`:      `authors: a list is wanted, not a string`,
		`{"authors":[1]}`:      `authors: a string is wanted, not a number`,
		`{"source":false}`:     `source: an object is wanted, not true or false`,
	} {
		if err := new(Record).Read([]byte(line)); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", line, err, want)
		}
	}
}

// Metadata are what readers of many articles remember: a view would change under them.
func TestMetadataOfAnArticleOutliveIt(t *testing.T) {
	r := new(Record)
	line := []byte(`{"lang":"en","section":"a\n","authors":["b","c"],"source":{"id":"d","name":"e"}}`)
	if err := r.Read(line); err != nil {
		t.Fatal(err)
	}
	a := r.Article
	a.Authors = slices.Clone(a.Authors)
	copy(line, `{"lang":"de","section":"1\t","authors":["2","3"],"source":{"id":"4","name":"5"}}`)
	if err := r.Read(line); err != nil {
		t.Fatal(err)
	}
	want := Article{Lang: "en", Section: "a\n", Authors: []string{"b", "c"}, Source: Source{ID: "d", Name: "e"}}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Error(diff)
	}
}

// story is a line as crawlers write them: 4 kB of text, a line a paragraph.
func story() []byte {
	a := full()
	a.Topics = []Tag{}
	a.Text = strings.TrimSpace(strings.Repeat(strings.Repeat("The ministry of “energy” said on Tuesday that imports of oil rose. ", 6)+"\n", 10))
	line, err := json.Marshal(a)
	if err != nil {
		panic(err)
	}
	return line
}

func TestRecordsAreReadAndWrittenWithoutAllocation(t *testing.T) {
	line, r, room := story(), new(Record), make([]byte, 0, 1<<16)
	if n := testing.AllocsPerRun(100, func() {
		if r.Read(line) != nil {
			t.Fail()
		}
		r.Append(room, nil)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// The same line by a Record and by encoding/json, which only checks it and only decodes it.
func BenchmarkRecord(b *testing.B) {
	line, r, room := story(), new(Record), make([]byte, 0, 1<<16)
	b.Run("record", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(line)))
		for b.Loop() {
			if err := r.Read(line); err != nil {
				b.Fatal(err)
			}
			room = r.Append(room[:0], nil)
		}
	})
	b.Run("valid", func(b *testing.B) {
		b.SetBytes(int64(len(line)))
		for b.Loop() {
			json.Valid(line)
		}
	})
	b.Run("unmarshal", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(line)))
		for b.Loop() {
			var a struct {
				Title, Text, Lang, Section string
				Authors                    []string
				Source                     struct{ ID, Name string }
			}
			if err := json.Unmarshal(line, &a); err != nil {
				b.Fatal(err)
			}
		}
	})
}
