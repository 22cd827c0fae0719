package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"coranto/pipeline/bus"
	"coranto/pipeline/fetch"
	"coranto/pipeline/news"

	"golang.org/x/sync/errgroup"
)

// A stage is one step of the flow: a plain function tied to the subjects it reads and writes.
// Counting, timing and logging of what it does happen here and nowhere else.
type stage struct {
	name    string
	workers int    // messages in hand at a time, in this process
	in      string // pattern of the messages it reads; empty when it reads none
	run     func(ctx context.Context, e *engine, s stage) error
}

// by sets how many messages the stage works on at a time.
func (s stage) by(workers int) stage {
	s.workers = workers
	return s
}

// source is a stage that finds messages. emit returns nil once the server keeps the message.
func source[Out bus.Message](name string, run func(ctx context.Context, emit func(context.Context, Out) error) error, out bus.Subject[Out]) stage {
	return stage{name: name, run: func(ctx context.Context, e *engine, s stage) error {
		return run(ctx, func(ctx context.Context, v Out) error {
			began := time.Now()
			result, err := offer(ctx, e.bus, v, out)
			e.metrics.stage(s.name, result, time.Since(began))
			return err
		})
	}}
}

// each is a stage that makes one message of another, and publishes with it what also adds.
func each[In, Out bus.Message](name string, in bus.Subject[In], fn func(context.Context, In) (Out, error), out bus.Subject[Out], also ...func(Out) ([]bus.Post, error)) stage {
	return stage{name: name, in: in.All(), workers: 1, run: func(ctx context.Context, e *engine, s stage) error {
		return consume(ctx, e, s, func(ctx context.Context, v In) error {
			result, err := fn(ctx, v)
			if err != nil {
				return err
			}
			return publish(ctx, e.bus, result, out, also)
		})
	}}
}

// sink is a stage that ends messages.
func sink[In bus.Message](name string, in bus.Subject[In], fn func(context.Context, In) error) stage {
	return stage{name: name, in: in.All(), workers: 1, run: func(ctx context.Context, e *engine, s stage) error {
		return consume(ctx, e, s, fn)
	}}
}

// service is a stage without messages.
func service(name string, run func(context.Context) error) stage {
	return stage{name: name, run: func(ctx context.Context, _ *engine, _ stage) error { return run(ctx) }}
}

// offer returns when the server keeps v, be it since now or before.
func offer[Out bus.Message](ctx context.Context, b *bus.Bus, v Out, out bus.Subject[Out]) (result string, err error) {
	post, err := out.Post(v)
	if err != nil {
		return resultRetried, err
	}
	known, err := b.Offer(ctx, post)
	switch {
	case err != nil:
		return resultRetried, err
	case known:
		return resultDuplicate, nil
	}
	return resultOK, nil
}

// publish returns when the server keeps v and all that goes with it.
func publish[Out bus.Message](ctx context.Context, b *bus.Bus, v Out, out bus.Subject[Out], also []func(Out) ([]bus.Post, error)) error {
	post, err := out.Post(v)
	if err != nil {
		return err
	}
	posts := []bus.Post{post}
	for _, more := range also {
		p, err := more(v)
		if err != nil {
			return err
		}
		posts = append(posts, p...)
	}
	return b.Publish(ctx, posts...)
}

// engine is what running stages share.
type engine struct {
	bus     *bus.Bus
	metrics *metrics
	log     *slog.Logger
	work    context.Context // of the work in hand; outlives the intake
	retries []time.Duration // delays after a first, second, … failed attempt
}

// patient retries bear a host that is down for some hours. A message that fails after the
// last goes to the dead letters.
var patient = []time.Duration{5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, 30 * time.Minute, 2 * time.Hour}

// unfinished is how many more deliveries are borne that never came to an end, because the
// process died or was stopped in the middle.
const unfinished = 3

// consume runs fn on the stage's messages and on dead letters sent back to it, until ctx ends.
func consume[In bus.Message](ctx context.Context, e *engine, s stage, fn func(context.Context, In) error) error {
	handle := func(d *bus.Delivery) {
		e.handle(s.name, d, func() error {
			var v In
			if err := d.Decode(&v); err != nil {
				return &undecodable{err}
			}
			return fn(e.work, v)
		})
	}
	var group errgroup.Group
	group.Go(func() error { return e.bus.Consume(ctx, s.name, s.in, s.workers, handle) })
	group.Go(func() error { return e.bus.Consume(ctx, s.name+"-retry", bus.RetrySubject(s.name), 1, handle) })
	return group.Wait()
}

type undecodable struct{ error }

// Results of a message; each ends in exactly one.
const (
	resultOK          = "ok"
	resultDuplicate   = "duplicate"   // of a source: on its way already, through another feed
	resultRejected    = "rejected"    // can never succeed: counted by reason
	resultRetried     = "retried"     // comes again later
	resultDead        = "dead"        // among the dead letters
	resultInterrupted = "interrupted" // handed back because the process stops
)

// results of a stage that reads messages, and of one that finds them.
var (
	results       = []string{resultOK, resultRejected, resultRetried, resultDead, resultInterrupted}
	sourceResults = []string{resultOK, resultDuplicate, resultRetried}
)

// Reasons of dead letters.
const (
	reasonExhausted   = "exhausted"   // every attempt failed
	reasonUndecodable = "undecodable" // no message of this kind
	reasonUnfinished  = "unfinished"  // no attempt came to an end
)

// handle brings one message to its end.
func (e *engine) handle(name string, d *bus.Delivery, work func() error) {
	began := time.Now()
	working := d.Working()
	var err error
	if d.Attempt > len(e.retries)+1+unfinished {
		err = &bury{reasonUnfinished, errors.New("never came to an end")}
	} else {
		err = protect(work)
	}
	result, endErr := e.end(name, d, err)
	working()
	e.metrics.stage(name, result, time.Since(began))
	if endErr != nil {
		e.log.Warn("message not ended, it will come again", "stage", name, "subject", d.Subject(), "error", endErr)
	}
}

// bury is an error that no other attempt could mend.
type bury struct {
	reason string
	error
}

// end acknowledges, hands back or buries a message according to the error of its work.
func (e *engine) end(name string, d *bus.Delivery, err error) (string, error) {
	var rejection *news.Rejection
	var broken *undecodable
	var hopeless *bury
	log := e.log.With("stage", name, "subject", d.Subject())
	switch {
	case err == nil:
		return resultOK, d.Ack()
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
	case d.Attempt > len(e.retries):
		return e.bury(log, name, d, reasonExhausted, err)
	}
	delay := max(e.retries[d.Attempt-1], fetch.RetryAfter(err))
	log.Warn("message failed, will retry", "attempt", d.Attempt, "in", delay, "error", err)
	return resultRetried, d.Retry(delay)
}

func (e *engine) bury(log *slog.Logger, name string, d *bus.Delivery, reason string, cause error) (string, error) {
	if err := d.Bury(e.work, name, reason, cause); err != nil {
		return resultRetried, errors.Join(err, d.Retry(e.retries[0]))
	}
	e.metrics.died(name, reason)
	log.Error("message given up: see coranto dead", "reason", reason, "attempts", d.Attempt, "error", cause)
	return resultDead, nil
}

// protect turns a panic into an error, so that one message can't end the process.
func protect(work func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	return work()
}
