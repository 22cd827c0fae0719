package main

import (
	"context"
	"errors"
	"iter"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// numbers counts up to n, or for ever.
func numbers(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i != n && yield(i); i++ {
		}
	}
}

func TestWritesStandInTheOrderOfInputs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got []int
		err := ordered(t.Context(), numbers(500), func(n int, turn func() error) error {
			time.Sleep(rand.N(time.Minute)) // virtual
			if err := turn(); err != nil {
				return err
			}
			got = append(got, n)
			return turn() // may be asked again
		})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(slices.Collect(numbers(500)), got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestWorkThatAsksForNoTurnKeepsTheOrderOfOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got []int
		err := ordered(t.Context(), numbers(100), func(n int, turn func() error) error {
			time.Sleep(time.Duration(100-n) * time.Minute)
			if n%2 == 0 {
				return nil
			}
			err := turn()
			got = append(got, n)
			return err
		})
		if err != nil || len(got) != 50 || !slices.IsSorted(got) {
			t.Error(err, got)
		}
	})
}

func TestAsManyAtATimeAsThereAreCoresAndABoundedNumberInHand(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cores := runtime.GOMAXPROCS(0)
		begun, computing := make(chan int, 1000), make(chan struct{})
		go ordered(ctx, numbers(-1), func(n int, turn func() error) error {
			begun <- n
			if n == 0 { // holds up all others
				<-ctx.Done()
				return nil
			}
			<-computing
			return turn()
		})
		synctest.Wait()
		if len(begun) != cores {
			t.Errorf("%d at a time on %d cores", len(begun), cores)
		}
		close(computing)
		synctest.Wait()
		if len(begun) > 4*cores || cores > 1 && len(begun) < 2*cores {
			t.Errorf("%d in hand on %d cores", len(begun), cores)
		}
		cancel()
	})
}

func TestEarliestErrorEndsAndNothingIsWrittenBehindIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		early, late := errors.New("early"), errors.New("late")
		var got []int
		err := ordered(t.Context(), numbers(100), func(n int, turn func() error) error {
			time.Sleep(time.Duration(10-n%10) * time.Second)
			switch n {
			case 30:
				return early
			case 31:
				return late
			}
			if err := turn(); err != nil {
				return err
			}
			got = append(got, n)
			return nil
		})
		time.Sleep(time.Hour) // until those at work then have ended, too
		if err != early || len(got) != 30 {
			t.Errorf("%v after %d", err, len(got))
		}
	})
}

func TestCancellingEndsAtOnceThoughInputAndOutputHang(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		hang := make(chan struct{})
		defer close(hang)
		inputs := func(yield func(int) bool) {
			yield(0)
			<-hang
		}
		ended := make(chan error)
		go func() {
			ended <- ordered(ctx, inputs, func(_ int, turn func() error) error {
				if err := turn(); err != nil {
					return err
				}
				<-hang
				return nil
			})
		}()
		synctest.Wait()
		select {
		case <-ended:
			t.Fatal("ended before it was cancelled")
		default:
		}
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}
