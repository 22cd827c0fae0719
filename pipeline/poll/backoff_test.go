package poll

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"
)

func TestBackOffDoublesFromAMinuteToSixHours(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWeb(func(fetch.Request) (*fetch.Response, error) { return nil, &fetch.StatusError{Code: 404} })
		d, b := &desk{}, &memory{}
		p := newPoller(w, b, d, paper)
		stop := start(t, p, d)
		after(20 * 24 * time.Hour) // no feed is given up
		if s := b.state(t, paper); s.Failures != len(w.calls) || !strings.Contains(s.Error, "404") || p.Health()["failing"] != 1 {
			t.Errorf("after %d polls: %+v", len(w.calls), s)
		}
		stop()
		gaps := w.gaps(paper.URL)
		if len(gaps) < 75 {
			t.Fatalf("%d gaps", len(gaps))
		}
		for i, gap := range gaps {
			if want := min(time.Minute<<min(i, 20), 6*time.Hour); !about(gap, want) {
				t.Errorf("gap %d is %v, want %v", i, gap, want)
			}
		}
	})
}

func TestBackOffGoesOnAfterARestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWeb(func(fetch.Request) (*fetch.Response, error) { return nil, errors.New("no answer") })
		d, b := &desk{}, &memory{}
		for range 20 {
			stop := start(t, newPoller(w, b, d, paper), d)
			after(10 * time.Minute)
			stop()
		}
		for i, gap := range w.gaps(paper.URL) {
			if want := time.Minute << i; gap < want*9/10 || gap > want*11/10+time.Nanosecond {
				t.Errorf("gap %d is %v, want %v", i, gap, want)
			}
		}
	})
}

func TestRecoveryEndsTheBackOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) {
			if n++; n == 5 {
				return notModified(r.URL)
			}
			return nil, errors.New("no answer")
		})
		d, b := &desk{}, &memory{}
		p := newPoller(w, b, d, paper)
		stop := start(t, p, d)
		after(20 * time.Minute)
		if s := b.state(t, paper); n != 5 || s.Failures != 0 || s.Error != "" || p.Health()["ok"] != 1 {
			t.Errorf("after %d polls: %+v", n, s)
		}
		after(100 * time.Minute)
		stop()
		for i, minutes := range []time.Duration{1, 2, 4, 8, 60, 1, 2} {
			if gap := w.gaps(paper.URL)[i]; !about(gap, minutes*time.Minute) {
				t.Errorf("gap %d is %v, want %d minutes", i, gap, minutes)
			}
		}
	})
}

func TestRetryAfterIsHonoured(t *testing.T) {
	for _, asked := range []time.Duration{time.Minute, 3 * time.Hour, 24 * time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			w := newWeb(func(fetch.Request) (*fetch.Response, error) {
				return nil, fmt.Errorf("get: %w", &fetch.StatusError{Code: 429, RetryAfter: asked})
			})
			d, b := &desk{}, &memory{}
			stop := start(t, newPoller(w, b, d, paper), d)
			after(asked / 2)
			stop()
			stop = start(t, newPoller(w, b, d, paper), d) // it outlives a restart
			after(100 * time.Hour)
			stop()
			for i, gap := range w.gaps(paper.URL) {
				if backOff := min(time.Minute<<min(i, 20), 6*time.Hour) * 11 / 10; gap < asked || gap > max(asked, backOff) {
					t.Errorf("%v asked for, gap %d is %v", asked, i, gap)
				}
			}
		})
	}
}

func TestTroubleOfTheNextStageDelaysAFeedByNoMoreThanItsInterval(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) { return ok(r.URL, rss("/a A")) })
		d := &desk{refuse: func(news.Item) error { return errors.New("broker away") }}
		stop := start(t, newPoller(w, &memory{}, d, paper), d)
		after(24 * time.Hour)
		stop()
		gaps := w.gaps(paper.URL)
		for i, gap := range gaps {
			if want := min(time.Minute<<min(i, 20), time.Hour); !about(gap, want) {
				t.Errorf("gap %d is %v, want %v", i, gap, want)
			}
		}
		if len(gaps) < 24 {
			t.Errorf("%d gaps", len(gaps))
		}
	})
}

func TestJitterIsATenthEitherWay(t *testing.T) {
	least, most := time.Hour, time.Hour
	for range 10_000 {
		d := jitter(time.Hour)
		least, most = min(least, d), max(most, d)
	}
	if least < 54*time.Minute || least > 55*time.Minute || most > 66*time.Minute || most < 65*time.Minute {
		t.Errorf("from %v to %v", least, most)
	}
}

func TestLongErrorIsKeptShort(t *testing.T) {
	var s State
	s.failed(time.Now(), errors.New(strings.Repeat("x", 1<<20)), lastRetry)
	if len(s.Error) > maxLine {
		t.Errorf("%d bytes", len(s.Error))
	}
}
