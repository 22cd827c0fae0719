package dates

import (
	"testing"
	"time"
)

// many is more dates than any of these texts should hold.
const many = 8

func TestDaysAreReadInManyLanguages(t *testing.T) {
	for _, text := range []string{
		"5 July 2024", "July 5th, 2024", "Jul 5th, '24", "5-Jul-24", "5th of July, 2024", "Fri Jul 05 18:42:00 CEST 2024", "2024 Jul 5", // en
		"Freitag, 5. Juli 2024", "5. Jul 2024", // de
		"le vendredi 5 juillet 2024", "5 juil. 2024", // fr
		"5 de julio de 2024", "5 de julio del 2024", "5 jul. 2024", // es
		"5 luglio 2024", "5 lug 2024", // it
		"5 de julho de 2024", "5 jul 2024", // pt
		"5 de juliol de 2024",        // ca
		"5 juli 2024",                // nl, sv, da, id
		"5. juli 2024",               // da, nb
		"5. júlí 2024",               // is
		"5. heinäkuuta 2024",         // fi
		"5. juuli 2024",              // et
		"5 lipca 2024", "5 lip 2024", // pl
		"5. července 2024",             // cs
		"5. júla 2024",                 // sk
		"5. julija 2024",               // sl
		"5. srpnja 2024.",              // hr
		"5. јул 2024.",                 // sr
		"2024. július 5.",              // hu
		"5 iulie 2024",                 // ro
		"5 Temmuz 2024 Cuma",           // tr
		"5 июля 2024 г.", "5 июл 2024", // ru
		"5 липня 2024 р.",             // uk
		"5 ліпеня 2024",               // be
		"5 юли 2024",                  // bg
		"5 Ιουλίου 2024",              // el
		"2024 m. liepos 5 d.",         // lt
		"5. jūlijs 2024",              // lv
		"٥ يوليو ٢٠٢٤", "5 تموز 2024", // ar
		"۱۵ تیر ۱۴۰۳", "۵ ژوئیه ۲۰۲۴", // fa
		"5 جولائی 2024",                // ur
		"5 ביולי 2024",                 // he
		"5 जुलाई 2024", "५ जुलाई २०२४", // hi
		"৫ জুলাই ২০২৪",                               // bn
		"5 tháng 7, 2024", "ngày 5 tháng 7 năm 2024", // vi
		"5 กรกฎาคม 2567", "5 ก.ค. 2567", "5 ก.ค. 2024", // th
		"2024年7月5日(金)", "令和6年7月5日", "２０２４年７月５日", // ja
		"2024年7月5日 星期五", "民國113年7月5日", // zh
		"2024년 7월 5일", "2024. 7. 5.", // ko
		"2024-07-05", "2024/7/5", "2024.07.05", "05.07.2024", "05.07.24", "5.7.2024", "05. 07. 2024", "5/7/2024", "05-07-2024",
	} {
		got := FindAll(text, Habit{}, many)
		if len(got) != 1 || got[0].At.Format(time.RFC3339)[:10] != "2024-07-05" {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestWhatIsNoDayIsNoDate(t *testing.T) {
	for _, text := range []string{
		"3 days ago", "yesterday at 18:42", "July 2024", "© 2024 The Harbour Post", "Copyright 1994-2024", "1.2.3.4", "192.168.20.24", "10.20.30.2024",
		"v1.10.2024.3", "call 555-12-2024-7", "5 July", "5 out of 10", "2024-13-45", "30 February 2024", "31.11.2024", "5/7 2024", "May 3 said 2024 people",
		"1870-07-05", "5 July 1870", "5 July 9024", "", "5", "12:30 2024",
	} {
		if got := FindAll(text, Habit{}, many); len(got) != 0 {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestHabitOrdersDayAndMonth(t *testing.T) {
	for _, c := range []struct {
		text       string
		monthFirst bool
		want, alt  string
	}{
		{"07/05/2024", true, "2024-07-05", "2024-05-07"},
		{"07/05/2024", false, "2024-05-07", "2024-07-05"},
		{"07-05-24", true, "2024-07-05", "2024-05-07"},
		{"07.05.2024", true, "2024-05-07", "2024-07-05"}, // nobody writes points with the month first
		{"25/07/2024", true, "2024-07-25", ""},
		{"07/25/2024", false, "2024-07-25", ""},
		{"2024/07/05", true, "2024-07-05", ""},
	} {
		got, _ := Find(c.text, Habit{MonthFirst: c.monthFirst})
		alt := ""
		if !got.Alt.IsZero() {
			alt = got.Alt.Format("2006-01-02")
		}
		if got.At.Format("2006-01-02") != c.want || alt != c.alt {
			t.Errorf("%q, month first %v: %v or %q, want %s or %q", c.text, c.monthFirst, got.At, alt, c.want, c.alt)
		}
	}
}

func TestMonthsThatNeighboursNameAlike(t *testing.T) {
	for lang, want := range map[string]string{"hr": "2024-10-05", "pl": "2024-11-05", "cs": "2024-11-05"} {
		if got, _ := Find("5. listopada 2024", Habit{Lang: lang}); got.At.Format("2006-01-02") != want {
			t.Errorf("%s: %v, want %s", lang, got.At, want)
		}
	}
}

func TestIranianYearsBeginInSpring(t *testing.T) {
	for text, want := range map[string]string{
		"1403/04/15": "2024-07-05", "1 فروردین 1403": "2024-03-20", "1 فروردین 1404": "2025-03-21", "30 اسفند 1403": "2025-03-20", "29 اسفند 1402": "2024-03-19", "1 فروردین 1399": "2020-03-20",
		"1 مهر 1402": "2023-09-23",
	} {
		if got, _ := Find(text, Habit{Lang: "fa"}); got.At.Format("2006-01-02") != want {
			t.Errorf("%s: %v, want %s", text, got.At, want)
		}
	}
	if got, ok := Find("15 June 1389", Habit{Lang: "en"}); ok {
		t.Errorf("a battle of 1389 is dated %v", got.At)
	}
}

// FuzzPrintedDates holds what is true of every text: no panic; dates in order, inside the
// text and without overlap; each plausible, with two numbers of the text in it.
func FuzzPrintedDates(f *testing.F) {
	for _, s := range []string{"5 July 2024 18:42 IST, 6.7.24", "2024年7月5日 下午6:42", "۱۵ تیر ۱۴۰۳", "5 ก.ค. 2567", "Jul 5 18:42:00 CEST 2024", "令和6年7月5日", "0/0/0000"} {
		f.Add(s, true, "en")
		f.Add(s, false, "hr")
	}
	f.Fuzz(func(t *testing.T, s string, monthFirst bool, lang string) {
		h := Habit{MonthFirst: monthFirst, Lang: lang}
		if m, ok := Parse(s, h); ok && !plausible(m.At) {
			t.Errorf("Parse(%q) = %v", s, m.At)
		}
		end := 0
		for _, p := range FindAll(s, h, many) {
			if p.Start < end || p.End <= p.Start || p.End > len(s) {
				t.Fatalf("%q: [%d:%d] behind %d", s, p.Start, p.End, end)
			}
			end = p.End
			if !plausible(p.Day()) || !HasNumbers(s[p.Start:p.End]) {
				t.Errorf("%q: %v in %q", s, p.At, s[p.Start:p.End])
			}
		}
	})
}
