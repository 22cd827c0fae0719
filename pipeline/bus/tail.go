package bus

import (
	"context"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Tail gives each kept message on the pattern to handle, in order, from the given time
// on (zero: from now), until ctx ends or handle returns an error. It leaves nothing on the server.
func (b *Bus) Tail(ctx context.Context, pattern string, since time.Time, handle func(subject string, data []byte) error) error {
	messages, err := b.ordered(ctx, pattern, since)
	switch {
	case ctx.Err() != nil:
		return nil
	case err != nil:
		return fmt.Errorf("tail %s: %w", pattern, err)
	}
	defer messages.Stop()
	for {
		m, err := messages.Next(jetstream.NextContext(ctx))
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return fmt.Errorf("tail %s: %w", pattern, err)
		}
		if err := handle(m.Subject(), m.Data()); err != nil {
			return err
		}
	}
}

func (b *Bus) ordered(ctx context.Context, pattern string, since time.Time) (jetstream.MessagesContext, error) {
	stream, err := b.js.StreamNameBySubject(ctx, pattern)
	if err != nil {
		return nil, err
	}
	config := jetstream.OrderedConsumerConfig{FilterSubjects: []string{pattern}, DeliverPolicy: jetstream.DeliverNewPolicy}
	if !since.IsZero() {
		config.DeliverPolicy, config.OptStartTime = jetstream.DeliverByStartTimePolicy, &since
	}
	consumer, err := b.js.OrderedConsumer(ctx, stream, config)
	if err != nil {
		return nil, err
	}
	return consumer.Messages()
}
