package fetch

import (
	"context"
	"slices"
	"sync"
	"time"
)

// hosts gives each host its turns: so many requests at a time, their starts a delay apart.
type hosts struct {
	mu       sync.Mutex // guards every host too
	parallel int
	delay    time.Duration
	known    map[string]*host
}

// A host lives as long as somebody is in it or waits, and a delay longer.
type host struct {
	inside  int             // those who have a place
	waiting []chan struct{} // those who have none, in order of arrival; closing one gives it a place
	next    time.Time       // earliest next start
}

func newHosts(parallel int, delay time.Duration) *hosts {
	return &hosts{parallel: max(parallel, 1), delay: delay, known: make(map[string]*host)}
}

// set changes the limits. Those who wait are let in at once where there is room now; a
// pause that has begun keeps its length.
func (s *hosts) set(parallel int, delay time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.parallel, s.delay = max(parallel, 1), delay
	for _, h := range s.known {
		s.admit(h)
	}
}

// enter waits for a turn at the named host. The caller leaves when the request is over.
func (s *hosts) enter(ctx context.Context, name string) (leave func(), err error) {
	h, place := s.join(name)
	select {
	case <-place:
	case <-ctx.Done():
		s.part(name, h, place)
		return nil, ctx.Err()
	}
	leave = func() { s.part(name, h, place) }
	for wait := s.start(h); wait > 0; wait = s.start(h) {
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			leave()
			return nil, ctx.Err()
		}
	}
	return leave, nil
}

func (s *hosts) join(name string) (h *host, place chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if h = s.known[name]; h == nil {
		h = &host{}
		s.known[name] = h
	}
	place = make(chan struct{})
	h.waiting = append(h.waiting, place)
	s.admit(h)
	return h, place
}

// admit lets in as many as there is room for.
func (s *hosts) admit(h *host) {
	for len(h.waiting) > 0 && h.inside < s.parallel {
		close(h.waiting[0])
		h.waiting = h.waiting[1:]
		h.inside++
	}
}

// start takes the host's next start if it has come, or says how far off it is. Nothing is
// reserved: who gives up waiting delays nobody.
func (s *hosts) start(h *host) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if wait := h.next.Sub(now); wait > 0 {
		return wait
	}
	h.next = now.Add(s.delay)
	return 0
}

// part gives a place, or the wait for one, to the next. A host that nobody uses is
// forgotten once its delay has passed.
func (s *hosts) part(name string, h *host, place chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := slices.Index(h.waiting, place); i >= 0 {
		h.waiting = slices.Delete(h.waiting, i, i+1)
	} else {
		h.inside--
	}
	s.admit(h)
	if h.inside > 0 {
		return
	}
	time.AfterFunc(time.Until(h.next), func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if h.inside == 0 && s.known[name] == h && !time.Now().Before(h.next) {
			delete(s.known, name)
		}
	})
}
