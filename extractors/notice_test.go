package extractors

import "testing"

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
		if got := isNotice([]byte(line)); got != want {
			t.Errorf("isNotice(%q) = %v", line, got)
		}
	}
}
