package bus

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Messages are pulled one at a time, when there is room for one more in hand: the
// acknowledgement clock of a message starts when work on it does; Delivery.Working winds
// it up again during long work.
const (
	ackWait       = 15 * time.Second
	pullExpiry    = 4 * time.Second // short pulls recover soon when the server's leader dies
	pullHeartbeat = 2 * time.Second
	pullPause     = time.Second // after the server refused a pull
)

// Consume gives the messages on the pattern to handle, up to a number of them at a time,
// until ctx ends; it returns when the last call of handle has. Consumers of one name
// share the messages, in this process and others.
func (b *Bus) Consume(ctx context.Context, name, pattern string, inHand int, handle func(*Delivery)) error {
	consumer, err := b.consumer(ctx, name, pattern)
	switch {
	case ctx.Err() != nil:
		return nil
	case err != nil:
		return fmt.Errorf("consume %s: %w", pattern, err)
	}
	var all sync.WaitGroup
	defer all.Wait()
	room := make(chan struct{}, inHand)
	for ctx.Err() == nil {
		err := b.pull(ctx, consumer, room, func(d *Delivery) {
			all.Go(func() {
				defer func() { <-room }()
				handle(d)
			})
		})
		if ctx.Err() == nil {
			b.log.Warn("pull, will retry", "pattern", pattern, "error", err)
			select {
			case <-ctx.Done():
			case <-time.After(pullPause):
			}
		}
	}
	return nil
}

func (b *Bus) consumer(ctx context.Context, name, pattern string) (jetstream.Consumer, error) {
	stream, err := b.js.StreamNameBySubject(ctx, pattern)
	if err != nil {
		return nil, err
	}
	return b.js.CreateOrUpdateConsumer(ctx, stream, jetstream.ConsumerConfig{
		Durable: name, FilterSubject: pattern, AckPolicy: jetstream.AckExplicitPolicy,
		AckWait: ackWait, MaxDeliver: -1, MaxAckPending: 10_000,
	})
}

// pull hands on message after message, each once it has taken room for it, until an error
// or the end of ctx.
func (b *Bus) pull(ctx context.Context, consumer jetstream.Consumer, room chan struct{}, hand func(*Delivery)) error {
	messages, err := consumer.Messages(jetstream.PullMaxMessages(1),
		jetstream.PullExpiry(pullExpiry), jetstream.PullHeartbeat(pullHeartbeat))
	if err != nil {
		return err
	}
	defer messages.Stop()
	for {
		select {
		case room <- struct{}{}:
		case <-ctx.Done():
			return nil
		}
		m, err := messages.Next(jetstream.NextContext(ctx))
		var meta *jetstream.MsgMetadata
		if err == nil {
			meta, err = m.Metadata()
		}
		if err != nil {
			<-room
			return err
		}
		hand(&Delivery{msg: m, bus: b, Attempt: int(meta.NumDelivered), Number: meta.Sequence.Stream})
	}
}

// A Delivery is a message in hand. It ends with Ack, Retry or Bury; if with none of them, it
// is delivered again after a quarter of a minute.
type Delivery struct {
	Attempt int    // 1 at the first delivery
	Number  uint64 // in its stream
	msg     jetstream.Msg
	bus     *Bus
}

// Subject is where the message was published.
func (d *Delivery) Subject() string { return d.msg.Subject() }

// Decode reads the message into v.
func (d *Delivery) Decode(v any) error {
	if err := json.Unmarshal(d.msg.Data(), v); err != nil {
		return fmt.Errorf("decode %s: %w", d.msg.Subject(), err)
	}
	return nil
}

// Working tells the server every third of its patience that work goes on, until stop is called.
func (d *Delivery) Working() (stop func()) {
	done := make(chan struct{})
	go func() {
		tick := time.NewTicker(ackWait / 3)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				if err := d.msg.InProgress(); err != nil {
					d.bus.log.Warn("extend delivery", "subject", d.Subject(), "error", err)
				}
			}
		}
	}()
	return sync.OnceFunc(func() { close(done) })
}

// Ack says that the message and all that it causes is done.
func (d *Delivery) Ack() error { return ended(d.msg.Ack()) }

// Retry has the message delivered again after the delay.
func (d *Delivery) Retry(delay time.Duration) error { return ended(d.msg.NakWithDelay(delay)) }

func ended(err error) error {
	if errors.Is(err, jetstream.ErrMsgAlreadyAckd) {
		return nil
	}
	return err
}

// Bury keeps the message, with the error that it died of, among the dead letters of a
// stage and then takes it out of the queue. It is kept twice rather than lost.
func (d *Delivery) Bury(ctx context.Context, stage, reason string, cause error) error {
	letter := nats.NewMsg(deadPrefix + stage)
	letter.Data = d.msg.Data()
	letter.Header.Set(headerSubject, d.Subject())
	letter.Header.Set(headerReason, reason)
	letter.Header.Set(headerError, headerText(cause.Error()))
	letter.Header.Set(headerAttempts, strconv.Itoa(d.Attempt))
	if err := d.bus.Publish(ctx, Post{letter}); err != nil {
		return err
	}
	return ended(d.msg.TermWithReason(reason))
}
