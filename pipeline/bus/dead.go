package bus

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Dead letters are kept for ever on coranto.dead.<stage>. A retry travels on
// coranto.retry.<stage>, which only that stage reads: on its first subject it would
// reach every subscriber a second time.
const (
	deadStream  = "CORANTO_DEAD"
	retryStream = "CORANTO_RETRY"
	deadPrefix  = "coranto.dead."
	retryPrefix = "coranto.retry."
)

const (
	headerSubject  = "Coranto-Subject"
	headerReason   = "Coranto-Reason"
	headerError    = "Coranto-Error"
	headerAttempts = "Coranto-Attempts"
)

// DeadLetters are the streams behind Bury and Retry; every bus that consumes needs them.
var DeadLetters = []Stream{
	{Name: deadStream, Subjects: []string{deadPrefix + ">"}},
	{Name: retryStream, Subjects: []string{retryPrefix + ">"}, Work: true},
}

// RetrySubject is where a stage reads dead letters that were sent back to it.
func RetrySubject(stage string) string { return retryPrefix + stage }

// A DeadLetter is a message that a stage gave up on.
type DeadLetter struct {
	Number   uint64    `json:"number"` // names it in commands
	Stage    string    `json:"stage"`
	Subject  string    `json:"subject"` // where it was published first
	Reason   string    `json:"reason"`
	Error    string    `json:"error"`
	Attempts int       `json:"attempts"`
	Died     time.Time `json:"died"`
	Data     []byte    `json:"-"`
}

// Dead yields the dead letters, oldest first.
func (b *Bus) Dead(ctx context.Context) iter.Seq2[DeadLetter, error] {
	return func(yield func(DeadLetter, error) bool) {
		stream, err := b.js.Stream(ctx, deadStream)
		if errors.Is(err, jetstream.ErrStreamNotFound) {
			return
		}
		if err != nil {
			yield(DeadLetter{}, fmt.Errorf("dead letters: %w", err))
			return
		}
		for number := uint64(1); ; {
			raw, err := stream.GetMsg(ctx, number, jetstream.WithGetMsgSubject(deadPrefix+">"))
			if errors.Is(err, jetstream.ErrMsgNotFound) {
				return
			}
			if err != nil {
				yield(DeadLetter{}, fmt.Errorf("dead letters: %w", err))
				return
			}
			if !yield(deadLetter(raw), nil) {
				return
			}
			number = raw.Sequence + 1
		}
	}
}

func deadLetter(raw *jetstream.RawStreamMsg) DeadLetter {
	attempts, _ := strconv.Atoi(raw.Header.Get(headerAttempts))
	return DeadLetter{
		Number: raw.Sequence, Stage: strings.TrimPrefix(raw.Subject, deadPrefix), Subject: raw.Header.Get(headerSubject),
		Reason: raw.Header.Get(headerReason), Error: raw.Header.Get(headerError), Attempts: attempts,
		Died: raw.Time.UTC(), Data: raw.Data,
	}
}

// DeadLetter returns one dead letter by its number.
func (b *Bus) DeadLetter(ctx context.Context, number uint64) (DeadLetter, error) {
	stream, err := b.js.Stream(ctx, deadStream)
	if err != nil {
		return DeadLetter{}, fmt.Errorf("dead letters: %w", err)
	}
	raw, err := stream.GetMsg(ctx, number)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return DeadLetter{}, fmt.Errorf("no dead letter %d", number)
	}
	if err != nil {
		return DeadLetter{}, fmt.Errorf("dead letter %d: %w", number, err)
	}
	return deadLetter(raw), nil
}

// Retry sends a dead letter back to its stage. Done twice at once it is worked on twice,
// which every stage bears.
func (b *Bus) Retry(ctx context.Context, letter DeadLetter) error {
	msg := nats.NewMsg(RetrySubject(letter.Stage))
	msg.Data = letter.Data
	msg.Header.Set(jetstream.MsgIDHeader, fmt.Sprintf("%s:%d", msg.Subject, letter.Number))
	if err := b.Publish(ctx, Post{msg}); err != nil {
		return err
	}
	return b.Drop(ctx, letter.Number)
}

// Drop deletes a dead letter.
func (b *Bus) Drop(ctx context.Context, number uint64) error {
	stream, err := b.js.Stream(ctx, deadStream)
	if err != nil {
		return fmt.Errorf("dead letters: %w", err)
	}
	if err := stream.DeleteMsg(ctx, number); err != nil {
		return fmt.Errorf("drop dead letter %d: %w", number, err)
	}
	return nil
}

// headerText makes an error fit for a header: one line, bounded.
func headerText(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
	return strings.ToValidUTF8(s[:min(len(s), 1000)], "")
}
