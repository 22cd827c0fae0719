package extractors

import "testing"

func TestStarterRefusesNothingThatMatches(t *testing.T) {
	for pattern, texts := range map[string][]string{
		`(?i)^(?:read more|see also\b.*|©.*|à lire .*|a)$`:   {"Read more", "READ MORE", "See also: this", "© 2024", "À lire aussi", "A", "a"},
		`^(?:\d? ?comments?|\p{L}{2}\d)$`:                    {"comment", "1 comments", "2comment", "Xy7"},
		`(?i)^(?:.{0,3}x|читайте .*|関連記事.*)$`:                {"abcx", "x", "ЧИТАЙТЕ ещё", "関連記事：x"},
		`(?i)^(?:(?:also |must )?read(?: more)?\s?[:|>].*)$`: {"Also read: x", "must READ >", "read:"},
	} {
		s := mustStart(pattern)
		for _, text := range texts {
			if got, want := s.match([]byte(text)), s.MatchString(text); got != want {
				t.Errorf("%s on %q: %v, want %v", pattern, text, got, want)
			}
		}
	}
	if labelPattern.starts[""] || noticePattern.starts[""] {
		t.Error("a pattern may begin with anything: it is run on every block")
	}
	t.Log(len(labelPattern.starts), "beginnings of labels,", len(noticePattern.starts), "of notices")
}
