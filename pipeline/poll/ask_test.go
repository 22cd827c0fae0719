package poll

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"

	"github.com/google/go-cmp/cmp"
)

func TestValidatorsAreSentBack(t *testing.T) {
	const monday, tuesday = "Mon, 03 Jan 2000 00:00:00 GMT", "Tue, 04 Jan 2000 00:00:00 GMT"
	long := strings.Repeat("x", 2000)
	type sent struct{ ETag, LastModified string }
	steps := []struct {
		answer func(address string) (*fetch.Response, error)
		next   sent // what the next request carries
	}{
		{func(a string) (*fetch.Response, error) {
			return ok(a, rss("/a A"), "ETag", `"1"`, "Last-Modified", monday)
		}, sent{`"1"`, monday}},
		{func(a string) (*fetch.Response, error) { return notModified(a) }, sent{`"1"`, monday}},
		{func(a string) (*fetch.Response, error) { return notModified(a, "ETag", `"2"`) }, sent{`"2"`, monday}},
		{func(a string) (*fetch.Response, error) { return nil, &fetch.StatusError{Code: 500} }, sent{`"2"`, monday}},
		{func(a string) (*fetch.Response, error) { return ok(a, "no feed", "ETag", `"3"`) }, sent{`"2"`, monday}},
		{func(a string) (*fetch.Response, error) { return ok(a, rss("/a A"), "Last-Modified", tuesday) }, sent{"", tuesday}},
		{func(a string) (*fetch.Response, error) { return ok(a, rss("/a A")) }, sent{}},
		{func(a string) (*fetch.Response, error) {
			return ok(a, rss("/a A"), "ETag", long, "Last-Modified", "\x01")
		}, sent{}},
		{func(a string) (*fetch.Response, error) { return ok(a, rss("/a A"), "ETag", "\xff") }, sent{}},
	}
	synctest.Test(t, func(t *testing.T) {
		n := 0
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) {
			if n == len(steps) {
				return ok(r.URL, rss())
			}
			n++
			return steps[n-1].answer(r.URL)
		})
		d := &desk{}
		stop := start(t, newPoller(w, &memory{}, d, paper), d)
		after(20 * time.Hour)
		stop()
		if first := w.calls[0]; first.ETag != "" || first.LastModified != "" || !strings.Contains(first.Accept, "application/atom+xml") || first.MaxBody != maxFeed {
			t.Errorf("first request: %+v", first)
		}
		for i, step := range steps {
			if diff := cmp.Diff(step.next, sent{w.calls[i+1].ETag, w.calls[i+1].LastModified}); diff != "" {
				t.Errorf("after answer %d: %s", i, diff)
			}
		}
	})
}

func TestPollsAndItemsAreCountedByTheirEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) {
			switch n++; n {
			case 1:
				return ok(r.URL, rss("/a A", "/b B", "/a A", "javascript:x X"))
			case 2:
				return ok(r.URL, rss("/c C", "/a A!", "/b B"))
			case 3:
				return notModified(r.URL, "ETag", `"1"`)
			}
			return nil, errors.New("no answer")
		})
		d, b := &desk{}, &memory{}
		stop := start(t, newPoller(w, b, d, paper), d)
		after(100*time.Minute + time.Hour)
		stop()
		if diff := cmp.Diff([]string{"a A 1", "b B 1", "c C 1", "a A! 2"}, d.taken()); diff != "" {
			t.Error(diff)
		}
		want := map[string]int{"changed": 2, "unchanged": 1, "new": 3, "edited": 1, "seen": 2, "invalid": 1}
		if got := d.counted(); cmp.Diff(want, got) != "" {
			t.Error(cmp.Diff(want, got))
		}
	})
}

func TestItemKnowsThePollBeforeTheOneThatFoundIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) {
			switch n++; n {
			case 1:
				return ok(r.URL, rss("/a A"), "ETag", `"1"`)
			case 2:
				return notModified(r.URL)
			}
			return ok(r.URL, rss("/b B"))
		})
		d := &desk{}
		stop := start(t, newPoller(w, &memory{}, d, paper), d)
		after(2*time.Hour + 30*time.Minute)
		stop()
		at := w.of(paper.URL)
		if first := d.items[0]; first.LastPolled != nil || !first.Discovered.Equal(w.began) {
			t.Errorf("first poll: %v, %v", first.LastPolled, first.Discovered)
		}
		if later := d.items[1]; later.LastPolled == nil || later.LastPolled.Sub(w.began) != at[1] || later.Discovered.Sub(w.began) != at[2] {
			t.Errorf("third poll: %v, %v", later.LastPolled, later.Discovered)
		}
	})
}

// orders records what happens in which order.
type orders struct {
	*memory
	list []string
}

func (o *orders) Save(ctx context.Context, key string, value []byte) error {
	o.list = append(o.list, "save")
	return o.memory.Save(ctx, key, value)
}

func TestStateIsSavedAfterEveryItemIsTakenOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &orders{memory: &memory{}}
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) {
			o.list = append(o.list, "get")
			return ok(r.URL, rss("/a A", "/b B"))
		})
		d := &desk{refuse: func(item news.Item) error {
			time.Sleep(time.Second)
			o.list = append(o.list, item.Title)
			return nil
		}}
		stop := start(t, newPoller(w, o, d, paper), d)
		after(time.Minute)
		stop()
		if diff := cmp.Diff([]string{"get", "A", "B", "save"}, o.list); diff != "" {
			t.Error(diff)
		}
	})
}

