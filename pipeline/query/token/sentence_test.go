package token

import (
	"slices"
	"strings"
	"testing"
)

func TestLeadIsTwoParagraphsWithinBounds(t *testing.T) {
	paragraph := func(n int) string { return strings.Repeat("word ", n) + "\n" }
	for _, tt := range []struct {
		text string
		want int
	}{
		{"", 60},
		{paragraph(500), 60},
		{"\n" + paragraph(100) + "\n", 60},
		{"LONDON\n" + paragraph(20) + paragraph(50), 60},
		{paragraph(40) + paragraph(50) + paragraph(30), 90},
		{"\n" + paragraph(40) + "\n \r\n" + paragraph(50) + "\n" + paragraph(30), 90},
		{paragraph(70) + paragraph(200), 120},
	} {
		words := Split(tt.text)
		got := Lead(tt.text, func(end int) int {
			n, _ := slices.BinarySearchFunc(words, end, func(w Token, end int) int { return w.Start - end })
			return n
		})
		if got != tt.want {
			t.Errorf("%.20q: %d words, want %d", tt.text, got, tt.want)
		}
	}
}
