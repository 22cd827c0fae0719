package poll

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"

	"github.com/google/go-cmp/cmp"
)

func TestStateThatCouldNotBeLoadedIsNotWrittenOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) { return ok(r.URL, rss("/a A"), "ETag", `"1"`) })
		d, b := &desk{}, &memory{}
		p := newPoller(w, b, d, paper)
		stop := start(t, p, d)
		after(time.Second)
		b.mu.Lock()
		b.load = func() error { return errors.New("bucket away") }
		b.mu.Unlock()
		after(3 * time.Hour)
		if n := len(w.calls); n != 1 || p.Health()["failing"] != 1 {
			t.Errorf("%d polls, %v", n, p.Health())
		}
		if s := b.state(t, paper); s.ETag != `"1"` || len(s.Seen) != 1 || s.Failures != 0 {
			t.Errorf("%+v", s)
		}
		b.mu.Lock()
		b.load = nil
		b.mu.Unlock()
		after(2 * time.Minute)
		if n := len(w.calls); n != 2 || p.Health()["ok"] != 1 {
			t.Errorf("%d polls after the bucket is back, %v", n, p.Health())
		}
		stop()
		if diff := cmp.Diff([]string{"a A 1"}, d.taken()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestUnreadableStateIsBegunAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWeb(func(r fetch.Request) (*fetch.Response, error) { return ok(r.URL, rss("/a A")) })
		d := &desk{}
		b := &memory{values: map[string][]byte{Key(paper): []byte(`{"etag":"x","next":"2000-01-01T12:00:00Z","seen":[`)}}
		stop := start(t, newPoller(w, b, d, paper), d)
		after(time.Second)
		stop()
		if s := b.state(t, paper); len(s.Seen) != 1 || s.Failures != 0 || w.calls[0].ETag != "" {
			t.Errorf("%+v", s)
		}
	})
}

func listed(titles ...string) []news.Item {
	var items []news.Item
	for _, title := range titles {
		id, _, _ := strings.Cut(title, " ")
		items = append(items, news.Item{ID: id, Revision: 1, Title: title})
	}
	return items
}

// revisions lists items as title and revision.
func revisions(items []news.Item) []string {
	var list []string
	for _, item := range items {
		list = append(list, fmt.Sprintf("%s %d", item.Title, item.Revision))
	}
	return list
}

func TestMarksTellNewAndEditedItemsFromSeenOnes(t *testing.T) {
	monday, tuesday := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC)
	modified := func(at *time.Time) []news.Item {
		items := listed("a A")
		items[0].Modified = at
		return items
	}
	berlin := monday.In(time.FixedZone("", 3600))
	other := listed("a A")
	other[0].Summary, other[0].Text, other[0].Published, other[0].Keywords = "s", "t", &tuesday, []string{"k"}
	var marks Marks
	for i, step := range []struct {
		items []news.Item
		want  []string
	}{
		{nil, nil},
		{listed("a A", "b B"), []string{"a A 1", "b B 1"}},
		{listed("a A", "b B"), nil},
		{listed("c C", "b B", "a A"), []string{"c C 1"}},
		{listed("b B, edited", "d D", "a A"), []string{"b B, edited 2", "d D 1"}},
		{listed("b B", "a A"), []string{"b B 3"}}, // edited back
		{listed("e E", "a A", "e E again", "e E"), []string{"e E 1"}},
		{listed("e E"), nil},
		{modified(&monday), []string{"a A 2"}},
		{modified(&berlin), nil},
		{modified(&tuesday), []string{"a A 3"}},
		{listed("a A"), []string{"a A 4"}},
		{other, nil}, // what feeds change without an editor
	} {
		before := maps.Clone(marks)
		after, fresh := marks.compare(step.items)
		if diff := cmp.Diff(step.want, revisions(fresh)); diff != "" {
			t.Errorf("step %d: %s", i, diff)
		}
		if diff := cmp.Diff(before, marks); diff != "" {
			t.Errorf("step %d changed the marks it compared with: %s", i, diff)
		}
		marks = after
	}
}

