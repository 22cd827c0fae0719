package extractors

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAuthorsAreNames(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"By Ann Vale and Lee Ford", []string{"Ann Vale", "Lee Ford"}},
		{"Von Jürgen Groß, Ute Klein", []string{"Jürgen Groß", "Ute Klein"}},
		{"https://www.facebook.com/thesite", nil},
		{"ann@site.example", nil},
		{"admin", nil},
		{"Ann Vale, Ph.D.", []string{"Ann Vale"}},
		{"ann vale; ANN VALE", []string{"ann vale"}},
		{"Ann Vale | Staff Writer", []string{"Ann Vale"}},
		{"山田太郎", []string{"山田太郎"}},
		{"Published 5 July 2024", nil},
	} {
		got := namesOf(readCredits(c.in, true))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.in, diff)
		}
	}
}
