package extractors

import "testing"

func TestHabitIsThatOfTheRegion(t *testing.T) {
	for head, want := range map[string]bool{
		`<html lang="en-US">`: true, `<html lang="en">`: true, `<html>`: true, `<html lang="en_US">`: true,
		`<html lang="en-GB">`: false, `<html lang="de">`: false, `<html lang="es-US">`: false,
		`<html lang="en"><link rel=canonical href="https://www.x.co.uk/a">`: false,
		`<html lang="en"><meta property="og:locale" content="en_IN">`:       false,
	} {
		root, err := parse([]byte(head))
		if err != nil {
			t.Fatal(err)
		}
		o := layout(root, 0, 0)
		if got := (&declared{outline: o, meta: &o.head}).habitOf().MonthFirst; got != want {
			t.Errorf("%s: month first %v", head, got)
		}
	}
}
