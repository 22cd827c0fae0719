package main

import (
	"context"
	"iter"
	"runtime"
	"slices"
	"sync"
)

func each[T any](list []T) iter.Seq[T] { return slices.Values(list) }

// ordered works on all inputs, as many at a time as there are cores. Before work writes
// anything it calls turn, which waits until all work on earlier inputs has ended, so that what
// is written stands in the order of the inputs; other work goes on meanwhile, up to a bound.
// It ends with the error of the earliest input that has one, or with ctx, and then at once:
// it waits neither for inputs nor for a write that nobody takes.
func ordered[In any](ctx context.Context, inputs iter.Seq[In], work func(in In, turn func() error) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	cores := runtime.GOMAXPROCS(0)
	q := queue{ctx: ctx, busy: make(chan struct{}, cores), held: make(chan struct{}, 4*cores)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		before := make(chan struct{}) // closed when the inputs so far are through
		close(before)
		for in := range inputs {
			if !q.take(q.held) || !q.take(q.busy) {
				return
			}
			through := make(chan struct{})
			go func(before <-chan struct{}) {
				if err := q.run(before, func(turn func() error) error { return work(in, turn) }); err != nil {
					cancel(err)
					return
				}
				close(through)
			}(before)
			before = through
		}
		q.wait(before)
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
	return context.Cause(ctx)
}

// A queue is what bounds ordered: work that computes, and work in hand.
type queue struct {
	ctx        context.Context
	busy, held chan struct{}
}

func (q queue) take(slot chan<- struct{}) bool {
	select {
	case slot <- struct{}{}:
		return true
	case <-q.ctx.Done():
		return false
	}
}

func (q queue) wait(before <-chan struct{}) error {
	select {
	case <-before:
	case <-q.ctx.Done():
	}
	return q.ctx.Err() // asked last: both may be so
}

// run works on one input. Its error counts when its turn comes.
func (q queue) run(before <-chan struct{}, work func(turn func() error) error) error {
	rest := sync.OnceFunc(func() { <-q.busy }) // who waits for the turn leaves the core to others
	turn := func() error {
		rest()
		return q.wait(before)
	}
	err := work(turn)
	if late := turn(); late != nil {
		return late
	}
	<-q.held
	return err
}
