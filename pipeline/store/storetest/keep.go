package storetest

import (
	"context"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coranto/pipeline/news"
	"coranto/pipeline/store"
)

func comesBack(t *testing.T, s store.Store) {
	put(t, s, Article(1))
	same(t, Article(1), get(t, s, Article(1).ID))
	for a, err := range s.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		same(t, Article(1), a)
	}
	hits, err := s.Search(t.Context(), store.Query{})
	if err != nil || len(hits) != 1 {
		t.Fatalf("Search: %d hits, %v", len(hits), err)
	}
	same(t, Article(1), hits[0].Article)
}

func nilIsNotEmpty(t *testing.T, s store.Store) {
	bare := news.Article{ID: "bare"}
	empty := news.Article{
		ID: "empty", Authors: []string{}, Keywords: []string{},
		Topics: []news.Tag{{Codes: map[string]string{}, Evidence: []news.Evidence{}}, {ID: "no-evidence"}},
	}
	none := news.Article{ID: "none", Topics: []news.Tag{}}
	put(t, s, bare, empty, none)
	for _, want := range []news.Article{bare, empty, none} {
		same(t, want, get(t, s, want.ID))
	}
}

func bigText(t *testing.T, s store.Store) {
	a := with(1, func(a *news.Article) {
		a.Text = strings.Repeat("Lorem ipsum dolor, čtyři päť шесть. ", 256<<10/40) + "endword"
	})
	put(t, s, a)
	same(t, a, get(t, s, a.ID))
	if got := found(t, s, store.Query{Text: "endword"}); got != "1" {
		t.Errorf("its last word finds %q", got)
	}
}

func dirtyText(t *testing.T, s store.Store) {
	dirty := with(1, func(a *news.Article) {
		a.Title, a.Summary, a.Text = "caf\xe9 au lait", "\x00", "a\x00b \xff\xfe emoji 😀"
		a.Authors = []string{"J\xf6rg"}
		a.Source.ID, a.Lang, a.Topics[0].ID = "s\xff", "\x00", "t\xff"
	})
	want := with(1, func(a *news.Article) {
		a.Title, a.Summary, a.Text = "caf\uFFFD au lait", "\uFFFD", "a\uFFFDb \uFFFD\uFFFD emoji 😀"
		a.Authors = []string{"J\uFFFDrg"}
		a.Source.ID, a.Lang, a.Topics[0].ID = "s\uFFFD", "\uFFFD", "t\uFFFD"
	})
	put(t, s, dirty)
	same(t, want, get(t, s, want.ID))
	if got := found(t, s, store.Query{Text: "lait emoji", Topic: "t\uFFFD"}); got != "1" {
		t.Errorf("its words find %q", got)
	}
	if dirty.Topics[0].ID != "t\xff" {
		t.Error("Put changed its caller's article")
	}
}

func unkeepable(t *testing.T, s store.Store) {
	for _, a := range []news.Article{
		{},
		{ID: "a\x00b"},
		{ID: "\xff"},
		{ID: "nan", Topics: []news.Tag{{ID: "x", Score: math.NaN()}}},
	} {
		wantErr(t, s.Put(t.Context(), a), news.ErrReject)
	}
	if got := all(t, s); len(got) != 0 {
		t.Errorf("the store keeps %d articles", len(got))
	}
}

func unknownID(t *testing.T, s store.Store) {
	for _, id := range []string{"", "nope", "\x00", "\xff", "'; --"} {
		_, err := s.Get(t.Context(), id)
		wantErr(t, err, store.ErrNotFound)
	}
}

func idempotent(t *testing.T, s store.Store) {
	put(t, s, Article(1), Article(2), Article(1))
	put(t, s, with(1, func(a *news.Article) { a.Title = "Same revision, other words" }))
	put(t, s, with(1, func(a *news.Article) { a.Revision = 0 })) // no revision is the first
	same(t, Article(1), get(t, s, Article(1).ID))
	if diff := cmp.Diff([]string{"1", "2"}, all(t, s)); diff != "" {
		t.Errorf("All (-want +got):\n%s", diff)
	}
}

