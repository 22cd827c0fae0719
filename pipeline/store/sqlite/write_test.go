package sqlite

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	modernc "modernc.org/sqlite"

	"coranto/pipeline/news"
	"coranto/pipeline/store/storetest"
)

// queued puts n articles at once into a store that does not write yet, lets it write
// when all of them wait, and returns their errors and the number of transactions.
func queued(t *testing.T, n int, prepare string) (s *Store, errs []error, commits int) {
	t.Helper()
	s, err := idle(filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	execute(t, s, prepare)
	count := countCommits(t, s)
	errs = make([]error, n)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() { errs[i] = s.Put(t.Context(), storetest.Article(i)) })
	}
	for len(s.queue) < n {
		runtime.Gosched()
	}
	go s.run()
	group.Wait()
	t.Cleanup(func() { s.Close() })
	return s, errs, int(count.Load())
}

func countCommits(t *testing.T, s *Store) *atomic.Int64 {
	t.Helper()
	var count atomic.Int64
	c, err := s.write.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Raw(func(driver any) error {
		driver.(modernc.HookRegisterer).RegisterCommitHook(func() int32 { count.Add(1); return 0 })
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return &count
}

func execute(t testing.TB, s *Store, query string) {
	t.Helper()
	if _, err := s.write.Exec(query); err != nil {
		t.Fatal(err)
	}
}

func TestWaitingPutsShareOneTransaction(t *testing.T) {
	_, errs, commits := queued(t, 64, ``)
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	if commits != 1 {
		t.Errorf("64 waiting Puts took %d transactions, want 1", commits)
	}
}

func TestBadRowSinksNoOther(t *testing.T) {
	const bad = 3
	s, errs, commits := queued(t, 8, fmt.Sprintf(`
		CREATE TRIGGER bad BEFORE INSERT ON article WHEN new.id = '%s' BEGIN SELECT RAISE(ABORT, 'bad row'); END`,
		storetest.Article(bad).ID))
	for i, err := range errs {
		if i == bad {
			wantError(t, err, "bad row", s.path, storetest.Article(bad).ID)
			continue
		}
		if err != nil {
			t.Errorf("Put %d: %v", i, err)
		}
		if _, err := s.Get(t.Context(), storetest.Article(i).ID); err != nil {
			t.Error(err)
		}
	}
	if commits != 7 {
		t.Errorf("%d transactions, want one for each good article: 7", commits)
	}
}

func TestFullDiskIsToldAndHeals(t *testing.T) {
	s := fresh(t)
	execute(t, s, `PRAGMA max_page_count = 60`)
	big := func(i int) news.Article {
		a := storetest.Article(i)
		a.Text = strings.Repeat("Something to fill the disk with. ", 1000)
		return a
	}
	kept := 0
	for ; ; kept++ {
		if err := s.Put(t.Context(), big(kept)); err != nil {
			wantError(t, err, "full", s.path)
			break
		}
	}
	if kept == 0 {
		t.Error("not even the first article was kept")
	}
	execute(t, s, `PRAGMA max_page_count = 100000`)
	for i := range kept + 1 {
		if err := s.Put(t.Context(), big(i)); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Get(t.Context(), big(i).ID); err != nil {
			t.Fatal(err)
		}
	}
	checkIndex(t, s)
}

func TestFileLockedElsewhereIsToldAndHeals(t *testing.T) {
	s := fresh(t)
	other, err := pool(s.path, "rw", 1)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	execute(t, s, `PRAGMA busy_timeout = 1`)
	wantError(t, s.Put(t.Context(), storetest.Article(1)), "locked", s.path)
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := s.Put(t.Context(), storetest.Article(1)); err != nil {
		t.Fatal(err)
	}
}

func TestIndexFollowsEveryChange(t *testing.T) {
	s := fresh(t)
	for i := range 20 {
		for revision := range i % 4 {
			a := storetest.Article(i)
			a.Revision, a.Text = revision+1, fmt.Sprintf("Text of revision %d", revision/2)
			if err := s.Put(t.Context(), a); err != nil {
				t.Fatal(err)
			}
		}
	}
	checkIndex(t, s)
	execute(t, s, `DELETE FROM article WHERE seq % 3 = 0`) // by hand, as an operator may
	execute(t, s, `PRAGMA foreign_keys = off; DELETE FROM article WHERE seq % 3 = 1`)
	execute(t, s, `UPDATE article SET title = 'Edited'`)
	checkIndex(t, s)
	var orphans int
	err := s.read.QueryRow(`SELECT count(*) FROM article_topic WHERE seq NOT IN (SELECT seq FROM article)`).Scan(&orphans)
	if err != nil || orphans > 0 {
		t.Errorf("%d topics of no article, %v", orphans, err)
	}
}

// checkIndex lets FTS5 compare its index with the text.
func checkIndex(t *testing.T, s *Store) {
	t.Helper()
	execute(t, s, `INSERT INTO article_fts (article_fts, rank) VALUES ('integrity-check', 1)`)
}

// wantError wants an error that tells all of parts.
func wantError(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Errorf("no error, want one that tells %q", parts)
		return
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q does not tell %q", err, part)
		}
	}
}
