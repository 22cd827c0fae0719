package sqlite

import (
	"context"
	"errors"
	"fmt"
	"time"

	modernc "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"coranto/pipeline/news"
	"coranto/pipeline/store"
)

// maxBatch bounds the articles of one transaction, and the Puts that wait.
const maxBatch = 256

// A put is an article on its way to the goroutine that writes.
type put struct {
	ctx     context.Context // whoever waits for done
	article news.Article
	record  []byte
	done    chan error // takes one without a receiver
}

// Put keeps an article; see store.Store.
func (s *Store) Put(ctx context.Context, a news.Article) error {
	if err := s.put(ctx, a); err != nil {
		return fmt.Errorf("put %.64s in %s: %w", a.ID, s.path, err)
	}
	return nil
}

func (s *Store) put(ctx context.Context, a news.Article) error {
	if s.write == nil {
		return errReadOnly
	}
	a, err := store.Clean(a)
	if err != nil {
		return err
	}
	record, err := store.Pack(a)
	if err != nil {
		return err
	}
	p := &put{ctx: ctx, article: a, record: record, done: make(chan error, 1)}
	select {
	case s.queue <- p:
	case <-s.closing:
		return errClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-p.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-s.stopped:
	}
	select { // queued while run returned, or answered just before
	case err := <-p.done:
		return err
	default:
		return errClosed
	}
}

// run writes until the store closes, then what still waits.
func (s *Store) run() {
	defer close(s.stopped)
	for {
		select {
		case p := <-s.queue:
			s.commit(s.gather(p))
		case <-s.closing:
			for len(s.queue) > 0 {
				s.commit(s.gather(<-s.queue))
			}
			return
		}
	}
}

// gather returns first and all that waits behind it, without those who have gone.
func (s *Store) gather(first *put) []*put {
	batch := []*put{first}
	for len(batch) < maxBatch && len(s.queue) > 0 {
		batch = append(batch, <-s.queue)
	}
	kept := batch[:0]
	for _, p := range batch {
		if err := p.ctx.Err(); err != nil {
			p.done <- err
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

// commit writes a batch in one transaction and answers everyone in it. When that fails,
// each article gets a transaction of its own, so that a bad one harms no other; but a
// file locked by another process is locked for each, and waited for once.
func (s *Store) commit(batch []*put) {
	if len(batch) == 0 {
		return
	}
	err := s.transact(batch)
	alone := err != nil && len(batch) > 1 && !locked(err)
	for _, p := range batch {
		if alone {
			err = s.transact([]*put{p})
		}
		p.done <- err
	}
}

func locked(err error) bool {
	var e *modernc.Error
	return errors.As(err, &e) && e.Code()&0xff == codes.SQLITE_BUSY
}

// transact asks nobody's context: a batch is many callers'.
func (s *Store) transact(batch []*put) error {
	ctx := context.Background()
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	now := time.Now()
	for _, p := range batch {
		if err := s.stmts.keep(ctx, tx, p, now); err != nil {
			return err
		}
	}
	return tx.Commit()
}
