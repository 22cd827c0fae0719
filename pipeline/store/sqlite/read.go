package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"coranto/pipeline/news"
	"coranto/pipeline/store"
)

// Bounds of a page of All: it is read as a whole, so that a slow consumer holds no
// transaction open and the WAL can be folded back meanwhile.
const (
	pageRows  = 256
	pageBytes = 1 << 20
)

// Get returns the article with that id; see store.Store.
func (s *Store) Get(ctx context.Context, id string) (news.Article, error) {
	ctx, cancel := context.WithTimeout(ctx, readTimeout)
	defer cancel()
	var c content
	err := s.read.QueryRowContext(ctx, `SELECT record, title, summary, text FROM article WHERE id = ?`, id).Scan(c.columns()...)
	if errors.Is(err, sql.ErrNoRows) {
		err = store.ErrNotFound
	}
	if err != nil {
		return news.Article{}, fmt.Errorf("get %.64s from %s: %w", id, s.path, err)
	}
	return c.article()
}

// All yields every article in order of storing; see store.Store.
func (s *Store) All(ctx context.Context) iter.Seq2[news.Article, error] {
	return func(yield func(news.Article, error) bool) {
		var seq, last int64
		err := s.read.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM article`).Scan(&last)
		for err == nil && seq < last {
			var page []news.Article
			if page, seq, err = s.page(ctx, seq, last); err != nil || len(page) == 0 {
				break
			}
			for _, a := range page {
				if !yield(a, nil) {
					return
				}
			}
		}
		if err != nil {
			yield(news.Article{}, fmt.Errorf("read all of %s: %w", s.path, err))
		}
	}
}

// page returns the articles that follow after, up to last, and where the next page starts.
func (s *Store) page(ctx context.Context, after, last int64) (page []news.Article, seq int64, err error) {
	ctx, cancel := context.WithTimeout(ctx, readTimeout)
	defer cancel()
	rows, err := s.read.QueryContext(ctx,
		`SELECT seq, record, title, summary, text FROM article WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`, after, last, pageRows)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for size := 0; size < pageBytes && rows.Next(); {
		var c content
		if err := rows.Scan(append([]any{&seq}, c.columns()...)...); err != nil {
			return nil, 0, err
		}
		a, err := c.article()
		if err != nil {
			return nil, 0, err
		}
		page = append(page, a)
		size += len(c.record) + len(c.text)
	}
	return page, seq, rows.Err()
}

// content is the columns that make an article, in this order.
type content struct {
	record               []byte
	title, summary, text string
}

func (c *content) columns() []any { return []any{&c.record, &c.title, &c.summary, &c.text} }

func (c *content) article() (news.Article, error) {
	return store.Unpack(c.record, c.title, c.summary, c.text)
}
