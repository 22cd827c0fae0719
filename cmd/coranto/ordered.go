package main

import (
	"context"
	"iter"
	"runtime"
	"slices"
)

func each[T any](list []T) iter.Seq[T] { return slices.Values(list) }

// ordered works on all inputs, as many at a time as there are cores, and gives the results to
// done in the order of the inputs. It ends with done's first error, or with ctx.
func ordered[In, Out any](ctx context.Context, inputs iter.Seq[In], work func(In) (Out, error), done func(In, Out, error) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	type result struct {
		in  In
		out Out
		err error
	}
	queue := make(chan chan result, 4*runtime.GOMAXPROCS(0)) // in order; each channel brings one result
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	go func() {
		defer close(queue)
		for in := range inputs {
			place := make(chan result, 1)
			select {
			case queue <- place:
			case <-ctx.Done():
				return
			}
			slots <- struct{}{}
			go func() {
				defer func() { <-slots }()
				out, err := work(in)
				place <- result{in, out, err}
			}()
		}
	}()
	for place := range queue {
		r := <-place
		if err := done(r.in, r.out, r.err); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return ctx.Err()
}
