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
		{nil, never + within + list, exitFailed},
		{[]string{"imports"}, within, exitFailed},
		{[]string{"coal"}, "", exitDone},
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
