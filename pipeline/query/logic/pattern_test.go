package logic

import (
	"math/rand/v2"
	"strings"
	"testing"

	"coranto/pipeline/query/querytest"
	"coranto/pipeline/query/token"
)

func FuzzPatternsInclude(f *testing.F) {
	f.Add("a*b?", "*a?b*", "aab")
	f.Add("??*", "*?", "a")
	f.Fuzz(func(t *testing.T, narrow, wide, word string) {
		if len(narrow)+len(wide) > 30 || !strings.ContainsAny(word, "ab") || strings.ContainsAny(word, "*?\x00") {
			return
		}
		if wide != "" && narrow != "" && fresh().patternIncludes(wide, narrow) && token.Like(narrow, word) && !token.Like(wide, word) {
			t.Errorf("%s is said to include %s, but not %q", wide, narrow, word)
		}
	})
}

func TestInclusionOfPatternsIsExact(t *testing.T) {
	r := querytest.Random{Rand: rand.New(rand.NewPCG(1, 2))}
	text := func(from string, n int) string {
		b := make([]byte, 1+r.IntN(n))
		for i := range b {
			b[i] = from[r.IntN(len(from))]
		}
		return string(b)
	}
	var words []string
	for n := range 5 {
		for code := range 1 << (2 * n) {
			word := make([]byte, n)
			for i := range word {
				word[i] = "abxx"[code>>(2*i)&3]
			}
			words = append(words, string(word))
		}
	}
	included := 0
	for range 20000 {
		wide, narrow := text("ab*?*", 4), text("ab*?", 4)
		want := true
		for _, w := range words {
			want = want && (!token.Like(narrow, w) || token.Like(wide, w))
		}
		got := fresh().patternIncludes(wide, narrow)
		if got && !want || !got && want && !strings.Contains(narrow+wide, "?") { // "?" needs longer words to tell
			t.Fatalf("%s includes %s: %v", wide, narrow, got)
		}
		included += one(got)
	}
	if included < 1000 {
		t.Errorf("only %d", included)
	}
}
