package poll

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"

	"github.com/google/go-cmp/cmp"
)

func feeds(n int) []news.Feed {
	var list []news.Feed
	for i := range n {
		list = append(list, news.Feed{URL: fmt.Sprintf("https://paper.example/%d.xml", i)})
	}
	return list
}

func TestFirstPollIsAtOnceAndTheOthersAboutAnIntervalApart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) { return ok(r.URL, rss()) })
		d := &desk{}
		stop := start(t, newPoller(w, &memory{}, d, paper), d)
		after(100 * time.Hour)
		stop()
		if first := w.of(paper.URL)[0]; first != 0 {
			t.Errorf("first poll after %v", first)
		}
		gaps := w.gaps(paper.URL)
		different := map[time.Duration]bool{}
		for i, gap := range gaps {
			different[gap] = true
			if !about(gap, time.Hour) {
				t.Errorf("gap %d is %v", i, gap)
			}
		}
		if len(gaps) < 90 || len(gaps) > 111 || len(different) < len(gaps)/2 {
			t.Errorf("%d gaps, %d different", len(gaps), len(different))
		}
	})
}

func TestFailingFeedsStopNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		list := feeds(6)
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) {
			switch r.URL {
			case list[0].URL:
				return nil, errors.New("no such host")
			case list[1].URL:
				return ok(r.URL, "<html>gone</html>")
			case list[2].URL:
				return ok(r.URL, `{"version":"https://jsonfeed.org/version/1.1","items":[null]}`)
			case list[3].URL:
				return nil, &fetch.StatusError{Code: 404}
			case list[4].URL:
				time.Sleep(30 * time.Hour)
			}
			return ok(r.URL, rss("/a A"))
		})
		d := &desk{}
		p := newPoller(w, &memory{}, d, list...)
		stop := start(t, p, d)
		after(24 * time.Hour)
		if got := len(w.of(list[5].URL)); got < 21 || got > 27 {
			t.Errorf("the good feed was polled %d times in 24 hours", got)
		}
		if diff := cmp.Diff(map[string]int{"new": 1, "ok": 1, "failing": 4}, p.Health()); diff != "" {
			t.Error(diff)
		}
		after(24 * time.Hour)
		if p.Health()["ok"] != 2 {
			t.Errorf("health %v", p.Health())
		}
		stop()
	})
}

func TestNoMoreThanSoManyPollsRunAtATime(t *testing.T) {
	for parallel, want := range map[int]int32{4: 4, 1: 1, 0: 1} {
		synctest.Test(t, func(t *testing.T) {
			var now, most atomic.Int32
			w := newWeb(func(r fetch.Request) (*fetch.Response, error) {
				most.Store(max(most.Load(), now.Add(1)))
				time.Sleep(time.Second)
				now.Add(-1)
				return ok(r.URL, rss())
			})
			d := &desk{}
			p := newPoller(w, &memory{}, d, feeds(10)...)
			p.o.Parallel = parallel
			stop := start(t, p, d)
			after(time.Minute)
			stop()
			if most.Load() != want || len(w.calls) != 10 {
				t.Errorf("%d at a time, %d polls", most.Load(), len(w.calls))
			}
		})
	}
}

func TestFeedIsNeverPolledTwiceAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var now atomic.Int32
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) {
			if now.Add(1) > 1 {
				t.Error("polled twice at once")
			}
			time.Sleep(time.Hour)
			now.Add(-1)
			return ok(r.URL, rss())
		})
		d := &desk{}
		p := newPoller(w, &memory{}, d, paper)
		p.SetEvery(time.Minute)
		stop := start(t, p, d)
		for range 300 { // gone and back in the middle of polls
			after(5 * time.Minute)
			p.SetFeeds(nil)
			synctest.Wait()
			p.SetFeeds([]news.Feed{paper})
		}
		if n := len(w.calls); n < 20 {
			t.Errorf("%d polls", n)
		}
		stop()
	})
}

