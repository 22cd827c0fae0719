package pipeline

import (
	"context"
	"errors"
	"strings"

	"coranto/pipeline/news"
	"coranto/pipeline/store"
	"coranto/pipeline/web"
)

// A shelf is the store as other stages see it, each through the small interface that it states.
type shelf struct{ store store.Store }

// Known is for extract.
func (s shelf) Known(ctx context.Context, id string) (news.Article, bool, error) {
	return s.Article(ctx, id)
}

// Article is for web.
func (s shelf) Article(ctx context.Context, id string) (news.Article, bool, error) {
	a, err := s.store.Get(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return a, false, nil
	}
	return a, err == nil, err
}

// Find is for web.
func (s shelf) Find(ctx context.Context, q web.Query) ([]web.Found, error) {
	hits, err := s.store.Search(ctx, store.Query{Text: q.Text, Topic: q.Topic, Lang: q.Lang, Source: q.Source, Limit: q.Limit})
	found := make([]web.Found, len(hits))
	for i, hit := range hits {
		found[i] = web.Found{Article: hit.Article, Passage: spans(hit.Snippet)}
	}
	return found, err
}

// spans cuts a search's snippet at its marks.
func spans(snippet string) []web.Span {
	var list []web.Span
	for i, part := range strings.Split(snippet, store.MarkStart) {
		match, rest, found := strings.Cut(part, store.MarkEnd)
		if i > 0 && found {
			list = append(list, web.Span{Text: match, Mark: true})
			part = rest
		}
		if part != "" {
			list = append(list, web.Span{Text: part})
		}
	}
	return list
}

// choices are the topics that a reader of the pages can choose.
func (p *Pipeline) choices() []web.Topic {
	topics := p.tagger.Topics()
	list := make([]web.Topic, len(topics))
	for i, t := range topics {
		list[i] = web.Topic{ID: t.ID, Name: t.Name}
	}
	return list
}