func TestMarkIsForgottenAfterFiftyPollsWithoutItsItem(t *testing.T) {
	marks, _ := Marks(nil).compare(listed("a A", "b B"))
	for range forget {
		marks, _ = marks.compare(listed("b B"))
	}
	if _, fresh := marks.compare(listed("a A!")); cmp.Diff([]string{"a A! 2"}, revisions(fresh)) != "" {
		t.Errorf("back after %d polls: %v", forget, revisions(fresh))
	}
	marks, _ = marks.compare(listed("b B"))
	if _, fresh := marks.compare(listed("a A", "b B")); cmp.Diff([]string{"a A 1"}, revisions(fresh)) != "" || len(marks) != 1 {
		t.Errorf("back later: %v, %d marks", revisions(fresh), len(marks))
	}
	marks, _ = Marks(nil).compare(listed("a A"))
	for range 4 * forget { // absence counts in a row only
		marks, _ = marks.compare(nil)
		marks, _ = marks.compare(listed("a A"))
	}
	if marks["a"].Absent != 0 || marks["a"].Revision != 1 {
		t.Errorf("%+v", marks)
	}
}

func TestStateOfAFeedThatListsOtherItemsEachTimeStaysUnderTheMessageLimit(t *testing.T) {
	var marks Marks
	for poll := range 3 * maxMarks / maxItems {
		var items []news.Item
		for i := range maxItems {
			items = append(items, news.Item{ID: news.ID(fmt.Sprintf("https://x.example/%d/%d", poll, i)), Title: "t"})
		}
		marks, _ = marks.compare(items)
		if _, fresh := marks.compare(items); len(fresh) > 0 {
			t.Fatalf("%d items of this very poll forgotten", len(fresh))
		}
	}
	data, err := json.Marshal(State{Seen: marks, ETag: strings.Repeat("x", maxLine), Error: strings.Repeat("x", maxLine)})
	if err != nil || len(data) > 1<<20 || len(marks) < maxMarks/2 {
		t.Errorf("%d marks in %d bytes, %v", len(marks), len(data), err)
	}
}

func TestStateSurvivesTheBucket(t *testing.T) {
	at := time.Date(2026, 3, 2, 1, 2, 3, 4, time.UTC)
	want := State{
		URL: "https://paper.example/feed.xml", ETag: `W/"1"`, LastModified: "Mon, 02 Mar 2026 00:00:00 GMT", LastPolled: &at, Next: at,
		Failures: 3, Error: "status 404", Seen: Marks{"a": {Print: 1<<64 - 1, Revision: 2, Absent: 49}},
	}
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Decode(data)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if empty, err := Decode(nil); err != nil || cmp.Diff(State{}, empty) != "" {
		t.Errorf("no data: %+v, %v", empty, err)
	}
	if _, err := Decode([]byte("{")); err == nil {
		t.Error("half a state was decoded")
	}
}

func TestHealthIsNewOKOrFailing(t *testing.T) {
	at := time.Now()
	for want, states := range map[string][]State{
		"new": {{}, {Next: at}}, "ok": {{LastPolled: &at}}, "failing": {{Failures: 1}, {Failures: 7, LastPolled: &at}},
	} {
		for _, s := range states {
			if got := s.Health(); got != want {
				t.Errorf("%+v is %s, want %s", s, got, want)
			}
		}
	}
}

// A feed that dates everything anew at each request would have every page fetched again.
func TestFeedThatRestampsAllItsItemsEditsNone(t *testing.T) {
	dated := func(minute int, titles ...string) []news.Item {
		at := time.Date(2026, 7, 5, 8, minute, 0, 0, time.UTC)
		items := listed(titles...)
		for i := range items {
			items[i].Modified = &at
		}
		return items
	}
	marks, _ := Marks(nil).compare(dated(0, "a A", "b B"))
	marks, fresh := marks.compare(dated(1, "a A", "b B", "c C"))
	if diff := cmp.Diff([]string{"c C 1"}, revisions(fresh)); diff != "" {
		t.Error(diff)
	}
	items := dated(1, "a A", "b B", "c C")
	later := items[0].Modified.Add(time.Minute)
	items[0].Modified = &later
	if _, fresh = marks.compare(items); cmp.Diff([]string{"a A 2"}, revisions(fresh)) != "" {
		t.Errorf("one item of three was edited, %v came out", revisions(fresh))
	}
}
