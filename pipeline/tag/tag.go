// Package tag decides which topics an article is about, and says why.
//
// A [Topic] is a file that people write: a query in the language of package query, by
// language of the article where that matters, with examples of what it must and must
// not match. A [Tagger] holds all topics against one article: it splits and indexes the
// article once and asks every topic's query of that index.
package tag

import (
	"cmp"
	"context"
	"slices"
	"sync/atomic"
	"time"

	"coranto/pipeline/news"
)

// A Tagger assigns topics to articles. It is safe for concurrent use.
type Tagger struct {
	Now func() time.Time // the clock of Trace.Tagged; time.Now when nil

	topics atomic.Pointer[[]Topic]
}

// New makes a Tagger of topics that ParseTopics has read.
func New(topics []Topic) *Tagger {
	t := new(Tagger)
	t.Swap(topics)
	return t
}

// Swap replaces all topics at once. Articles that are being tagged keep the old ones.
func (t *Tagger) Swap(topics []Topic) {
	topics = slices.Clone(topics)
	t.topics.Store(&topics)
}

// Topics returns the topics in use, in the order given.
func (t *Tagger) Topics() []Topic { return slices.Clone(*t.topics.Load()) }

// Tag is the stage: it returns the article with its Topics, by falling score and then
// by id, and with the time in its Trace. Topics that the article had are replaced. The
// only error is that of a context that ended.
func (t *Tagger) Tag(ctx context.Context, a news.Article) (news.Article, error) {
	tags := []news.Tag{}
	s := newSubject(a)
	for _, topic := range *t.topics.Load() {
		if err := ctx.Err(); err != nil {
			return a, err
		}
		if tag, ok := topic.tag(s); ok {
			tags = append(tags, tag)
		}
	}
	slices.SortFunc(tags, func(a, b news.Tag) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
	})
	a.Topics = tags
	now := t.now().UTC()
	a.Trace.Tagged = &now
	return a, nil
}

func (t *Tagger) now() time.Time {
	if t.Now != nil {
		return t.Now()
	}
	return time.Now()
}

// tag holds one topic against an article.
func (t Topic) tag(s *subject) (tag news.Tag, ok bool) {
	hits := s.hits(t)
	if len(hits) == 0 {
		return news.Tag{}, false
	}
	return news.Tag{
		ID:       t.ID,
		Name:     t.Name,
		Score:    s.score(hits),
		Version:  t.Version,
		Codes:    t.Codes,
		Evidence: s.evidence(hits),
	}, true
}
