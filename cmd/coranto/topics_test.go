package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestLintFailsWhereItFindsSomething(t *testing.T) {
	file := filepath.Join(t.TempDir(), "t.yaml")
	write(t, file, `- lists: {gas: [lng]}
- {id: oil, query: oil OR (tin AND NOT tin*)}
- {id: imports, query: oil NEAR/5 import*}
- {id: coal, query: coal}
`)
	never := file + ":2:28: topic oil: query: tin AND NOT tin* is never true\n"
	within := file + ":3:4: topic imports: every article of it is one of oil (" + file + ":2:4)\n"
	list := file + ":1:11: list gas: no query names it, as $gas\n"
	for _, tt := range []struct {
		topics []string
		want   string
		code   int
	}{
		{nil, never + within + list + "3 topics, 3 found\n", exitFailed},
		{[]string{"imports"}, within + "1 topic, 1 found\n", exitFailed},
		{[]string{"coal"}, "1 topic, nothing found\n", exitDone},
	} {
		out, messages, code := invoke(t, "", append([]string{"topics", "lint", "--topics", file}, tt.topics...)...)
		if code != tt.code || out != tt.want || messages != "" {
			t.Errorf("%v: code %d\n%s%s", tt.topics, code, out, messages)
		}
	}
	if _, messages, code := invoke(t, "", "topics", "lint", "--topics", file, "gold"); code != exitFailed || !strings.Contains(messages, `no topic "gold"`) {
		t.Errorf("code %d, %s", code, messages)
	}
}

func TestExplainSaysWhatAnArticleLacks(t *testing.T) {
	file := filepath.Join(t.TempDir(), "t.yaml")
	write(t, file, "{id: oil, query: oil NEAR/2 import*}")
	article := `{"lang": "en", "text": "The country that imports much more of it buys oil."}`
	out, messages, code := invoke(t, article, "topics", "explain", "--topics", file, "oil", "-")
	if code != exitDone || !strings.Contains(out, "oil NEAR/2 import*: the nearest pair is 5 apart: NEAR/5 would match\n") {
		t.Errorf("code %d, %s%s", code, out, messages)
	}
	out, messages, code = invoke(t, article, "topics", "explain", "--json", "--topics", file, "oil", "-")
	if code != exitDone || !strings.Contains(out, `"query":"oil NEAR/5 import*"`) {
		t.Errorf("code %d, %s%s", code, out, messages)
	}
}

// An operator who has made a mistake in a topic still reads, searches and mends.
func TestCommandsThatNeedNoTopicsWorkWhateverThoseLookLike(t *testing.T) {
	dir := t.TempDir()
	config := filepath.Join(dir, "c.yaml")
	write(t, filepath.Join(dir, "t.yaml"), "id: x\nquery: oil AND\n")
	write(t, filepath.Join(dir, "page.html"), html)
	write(t, filepath.Join(dir, "right.yaml"), "id: oil\nquery: oil\n")
	write(t, filepath.Join(dir, "feeds.txt"), "https://example.com/rss\n")
	write(t, config, "data: "+filepath.Join(dir, "data")+"\ntopics: t.yaml\nfeeds: feeds.txt\n")
	page, right := filepath.Join(dir, "page.html"), filepath.Join(dir, "right.yaml")
	for _, args := range [][]string{
		{"feeds", "list"}, {"feeds", "export"}, {"extract", page}, {"topics", "explain", "--topics", right, "oil", page},
	} {
		if out, messages, code := invoke(t, "", append(args, "-c", config)...); code != exitDone || messages != "" {
			t.Errorf("%q: code %d, %s%s", args, code, out, messages)
		}
	}
	for _, args := range [][]string{{"dead", "list"}, {"search", "--topic", "x"}, {"export"}} {
		_, messages, code := invoke(t, "", append(args, "-c", config)...)
		if want := "coranto: data folder " + filepath.Join(dir, "data") + ": nothing has run here yet\n"; code != exitFailed || messages != want {
			t.Errorf("%q: code %d, %s", args, code, messages)
		}
	}
	for _, args := range [][]string{{"check"}, {"run"}, {"topics", "list"}, {"tag", "-"}} {
		if _, messages, code := invoke(t, "", append(args, "-c", config)...); code != exitFailed || !strings.Contains(messages, "t.yaml:2:") {
			t.Errorf("%q: code %d, %s", args, code, messages)
		}
	}
}

func TestCheckHoldsTopicsAgainstTheirExamples(t *testing.T) {
	dir := t.TempDir()
	config, topics, feeds := filepath.Join(dir, "c.yaml"), filepath.Join(dir, "t.yaml"), filepath.Join(dir, "feeds.txt")
	write(t, config, "topics: t.yaml\nfeeds: feeds.txt\n")
	write(t, feeds, "https://example.com/rss\n")
	write(t, topics, "id: x\nquery: oil\nexamples:\n  match: [oil rises]\n  no_match: [gold rises]\n")
	if out, messages, code := invoke(t, "", "check", "-c", config); code != exitDone || !strings.Contains(out, "is right: 1 feed, 1 topic,") {
		t.Errorf("code %d, %s%s", code, out, messages)
	}
	write(t, topics, "id: x\nquery: oil\nexamples:\n  match: [oil rises, gold rises]\n  no_match: [oil falls]\n")
	write(t, feeds, "ftp://example.com/rss\n")
	out, messages, code := invoke(t, "", "check", "-c", config)
	lines := strings.Split(messages, "\n")
	if code != exitFailed || out != "" || len(lines) != 5 || !strings.HasPrefix(lines[0], feeds+":1:1: ") ||
		!strings.HasPrefix(lines[1], topics+":4:22: topic x should match: gold rises (") ||
		!strings.HasPrefix(lines[2], topics+":5:14: topic x should not match: oil falls (") || lines[3] != "coranto: 3 mistakes in the configuration" {
		t.Errorf("code %d, %s%s", code, out, messages)
	}
}

func TestMistakesNameWhatWasGivenInPlainWords(t *testing.T) {
	dir := t.TempDir()
	file, plain := filepath.Join(dir, "t.yaml"), filepath.Join(dir, "plain.txt")
	write(t, file, "{id: oil, query: oil}")
	write(t, plain, "Oil rises.\n")
	gone := filepath.Join(dir, "gone")
	explain := []string{"topics", "explain", "--topics", file, "oil"}
	for _, tt := range []struct {
		in   string
		args []string
		want string
	}{
		{"", []string{"topics", "list", "--topics", gone}, "topics: " + gone + ": no such file or directory\n"},
		{`{"text":"oil","source":"The Paper"}`, append(explain, "-"), "coranto: standard input: source: an object is wanted, not a string\n"},
		{"{\"text\":\"a\"}\n{}\n", append(explain, "-"), "coranto: standard input: several lines, each a record: one is wanted, as from head -1\n"},
		{`{"text":`, append(explain, "-"), "coranto: standard input: unexpected end of JSON input, at byte 8\n"},
		{"", append(explain, plain), "coranto: " + plain + ": not an HTML document, and no JSON object: an article is a page or a record with title and text\n"},
	} {
		out, messages, code := invoke(t, tt.in, tt.args...)
		if code != exitFailed || out != "" || !strings.HasPrefix(messages, tt.want) {
			t.Errorf("%q: code %d, %s%s, want %s", tt.args, code, out, messages, tt.want)
		}
	}
}
