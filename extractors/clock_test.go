package extractors

import (
	"testing"
	"time"
)

func TestPrintedDateKeepsItsTimeOfDay(t *testing.T) {
	for text, want := range map[string]string{
		"July 05, 2024 18:42 IST":               "2024-07-05T13:12:00Z",
		"July 5, 2024, 6:42 PM IST":             "2024-07-05T13:12:00Z",
		"5 July 2024, 18:42":                    "2024-07-05T18:42:00Z",
		"2024-07-05 18:42":                      "2024-07-05T18:42:00Z",
		"05.07.2024, 18.42 Uhr":                 "2024-07-05T18:42:00Z",
		"5 July 2024 at 12:05 a.m. GMT+2":       "2024-07-04T22:05:00Z",
		"18:42 BST, Friday 5 July 2024":         "2024-07-05T17:42:00Z",
		"5 July 2024 18:42 (+05:30)":            "2024-07-05T13:12:00Z",
		"5 July 2024":                           "2024-07-05T00:00:00Z",
		"5 July 2024, the 25:61 train was late": "2024-07-05T00:00:00Z",
		"5 July 2024 and much later at 18:42":   "2024-07-05T00:00:00Z",
		"5 juillet 2024 à 18h42":                "2024-07-05T18:42:00Z",
	} {
		got, ok := findDate(text, false)
		if !ok || got.Format(time.RFC3339) != want {
			t.Errorf("%q: %v %v, want %s", text, got, ok, want)
		}
	}
}

func TestLabelsTellEditFromPublication(t *testing.T) {
	const first, second = "2024-07-05T00:00:00Z", "2024-07-06T00:00:00Z"
	for text, want := range map[string][2]string{
		"Updated: July 6, 2024 · Published: July 5, 2024": {first, second},
		"Posted July 5, 2024 | Last modified 6 July 2024": {first, second},
		"Published on 5 July 2024":                        {first, ""},
		"5 July 2024":                                     {first, ""},
		"Aktualisiert am 6. Juli 2024":                    {"", second},
	} {
		p, e := datesOf(text, false)
		for i, got := range []time.Time{p, e} {
			s := ""
			if !got.IsZero() {
				s = got.Format(time.RFC3339)
			}
			if s != want[i] {
				t.Errorf("%q: date %d is %q, want %q", text, i, s, want[i])
			}
		}
	}
}

func TestNoticesAreToldFromProse(t *testing.T) {
	for line, want := range map[string]bool{
		"Follow The Harbour Post on WhatsApp for all the latest news.":                             true,
		"Download our app to read news on the go and get alerts.":                                  true,
		"Advertisement - Continue Reading Below":                                                   true,
		"(This story has not been edited by our staff and is published from a syndicated feed.)":   true,
		"Abonnez-vous à notre lettre d’information":                                                true,
		"The keeper on the pier in 1998. (File photo: Agency)":                                     true,
		"Advertising is down by a third, the paper’s owner said.":                                  false,
		"Follow the money, she told the court on Friday.":                                          false,
		"This story has a beginning in 1902, when the lamp was bought.":                            false,
		"The ministry wants everybody to get the app by the autumn, its spokesman told reporters.": false,
	} {
		if got := isNotice(line); got != want {
			t.Errorf("isNotice(%q) = %v", line, got)
		}
	}
}