func TestFeedsAreAddedAndRemovedWhilePolling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		list := feeds(3)
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) { return ok(r.URL, rss()) })
		d := &desk{}
		p := newPoller(w, &memory{}, d, list[:2]...)
		stop := start(t, p, d)
		after(30 * time.Minute)
		p.SetFeeds(list[1:])
		after(0)
		if diff := cmp.Diff([]time.Duration{30 * time.Minute}, w.of(list[2].URL)); diff != "" {
			t.Errorf("the added feed is not polled at once: %s", diff)
		}
		if diff := cmp.Diff(map[string]int{"new": 0, "ok": 2, "failing": 0}, p.Health()); diff != "" {
			t.Error(diff)
		}
		after(10 * time.Hour)
		if n := len(w.of(list[0].URL)); n != 1 {
			t.Errorf("the removed feed was polled %d times", n)
		}
		if gap := w.gaps(list[1].URL)[0]; !about(gap, time.Hour) {
			t.Errorf("the kept feed was polled again after %v", gap)
		}
		p.SetFeeds(nil)
		before := len(w.calls)
		after(100 * time.Hour)
		if len(w.calls) != before || p.Health()["ok"] != 0 {
			t.Errorf("%d polls without feeds", len(w.calls)-before)
		}
		stop()
	})
}

func TestFeedRemovedInTheMiddleOfAPollIsNotPolledAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) {
			time.Sleep(time.Minute)
			return ok(r.URL, rss())
		})
		d := &desk{}
		p := newPoller(w, &memory{}, d, paper)
		stop := start(t, p, d)
		after(time.Second)
		p.SetFeeds(nil)
		after(100 * time.Hour)
		if len(w.calls) != 1 || p.Health()["ok"] != 0 {
			t.Errorf("%d polls, %v", len(w.calls), p.Health())
		}
		stop()
	})
}

func TestNewIntervalHoldsFromEachFeedsNextPollOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) { return ok(r.URL, rss()) })
		d := &desk{}
		p := newPoller(w, &memory{}, d, paper)
		stop := start(t, p, d)
		after(time.Minute)
		p.SetEvery(10 * time.Minute)
		after(2 * time.Hour)
		stop()
		gaps := w.gaps(paper.URL)
		if len(gaps) < 5 || !about(gaps[0], time.Hour) || !about(gaps[1], 10*time.Minute) || !about(gaps[4], 10*time.Minute) {
			t.Errorf("gaps %v", gaps)
		}
	})
}

func TestRunEndsAtOnceThoughFeedsAreDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stopped := make(chan struct{})
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) {
			<-stopped
			return ok(r.URL, rss())
		})
		d, b := &desk{}, &memory{}
		stop := start(t, newPoller(w, b, d, feeds(500)...), d)
		time.AfterFunc(time.Second, func() { close(stopped) })
		stop()
		if n := len(w.calls); n > 8 || b.saves > 0 {
			t.Errorf("%d polls, %d states saved", n, b.saves)
		}
	})
}

func TestFeedIsPolledAfterARestartWhenItIsDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) { return ok(r.URL, rss("/a A"), "ETag", `"1"`) })
		d, b := &desk{}, &memory{}
		for range 3 {
			p := newPoller(w, b, d, paper)
			stop := start(t, p, d)
			after(10 * time.Minute)
			if p.Health()["ok"] != 1 {
				t.Errorf("health %v", p.Health())
			}
			stop()
		}
		stop := start(t, newPoller(w, b, d, paper), d)
		after(time.Hour)
		stop()
		if gaps := w.gaps(paper.URL); len(gaps) != 1 || !about(gaps[0], time.Hour) || w.calls[1].ETag != `"1"` {
			t.Errorf("gaps %v", gaps)
		}
		if diff := cmp.Diff([]string{"a A 1"}, d.taken()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestDueTimeOfAClockGoneWrongIsNotBelieved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) { return ok(r.URL, rss()) })
		d := &desk{}
		b := &memory{values: map[string][]byte{Key(paper): []byte(`{"next":"2037-01-01T00:00:00Z"}`)}}
		stop := start(t, newPoller(w, b, d, paper), d)
		stop()
		if len(w.calls) != 1 {
			t.Error("not polled")
		}
	})
}
