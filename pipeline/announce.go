package pipeline

import (
	"encoding/json"
	"strings"

	"coranto/pipeline/bus"
	"coranto/pipeline/news"
)

// announce makes the messages of the topics of a record that is kept.
func (p *Pipeline) announce(a news.Article) ([]bus.Post, error) {
	if p.config.NATS.TaggedText == "lead" {
		a.Text = lead(a.Text)
	}
	body, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	posts := make([]bus.Post, len(a.Topics))
	for i, topic := range a.Topics {
		if posts[i], err = bus.NewPost(tagged+"."+topic.ID, a.Tokens(), a.Key(), json.RawMessage(body)); err != nil {
			return nil, err
		}
	}
	return posts, nil
}

// lead is the first two paragraphs of a text that are not empty.
func lead(text string) string {
	at, paragraphs := 0, 0
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			paragraphs++
		}
		if at += len(line); paragraphs == 2 {
			break
		}
	}
	return strings.TrimRight(text[:at], "\n")
}
