package fetch

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// visits sends n visitors to a host, each staying so long, and returns when they started,
// counted from now, and how many were there at once.
func visits(t *testing.T, s *hosts, name string, n int, stay time.Duration) (starts []time.Duration, most int) {
	t.Helper()
	var mu sync.Mutex
	var group sync.WaitGroup
	began, inside := time.Now(), 0
	for range n {
		group.Go(func() {
			leave, err := s.enter(t.Context(), name)
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			starts = append(starts, time.Since(began))
			inside++
			most = max(most, inside)
			mu.Unlock()
			time.Sleep(stay)
			mu.Lock()
			inside--
			mu.Unlock()
			leave()
		})
	}
	group.Wait()
	return starts, most
}

func seconds(list ...float64) []time.Duration {
	var d []time.Duration
	for _, s := range list {
		d = append(d, time.Duration(s*float64(time.Second)))
	}
	return d
}

func TestHostIsAskedByNoMoreThanItsParallelRequestsAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		starts, most := visits(t, newHosts(3, 0), "a", 7, time.Second)
		if diff := cmp.Diff(seconds(0, 0, 0, 1, 1, 1, 2), starts); diff != "" || most != 3 {
			t.Errorf("%d at once, %s", most, diff)
		}
	})
}

func TestStartsAtAHostAreADelayApart(t *testing.T) {
	for _, test := range []struct {
		parallel int
		stay     time.Duration
		want     []time.Duration
	}{
		{5, 100 * time.Millisecond, seconds(0, 1, 2, 3)},
		{1, 100 * time.Millisecond, seconds(0, 1, 2, 3)},
		{2, 3 * time.Second, seconds(0, 1, 3, 4)},
		{0, 3 * time.Second, seconds(0, 3, 6, 9)}, // at least one
	} {
		synctest.Test(t, func(t *testing.T) {
			starts, _ := visits(t, newHosts(test.parallel, time.Second), "a", 4, test.stay)
			if diff := cmp.Diff(test.want, starts); diff != "" {
				t.Errorf("%d at a time, %v long: %s", test.parallel, test.stay, diff)
			}
		})
	}
}

func TestDelayHoldsBetweenVisitsThatDoNotOverlap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newHosts(2, 10*time.Second)
		began := time.Now()
		for i := range 3 {
			leave, err := s.enter(t.Context(), "a")
			if err != nil {
				t.Fatal(err)
			}
			if got, want := time.Since(began), time.Duration(i)*10*time.Second; got != want {
				t.Errorf("visit %d started after %v", i, got)
			}
			time.Sleep(time.Second)
			leave()
			time.Sleep(time.Second)
		}
	})
}

func TestHostsDoNotWaitForEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newHosts(1, time.Hour)
		began := time.Now()
		for _, name := range []string{"a", "b", "a:8080"} {
			if _, err := s.enter(t.Context(), name); err != nil {
				t.Fatal(err)
			}
		}
		if time.Since(began) != 0 {
			t.Errorf("waited %v", time.Since(began))
		}
	})
}

func TestWhoComesFirstIsLetInFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newHosts(1, 0)
		var order []int
		for i := range 10 {
			go func() {
				leave, err := s.enter(t.Context(), "a") // one at a time, so nobody else writes order
				if err != nil {
					t.Error(err)
					return
				}
				order = append(order, i)
				time.Sleep(time.Second)
				leave()
			}()
			synctest.Wait()
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if diff := cmp.Diff([]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, order); diff != "" {
			t.Error(diff)
		}
	})
}

// remembered is how many hosts are known.
func (s *hosts) remembered() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.known)
}

func TestHostIsForgottenOnceItsDelayIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newHosts(2, time.Minute)
		for range 3 { // again after it was forgotten
			leave, err := s.enter(t.Context(), "a")
			if err != nil {
				t.Fatal(err)
			}
			time.Sleep(2 * time.Minute)
			if s.remembered() != 1 {
				t.Error("forgotten while in use")
			}
			leave()
			synctest.Wait()
			if s.remembered() != 0 {
				t.Error("remembered after its delay")
			}
			if leave, err = s.enter(t.Context(), "a"); err != nil {
				t.Fatal(err)
			}
			leave()
			time.Sleep(59 * time.Second)
			if s.remembered() != 1 {
				t.Error("forgotten before its delay was over")
			}
			time.Sleep(2 * time.Second)
			if s.remembered() != 0 {
				t.Error("remembered though nobody came")
			}
		}
	})
}

func TestWhoGivesUpWaitingFreesThePlaceAndDelaysNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newHosts(2, 10*time.Second)
		began := time.Now()
		leave, err := s.enter(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		var group sync.WaitGroup
		for range 50 { // the first has a place and waits for its start, the others for a place
			group.Go(func() {
				if _, err := s.enter(ctx, "a"); !errors.Is(err, context.DeadlineExceeded) {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if time.Since(began) != time.Second {
			t.Errorf("gave up after %v", time.Since(began))
		}
		leave()
		starts, most := visits(t, s, "a", 2, time.Hour)
		if diff := cmp.Diff(seconds(9, 19), starts); diff != "" || most != 2 {
			t.Errorf("%d at once, %s", most, diff)
		}
		time.Sleep(time.Minute)
		if s.remembered() != 0 {
			t.Error("remembered though nobody came")
		}
	})
}

func TestNewLimitsHoldAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(Options{Parallel: 1})
		var inside atomic.Int32
		for range 10 {
			go func() {
				leave, err := c.hosts.enter(t.Context(), "a")
				if err != nil {
					t.Error(err)
					return
				}
				inside.Add(1)
				time.Sleep(time.Minute)
				inside.Add(-1)
				leave()
			}()
		}
		for _, step := range []struct{ parallel, want int }{{1, 1}, {4, 4}, {2, 4}} { // those inside finish
			c.SetLimits(step.parallel, 0)
			synctest.Wait()
			if inside.Load() != int32(step.want) {
				t.Errorf("%d inside with %d in parallel", inside.Load(), step.parallel)
			}
		}
		time.Sleep(90 * time.Second)
		if inside.Load() != 2 {
			t.Errorf("%d inside after the limit went down", inside.Load())
		}
		c.SetLimits(100, time.Hour)
		synctest.Wait()
		if inside.Load() != 3 { // the first of the others has started, the rest keep the delay
			t.Errorf("%d inside", inside.Load())
		}
		time.Sleep(10 * time.Hour)
	})
}
