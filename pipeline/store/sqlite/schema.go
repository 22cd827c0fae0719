package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// applicationID marks a file as a Coranto store: "Cora".
const applicationID = 0x436f7261

// migrations bring a file from schema version i to i+1, in order. They are only ever
// appended to: files written by every one of them are out there.
var migrations = []string{articles}

// articles is version 1. Times are Unix microseconds. The columns that search needs are
// kept apart from record, the JSON of the rest; the words are indexed without a second
// copy of the text. Triggers keep the index, so that no row changed by hand spoils it;
// feeding FTS5 a whole batch at the end instead saves a third of the millisecond that
// an article takes.
const articles = `
CREATE TABLE article (
	seq        INTEGER PRIMARY KEY, -- order of first storing
	id         TEXT    NOT NULL UNIQUE,
	revision   INTEGER NOT NULL,
	url        TEXT    NOT NULL,
	lang       TEXT    NOT NULL,
	source     TEXT    NOT NULL,
	published  INTEGER,
	discovered INTEGER,
	stored     INTEGER NOT NULL,
	at         INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(published, discovered, stored)) VIRTUAL,
	title      TEXT    NOT NULL,
	record     TEXT    NOT NULL,
	summary    TEXT    NOT NULL,
	text       TEXT    NOT NULL
) STRICT;
CREATE INDEX article_at     ON article (at);
CREATE INDEX article_lang   ON article (lang, at);
CREATE INDEX article_source ON article (source, at);

-- at is repeated here so that the newest of a topic are found without reading them all.
CREATE TABLE article_topic (
	topic TEXT    NOT NULL,
	at    INTEGER NOT NULL,
	seq   INTEGER NOT NULL REFERENCES article,
	score REAL    NOT NULL,
	PRIMARY KEY (topic, at, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_topic_seq ON article_topic (seq);

CREATE VIRTUAL TABLE article_fts USING fts5 (
	title, summary, text,
	content = 'article', content_rowid = 'seq',
	tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
	INSERT INTO article_fts (rowid, title, summary, text) VALUES (new.seq, new.title, new.summary, new.text);
END;
CREATE TRIGGER article_edited AFTER UPDATE OF title, summary, text ON article
WHEN (old.title, old.summary, old.text) IS NOT (new.title, new.summary, new.text) BEGIN
	INSERT INTO article_fts (article_fts, rowid, title, summary, text)
		VALUES ('delete', old.seq, old.title, old.summary, old.text);
	INSERT INTO article_fts (rowid, title, summary, text) VALUES (new.seq, new.title, new.summary, new.text);
END;
CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN
	DELETE FROM article_topic WHERE seq = old.seq;
	INSERT INTO article_fts (article_fts, rowid, title, summary, text)
		VALUES ('delete', old.seq, old.title, old.summary, old.text);
END;
`

// querier is what asks one thing of a pool or of a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// schemaVersion says how many migrations the file has seen, 0 for an empty one. A file
// of another program or of a newer Coranto is an error.
func schemaVersion(ctx context.Context, db querier) (int, error) {
	var application, version, tables int
	err := db.QueryRowContext(ctx, `SELECT a.application_id, v.user_version, (SELECT count(*) FROM sqlite_schema)
		FROM pragma_application_id AS a, pragma_user_version AS v`).Scan(&application, &version, &tables)
	switch {
	case err != nil:
		return 0, err
	case tables == 0:
		return 0, nil
	case application != applicationID:
		return 0, errors.New("a database of another program")
	case version > len(migrations):
		return 0, fmt.Errorf("its schema is of version %d, newer than %d, the newest this program knows: use a newer program",
			version, len(migrations))
	}
	return version, nil
}

// migrate makes the file a store of the newest version, or changes nothing.
func migrate(db *sql.DB) error {
	ctx := context.Background()
	if _, err := schemaVersion(ctx, db); err != nil {
		return err
	}
	var mode string
	if err := db.QueryRowContext(ctx, `PRAGMA journal_mode = WAL`).Scan(&mode); err != nil {
		return err
	}
	if mode != "wal" {
		return fmt.Errorf("journal mode is %q, not wal: the file system lacks shared memory (a network share?)", mode)
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	version, err := schemaVersion(ctx, tx) // again: another process may have been faster
	if err != nil {
		return err
	}
	for i, step := range migrations[version:] {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("schema version %d: %w", version+i+1, err)
		}
	}
	_, err = tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = %d`, applicationID, len(migrations)))
	if err != nil {
		return err
	}
	return tx.Commit()
}
