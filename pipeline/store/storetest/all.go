package storetest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"coranto/pipeline/news"
	"coranto/pipeline/store"
)

func allInOrder(t *testing.T, s store.Store) {
	if got := all(t, s); len(got) != 0 {
		t.Fatalf("an empty store yields %v", got)
	}
	var want []string
	for i := range 600 { // storing is not publishing: from the newest to the oldest
		n := 600 - i
		put(t, s, with(n, func(a *news.Article) { a.Text = strings.Repeat("A sentence. ", i%100*10) }))
		want = append(want, fmt.Sprint(n))
	}
	if diff := cmp.Diff(want, all(t, s)); diff != "" {
		t.Errorf("All (-want +got):\n%s", diff)
	}
}

func allWhileWriting(t *testing.T, s store.Store) {
	const before = 300
	var want []string
	for i := range before {
		put(t, s, Article(i))
		want = append(want, fmt.Sprint(i))
	}
	ctx, stop := context.WithCancel(t.Context())
	var writer sync.WaitGroup
	writer.Go(func() {
		for i := before; ctx.Err() == nil; i++ {
			if s.Put(ctx, Article(i)) != nil {
				return
			}
		}
	})
	var got []string
	for a, err := range s.All(t.Context()) {
		if err != nil {
			t.Fatalf("All: %v", err)
		}
		if _, err := s.Get(t.Context(), a.ID); err != nil { // reading meanwhile must not lock up
			t.Fatal(err)
		}
		got = append(got, number(a))
	}
	stop()
	writer.Wait()
	if len(got) < before {
		t.Fatalf("%d articles, want at least %d", len(got), before)
	}
	if diff := cmp.Diff(want, got[:before]); diff != "" {
		t.Errorf("All (-want +got):\n%s", diff)
	}
}

func allStops(t *testing.T, s store.Store) {
	put(t, s, Article(1), Article(2), Article(3))
	n := 0
	for range s.All(t.Context()) {
		if n++; n == 2 {
			break
		}
	}
	put(t, s, Article(4))
	if got := len(all(t, s)); got != 4 {
		t.Errorf("%d articles, want 4", got)
	}
}