func TestNothingIsLearnedOfADocumentUntilAllOfItIsTakenOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) {
			return ok(r.URL, rss("/a A", "/b B", "/c C"), "ETag", `"1"`)
		})
		b := &memory{}
		d := &desk{refuse: func(item news.Item) error {
			if item.Title == "B" {
				return errors.New("broker away")
			}
			return nil
		}}
		p := newPoller(w, b, d, paper)
		stop := start(t, p, d)
		after(30 * time.Second)
		if s := b.state(t, paper); s.ETag != "" || len(s.Seen) > 0 || s.LastPolled != nil || s.Failures != 1 || s.Health() != "failing" {
			t.Errorf("%+v", s)
		}
		d.mu.Lock()
		d.refuse = nil
		d.mu.Unlock()
		after(time.Minute)
		if s := b.state(t, paper); s.ETag != `"1"` || len(s.Seen) != 3 || s.Failures != 0 || s.Error != "" || s.URL != paper.URL {
			t.Errorf("%+v", s)
		}
		stop()
		if diff := cmp.Diff([]string{"a A 1", "a A 1", "b B 1", "c C 1"}, d.taken()); diff != "" {
			t.Error(diff)
		}
		if w.calls[1].ETag != "" {
			t.Error("a validator of a document that was not taken over was sent")
		}
		want := map[string]int{"error": 1, "changed": 1, "new": 3}
		if diff := cmp.Diff(want, d.counted()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestItemRefusedForEverHoldsUpNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) { return ok(r.URL, rss("/a A", "/b B", "/c C")) })
		b := &memory{}
		d := &desk{refuse: func(item news.Item) error {
			if item.Title == "B" {
				return fmt.Errorf("publish: %w", news.Reject("too-large", nil))
			}
			return nil
		}}
		stop := start(t, newPoller(w, b, d, paper), d)
		after(90 * time.Minute)
		stop()
		if diff := cmp.Diff([]string{"a A 1", "c C 1"}, d.taken()); diff != "" {
			t.Error(diff)
		}
		want := map[string]int{"changed": 2, "new": 2, "invalid": 1, "seen": 3}
		if diff := cmp.Diff(want, d.counted()); diff != "" {
			t.Error(diff)
		}
		if b.state(t, paper).Failures != 0 || !strings.Contains(d.log.String(), "too-large") {
			t.Errorf("%s", &d.log)
		}
	})
}

func TestWhatCouldNotBeSavedIsRepeated(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) { return ok(r.URL, rss("/a A"), "ETag", `"1"`) })
		d := &desk{}
		b := &memory{save: func() error { return errors.New("disk full") }}
		stop := start(t, newPoller(w, b, d, paper), d)
		after(90 * time.Minute)
		stop()
		if diff := cmp.Diff([]string{"a A 1", "a A 1"}, d.taken()); diff != "" {
			t.Error(diff)
		}
		if w.calls[1].ETag != "" || !strings.Contains(d.log.String(), "disk full") {
			t.Errorf("%+v\n%s", w.calls[1], &d.log)
		}
	})
}

func TestCancellingInTheMiddleSavesNothing(t *testing.T) {
	for _, where := range []string{"get", "emit"} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			b := &memory{}
			step := func(at string) {
				if at == where {
					cancel()
				}
			}
			w := newWeb(func(r fetch.Request) (*fetch.Response, error) {
				step("get")
				return ok(r.URL, rss("/a A", "/b B"), "ETag", `"1"`)
			})
			d := &desk{}
			err := newPoller(w, b, d, paper).Run(ctx, func(ctx context.Context, item news.Item) error {
				step("emit")
				return errors.Join(d.emit(ctx, item), ctx.Err())
			})
			if err != nil || b.saves != 0 || slices.Contains(d.taken(), "b B 1") {
				t.Errorf("%s: %v, %d saves, %v", where, err, b.saves, d.taken())
			}
			if got := d.counted(); got["error"] != 0 || strings.Contains(d.log.String(), "WARN") {
				t.Errorf("%s: %v\n%s", where, got, &d.log)
			}
		})
	}
}

func TestPasswordOfAFeedStaysPrivate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		feed := news.Feed{URL: "https://user:secret@paper.example/feed.xml"}
		n := 0
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) {
			if n++; n == 1 {
				body := `<rss version="2.0"><channel><item><link>a</link><enclosure url="a.jpg" type="image/jpeg"/></item></channel></rss>`
				return ok(r.URL, body)
			}
			return nil, errors.New("no answer")
		})
		d, b := &desk{}, &memory{}
		stop := start(t, newPoller(w, b, d, feed), d)
		after(2 * time.Hour)
		stop()
		if w.calls[0].URL != feed.URL {
			t.Errorf("asked for %s", w.calls[0].URL)
		}
		kept := fmt.Sprintf("%+v", d.items) + d.log.String() + string(b.values[Key(feed)])
		if strings.Contains(kept, "secret") || strings.Count(kept, "https://paper.example/feed.xml") < 3 {
			t.Error(kept)
		}
		if d.items[0].Image != "https://paper.example/a.jpg" {
			t.Errorf("image %s", d.items[0].Image)
		}
	})
}
