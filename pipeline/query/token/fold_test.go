package token

import (
	"math/rand/v2"
	"testing"
)

// The short cuts of Fold change nothing.
func TestFoldingFastIsFoldingSlowly(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	alphabets := [][2]rune{{'A', 'z'}, {0xc0, 0x24f}, {0x370, 0x52f}, {0x590, 0x6ff}, {0x900, 0x97f}, {0x980, 0xdff}, {0xe00, 0xeff},
		{0x1000, 0x11ff}, {0x1e00, 0x1fff}, {0x300, 0x36f}, {0x3040, 0x30ff}, {0x4e00, 0x4e20}, {0xac00, 0xac20}, {0xff00, 0xffff}, {0, 0x2ffff}}
	for range 300000 {
		word := []rune{[]rune("aक")[r.IntN(2)]} // what a word begins with
		for range r.IntN(5) {
			a := alphabets[r.IntN(len(alphabets))]
			word = append(word, a[0]+rune(r.IntN(int(a[1]-a[0]+1))))
		}
		if got, want := Fold(string(word)), foldMarks(string(word)); got != want {
			t.Fatalf("%q (%U) folds to %q, want %q", string(word), word, got, want)
		}
	}
}
