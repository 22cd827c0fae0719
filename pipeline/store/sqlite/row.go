package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// statements are prepared once, on the connection that writes.
type statements struct{ article, untag, tag *sql.Stmt }

func prepare(db *sql.DB) (s statements, err error) {
	for _, p := range []struct {
		stmt  **sql.Stmt
		query string
	}{
		{&s.article, `
			INSERT INTO article (id, revision, url, lang, source, published, discovered, stored, title, record, summary, text)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET
				revision = excluded.revision, url = excluded.url, lang = excluded.lang, source = excluded.source,
				published = excluded.published, discovered = excluded.discovered, stored = excluded.stored,
				title = excluded.title, record = excluded.record, summary = excluded.summary, text = excluded.text
			WHERE excluded.revision > article.revision
			RETURNING seq, at`},
		{&s.untag, `DELETE FROM article_topic WHERE seq = ?`},
		{&s.tag, `
			INSERT INTO article_topic (topic, at, seq, score) VALUES (?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET score = max(score, excluded.score)`},
	} {
		if *p.stmt, err = db.Prepare(p.query); err != nil {
			return s, err
		}
	}
	return s, nil
}

// keep writes the row of an article and its topics, or nothing when its revision is not
// higher than the one kept.
func (s statements) keep(ctx context.Context, tx *sql.Tx, p *put, now time.Time) error {
	a := p.article
	var seq, at int64
	err := tx.StmtContext(ctx, s.article).QueryRowContext(ctx,
		a.ID, max(a.Revision, 1), a.URL, a.Lang, a.Source.ID, micros(a.Published), micros(a.Trace.Discovered),
		now.UnixMicro(), a.Title, string(p.record), a.Summary, a.Text).Scan(&seq, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := tx.StmtContext(ctx, s.untag).ExecContext(ctx, seq); err != nil {
		return err
	}
	for _, topic := range a.Topics {
		if _, err := tx.StmtContext(ctx, s.tag).ExecContext(ctx, topic.ID, at, seq, topic.Score); err != nil {
			return err
		}
	}
	return nil
}

// micros is a time as the schema has it: Unix microseconds, NULL when unknown.
func micros(t *time.Time) any {
	if t == nil {
		return nil
	}
	return t.UnixMicro()
}
