package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"coranto/pipeline/bus"
	"coranto/pipeline/fetch"
	"coranto/pipeline/news"

	"golang.org/x/sync/errgroup"
)

// A stage is one step of the flow: a plain function tied to the subjects it reads and writes.
// Counting, timing and logging of what it does happen here and nowhere else.
type stage struct {
	name   string
	inHand int    // messages that it works on at a time, in this process
	in     string // pattern of the messages it reads; empty when it reads none
	run    func(ctx context.Context, e *engine, s stage) error
}

// by sets how many messages the stage has in hand at a time.
func (s stage) by(inHand int) stage {
	s.inHand = inHand
	return s
}

// source is a stage that finds messages. emit returns nil once the server keeps the message.
func source[Out bus.Message](name string, run func(ctx context.Context, emit func(context.Context, Out) error) error, out bus.Subject[Out]) stage {
	return stage{name: name, run: func(ctx context.Context, e *engine, s stage) error {
		return run(ctx, func(ctx context.Context, v Out) error {
			began := time.Now()
			_, known, err := out.Offer(ctx, e.bus, v)
			result := outcome(known)
			if err != nil {
				result = resultRetried
			}
			e.metrics.stage(s.name, result, time.Since(began))
			return err
		})
	}}
}

// each is a stage that makes one message of another. What also makes of that is published
// after it: of the message that the server keeps, which after a crash, or a change of topics in
// between, can be another than the one just made.
func each[In, Out bus.Message](name string, in bus.Subject[In], fn func(context.Context, In) (Out, error), out bus.Subject[Out], also ...func(Out) ([]bus.Post, error)) stage {
	return stage{name: name, in: in.All(), inHand: 1, run: func(ctx context.Context, e *engine, s stage) error {
		return consume(ctx, e, s, func(ctx context.Context, v In) (result string, err error) {
			made, err := fn(ctx, v)
			if err != nil {
				return "", err
			}
			kept, known, err := out.Offer(ctx, e.bus, made)
			if err != nil {
				return "", err
			}
			for _, more := range also {
				posts, err := more(kept)
				if err == nil {
					err = e.bus.Publish(ctx, posts...)
				}
				if err != nil {
					return "", err
				}
			}
			return outcome(known), nil
		})
	}}
}

// sink is a stage that ends messages.
func sink[In bus.Message](name string, in bus.Subject[In], fn func(context.Context, In) error) stage {
	return stage{name: name, in: in.All(), inHand: 1, run: func(ctx context.Context, e *engine, s stage) error {
		return consume(ctx, e, s, func(ctx context.Context, v In) (string, error) { return resultOK, fn(ctx, v) })
	}}
}

// service is a stage without messages.
func service(name string, run func(context.Context) error) stage {
	return stage{name: name, run: func(ctx context.Context, _ *engine, _ stage) error { return run(ctx) }}
}

// outcome is the result of a message whose product was offered to the server.
func outcome(known bool) string {
	if known {
		return resultDuplicate
	}
	return resultOK
}

// engine is what running stages share.
type engine struct {
	bus     *bus.Bus
	metrics *metrics
	log     *slog.Logger
	work    context.Context // of the work in hand; outlives the intake
	retries []time.Duration // delays after a first, second, … failed attempt

	failures sync.Map // name of a message -> int, its failed attempts in this process
}

// patient retries bear a host that is down for some hours. A message that fails after the
// last goes to the dead letters.
var patient = []time.Duration{5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, 30 * time.Minute, 2 * time.Hour}

// unfinished is how many deliveries are borne beyond the failed ones: those that ended
// with the process, stopped or killed.
const unfinished = 30

// consume runs fn on the stage's messages and on dead letters sent back to it, until ctx ends.
func consume[In bus.Message](ctx context.Context, e *engine, s stage, fn func(context.Context, In) (string, error)) error {
	read := func(consumer, pattern string, inHand int) error {
		return e.bus.Consume(ctx, consumer, pattern, inHand, func(d *bus.Delivery) {
			e.handle(s.name, consumer, d, func() (string, error) {
				var v In
				if err := d.Decode(&v); err != nil {
					return "", &undecodable{err}
				}
				return fn(e.work, v)
			})
		})
	}
	var group errgroup.Group
	group.Go(func() error { return read(s.name, s.in, s.inHand) })
	group.Go(func() error { return read(s.name+"-retry", bus.RetrySubject(s.name), 1) })
	return group.Wait()
}

