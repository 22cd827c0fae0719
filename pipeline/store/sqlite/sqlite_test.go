package sqlite

import (
	"bufio"
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"coranto/pipeline/store"
	"coranto/pipeline/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return fresh(t) })
}

// fresh opens a new store, in a folder yet to be made, under a name that an address
// would have to escape.
func fresh(t testing.TB) *Store {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "new", "a b?c#d%41&e.db"))
}

func open(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestReopenedStoreKeepsArticles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	s := open(t, path)
	if err := s.Put(t.Context(), storetest.Article(1)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + "-wal"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a closed store leaves its WAL: %v", err)
	}
	s = open(t, path)
	if _, err := s.Get(t.Context(), storetest.Article(1).ID); err != nil {
		t.Error(err)
	}
	var version int
	if err := s.read.QueryRow(`PRAGMA user_version`).Scan(&version); err != nil || version != len(migrations) {
		t.Errorf("schema version %d, %v, want %d", version, err, len(migrations))
	}
}

func TestWritesAreSyncedAndReadersCannotWrite(t *testing.T) {
	s := fresh(t)
	var synchronous, foreign int
	var mode string
	err := s.write.QueryRow(`SELECT * FROM pragma_synchronous, pragma_foreign_keys, pragma_journal_mode`).Scan(&synchronous, &foreign, &mode)
	if err != nil || synchronous != 2 || foreign != 1 || mode != "wal" {
		t.Errorf("synchronous %d, foreign keys %d, journal mode %q, %v", synchronous, foreign, mode, err)
	}
	_, err = s.read.Exec(`DELETE FROM article`)
	wantError(t, err, "readonly")
}

func TestReadOnlyStoreSeesWhatIsWritten(t *testing.T) {
	s := fresh(t)
	reader, err := OpenReadOnly(s.path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	for i := range 20 {
		if err := s.Put(t.Context(), storetest.Article(i)); err != nil {
			t.Fatal(err)
		}
		if _, err := reader.Get(t.Context(), storetest.Article(i).ID); err != nil {
			t.Fatal(err)
		}
		if hits, err := reader.Search(t.Context(), store.Query{Text: fmt.Sprint("number ", i)}); err != nil || len(hits) != 1 {
			t.Fatalf("%d hits, %v", len(hits), err)
		}
	}
	wantError(t, reader.Put(t.Context(), storetest.Article(99)), "reading only", s.path)
	if err := s.Close(); err != nil { // the daemon stops, the reader reads on
		t.Fatal(err)
	}
	n := 0
	for _, err := range reader.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != 20 {
		t.Errorf("%d articles, want 20", n)
	}
}

func TestReadOnlyStoreOpensWithoutWriter(t *testing.T) {
	s := fresh(t)
	if err := s.Put(t.Context(), storetest.Article(1)); err != nil {
		t.Fatal(err)
	}
	s.Close()
	reader, err := OpenReadOnly(s.path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := reader.Get(t.Context(), storetest.Article(1).ID); err != nil {
		t.Error(err)
	}
	if err := reader.Close(); err != nil {
		t.Error(err)
	}
	open(t, s.path)
}

func TestReadOnlyStoreIsNotCreated(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none.db")
	_, err := OpenReadOnly(path)
	wantError(t, err, path)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v, want one that wraps fs.ErrNotExist", err)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = OpenReadOnly(path)
	wantError(t, err, path, "nothing was ever stored")
}

func TestOtherFilesAreRefusedUnchanged(t *testing.T) {
	for _, c := range []struct{ name, sql, want string }{
		{"newer schema", fmt.Sprintf(`CREATE TABLE article (x); PRAGMA application_id = %d; PRAGMA user_version = 99`, applicationID),
			"version 99, newer than"},
		{"another program", `CREATE TABLE bookmarks (x); PRAGMA user_version = 1`, "another program"},
		{"no database", ``, "not a database"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.db")
			if c.sql == "" {
				if err := os.WriteFile(path, bytes.Repeat([]byte("no database "), 1000), 0o600); err != nil {
					t.Fatal(err)
				}
			} else {
				db, err := sql.Open("sqlite", path)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := db.Exec(c.sql); err != nil {
					t.Fatal(err)
				}
				db.Close()
			}
			before, _ := os.ReadFile(path)
			_, err := Open(path)
			wantError(t, err, path, c.want)
			_, err = OpenReadOnly(path)
			wantError(t, err, path, c.want)
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestDamagedFileIsTold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	s := open(t, path)
	for i := range 50 {
		if err := s.Put(t.Context(), storetest.Article(i)); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	told := 0
	check := func(err error) {
		if err != nil {
			told++
			wantError(t, err, path)
		}
	}
	for from := page; from < len(whole); from += page {
		damaged := bytes.Clone(whole)
		copy(damaged[from:], bytes.Repeat([]byte{0xa5}, page))
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(path)
		if check(err); err != nil {
			continue
		}
		for _, err := range s.All(t.Context()) {
			check(err)
		}
		for _, q := range []store.Query{{}, {Text: "headline"}, {Topic: "sanctions"}} {
			_, err := s.Search(t.Context(), q)
			check(err)
		}
		check(s.Put(t.Context(), storetest.Article(99)))
		s.Close()
	}
	if told == 0 {
		t.Error("no damage was noticed")
	}
}

// The child of this test puts articles and tells which of them are kept, until it is
// killed: all it told of must be there.
func TestKilledProcessKeepsWhatItAcknowledged(t *testing.T) {
	const env = "CORANTO_TEST_STORE"
	if path := os.Getenv(env); path != "" {
		putForever(t, path)
		return
	}
	path := filepath.Join(t.TempDir(), "a.db")
	for range 3 {
		child := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		child.Env = append(os.Environ(), env+"="+path)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		var ids []string
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if ids = append(ids, lines.Text()); len(ids) == 200 {
				child.Process.Kill()
			}
		}
		child.Wait()
		if len(ids) < 200 {
			t.Fatalf("the child told of %d articles: %q", len(ids), ids)
		}
		s := open(t, path)
		for _, id := range ids {
			if _, err := s.Get(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		}
		checkIndex(t, s)
		s.Close()
	}
}

func putForever(t *testing.T, path string) {
	s := open(t, path)
	var group sync.WaitGroup
	for i := range 16 {
		group.Go(func() {
			for n := i; ; n += 16 {
				a := storetest.Article(n)
				if err := s.Put(t.Context(), a); err != nil {
					fmt.Println(err)
					return
				}
				fmt.Println(a.ID)
			}
		})
	}
	group.Wait()
}
