package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"

	"coranto/pipeline"
	"coranto/pipeline/news"
	"coranto/pipeline/tag"

	"github.com/google/go-cmp/cmp"
)

// tagging makes a file of topics, and a tagger of the same.
func tagging(t *testing.T, topics string) (file string, tagger *tag.Tagger) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "t.yaml")
	write(t, file, topics)
	list, err := pipeline.ReadTopics(file)
	if err != nil {
		t.Fatal(err)
	}
	return file, tag.New(list)
}

// slowly is what the command has to make of a line, without its end, that has no topics: by
// encoding/json, and with memory of its own.
func slowly(t testing.TB, tagger *tag.Tagger, line string) string {
	t.Helper()
	var a news.Article
	if err := json.Unmarshal([]byte(line), &a); err != nil {
		t.Fatal(err)
	}
	a, err := tagger.Tag(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	var topics bytes.Buffer
	if err := printJSON(&topics, a.Topics); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(line, "}") + `,"topics":` + strings.TrimSpace(topics.String()) + "}"
}

func onCores(t *testing.T, n int) {
	before := runtime.GOMAXPROCS(n)
	t.Cleanup(func() { runtime.GOMAXPROCS(before) })
}

func TestOrderIsKeptOverTenThousandLinesAmongBadOnes(t *testing.T) {
	onCores(t, 8)
	file, tagger := tagging(t, "- {id: oil, query: oil*}\n- {id: gas, query: 'gas OR title:report*'}\n- {id: none, query: nothing}\n")
	var in, want, mistakes strings.Builder
	for i := range 10_000 {
		line := fmt.Sprintf(`{"n": %d, "title": "Report%d", "text": "%soil%d rises.\nGas, “too” \u2028 oilé%d.", "other": [1.0, "<&>"]}`,
			i, i, strings.Repeat("Words before ", i%97), i, i)
		switch {
		case i%101 == 7:
			fmt.Fprintf(&in, "{\"n\": %d,}\n", i)
			fmt.Fprintf(&mistakes, "line %d: invalid character '}' looking for beginning of object key string, at byte %d\n", i+1, len(fmt.Sprint(i))+8)
		case i%211 == 9:
			in.WriteString(" \r\n") // counts, and says nothing
		default:
			fmt.Fprintln(&in, line)
			fmt.Fprintln(&want, slowly(t, tagger, line))
		}
	}
	out, messages, code := invoke(t, in.String(), "tag", "--topics", file, "-")
	if code != exitFailed {
		t.Errorf("code %d", code)
	}
	if diff := cmp.Diff(strings.Split(mistakes.String(), "\n"), strings.Split(messages, "\n")); diff != "" {
		t.Errorf("messages (-want +got):\n%s", diff)
	}
	if out != want.String() {
		t.Errorf("lines (-want +got):\n%s", cmp.Diff(strings.Split(want.String(), "\n"), strings.Split(out, "\n")))
	}
}

// An article is decoded to where the one before it was, whose language may have been another.
func TestArticlesOfManyLanguagesDoNotTouchEachOther(t *testing.T) {
	const topics = "- {id: stems, query: 'stem:import'}\n- {id: english, query: {en: importing, any: nothing}}\n"
	_, tagger := tagging(t, topics)
	_, other := tagging(t, topics) // that remembers nothing of what the first one saw
	var b batch
	for i := range 500 {
		line := fmt.Sprintf(`{"lang":"%s","text":"importing and imports, %d"}`, []string{"en", "de", "fr", "\\u0065n", "EN-gb", "xx"}[i*i%13%6], i)
		b.lines = append(b.lines[:0], line...)
		b.tag(tagger.Append, maxEvidence, b.lines)
		if want := slowly(t, other, line) + "\n"; string(b.out) != want {
			t.Fatalf("article %d (-want +got):\n%s", i, cmp.Diff(want, string(b.out)))
		}
	}
}

func TestTopicsAreReplacedInTheirPlace(t *testing.T) {
	file, _ := tagging(t, "{id: oil, query: oil}")
	out, messages, code := invoke(t, `{"topics" : [{"id":"old"}] , "text":"nothing", "z": 1, "a": 1.0}`+"\n"+`{"a":1,"topics":null}`,
		"tag", "--topics", file, "-")
	if want := `{"topics" : [] , "text":"nothing", "z": 1, "a": 1.0}` + "\n" + `{"a":1,"topics":[]}` + "\n"; out != want || code != exitDone {
		t.Errorf("code %d, %s\n%s", code, messages, cmp.Diff(want, out))
	}
}

func zipped(t testing.TB, text string) string {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	fmt.Fprint(z, text)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestGzipIsUnpackedFromFilesAndPipes(t *testing.T) {
	topics, _ := tagging(t, "{id: oil, query: oil}")
	text := strings.Repeat(`{"text":"no news"}`+"\n", 5000)
	want := strings.Repeat(`{"text":"no news","topics":[]}`+"\n", 5000)
	packed := zipped(t, text)
	file := filepath.Join(t.TempDir(), "articles.ndjson.gz")
	write(t, file, packed)
	for name, in := range map[string]string{file: "", "-": packed} {
		if out, messages, code := invoke(t, in, "tag", "--topics", topics, name); out != want || code != exitDone {
			t.Errorf("%s: code %d, %d bytes, %s", name, code, len(out), messages)
		}
	}
	out, messages, code := invoke(t, packed[:len(packed)-6], "tag", "--topics", topics, "-")
	if out != want || code != exitFailed || messages != "coranto: after line 5000: unexpected EOF\n" {
		t.Errorf("cut short: code %d, %d bytes, %s", code, len(out), messages)
	}
}

func TestLineThatIsTooLongIsLeftOutAndTheRestIsTagged(t *testing.T) {
	file, _ := tagging(t, "{id: oil, query: oil}")
	fits := `{"text":"` + strings.Repeat("x", maxRecord-len(`{"text":""}`)) + `"}`
	out, messages, code := invoke(t, "{\"title\":\"x\"}\n"+fits+"\n"+fits+" \n{\"text\":\"x\"}\n", "tag", "--topics", file, "-")
	if want := `{"title":"x","topics":[]}` + "\n" + strings.TrimSuffix(fits, "}") + `,"topics":[]}` + "\n" + `{"text":"x","topics":[]}` + "\n"; out != want {
		t.Errorf("%d bytes, want %d", len(out), len(want))
	}
	if code != exitFailed || messages != "line 3: longer than 16 MiB\n" {
		t.Errorf("code %d, %s", code, messages)
	}
}

func TestEvidenceShowsAsManyPassagesAsAskedFor(t *testing.T) {
	file, _ := tagging(t, "{id: oil, query: oil OR gas OR coal OR wind OR sun OR wood}")
	for want, args := range map[int][]string{5: {}, 0: {"--evidence", "0"}, 2: {"--evidence", "2"}} {
		out, messages, code := invoke(t, `{"text":"Oil, gas, coal, wind, sun, wood."}`, append([]string{"tag", "--topics", file, "-"}, args...)...)
		var a struct {
			Topics []struct{ Evidence []news.Evidence }
		}
		if err := json.Unmarshal([]byte(out), &a); err != nil {
			t.Fatal(err, messages)
		}
		if code != exitDone || len(a.Topics) != 1 || a.Topics[0].Evidence == nil || len(a.Topics[0].Evidence) != want {
			t.Errorf("%d: code %d, %s%s", want, code, out, messages)
		}
	}
	for _, n := range []string{"-1", "6", "all"} {
		if _, messages, code := invoke(t, "", "tag", "--topics", file, "--evidence", n, "-"); code != exitUsage || !strings.Contains(messages, "evidence") {
			t.Errorf("%s: code %d, %s", n, code, messages)
		}
	}
}

// Short lines that are about every topic grow a hundredfold: a batch is written in parts.
func TestOutputFarLargerThanItsInputIsWhole(t *testing.T) {
	var topics strings.Builder
	for i := range 30 {
		fmt.Fprintf(&topics, "- {id: oil-%d, query: oil}\n", i)
	}
	file, tagger := tagging(t, topics.String())
	line := `{"text":"oil"}`
	n := 4 * readSize / len(line)
	want := strings.Repeat(slowly(t, tagger, line)+"\n", n)
	if len(want)/4 < maxOut {
		t.Fatalf("%d bytes make no batch full", len(want))
	}
	if out, messages, code := invoke(t, strings.Repeat(line+"\n", n), "tag", "--topics", file, "-"); out != want || code != exitDone {
		t.Errorf("code %d, %d bytes, want %d; %s", code, len(out), len(want), messages)
	}
	_, messages, _ := invoke(t, strings.Repeat("x\n", 3*maxMistakes), "tag", "--topics", file, "-")
	lines := strings.Split(messages, "\n")
	for i, message := range lines[:len(lines)-1] {
		if !strings.HasPrefix(message, fmt.Sprintf("line %d: ", i+1)) {
			t.Fatalf("message %d is %s", i+1, message)
		}
	}
	if len(lines)-1 != 3*maxMistakes {
		t.Errorf("%d messages", len(lines)-1)
	}
}

func TestLinesComeOutBeforeTheInputEnds(t *testing.T) {
	file, _ := tagging(t, "{id: oil, query: oil}")
	in, feed := io.Pipe()
	seen, out := io.Pipe()
	var messages bytes.Buffer
	code := make(chan int, 1)
	go func() { code <- terminal{in, out, &messages}.main(t.Context(), []string{"tag", "--topics", file, "-"}) }()
	lines := bufio.NewReader(seen)
	for i := range 3 {
		fmt.Fprintf(feed, `{"n":%d}`+"\n{", i)
		if line, err := lines.ReadString('\n'); err != nil || line != fmt.Sprintf(`{"n":%d,"topics":[]}`+"\n", i) {
			t.Fatalf("%q, %v", line, err)
		}
		fmt.Fprint(feed, "}\n")
		if line, err := lines.ReadString('\n'); err != nil || line != `{"topics":[]}`+"\n" {
			t.Fatalf("%q, %v", line, err)
		}
	}
	feed.Close()
	if c := <-code; c != exitDone {
		t.Errorf("code %d, %s", c, messages.String())
	}
}

// stuck is a writer that takes nothing until it is freed.
type stuck struct{ free chan struct{} }

func (s stuck) Write(p []byte) (int, error) {
	<-s.free
	return len(p), nil
}

// endless is an input that counts what was read of it.
type endless struct {
	line string
	read int
}

func (e *endless) Read(p []byte) (n int, err error) {
	for len(p)-n >= len(e.line) {
		n += copy(p[n:], e.line)
	}
	e.read += n
	return n, nil
}

func TestOutputThatHangsStopsTheReadingAndCtrlCEndsBoth(t *testing.T) {
	_, tagger := tagging(t, "{id: oil, query: oil}")
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		in, out := &endless{line: `{"text":"no news"}` + "\n"}, stuck{make(chan struct{})}
		defer close(out.free)
		ended := make(chan error)
		go func() { ended <- terminal{in, out, io.Discard}.tagAll(ctx, tagger.Append, 5, in) }()
		synctest.Wait()
		if bound := (4*runtime.GOMAXPROCS(0) + 2) * readSize; in.read == 0 || in.read > bound {
			t.Errorf("%d bytes were read ahead, want up to %d", in.read, bound)
		}
		cancel()
		if err := <-ended; err != context.Canceled {
			t.Error(err)
		}
	})
}