type undecodable struct{ error }

// Results of a message; each ends in exactly one.
const (
	resultOK          = "ok"
	resultDuplicate   = "duplicate"   // what it makes was made before: by another feed, or before a crash
	resultRejected    = "rejected"    // can never succeed: counted by reason
	resultRetried     = "retried"     // comes again later
	resultDead        = "dead"        // among the dead letters
	resultInterrupted = "interrupted" // handed back because the process stops
)

// results of a stage that reads messages, and of one that finds them.
var (
	results       = []string{resultOK, resultDuplicate, resultRejected, resultRetried, resultDead, resultInterrupted}
	sourceResults = []string{resultOK, resultDuplicate, resultRetried}
)

// Reasons of dead letters.
const (
	reasonExhausted   = "exhausted"   // every attempt failed
	reasonUndecodable = "undecodable" // no message of this kind
	reasonUnfinished  = "unfinished"  // no attempt came to an end
)

// handle brings one message to its end.
func (e *engine) handle(name, consumer string, d *bus.Delivery, work func() (string, error)) {
	began := time.Now()
	working := d.Working()
	message := fmt.Sprint(consumer, " ", d.Number)
	failed := 0
	if n, ok := e.failures.Load(message); ok {
		failed = n.(int)
	}
	var result string
	var err error
	if d.Attempt-failed > unfinished {
		err = &bury{reasonUnfinished, errors.New("never came to an end")}
	} else {
		result, err = protect(work)
	}
	if err != nil {
		result, err = e.fail(name, d, failed, err)
	} else {
		err = d.Ack()
	}
	if result == resultRetried {
		e.failures.Store(message, failed+1)
	} else {
		e.failures.Delete(message)
	}
	working()
	e.metrics.stage(name, result, time.Since(began))
	if err != nil {
		e.log.Warn("message not ended, it will come again", "stage", name, "subject", d.Subject(), "error", err)
	}
}

// bury is an error that no other attempt could mend.
type bury struct {
	reason string
	error
}

// fail drops, hands back or buries a message according to the error of its work; failed counts
// its earlier ones.
func (e *engine) fail(name string, d *bus.Delivery, failed int, err error) (result string, endErr error) {
	var rejection *news.Rejection
	var broken *undecodable
	var hopeless *bury
	log := e.log.With("stage", name, "subject", d.Subject())
	switch {
	case errors.As(err, &rejection):
		e.metrics.rejected(name, rejection.Reason)
		level := slog.LevelInfo
		if rejection.Err == nil { // expected: a duplicate, say
			level = slog.LevelDebug
		}
		log.Log(e.work, level, "message dropped", "reason", rejection.Reason, "error", err)
		return resultRejected, d.Ack()
	case e.work.Err() != nil:
		return resultInterrupted, d.Retry(0)
	case errors.As(err, &broken):
		return e.bury(log, name, d, reasonUndecodable, err)
	case errors.As(err, &hopeless):
		return e.bury(log, name, d, hopeless.reason, err)
	case failed >= len(e.retries):
		return e.bury(log, name, d, reasonExhausted, err)
	}
	delay := max(e.retries[failed], fetch.RetryAfter(err))
	log.Warn("message failed, will retry", "attempt", failed+1, "in", delay, "error", err)
	return resultRetried, d.Retry(delay)
}

// burialRetry is when a message is taken up again that the dead letters could not take.
const burialRetry = 5 * time.Second

func (e *engine) bury(log *slog.Logger, name string, d *bus.Delivery, reason string, cause error) (string, error) {
	if err := d.Bury(e.work, name, reason, cause); err != nil {
		return resultRetried, errors.Join(err, d.Retry(burialRetry))
	}
	e.metrics.died(name, reason)
	log.Error("message given up: see coranto dead", "reason", reason, "attempts", d.Attempt, "error", cause)
	return resultDead, nil
}

// protect turns a panic into an error, so that one message can't end the process.
func protect(work func() (string, error)) (result string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	return work()
}
