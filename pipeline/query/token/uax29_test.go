package token

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/words"
)

// Where UAX #29 ends a word, one of ours never goes on; where it does not, ours ends only
// for one of the tailorings that Next names.
func TestWordsAreThoseOfUAX29ButForTailorings(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pieces := []string{
		"oil", "G7", "3.5", "1,000", "U.S.", "can't", "rouble's", "l'embargo", "rouble’s", "price-cap", "COVID-19", "AT&T", "a_b", "x:y",
		"é", "e\u0301", "санкции", "Київ", "война", "κυρώσεις", "عقوبات", "عُقُوبات", "نفـط", "صנקציות", "צה\"ל", "प्रतिबंध", "தடை",
		"제재", "制裁", "コンピュータ", "ひらがな", "ｶﾞ", "ประเทศ", "ᠮᠣᠩᠭᠣᠯ", "½", "m²", "Ⅷ", "①", "🙂", "\u00ad", "\u200d", "\u200b", "\ufeff",
		" ", " ", ", ", ". ", "\n", "\t", "—", "(", "\u0301",
	}
	for range 50000 {
		var b strings.Builder
		for range 1 + r.IntN(5) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		text := b.String()
		boundary := map[int]bool{0: true}
		for at, segments := 0, words.FromString(text); segments.Next(); {
			at += len(segments.Value())
			boundary[at] = true
		}
		last := Token{}
		for _, w := range Split(text) {
			for i := w.Start + 1; i < w.End; i++ {
				if boundary[i] && !inWord(text[:i], text[i:]) {
					t.Fatalf("%q: %q goes on over a boundary at %d", text, text[w.Start:w.End], i)
				}
			}
			if !boundary[w.Start] && !tailored(text[:w.Start], text[w.Start:]) {
				t.Fatalf("%q: %q begins after %q, where there is no boundary", text, text[w.Start:w.End], text[last.Start:last.End])
			}
			last = w
		}
	}
}

// inWord are places where UAX #29 has a boundary within a word: beside characters that are
// in their words letters to nobody there.
func inWord(before, after string) bool {
	last, next := lastRune(before), firstRune(after)
	return invisible(last) || invisible(next) || extends(last) || extends(next)
}

// tailored are places where a word begins though UAX #29 goes on.
func tailored(before, after string) bool {
	last, next := lastRune(before), firstRune(after)
	switch {
	case Unspaced(last) || Unspaced(next): // each character is a word
		return true
	case strings.ContainsRune(".,:;'’\"_", last), last == '\u200b', last == '\u02bc': // joins letters or digits there
		return true
	case invisible(last), extends(last): // hangs on what is before
		return true
	}
	return false
}

func lastRune(s string) rune  { r := []rune(s); return r[len(r)-1] }
func firstRune(s string) rune { return []rune(s)[0] }
