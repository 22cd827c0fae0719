package news

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// sentence finds the first quote in field and returns what Sentence shows: before[match]after.
func sentence(t *testing.T, field, text, quote string) string {
	t.Helper()
	before, _, found := strings.Cut(text, quote)
	if !found {
		t.Fatalf("%q is not in the text", quote)
	}
	start := utf8.RuneCountInString(before)
	a := Article{Title: "Another text.", Text: "Another text."}
	if field == "title" {
		a.Title = text
	} else {
		a.Text = text
	}
	e := Evidence{Field: field, Start: start, End: start + utf8.RuneCountInString(quote), Quote: quote}
	b, m, f := e.Sentence(a)
	return b + "[" + m + "]" + f
}

func TestSentenceIsTheOneAroundTheMatch(t *testing.T) {
	for _, c := range []struct{ name, text, quote, want string }{
		{"whole text", "New sanctions were agreed.", "sanctions", "New [sanctions] were agreed."},
		{"between full stops", "First. New sanctions came! Last.", "sanctions", "New [sanctions] came!"},
		{"question", "Who? Sanctions? When?", "Sanctions", "[Sanctions]?"},
		{"between lines", "A headline\nNew sanctions came\nMore", "sanctions", "New [sanctions] came"},
		{"between paragraphs", "A headline\n\nNew sanctions came\n\nMore", "sanctions", "New [sanctions] came"},
		{"match over a paragraph's end", "They agreed on new\n\nsanctions today. Two.", "new\n\nsanctions", "They agreed on [new sanctions] today."},
		{"first word", "One. Sanctions came. Two.", "Sanctions", "[Sanctions] came."},
		{"last word", "One. New sanctions", "sanctions", "New [sanctions]"},
		{"whole line", "One\nsanctions\nTwo", "sanctions", "[sanctions]"},
		{"no stop within numbers and names", "Now. Oil fell 3.5 per cent at example.com today. Then.", "cent", "Oil fell 3.5 per [cent] at example.com today."},
		{"stop within a quotation", "He left. “We want sanctions.” She stayed.", "sanctions", "“We want [sanctions].”"},
		{"quotation within a sentence", `The "oil" sanctions came. Two.`, "sanctions", `The "oil" [sanctions] came.`},
		{"abbreviations end sentences", "The U.S. sanctions came.", "sanctions", "[sanctions] came."},
		{"match over a line's end", "They agreed on new\nsanctions today. Two.", "new\nsanctions", "They agreed on [new sanctions] today."},
		{"match over a sentence's end", "It was oil. Sanctions followed. Two.", "oil. Sanctions", "It was [oil. Sanctions] followed."},
		{"Chinese", "第一句。美国宣布新的制裁措施。第三句。", "制裁", "美国宣布新的[制裁]措施。"},
		{"Hindi", "पहला। नए प्रतिबंध लगे। तीसरा।", "प्रतिबंध", "नए [प्रतिबंध] लगे।"},
		{"Arabic", "ما هذا؟ فرضت عقوبات جديدة. انتهى.", "عقوبات", "فرضت [عقوبات] جديدة."},
		{"Russian", "Первое. Новые санкции введены. Третье.", "санкции", "Новые [санкции] введены."},
		{"outside the basic plane", "🛢🛢. Oil 🛢 sanctions 🛢. End.", "sanctions", "Oil 🛢 [sanctions] 🛢."},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, field := range []string{"text", "title"} {
				if diff := cmp.Diff(c.want, sentence(t, field, c.text, c.quote)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", field, diff)
				}
			}
		})
	}
}

