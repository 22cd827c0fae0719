package bus

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"coranto/pipeline/news"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// ackTimeout bounds the wait for the server's word that it keeps a message.
const ackTimeout = 30 * time.Second

// A Message knows the subject tokens that tell it from others of its kind, and a key:
// two messages of one kind with one key are the same message.
type Message interface {
	Tokens() []string
	Key() string
}

// Subject is where the messages of type T are published: under the subject itself,
// followed by the message's tokens.
type Subject[T Message] string

// All is the pattern that every message of the subject matches.
func (s Subject[T]) All() string { return string(s) + ".>" }

// Post makes v ready to publish.
func (s Subject[T]) Post(v T) (Post, error) {
	return NewPost(strings.Join(append([]string{string(s)}, v.Tokens()...), "."), v.Key(), v)
}

// A Post is an encoded message with its subject and id.
type Post struct{ msg *nats.Msg }

// NewPost encodes v as JSON. The message's id is subject and key together, since the
// server keeps one set of ids a stream, not a subject.
func NewPost(subject, key string, v any) (Post, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return Post{}, fmt.Errorf("encode %s: %w", subject, err)
	}
	msg := nats.NewMsg(subject)
	msg.Data = data
	msg.Header.Set(jetstream.MsgIDHeader, subject+":"+key)
	return Post{msg}, nil
}

// Publish sends the posts and returns when the server has acknowledged all of them; on
// an error any of them may have been kept, and sending all again doubles none.
func (b *Bus) Publish(ctx context.Context, posts ...Post) error {
	_, err := b.publish(ctx, posts)
	return err
}

// Offer is Publish for one post, and says whether the server had it already.
func (b *Bus) Offer(ctx context.Context, post Post) (known bool, err error) {
	duplicates, err := b.publish(ctx, []Post{post})
	return duplicates > 0, err
}

// publish sends all before it waits for the first answer.
func (b *Bus) publish(ctx context.Context, posts []Post) (duplicates int, err error) {
	acks := make([]jetstream.PubAckFuture, len(posts))
	for i, p := range posts {
		if acks[i], err = b.js.PublishMsgAsync(p.msg); err != nil {
			return 0, p.failed(err)
		}
	}
	for i, future := range acks {
		select {
		case ack := <-future.Ok():
			if ack.Duplicate {
				duplicates++
			}
		case err := <-future.Err():
			return 0, posts[i].failed(err)
		case <-ctx.Done():
			return 0, posts[i].failed(ctx.Err())
		}
	}
	return duplicates, nil
}

func (p Post) failed(err error) error {
	if errors.Is(err, nats.ErrMaxPayload) {
		return news.Reject("too-large", fmt.Errorf("publish %s: %d bytes: %w", p.msg.Subject, len(p.msg.Data), err))
	}
	return fmt.Errorf("publish %s: %w", p.msg.Subject, err)
}
