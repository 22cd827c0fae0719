package lint

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"coranto/pipeline/query"
	"coranto/pipeline/tag"
	"coranto/pipeline/tag/tagtest"
)

// many joins what a format makes of numbers, in as many terms as a query may have.
func many(format, operator string) string { return share(format, operator, 1) }

// share is many of a share as many.
func share(format, operator string, of float64) string {
	most, bytes := 9990*of, (1<<16-50)*of
	var terms []string
	for n, size := 0, 0; len(terms) < int(most) && size < int(bytes); n++ {
		term := format
		if strings.Contains(format, "%") {
			term = fmt.Sprintf(format, n)
		}
		terms, size = append(terms, term), size+len(term)+len(operator)
	}
	return strings.Join(terms, operator)
}

func findingsOf(t *testing.T, src string) []Finding {
	t.Helper()
	files := []tag.File{{Name: "t.yaml", Data: []byte("id: x\nquery: >-\n  " + src + "\n")}}
	topics, err := tag.ParseTopics(files)
	if err != nil {
		t.Fatalf("%.60s: %v", src, err)
	}
	return Topics(topics, files)
}

func TestLargestQueriesAreLintedSoon(t *testing.T) {
	many := func(format, operator string) string { return share(format, operator, tagtest.Large) }
	const generous = 10 * tagtest.Slow * time.Second // it takes about one
	for name, src := range map[string]string{
		"words under AND":      many("w%d", " AND "),
		"one word under AND":   many("aa", " AND "),
		"one word under OR":    many("aa", " OR "),
		"words under OR":       many("w%d", " OR "),
		"exceptions":           "oil AND NOT (" + many("w%d", " OR ") + ")",
		"NOT beside each word": many("w%[1]d AND NOT v%[1]d", " AND "),
		"counted alternatives": many("ATLEAST/2 (oil OR w%d)", " OR "),
		"counted and joined":   many("ATLEAST/2 (oil OR w%d)", " AND "),
		"NEAR":                 many("aa", " NEAR/5 "),
		"NEAR of words":        many("w%d", " NEAR/5 "),
		"ONEAR":                many("aa", " ONEAR/3 "),
		"ONEAR/0":              many("aa", " ONEAR/0 "),
		"W/p":                  many("aa", " W/p "),
		"NEARs under OR":       many("aa NEAR/5 w%d", " OR "),
		"NEARs under AND":      many("aa NEAR/5 (bb OR w%d)", " AND "),
		"ORs under AND":        many("(aa OR w%d)", " AND "),
		"ORs of ANDs":          many("(aa AND w%d)", " OR "),
		"wildcards under OR":   many("*w?a*%d*", " OR "),
		"wildcards under AND":  many("*w?a*%d*", " AND "),
		"lead of ONEARs":       "lead:(" + many("w%d", " ONEAR/3 ") + ")",
		"a long phrase":        `"` + many("aa", " ") + `" AND "` + "aa aa" + `"`,
		"words of a field":     many("lang:w%d", " AND "),
		"exact words":          many("{W%d}", " OR ") + " OR aa",
	} {
		if len(src) > 1<<16-1 {
			src = src[:1<<16-1]
		}
		if _, err := query.Parse(src); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		began := time.Now()
		found := findingsOf(t, src)
		took := time.Since(began)
		t.Logf("%s: %d bytes, %d found, %v", name, len(src), len(found), took)
		if took > generous {
			t.Errorf("%s: %v", name, took)
		}
	}
}

func TestTopicTooLargeToBeLookedAtWholeSaysSoOnce(t *testing.T) {
	for src, want := range map[string]bool{
		many("aa", " NEAR/5 "):                        true,
		many("w%d", " AND "):                          false,
		many("w%d", " OR "):                           false,
		"oil AND NOT (" + many("w%d", " OR ") + ")":   false,
		"(" + many("w%d", " OR ") + ") NEAR/5 import": false,
	} {
		said := 0
		for _, f := range findingsOf(t, src) {
			if strings.Contains(f.Msg, "too large to be looked at whole") {
				said++
			}
		}
		if (said == 1) != want || said > 1 {
			t.Errorf("%.60s: said %d times", src, said)
		}
	}
}

func TestLargeConjunctionStillShowsWhatChangesNothing(t *testing.T) {
	found := findingsOf(t, "word1* AND "+many("w%d", " AND ")[:40000]+"x AND word17")
	if len(found) != 1 || !strings.Contains(found[0].Msg, "word1* changes nothing under AND: it is true wherever word17 is") {
		t.Errorf("%d found: %.300v", len(found), found)
	}
}
