package names

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var reader = Reader{IsMonth: func(w string) bool {
	return slices.Contains([]string{"januar", "march", "july", "dec"}, w)
}}

func TestNamesAreReadOutOfPrintedBylines(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"By Ann Vale and Lee Ford", []string{"Ann Vale", "Lee Ford"}},
		{"Von Jürgen Groß, Ute Klein", []string{"Jürgen Groß", "Ute Klein"}},
		{"Par Ann Vale et Lee Ford", []string{"Ann Vale", "Lee Ford"}},
		{"ByAnn Vale Dec 9, 2016", []string{"Ann Vale"}},
		{"8. Januar 2020 · by Ann Vale · in Gefühle", []string{"Ann Vale"}},
		{"March 15, 2022 · 3 min read · By Ann Vale", []string{"Ann Vale"}},
		{"12/04/2020 by Ann Vale 24 Comments", []string{"Ann Vale"}},
		{"Author: Bo2man am 29.12.2010, 13:36 Uhr", []string{"Bo2man"}},
		{"Eingestellt von Ann Vale", []string{"Ann Vale"}},
		{"By\nAnn Vale", []string{"Ann Vale"}},
		{"By Ann Vale\nSenior Autos Reporter\nUpdated March 11, 2026", []string{"Ann Vale"}},
		{"By Ann Vale\n12/22/2023 12:12 PM EST\nLink Copied", []string{"Ann Vale"}},
		{"By Ann ValeStaff Writer", []string{"Ann Vale"}},
		{"By Ann Vale, Contributing Opinion Writer", []string{"Ann Vale"}},
		{"by Ann Vale, Senior Director, Content & Marketing, Vale and Ford Institute", []string{"Ann Vale"}},
		{"von Ann Vale, NDR NORDEN", []string{"Ann Vale"}},
		{"Ann Vale in London and Lee Ford in Paris", []string{"Ann Vale"}},
		{"Par Ann Vale(Bruxelles, bureau européen)", []string{"Ann Vale"}},
		{"by Ann Vale@annvale Dec 15, 2016, 1:55pm EST", []string{"Ann Vale"}},
		{"Ann Vale, Ph.D.", []string{"Ann Vale"}},
		{"ann vale; ANN VALE", []string{"ann vale"}},
		{"Ann Vale | Staff Writer", []string{"Ann Vale"}},
		{"by Linny and Peter", []string{"Linny", "Peter"}},
		{"谢若含2017-03-01 14:27:02", []string{"谢若含"}},
		{"山田太郎", []string{"山田太郎"}},
		{"신현주 기자", []string{"신현주"}},
		{"記者林宸誼／即時報導", []string{"林宸誼"}},
		{"Special Correspondent", nil},
		{"ann@site.example", nil},
		{"admin", nil},
		{"Published 5 July 2024", nil},
		{"Follow us", nil},
	} {
		var got []string
		for _, x := range reader.Read(strings.Split(c.in, "\n"), true) {
			got = append(got, x.Name)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.in, diff)
		}
	}
}

func TestDeclaredNamesAreTakenAsTheyAre(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []Credit
	}{
		{"Ann Vale, Lee Ford", []Credit{{"Ann Vale", Person}, {"Lee Ford", Person}}},
		{"Ann Vale, The Oval Gazette", []Credit{{"Ann Vale", Person}}},
		{"Ann Vale - Remote Jobs", []Credit{{"Ann Vale", Person}}},
		{"98 Elms", []Credit{{"98 Elms", Account}}},
		{"annvale", []Credit{{"annvale", Account}}},
		{"AFP/The Local", []Credit{{"AFP/The Local", Desk}}},
		{"Organization for Transformative Works", []Credit{{"Organization for Transformative Works", Desk}}},
		{"Guardian staff reporter", []Credit{{"Guardian staff reporter", Desk}}},
		{"Ursula von der Leyen", []Credit{{"Ursula von der Leyen", Person}}},
		{"Jose de la Cruz", []Credit{{"Jose de la Cruz", Person}}},
		{"By Ann Vale For The Mail On Sunday", []Credit{{"Ann Vale", Person}}},
	} {
		if diff := cmp.Diff(c.want, reader.Read([]string{c.in}, false)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.in, diff)
		}
	}
}

// FuzzRead holds Read to its law: whatever the text, there are few names, each a
// short line that differs from the others.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"By Ann Vale and Lee Ford", "ByAnn ValeStaff Writer\nChief", "8. Januar 2020 · by Ann · in x", "(a", "[田中宏昌，ITmedia]", "by by by", "， 記者", "@", "1 2 3"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, printed bool) {
		found := reader.Read(strings.Split(s, "\n"), printed)
		if len(found) > Max {
			t.Errorf("%q: %d names", s, len(found))
		}
		seen := map[string]bool{}
		for _, c := range found {
			if n := utf8.RuneCountInString(c.Name); n < 2 || n > maxName || strings.ContainsAny(c.Name, "\n\t") || seen[c.Name] {
				t.Errorf("%q: name %q", s, c.Name)
			}
			seen[c.Name] = true
		}
	})
}
