package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"coranto/pipeline/news"

	"github.com/google/go-cmp/cmp"
)

// invoke runs the program in this process.
func invoke(t *testing.T, input string, args ...string) (out, messages string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = terminal{strings.NewReader(input), &stdout, &stderr}.main(t.Context(), args)
	return stdout.String(), stderr.String(), code
}

func TestEveryCommandHasHelpWithAnExample(t *testing.T) {
	var walk func(path []string, list []command)
	walk = func(path []string, list []command) {
		for _, c := range list {
			path := append(path[:len(path):len(path)], c.name)
			out, _, code := invoke(t, "", append(path, "--help")...)
			if code != exitDone || !strings.Contains(out, "Examples:\n  coranto "+path[0]) || !strings.Contains(out, c.summary) {
				t.Errorf("%v --help: code %d\n%s", path, code, out)
			}
			walk(path, c.sub)
		}
	}
	walk(nil, terminal{}.commands())
}

func TestWrongUsageEndsWithTwo(t *testing.T) {
	for _, args := range [][]string{
		{}, {"brew"}, {"run", "--nope"}, {"run", "x"}, {"run", "--roles", "brew"}, {"feeds"}, {"feeds", "add"}, {"feeds", "brew"},
		{"dead", "retry"}, {"dead", "show", "x"}, {"tail", "a", "b"}, {"tail", "a.>"}, {"tail", "--nats", "here"}, {"tail", "--nats", "nats://a", "-c", "b.yaml"}, {"search", "--since", "soon"}, {"extract"}, {"tag"}, {"topics", "explain", "x"},
	} {
		if _, messages, code := invoke(t, "", args...); code != exitUsage || !strings.HasPrefix(messages, "coranto: ") {
			t.Errorf("%q: code %d, %q", args, code, messages)
		}
	}
}

func TestFlagsMayFollowArguments(t *testing.T) {
	out, messages, code := invoke(t, "", "topics", "list", "sanctions", "--topics", "../../configs/topics")
	if code != exitDone || !strings.HasPrefix(out, "sanctions ") {
		t.Errorf("code %d, %s%s", code, out, messages)
	}
}

func TestShippedConfigurationIsRight(t *testing.T) {
	for _, args := range [][]string{{"check"}, {"check", "-c", "../../configs/coranto.yaml"}} {
		out, messages, code := invoke(t, "", args...)
		if code != exitDone || !strings.Contains(out, "20 topics") {
			t.Errorf("%q: code %d\n%s%s", args, code, out, messages)
		}
	}
}

func TestShippedTopicsPassTheirExamples(t *testing.T) {
	out, messages, code := invoke(t, "", "topics", "test")
	if code != exitDone || !strings.Contains(out, " 0 wrong") {
		t.Errorf("code %d\n%s%s", code, out, messages)
	}
}

func TestWrongExampleFailsWithItsPlace(t *testing.T) {
	file := filepath.Join(t.TempDir(), "t.yaml")
	write(t, file, "id: x\nquery: oil\nexamples:\n  match: [oil rises, gold rises]\n  no_match: [oil falls]\n")
	out, messages, code := invoke(t, "", "topics", "test", "--topics", file)
	if code != exitFailed || !strings.Contains(out, "3 examples, 2 wrong") ||
		!strings.Contains(messages, file+":4:22: ") || !strings.Contains(messages, file+":5:14: ") {
		t.Errorf("code %d\n%s%s", code, out, messages)
	}
}

func TestEveryMistakeOfAConfigurationIsReportedBeforeAnythingStarts(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "c.yaml")
	write(t, filepath.Join(dir, "feeds.txt"), "https://example.com/rss\nftp://example.com/rss\n")
	write(t, filepath.Join(dir, "topic.yaml"), "id: x\nquery: |\n  oil AND\n  (gas\n")
	write(t, file, `data: `+filepath.Join(dir, "data")+`
pol: {every: 1m}
poll:
  every: soon
fetch: {timeout: -1s}
feeds: [feeds.txt, missing.opml]
topics: [nowhere, topic.yaml]
web: {listen: 8080}
`)
	want := []string{
		file + `:2:1: unknown key "pol": did you mean "poll"?`,
		file + `:4:10: poll.every: "soon" must be a duration`,
		file + `:5:18: fetch.timeout: "-1s" must be a duration`,
		file + `:8:15: web.listen: "8080" must be host:port`,
		filepath.Join(dir, "feeds.txt") + `:2:1: `,
		file + `:6:20: feeds: ` + filepath.Join(dir, "missing.opml") + `: no such file`,
		file + `:7:10: topics: ` + filepath.Join(dir, "nowhere") + `: no such file`,
		filepath.Join(dir, "topic.yaml") + `:4:`,
	}
	for _, args := range [][]string{{"check", "-c", file}, {"run", "-c", file}} {
		_, messages, code := invoke(t, "", args...)
		if code != exitFailed {
			t.Errorf("%q: code %d", args, code)
		}
		lines := strings.Split(strings.TrimSpace(messages), "\n")
		if len(lines) != len(want)+1 {
			t.Errorf("%q: %d lines for %d mistakes:\n%s", args, len(lines), len(want), messages)
			continue
		}
		for _, mistake := range want {
			if !strings.Contains("\n"+messages, "\n"+mistake) {
				t.Errorf("%q: lacks %s\n%s", args, mistake, messages)
			}
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "data")); err == nil {
		t.Error("the data folder was made")
	}
}

