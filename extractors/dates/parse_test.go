package dates

import (
	"strings"
	"testing"
	"time"
)

func TestDatesAreReadInManySpellings(t *testing.T) {
	want := time.Date(2024, 7, 5, 8, 51, 0, 0, time.UTC)
	day := want.Truncate(24 * time.Hour)
	for in, want := range map[string]time.Time{
		"2024-07-05T08:51:00Z": want, "2024-07-05T14:21:00+05:30": want, "2024-07-05T14:21+0530": want, "2024-07-05 08:51:00": want,
		"20240705T085100Z": want, "Fri, 05 Jul 2024 10:51:00 +0200": want, "1720169460": want, "1720169460000": want, "2024-07-05|08h51": want, "2024-07-05T08:51:0Z": want,
		"Fri Jul 05 2024 04:51:00 GMT-0400 (Eastern Daylight Time)": want, "Fri, 05 Jul 2024 04:51:00 EDT": want, "Fri Jul 5 08:51:00 2024": want,
		"2024-07-05": day, "July 5, 2024": day, "05.07.2024": day, "2024/07/05": day, "07/05/2024": day, "2024年7月5日": day, "05 | 07 | 2024": day,
	} {
		if got, ok := Parse(in, Habit{MonthFirst: true}); !ok || !got.At.Equal(want) {
			t.Errorf("Parse(%q) = %v, %v, want %v", in, got.At, ok, want)
		}
	}
	for _, in := range []string{"", "yesterday", "2024-13-45", "0001-01-01T00:00:00Z", "9999-12-31", "2024-02-30", "2022-02-112023-06-08", strings.Repeat("1", 200)} {
		if got, ok := Parse(in, Habit{}); ok {
			t.Errorf("Parse(%q) = %v, want none", in, got.At)
		}
	}
}
