// Package tag decides which topics an article is about, and shows the passages that say so.
//
// A [Topic] is a file that people write: a query in the language of package query, by
// language of the article where that matters, with examples of what it must and must
// not match. A [Tagger] holds all topics against one article: package match tells which
// queries are true, and where; here that becomes tags with scores and evidence. A [Document]
// holds single queries against an article, by their plain meaning: package explain stands on
// it, which says of one topic why an article has it or not.
package tag

import (
	"context"
	"sync/atomic"
	"time"

	"coranto/pipeline/news"
)

// A Tagger assigns topics to articles. It is safe for concurrent use.
type Tagger struct {
	Now func() time.Time // the clock of Trace.Tagged; time.Now when nil

	current atomic.Pointer[compiled]
}

// New makes a Tagger of topics that ParseTopics has read.
func New(topics []Topic) *Tagger {
	t := new(Tagger)
	t.Swap(topics)
	return t
}

// Swap replaces all topics at once. Articles that are being tagged keep the old ones.
func (t *Tagger) Swap(topics []Topic) { t.current.Store(compile(topics)) }

// Len is the number of topics in use.
func (t *Tagger) Len() int { return len(t.current.Load().labels) }

// Topics returns the topics in use, in the order given, without their queries, weights and
// examples.
func (t *Tagger) Topics() []Topic { return t.current.Load().topics() }

// ByLanguage reports whether an article's language can make a difference: a topic has a query
// for a single one, or a query asks for lang: or compares stems.
func (t *Tagger) ByLanguage() bool { return t.current.Load().byLang }

// Tag is the stage: it returns the article with its Topics, by falling score and then
// by id, and with the time in its Trace. Topics that the article had are replaced. The
// only error is that of a context that ended.
func (t *Tagger) Tag(ctx context.Context, a news.Article) (news.Article, error) {
	if err := ctx.Err(); err != nil {
		return a, err
	}
	a.Topics = t.Append([]news.Tag{}, &a, maxEvidence)
	now := t.now().UTC()
	a.Trace.Tagged = &now
	return a, nil
}

// Append appends to tags those of an article, each with at most so many passages as
// evidence. It writes over what tags holds behind its end, evidence included, so that a
// caller who is done with one article's tags can have the next one's in their place.
func (t *Tagger) Append(tags []news.Tag, a *news.Article, evidence int) []news.Tag {
	return t.current.Load().append(tags, a, min(evidence, maxEvidence))
}

func (t *Tagger) now() time.Time {
	if t.Now != nil {
		return t.Now()
	}
	return time.Now()
}