const html = `<html lang="en"><head><title>Oil imports rise | The Paper</title></head><body><nav>Home World Sport</nav><article><h1>Oil imports rise</h1>
<p>Oil imports rose to a record in June, according to figures that the ministry of petroleum published on Tuesday morning.</p>
<p>Refiners bought more crude from Russia, which was cheaper, and less from the Gulf, two of their managers said.</p></article></body></html>`

func TestExtractReadsFilesPipesAndGzip(t *testing.T) {
	dir := t.TempDir()
	plain, packed := filepath.Join(dir, "a.html"), filepath.Join(dir, "b.html.gz")
	write(t, plain, html)
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	fmt.Fprint(z, html)
	z.Close()
	write(t, packed, zipped.String())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, html) }))
	defer server.Close()

	out, messages, code := invoke(t, html, "extract", "--url", "https://example.com/x", plain, packed, "-")
	if code != exitDone {
		t.Fatalf("code %d: %s", code, messages)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	for i, file := range []string{plain, packed, "-"} {
		var page extracted
		if err := json.Unmarshal([]byte(lines[i]), &page); err != nil {
			t.Fatal(err)
		}
		if page.File != file || page.URL != "https://example.com/x" || page.Title != "Oil imports rise" || page.Lang != "en" ||
			!strings.HasPrefix(page.Text, "Oil imports rose") || !strings.HasSuffix(page.Text, "managers said.") {
			t.Errorf("%+v", page)
		}
	}
	if _, messages, code = invoke(t, "", "extract", server.URL); code != exitFailed || !strings.Contains(messages, "fetch.allow_private") {
		t.Errorf("a private address was read: code %d, %s", code, messages)
	}
	config := filepath.Join(dir, "c.yaml")
	write(t, config, "fetch: {allow_private: ["+strings.TrimPrefix(server.URL, "http://")+"]}\n")
	if out, messages, code = invoke(t, "", "extract", "-c", config, server.URL); code != exitDone || !strings.Contains(out, "Oil imports rise") {
		t.Errorf("code %d, %s%s", code, out, messages)
	}
	if out, messages, code = invoke(t, "", "extract", plain, filepath.Join(dir, "missing"), packed); code != exitFailed ||
		strings.Count(out, "\n") != 2 || !strings.Contains(messages, "missing") {
		t.Errorf("one missing file: code %d, %s%s", code, out, messages)
	}
}

func TestExtractKeepsOrder(t *testing.T) {
	dir := t.TempDir()
	args := []string{"extract"}
	for i := range 300 {
		name := filepath.Join(dir, strconv.Itoa(i))
		text := strings.Repeat("<p>The harbour office counted the ships again, and found one more. </p>", 1+(300-i)%7*200)
		write(t, name, fmt.Sprintf(`<html><head><title>Number %d</title><link rel="canonical" href="https://example.com/%d"></head><body>%s</body></html>`, i, i, text))
		args = append(args, name)
	}
	out, messages, code := invoke(t, "", args...)
	if code != exitDone {
		t.Fatal(messages)
	}
	n := 0
	for line := range strings.Lines(out) {
		var page extracted
		if err := json.Unmarshal([]byte(line), &page); err != nil {
			t.Fatal(err)
		}
		if page.File != args[n+1] || page.Title != fmt.Sprint("Number ", n) || page.URL != fmt.Sprint("https://example.com/", n) {
			t.Fatalf("line %d: %s, %s, %s", n, page.File, page.Title, page.URL)
		}
		n++
	}
	if n != 300 {
		t.Errorf("%d lines", n)
	}
}