func TestLongSentenceIsCutAtWords(t *testing.T) {
	words := strings.Repeat("word ", 100)
	got := sentence(t, "text", words+"sanctions "+words, "sanctions")
	side := strings.TrimSpace(strings.Repeat("word ", 31))
	if want := "… " + side + " [sanctions] " + side + " …"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestLongSentenceWithoutSpacesIsCutAnywhere(t *testing.T) {
	side := strings.Repeat("字", 500)
	got := sentence(t, "text", side+"制裁"+side, "制裁")
	if want := "… " + strings.Repeat("字", around) + "[制裁]" + strings.Repeat("字", around) + " …"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestSentenceThatJustFitsIsNotCut(t *testing.T) {
	before, after := strings.Repeat("b", around-2)+" ", " "+strings.Repeat("c", around-2)+"."
	for _, text := range []string{before + "sanctions" + after, "One. " + before + "sanctions" + after + " Two.", "One\n" + before + "sanctions" + after + "\nTwo"} {
		if got, want := sentence(t, "text", text, "sanctions"), before+"[sanctions]"+after; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestSentenceOfEvidenceThatDoesNotFitIsItsQuote(t *testing.T) {
	a := Article{Title: "Oil", Text: "New sanctions.\nMore."}
	for _, e := range []Evidence{
		{Field: "text", Start: -1, End: 3}, {Field: "text", Start: 5, End: 4}, {Field: "text", Start: 0, End: 21},
		{Field: "text", Start: 30, End: 40}, {Field: "text", Start: math.MaxInt, End: math.MaxInt}, {Field: "text", Start: 0, End: math.MaxInt},
		{Field: "text", Start: math.MinInt, End: math.MinInt}, {Field: "text", Start: math.MinInt, End: math.MaxInt}, {Field: "title", Start: 2, End: 4},
	} {
		e.Quote = "two\nlines"
		if before, match, after := e.Sentence(a); before != "" || match != "two lines" || after != "" {
			t.Errorf("%+v: %q %q %q", e, before, match, after)
		}
	}
}

func TestSentenceOfNothingIsNothing(t *testing.T) {
	if before, match, after := (Evidence{}).Sentence(Article{}); before+match+after != "" {
		t.Errorf("%q %q %q", before, match, after)
	}
}

func TestEvidenceOfMetadataIsItsQuote(t *testing.T) {
	a := Article{Text: "Somebody else wrote this.", Authors: []string{"Jane Doe"}}
	if before, match, after := (Evidence{Field: "author", End: 4, Quote: "Jane"}).Sentence(a); before != "" || match != "Jane" || after != "" {
		t.Errorf("%q %q %q", before, match, after)
	}
}

// What Sentence shows is part of the text, in one line, and the match is whole.
func FuzzSentence(f *testing.F) {
	f.Add("New sanctions came. “Yes.” No\nmore", 4, 9)
	f.Add(strings.Repeat("字 ", 400), 300, 2)
	f.Add("\xff\xfe. a", 1, 1)
	f.Add("", 0, 0)
	f.Fuzz(func(t *testing.T, text string, start, length int) {
		before, match, after := Evidence{Field: "text", Start: start, End: start + length, Quote: "quote"}.Sentence(Article{Text: text})
		runes := []rune(text)
		if start < 0 || length < 0 || start > len(runes) || length > len(runes)-start {
			if before != "" || match != "quote" || after != "" {
				t.Errorf("evidence that does not fit shows %q %q %q", before, match, after)
			}
			return
		}
		whole := oneLine(string(runes))
		if match != oneLine(string(runes[start:start+length])) {
			t.Errorf("match %q", match)
		}
		if strings.Contains(before+match+after, "\n") {
			t.Errorf("more than a line: %q %q %q", before, match, after)
		}
		if shown := strings.TrimSuffix(strings.TrimPrefix(before, "… ")+match+after, " …"); !strings.Contains(whole, shown) && utf8.ValidString(text) {
			t.Errorf("shows %q, which is not in %q", shown, whole)
		}
		if utf8.RuneCountInString(before) > around+2 || utf8.RuneCountInString(after) > around+2 {
			t.Errorf("too long: %q %q", before, after)
		}
	})
}
