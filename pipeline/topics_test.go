package pipeline

import (
	"bytes"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"coranto/pipeline/tag"
)

// last is the last line of the log, without its time.
func (l *library) last() string {
	lines := strings.Split(strings.TrimSpace(l.log.String()), "\n")
	_, line, _ := strings.Cut(lines[len(lines)-1], " ")
	return line
}

func TestReloadNamesTheTopicsThatCameWentAndChanged(t *testing.T) {
	l := newLibrary(t)
	l.write("topics/b.yaml", "- {id: b, query: gas}\n- {id: c, query: coal}\n")
	l.expect("a b c", "1")
	if want := `level=INFO msg="topics reloaded" topics=3 came="[b c]"`; l.last() != want {
		t.Errorf("%s, want %s", l.last(), want)
	}
	l.write("topics/b.yaml", "- {id: b, query: 'gas   OR lng'}\n- {id: d, query: wood}\n")
	l.expect("a b d", "1")
	if want := `level=INFO msg="topics reloaded" topics=3 came=[d] went=[c] changed=[b]`; l.last() != want {
		t.Errorf("%s, want %s", l.last(), want)
	}
	l.write("topics/b.yaml", "- {id: b, name: Gas, query: gas OR lng}\n- {id: d, query: wood}\n")
	l.expect("a b d", "1")
	if want := `level=INFO msg="topics reloaded" topics=3`; l.last() != want {
		t.Errorf("%s, want %s: the meaning is the same", l.last(), want)
	}
}

func TestReloadNamesTenTopicsAtMost(t *testing.T) {
	var many []tag.Topic
	for i := range 12 {
		many = append(many, tag.Topic{ID: fmt.Sprint("t", i)})
	}
	got := fmt.Sprint(differences(many, nil), differences(nil, many[:10]))
	if want := "[went [t0 t1 t2 t3 t4 t5 t6 t7 t8 t9 and 2 more]] [came [t0 t1 t2 t3 t4 t5 t6 t7 t8 t9]]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestTopicsWhoseExamplesComeOutWrongAreTakenWithAWarning(t *testing.T) {
	l := newLibrary(t)
	l.write("topics/b.yaml", "id: b\nquery: gas\nexamples:\n  match: [gas, oil, coal]\n  no_match: [gas, gas, wood]\n")
	l.expect("a b", "1")
	file := filepath.Join(l.dir, "topics/b.yaml")
	want := fmt.Sprintf(`level=WARN msg="examples of topics come out wrong" count=4 first="[%[1]s:4:16: topic b %[1]s:4:21: topic b %[1]s:5:14: topic b]"`, file)
	if l.last() != want {
		t.Errorf("%s, want %s", l.last(), want)
	}
}

func TestStartAndReloadWarnOfExamplesThatComeOutWrong(t *testing.T) {
	t.Parallel()
	c := testConfig(t, t.TempDir())
	var err error
	c.Topics, err = tag.ParseTopics([]tag.File{{Name: "t.yaml", Data: []byte("id: x\nquery: oil\nexamples: {match: coal}\n")}})
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	pipe, stop := startWith(t, c, slog.New(slog.NewTextHandler(&log, nil)))
	next := *c
	next.Topics, err = tag.ParseTopics([]tag.File{{Name: "t.yaml", Data: []byte("- {id: x, query: gas, examples: {match: coal}}\n- {id: y, query: gas}")}})
	if err != nil {
		t.Fatal(err)
	}
	pipe.Reload(&next)
	stop()
	for _, want := range []string{
		`level=WARN msg="examples of topics come out wrong" count=1 first="[t.yaml:3:19: topic x]"`,
		`topics=2 every=50ms came=[y] changed=[x]`,
		`level=WARN msg="examples of topics come out wrong" count=1 first="[t.yaml:1:41: topic x]"`,
	} {
		if strings.Count(log.String(), want) != 1 {
			t.Errorf("the log lacks %s:\n%s", want, &log)
		}
	}
}
