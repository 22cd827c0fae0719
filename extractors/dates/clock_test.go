package dates

import (
	"testing"
	"time"
)

func TestPrintedDateKeepsItsTimeOfDay(t *testing.T) {
	for text, want := range map[string]string{
		"July 05, 2024 18:42 IST":               "2024-07-05T18:42:00+05:30",
		"July 5, 2024, 6:42 PM IST":             "2024-07-05T18:42:00+05:30",
		"5 July 2024, 18:42":                    "2024-07-05T18:42:00Z",
		"2024-07-05 18:42":                      "2024-07-05T18:42:00Z",
		"05.07.2024, 18.42 Uhr":                 "2024-07-05T18:42:00Z",
		"5 July 2024 at 12:05 a.m. GMT+2":       "2024-07-05T00:05:00+02:00",
		"18:42 BST, Friday 5 July 2024":         "2024-07-05T18:42:00+01:00",
		"5 July 2024 18:42 (+05:30)":            "2024-07-05T18:42:00+05:30",
		"5 July 2024 18:42 XYZ":                 "2024-07-05T18:42:00Z",
		"5 July 2024":                           "2024-07-05T00:00:00Z",
		"5 July 2024, the 25:61 train was late": "2024-07-05T00:00:00Z",
		"5 July 2024 and much later at 18:42":   "2024-07-05T00:00:00Z",
		"5 juillet 2024 à 18h42":                "2024-07-05T18:42:00Z",
		"05/07/2024 18H42":                      "2024-07-05T18:42:00Z",
		"2024年7月5日 18時42分":                      "2024-07-05T18:42:00Z",
		"2024年7月5日 下午6:42":                      "2024-07-05T18:42:00Z",
		"2024년 7월 5일 오후 6:42":                   "2024-07-05T18:42:00Z",
	} {
		got, ok := Find(text, Habit{})
		if !ok || got.At.Format(time.RFC3339) != want {
			t.Errorf("%q: %v %v, want %s", text, got.At, ok, want)
		}
	}
}
