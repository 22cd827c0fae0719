package fetch

import (
	"context"
	"sync"
	"time"
)

// hosts gives each host its turns: so many requests at a time, their starts a delay apart.
type hosts struct {
	mu       sync.Mutex
	parallel int
	delay    time.Duration
	known    map[string]*host
}

// A host lives as long as somebody is in it or waits, and a delay longer.
type host struct {
	slots chan struct{}
	users int       // guarded by hosts.mu
	next  time.Time // earliest next start; guarded by hosts.mu
}

func newHosts(parallel int, delay time.Duration) *hosts {
	return &hosts{parallel: max(parallel, 1), delay: delay, known: make(map[string]*host)}
}

// set changes the limits; a host that is in use keeps its number of requests at a time.
func (s *hosts) set(parallel int, delay time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.parallel, s.delay = max(parallel, 1), delay
}

// enter waits for a turn at the named host. The caller leaves when the request is over.
func (s *hosts) enter(ctx context.Context, name string) (leave func(), err error) {
	h := s.join(name)
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		s.part(name, h)
		return nil, ctx.Err()
	}
	leave = func() { <-h.slots; s.part(name, h) }
	timer := time.NewTimer(s.reserve(h))
	defer timer.Stop()
	select {
	case <-timer.C:
		return leave, nil
	case <-ctx.Done():
		leave()
		return nil, ctx.Err()
	}
}

func (s *hosts) join(name string) *host {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.known[name]
	if h == nil {
		h = &host{slots: make(chan struct{}, s.parallel)}
		s.known[name] = h
	}
	h.users++
	return h
}

// part forgets a host that nobody uses, once its delay has passed.
func (s *hosts) part(name string, h *host) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h.users--
	if h.users > 0 {
		return
	}
	time.AfterFunc(time.Until(h.next), func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if h.users == 0 && s.known[name] == h {
			delete(s.known, name)
		}
	})
}

// reserve takes the host's next start and returns how far off it is.
func (s *hosts) reserve(h *host) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	start := now
	if h.next.After(now) {
		start = h.next
	}
	h.next = start.Add(s.delay)
	return start.Sub(now)
}
