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
	return NewPost(string(s), v.Tokens(), v.Key(), v)
}

// A Post is an encoded message with its subject and id.
type Post struct{ msg *nats.Msg }

// NewPost encodes v as JSON, for base followed by the tokens. The message's id is base and
// key, since the server keeps one set of ids a stream, not a subject; the tokens are left
// out, so that a message whose language is judged otherwise the second time is no other one.
func NewPost(base string, tokens []string, key string, v any) (Post, error) {
	subject := strings.Join(append([]string{base}, tokens...), ".")
	data, err := json.Marshal(v)
	if err != nil {
		return Post{}, fmt.Errorf("encode %s: %w", subject, err)
	}
	msg := nats.NewMsg(subject)
	msg.Data = data
	msg.Header.Set(jetstream.MsgIDHeader, base+":"+key)
	return Post{msg}, nil
}

// Publish sends the posts and returns when the server has acknowledged all of them; on
// an error any of them may have been kept, and sending all again doubles none.
func (b *Bus) Publish(ctx context.Context, posts ...Post) error {
	_, err := b.publish(ctx, posts)
	return err
}

// Offer is Publish for one message. Known says that the server had one of its id already;
// then kept is that one, else v.
func (s Subject[T]) Offer(ctx context.Context, b *Bus, v T) (kept T, known bool, err error) {
	post, err := s.Post(v)
	if err != nil {
		return v, false, err
	}
	acks, err := b.publish(ctx, []Post{post})
	if err != nil || !acks[0].Duplicate {
		return v, false, err
	}
	kept, err = s.at(ctx, b, acks[0], v)
	return kept, true, err
}

// at reads the message of which the server says that it has it already. One that is done
// and gone is as good as v.
func (s Subject[T]) at(ctx context.Context, b *Bus, ack *jetstream.PubAck, v T) (T, error) {
	stream, err := b.js.Stream(ctx, ack.Stream)
	if err != nil {
		return v, fmt.Errorf("read %s again: %w", s, err)
	}
	raw, err := stream.GetMsg(ctx, ack.Sequence)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return v, nil
	}
	var kept T
	if err == nil {
		err = json.Unmarshal(raw.Data, &kept)
	}
	if err != nil {
		return v, fmt.Errorf("read %s again: %w", s, err)
	}
	return kept, nil
}

// publish sends all before it waits for the first answer.
func (b *Bus) publish(ctx context.Context, posts []Post) ([]*jetstream.PubAck, error) {
	futures := make([]jetstream.PubAckFuture, len(posts))
	for i, p := range posts {
		var err error
		if futures[i], err = b.js.PublishMsgAsync(p.msg); err != nil {
			return nil, p.failed(err)
		}
	}
	acks := make([]*jetstream.PubAck, len(posts))
	for i, future := range futures {
		select {
		case acks[i] = <-future.Ok():
		case err := <-future.Err():
			return nil, posts[i].failed(err)
		case <-ctx.Done():
			return nil, posts[i].failed(ctx.Err())
		}
	}
	return acks, nil
}

func (p Post) failed(err error) error {
	if errors.Is(err, nats.ErrMaxPayload) {
		return news.Reject("too-large", fmt.Errorf("publish %s: %d bytes: %w", p.msg.Subject, len(p.msg.Data), err))
	}
	return fmt.Errorf("publish %s: %w", p.msg.Subject, err)
}
