package sqlite

import (
	"context"
	"fmt"
	"strings"

	"coranto/pipeline/store"
)

// Search returns the articles that q asks for; see store.Store.
func (s *Store) Search(ctx context.Context, q store.Query) ([]store.Hit, error) {
	q = q.Bounded()
	var st statement
	switch terms := store.Terms(q.Text); {
	case len(terms) > 0:
		st = ranked(match(terms), q)
	case strings.TrimSpace(q.Text) != "":
		return nil, nil
	default:
		st = newest(q)
	}
	ctx, cancel := context.WithTimeout(ctx, readTimeout)
	defer cancel()
	hits, err := s.hits(ctx, st)
	if err != nil {
		return nil, fmt.Errorf("search %s: %w", s.path, err)
	}
	return hits, nil
}

func (s *Store) hits(ctx context.Context, st statement) ([]store.Hit, error) {
	rows, err := s.read.QueryContext(ctx, st.sql, st.args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var hits []store.Hit
	for rows.Next() {
		var h store.Hit
		var c content
		var text, summary string
		if err := rows.Scan(append(c.columns(), &h.Rank, &text, &summary)...); err != nil {
			return nil, err
		}
		if h.Article, err = c.article(); err != nil {
			return nil, err
		}
		h.Snippet = snippet(text, summary)
		hits = append(hits, h)
	}
	return hits, rows.Err()
}

// A statement is SQL and the values of its question marks.
type statement struct {
	sql  string
	args []any
}

func (st *statement) add(sql string, args ...any) {
	st.sql += sql
	st.args = append(st.args, args...)
}

// newest reads along an index that is in order of time: of the topic, if one is asked
// for, else of source, language or all. CROSS JOIN fixes that order.
func newest(q store.Query) (st statement) {
	st.add(`SELECT a.record, a.title, a.summary, a.text, 0.0, '', '' FROM `)
	by := "a"
	if q.Topic != "" {
		by = "t"
		st.add(`article_topic AS t CROSS JOIN article AS a ON a.seq = t.seq WHERE t.topic = ?`, q.Topic)
	} else {
		st.add(`article AS a WHERE true`)
	}
	st.filter(by, q)
	st.add(` ORDER BY `+by+`.at DESC, `+by+`.seq DESC LIMIT ? OFFSET ?`, q.Limit, q.Offset)
	return st
}

// ranked finds the best first and reads articles and snippets of those alone, matching
// once more: the + keeps SQLite from asking the index for one article after the other,
// which merges the words of a prefix anew for each. A word in the title counts ten
// times, one in the summary three times one in the text.
func ranked(match string, q store.Query) (st statement) {
	st.add(`WITH best AS MATERIALIZED (
		SELECT a.seq, a.at, bm25(article_fts, 10.0, 3.0, 1.0) AS score
		FROM article_fts CROSS JOIN article AS a ON a.seq = article_fts.rowid
		WHERE article_fts MATCH ?`, match)
	if q.Topic != "" {
		st.add(` AND EXISTS (SELECT 1 FROM article_topic AS t WHERE t.topic = ? AND t.at = a.at AND t.seq = a.seq)`, q.Topic)
	}
	st.filter("a", q)
	st.add(` ORDER BY score, a.at DESC, a.seq DESC LIMIT ? OFFSET ?)`, q.Limit, q.Offset)
	st.add(`
		SELECT a.record, a.title, a.summary, a.text, -best.score,
			snippet(article_fts, 2, ?, ?, '…', ?), snippet(article_fts, 1, ?, ?, '…', ?)
		FROM article_fts CROSS JOIN best ON best.seq = article_fts.rowid CROSS JOIN article AS a ON a.seq = best.seq
		WHERE article_fts MATCH ? AND +article_fts.rowid IN (SELECT seq FROM best)
		ORDER BY best.score, best.at DESC, best.seq DESC`,
		store.MarkStart, store.MarkEnd, snippetWords, store.MarkStart, store.MarkEnd, snippetWords, match)
	return st
}

// filter adds what every search may ask for; the time is in the table called by.
func (st *statement) filter(by string, q store.Query) {
	if q.Lang != "" {
		st.add(` AND a.lang = ?`, q.Lang)
	}
	if q.Source != "" {
		st.add(` AND a.source = ?`, q.Source)
	}
	if !q.Since.IsZero() {
		st.add(` AND `+by+`.at >= ?`, q.Since.UnixMicro())
	}
	if !q.Until.IsZero() {
		st.add(` AND `+by+`.at < ?`, q.Until.UnixMicro())
	}
}
