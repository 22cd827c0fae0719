// Package sqlite keeps articles in one SQLite file, in pure Go. The file is in WAL mode
// with synchronous=FULL: what was committed survives a power cut, and other processes
// may read while one writes. One goroutine writes: it takes all the Puts that wait and
// commits them together, because the disk's sync, not the rows, is what a Put costs.
// Readers have connections of their own, which cannot write.
//
// Words are what FTS5's unicode61 tokenizer makes of text: runs of letters and digits,
// without case and accents. Scripts that write no spaces are found by the start of a
// run only.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	_ "modernc.org/sqlite" // chosen over ncruces (wasm, larger binary) and mattn (C compiler)

	"coranto/pipeline/store"
)

var (
	errClosed   = errors.New("store is closed")
	errReadOnly = errors.New("store is open for reading only")
)

const (
	readers     = 4                // connections that read
	readTimeout = 10 * time.Second // of one Get, one Search, one page of All
	busyTimeout = 5 * time.Second  // wait for another process that holds the file
)

// A Store is a store.Store in one SQLite file.
type Store struct {
	path string
	read *sql.DB

	write   *sql.DB    // one connection; nil when open for reading only
	stmts   statements // prepared on write
	queue   chan *put  // to the goroutine of run
	closing chan struct{}
	stopped chan struct{} // closed when run has returned
	close   func() error
}

var _ store.Store = (*Store)(nil)

// Open opens the store in the file at path for reading and writing. It creates file
// and folder when there are none, and brings an older schema up to date.
func Open(path string) (*Store, error) {
	s, err := idle(path)
	if err == nil {
		go s.run()
	}
	return s, err
}

// idle returns a store whose goroutine has yet to run.
func idle(path string) (*Store, error) {
	s := &Store{
		path:    path,
		queue:   make(chan *put, maxBatch),
		closing: make(chan struct{}),
		stopped: make(chan struct{}),
	}
	s.close = sync.OnceValue(s.shut)
	if err := s.open(); err != nil {
		return nil, errors.Join(fmt.Errorf("open store %s: %w", path, err), s.closeFiles())
	}
	return s, nil
}

func (s *Store) open() (err error) {
	if err := os.MkdirAll(filepath.Dir(s.path), 0o755); err != nil {
		return err
	}
	if s.write, err = pool(s.path, "rwc", 1); err != nil {
		return err
	}
	if err := migrate(s.write); err != nil {
		return err
	}
	if s.stmts, err = prepare(s.write); err != nil {
		return err
	}
	s.read, err = pool(s.path, "ro", readers)
	return err
}

// OpenReadOnly opens the store in the file at path for reading, while another process
// may write it. The file must be there; Put on the Store is refused.
func OpenReadOnly(path string) (*Store, error) {
	s := &Store{path: path}
	s.close = sync.OnceValue(s.closeFiles)
	if err := s.openReadOnly(); err != nil {
		return nil, errors.Join(fmt.Errorf("open store %s: %w", path, err), s.closeFiles())
	}
	return s, nil
}

func (s *Store) openReadOnly() (err error) {
	if _, err := os.Stat(s.path); err != nil {
		return errors.Unwrap(err) // the path is told already
	}
	if s.read, err = pool(s.path, "ro", readers); err != nil {
		return err
	}
	version, err := schemaVersion(context.Background(), s.read)
	switch {
	case err != nil:
		return err
	case version == 0:
		return errors.New("nothing was ever stored in it")
	case version < len(migrations):
		return fmt.Errorf("its schema is of version %d, older than %d: open it for writing once", version, len(migrations))
	}
	return nil
}

// pool returns connections to the file at path. Mode is SQLite's: "ro" never writes,
// "rwc" creates.
func pool(path, mode string, size int) (*sql.DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	options := url.Values{
		"mode":          {mode},
		"_busy_timeout": {fmt.Sprint(busyTimeout.Milliseconds())},
		"_foreign_keys": {"on"},
		"_synchronous":  {"FULL"},
		"_txlock":       {"immediate"}, // a deferred one fails when it turns from reading to writing
		"_dqs":          {"0"},         // a misspelt "column" is an error, not a string
		"_error_rc":     {"1"},
		"_pragma":       {"cache_size(-8192)", "journal_size_limit(67108864)"}, // 8 MiB a connection; 64 MiB
	}
	db, err := sql.Open("sqlite", "file:"+url.PathEscape(path)+"?"+options.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db, nil
}

// Close commits the Puts that wait and closes the file. Closing twice is closing once.
func (s *Store) Close() error { return s.close() }

func (s *Store) shut() error {
	close(s.closing)
	<-s.stopped
	return s.closeFiles()
}

// closeFiles closes the readers first: the last connection folds the WAL into the file.
func (s *Store) closeFiles() error {
	var errs []error
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close store %s: %w", s.path, err)
	}
	return nil
}