// broken is a pipe whose reader has left.
type broken struct{}

func (broken) Write([]byte) (int, error) {
	return 0, &fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.EPIPE}
}

func TestReaderThatLeavesEndsTheRunQuietly(t *testing.T) {
	file, _ := tagging(t, "{id: oil, query: oil}")
	var messages bytes.Buffer
	in := &endless{line: `{"text":"no news"}` + "\n"}
	code := terminal{in, broken{}, &messages}.main(t.Context(), []string{"tag", "--topics", file, "-"})
	if code != exitFailed || messages.Len() > 0 {
		t.Errorf("code %d, %s", code, messages.String())
	}
}

func TestLanguageThatIsNotSaidIsGuessed(t *testing.T) {
	const russian = "В пятницу министерство сообщило, что доходы бюджета от продажи нефти выросли."
	const topics = "- {id: oil, query: {any: oil, ru: нефт*, en: crude}}\n- {id: all, query: нефти}\n"
	file, _ := tagging(t, topics)
	ids := regexp.MustCompile(`"id":"([a-z]+)"`)
	for lang, want := range map[string]string{"": "all oil", `"lang":"",`: "all oil", `"lang":"und",`: "all oil", `"lang":null,`: "all oil", `"lang":"ru-RU",`: "all oil", `"lang":"de",`: "all"} {
		line := `{` + lang + `"text":"` + russian + `"`
		out, messages, code := invoke(t, line+"}", "tag", "--topics", file, "-")
		var got []string
		for _, id := range ids.FindAllStringSubmatch(out, -1) {
			got = append(got, id[1])
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want || code != exitDone || !strings.HasPrefix(out, line+`,"topics":[`) {
			t.Errorf("%s: %v, want %s; code %d, %s%s", lang, got, want, code, out, messages)
		}
		out, messages, code = invoke(t, line+"}", "topics", "explain", "--topics", file, "oil", "-")
		if matches := strings.Contains(out, "oil: matches"); matches != strings.Contains(want, "oil") || code != exitDone {
			t.Errorf("%s: code %d, %s%s", lang, code, out, messages)
		}
	}
}

func TestLanguageIsGuessedOnlyWhereItMakesADifference(t *testing.T) {
	for topics, want := range map[string]string{
		"{id: x, query: oil OR \"stem\"}":                           "",
		"{id: x, query: {any: oil}}":                                "",
		"{id: x, query: {any: oil, ru: нефть}}":                     "en",
		"{id: x, query: {en: oil}}":                                 "en",
		"{id: x, query: oil AND NOT lang:de}":                       "en",
		"{id: x, query: stem:import}":                               "en",
		"{id: x, weights: {threshold: 4, terms: {stem:import: 4}}}": "en",
	} {
		_, tagger := tagging(t, topics)
		a := news.Article{Title: "The ministry said that imports have risen", Text: "The figures are from the ministry, and the minister said that they will rise."}
		appending(tagger)(nil, &a, 0)
		if a.Lang != want {
			t.Errorf("%s: %q, want %q", topics, a.Lang, want)
		}
	}
}

func TestArticleWithNothingToReadIsReportedAndKept(t *testing.T) {
	file, _ := tagging(t, "{id: oil, query: oil}")
	headline := `{"headline":"` + strings.Repeat("Ölpreise ", 20) + `"}`
	in := `{"text":"oil"}` + "\n\n" + `{"title":"","body":"oil\u001b"}` + "\n" + headline + "\n"
	out, messages, code := invoke(t, in, "tag", "--evidence", "0", "--topics", file, "-")
	if lines := strings.Split(out, "\n"); code != exitDone || len(lines) != 4 || lines[1] != `{"title":"","body":"oil\u001b","topics":[]}` {
		t.Errorf("code %d, %s", code, out)
	}
	want := "line 3: neither title nor text: {\"title\":\"\",\"body\":\"oil\\u001b\"}\nline 4: neither title nor text: {\"headline\":\"Ölpreise Ölpreise Ölpreise Ölpreise Ölpreise Ölpreise Ölprei…\n"
	if diff := cmp.Diff(want, messages); diff != "" {
		t.Error(diff)
	}
	out, messages, code = invoke(t, `{"body":"oil"}`, "topics", "explain", "--topics", file, "oil", "-")
	if code != exitDone || !strings.HasPrefix(out, "oil: does not match") || messages != "standard input: neither title nor text: {\"body\":\"oil\"}\n" {
		t.Errorf("code %d, %s%s", code, out, messages)
	}
}