func laterReplaces(t *testing.T, s store.Store) {
	later := with(1, func(a *news.Article) {
		a.Revision, a.Title, a.Topics = 3, "Corrected", []news.Tag{{ID: "oil"}, {ID: "gas"}}
		a.Source.ID, a.Lang, a.Published = "other-org", "de", nil
	})
	put(t, s, Article(1), Article(2), later)
	same(t, later, get(t, s, later.ID))
	if diff := cmp.Diff([]string{"1", "2"}, all(t, s)); diff != "" {
		t.Errorf("a revision keeps its place; All (-want +got):\n%s", diff)
	}
	for _, c := range []struct {
		q    store.Query
		want string
	}{
		{store.Query{Topic: "oil"}, "1"},
		{store.Query{Topic: "gas", Lang: "de", Source: "other-org"}, "1"},
		{store.Query{Topic: "sanctions"}, "2"},
		{store.Query{Source: "example-com"}, "2"},
	} {
		if got := found(t, s, c.q); got != c.want {
			t.Errorf("Search(%+v) = %q, want %q", c.q, got, c.want)
		}
	}
}

func olderIsIgnored(t *testing.T, s store.Store) {
	later := with(1, func(a *news.Article) { a.Revision, a.Title, a.Topics = 2, "Corrected", nil })
	put(t, s, later, Article(1))
	same(t, later, get(t, s, later.ID))
	if got := found(t, s, store.Query{Topic: "sanctions"}); got != "" {
		t.Errorf("the topic of the older revision finds %q", got)
	}
}

// together runs f for 0 to n-1 at once and fails the test with its first error.
func together(t *testing.T, n int, f func(i int) error) {
	t.Helper()
	var group sync.WaitGroup
	errs := make(chan error, n)
	for i := range n {
		group.Go(func() { errs <- f(i) })
	}
	group.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func manyWriters(t *testing.T, s store.Store) {
	const writers, each = 64, 4
	together(t, writers, func(i int) error {
		for n := range each {
			a := Article(i*each + n)
			if err := s.Put(t.Context(), a); err != nil {
				return err
			}
			if _, err := s.Get(t.Context(), a.ID); err != nil {
				return fmt.Errorf("what was put is not there: %w", err)
			}
		}
		return nil
	})
	if got := len(all(t, s)); got != writers*each {
		t.Errorf("%d articles, want %d", got, writers*each)
	}
}

func oneArticleManyWriters(t *testing.T, s store.Store) {
	const last = 64
	revision := func(i int) news.Article {
		return with(1, func(a *news.Article) {
			a.Revision, a.Title = i, fmt.Sprintf("Headline word%d", i)
			a.Topics = []news.Tag{{ID: fmt.Sprintf("topic-%d", i)}}
		})
	}
	together(t, last, func(i int) error { return s.Put(t.Context(), revision(i+1)) })
	same(t, revision(last), get(t, s, Article(1).ID))
	for i := 1; i <= last; i++ {
		want := ""
		if i == last {
			want = "1"
		}
		q := store.Query{Text: fmt.Sprintf("word%d", i)}
		byWord, byTopic := found(t, s, q), found(t, s, store.Query{Topic: fmt.Sprintf("topic-%d", i)})
		if byWord != want || byTopic != want {
			t.Errorf("revision %d: found %q by word, %q by topic, want %q", i, byWord, byTopic, want)
		}
	}
}

func cancelledPut(t *testing.T, s store.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	together(t, 64, func(i int) error {
		if i%2 == 0 {
			return s.Put(t.Context(), Article(i))
		}
		if i == 33 {
			cancel()
		}
		if err := s.Put(ctx, Article(i)); err != nil {
			wantErr(t, err, context.Canceled)
		}
		return nil
	})
	for i := 0; i < 64; i += 2 {
		same(t, Article(i), get(t, s, Article(i).ID))
	}
	wantErr(t, s.Put(ctx, Article(100)), context.Canceled)
}

func cancelledRead(t *testing.T, s store.Store) {
	put(t, s, Article(1))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Get(ctx, Article(1).ID)
	wantErr(t, err, context.Canceled)
	_, err = s.Search(ctx, store.Query{Text: "headline"})
	wantErr(t, err, context.Canceled)
	yielded := 0
	for _, err := range s.All(ctx) {
		yielded++
		wantErr(t, err, context.Canceled)
	}
	if yielded != 1 {
		t.Errorf("All yielded %d times, want its error once", yielded)
	}
}

func closedStore(t *testing.T, s store.Store) {
	put(t, s, Article(1))
	together(t, 8, func(int) error { return s.Close() })
	if err := s.Put(t.Context(), Article(2)); err == nil {
		t.Error("Put on a closed store succeeds")
	}
	if _, err := s.Get(t.Context(), Article(1).ID); err == nil {
		t.Error("Get on a closed store succeeds")
	}
}
