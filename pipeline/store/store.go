// Package store says what keeping articles means, apart from where they are kept:
// an article is one row by its id, a later revision replaces an earlier one, and a
// Put that returned is on disk. The packages below it keep that promise in SQLite
// and in PostgreSQL; storetest is the one suite that both pass.
package store

import (
	"context"
	"errors"
	"iter"
	"time"

	"coranto/pipeline/news"
)

// ErrNotFound is wrapped by Get for an id that was never put.
var ErrNotFound = errors.New("no such article")

// A Store keeps articles. Its methods may be called from many goroutines at once.
type Store interface {
	// Put keeps an article and returns when it is on disk. It replaces the article of
	// the same id when its revision is higher; an equal or lower one changes nothing
	// and is no error. An article that can never be kept wraps news.ErrReject. When ctx
	// ends first, Put returns its error and the article may or may not be kept.
	Put(ctx context.Context, a news.Article) error

	// Get returns the article as it was put (but see Clean), or wraps ErrNotFound.
	Get(ctx context.Context, id string) (news.Article, error)

	// Search returns the articles that q asks for, best first.
	Search(ctx context.Context, q Query) ([]Hit, error)

	// All yields the articles stored before it began, in order of first storing (a
	// later revision keeps its place), in constant memory. It ends with its first error.
	All(ctx context.Context) iter.Seq2[news.Article, error]

	// Close waits for the Puts that began, then lets the store go.
	Close() error
}

// A Query asks for articles that meet every field that is set.
type Query struct {
	// Text is what a reader typed, see Terms: all terms must occur in title, summary or
	// text, whatever their case and accents. Blank asks for no words; a text of signs
	// alone finds nothing.
	Text string

	Topic  string // id of a topic that the article was given
	Lang   string // as Article.Lang: "en"
	Source string // as Article.Source.ID: "example-com"

	// Since (inclusive) and Until (exclusive) bound the time of publishing, or of
	// discovery when that is unknown. Zero is no bound.
	Since, Until time.Time

	Limit  int // how many at most: 0 is DefaultLimit, more than MaxLimit is MaxLimit
	Offset int // how many to leave out first, for further pages
}

// Bounds of Query.Limit.
const (
	DefaultLimit = 20
	MaxLimit     = 1000
)

// Bounded returns q with Limit and Offset within their bounds.
func (q Query) Bounded() Query {
	if q.Limit <= 0 {
		q.Limit = DefaultLimit
	}
	q.Limit, q.Offset = min(q.Limit, MaxLimit), max(q.Offset, 0)
	return q
}

// A Hit is an article that a search found. With Text, hits come by Rank, equal ones
// newest first; without, newest first.
type Hit struct {
	Article news.Article

	// Rank says how well Text fits: more is better, words in the title count most. It
	// compares hits of one search only, and is 0 without Text.
	Rank float64

	// Snippet is the passage of the text, else of the summary, in which the words of
	// Text occur, each between MarkStart and MarkEnd; plain text, to be escaped before
	// the marks are made tags. It has no marks when only the title fits, and is empty
	// without Text.
	Snippet string
}

// Marks around the words found in a Snippet: control characters, which clean text lacks.
const (
	MarkStart = "\u0002"
	MarkEnd   = "\u0003"
)