func TestExtractPrintsTheKeysOfThePage(t *testing.T) {
	page := `<html lang="en"><head><title>Bridge stays open</title><meta property="og:site_name" content="The Post"><meta property="og:image" content="/a.jpg">
<meta property="article:published_time" content="2024-07-05T00:30:00+02:00"></head><body><article><h1>Bridge stays open</h1><p>By Ann Vale</p><p>` +
		strings.Repeat("The council voted to keep the old bridge open. ", 5) + `</p></article></body></html>`
	out, messages, code := invoke(t, page, "extract", "--url", "https://example.com/x", "-")
	if code != exitDone {
		t.Fatal(messages)
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{
		"file": "-", "url": "https://example.com/x", "title": "Bridge stays open", "authors": []any{"Ann Vale"}, "published": "2024-07-05T00:30:00+02:00",
		"lang": "en", "site": "The Post", "image": "https://example.com/a.jpg", "partial": false, "rejected": "",
	} {
		if diff := cmp.Diff(want, got[key]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", key, diff)
		}
	}
	out, _, code = invoke(t, "<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>", "extract", "-")
	if code != exitDone || !strings.Contains(out, `"text":""`) || !strings.Contains(out, `"rejected":"soft 404"`) {
		t.Errorf("code %d, %s", code, out)
	}
}

func TestTagKeepsOrderAndOtherFields(t *testing.T) {
	topics := filepath.Join(t.TempDir(), "t.yaml")
	write(t, topics, "- {id: oil, query: oil}\n- {id: gas, query: gas*}\n")
	var in strings.Builder
	for i := range 200 {
		fmt.Fprintf(&in, `{"n": %d, "title": "Oil <b> & gas", "text": "nothing", "lang":"en"}`+"\n", i)
	}
	in.WriteString(`{"text": "oil", "topics": [{"id":"old"}], "n": 200}` + "\n{}\n")
	out, messages, code := invoke(t, in.String(), "tag", "--topics", topics, "-")
	if code != exitDone {
		t.Fatal(messages)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 202 {
		t.Fatalf("%d lines", len(lines))
	}
	for i, line := range lines[:201] {
		var record struct {
			N      int
			Topics []news.Tag
		}
		if err := json.Unmarshal([]byte(line), &record); err != nil {
			t.Fatal(err)
		}
		if wantTopics := 2 - i/200; record.N != i || len(record.Topics) != wantTopics {
			t.Fatalf("line %d: %s", i, line)
		}
	}
	if !strings.HasPrefix(lines[7], `{"n": 7, "title": "Oil <b> & gas", "text": "nothing", "lang":"en","topics":[{"id":"`) {
		t.Error("the line was not kept:", lines[7])
	}
	if lines[201] != `{"topics":[]}` {
		t.Error(lines[201])
	}
	if _, messages, code = invoke(t, "{}\nnull\n{\"topics\":null}\n", "tag", "--topics", topics, "-"); code != exitFailed || !strings.Contains(messages, "line 2: ") {
		t.Errorf("code %d, %s", code, messages)
	}
}

func TestFeedsAddedByCommandAreListedExportedAndRemoved(t *testing.T) {
	w := newWorld(t)
	feed := w.room.Feeds(w.addr)[0].URL
	write(t, filepath.Join(filepath.Dir(w.config), "feeds.txt"), "https://example.com/only.xml\n")
	run := func(want string, args ...string) string {
		t.Helper()
		out, messages, code := invoke(t, "", append(args, "-c", w.config)...)
		if code != exitDone || !strings.Contains(out, want) {
			t.Errorf("%q: code %d, %q lacks %q", args, code, out+messages, want)
		}
		return out
	}
	run("articles", "feeds", "add", feed, "--desk", "Energy/Oil", "--title", "A & B")
	run("A & B", "feeds", "list")
	opml := run(`text="Oil"`, "feeds", "export")
	if !strings.Contains(opml, "example.com/only.xml") {
		t.Error(opml)
	}
	run("http", "feeds", "poll", feed)
	run("written", "feeds", "remove", feed)
	if out := run("only.xml", "feeds", "list"); strings.Contains(out, feed) {
		t.Error(out)
	}
	if _, messages, code := invoke(t, "", "feeds", "remove", "https://example.com/only.xml", "-c", w.config); code != exitFailed || !strings.Contains(messages, "list of the configuration") {
		t.Errorf("code %d, %s", code, messages)
	}
	list := filepath.Join(t.TempDir(), "more.opml")
	write(t, list, opml)
	run("1 feed new", "feeds", "import", list)
	run("A & B", "feeds", "list")
}

func TestPrintableTextCannotMoveTheCursor(t *testing.T) {
	if diff := cmp.Diff("a[31mb c", printable("a\x1b[31mb\u202e\nc\u009b\x7f")); diff != "" {
		t.Error(diff)
	}
}
