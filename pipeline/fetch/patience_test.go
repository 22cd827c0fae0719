package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// inside runs a web of pipes in a bubble of virtual time: handler answers for every host.
func inside(t *testing.T, o Options, handler http.HandlerFunc, test func(t *testing.T, c *Client)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		listener := pipes{conns: make(chan net.Conn), closed: make(chan struct{})}
		server := &http.Server{Handler: handler}
		go func() { _ = server.Serve(listener) }()
		c := New(o)
		c.transport.DialContext = func(context.Context, string, string) (net.Conn, error) {
			near, far := net.Pipe()
			listener.conns <- far
			return near, nil
		}
		test(t, c)
		c.transport.CloseIdleConnections()
		_ = server.Close()
		time.Sleep(time.Hour) // for handlers still at work
	})
}

type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (p pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p pipes) Close() error   { close(p.closed); return nil }
func (p pipes) Addr() net.Addr { return &net.TCPAddr{} }

func TestEveryRedirectTakesATurnAtItsHost(t *testing.T) {
	var mu sync.Mutex
	var began time.Time
	asked := map[string][]time.Duration{}
	web := func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked[r.Host] = append(asked[r.Host], time.Since(began))
		mu.Unlock()
		switch r.Host + r.URL.Path {
		case "short.example/1", "short.example/2":
			http.Redirect(w, r, "http://paper.example"+r.URL.Path, http.StatusFound)
		case "paper.example/1", "paper.example/2":
			http.Redirect(w, r, r.URL.Path+"/", http.StatusMovedPermanently)
		}
	}
	inside(t, Options{Parallel: 2, Delay: time.Second, Timeout: time.Second}, web, func(t *testing.T, c *Client) {
		began = time.Now()
		var group sync.WaitGroup
		for _, address := range []string{"http://short.example/1", "http://paper.example/3", "http://short.example/2"} {
			group.Go(func() {
				if _, err := get(t, c, address); err != nil { // waiting takes longer than the timeout
					t.Error(err)
				}
			})
		}
		group.Wait()
		want := map[string][]time.Duration{"short.example": seconds(0, 1), "paper.example": seconds(0, 1, 2, 3, 4)}
		if diff := cmp.Diff(want, asked); diff != "" {
			t.Error(diff)
		}
	})
}

func TestRedirectsOfTwoHostsToEachOtherDoNotLock(t *testing.T) {
	web := func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(time.Second)
		switch {
		case r.URL.Path == "/end":
		case r.Host == "a.example":
			http.Redirect(w, r, "http://b.example/end", http.StatusFound)
		default:
			http.Redirect(w, r, "http://a.example/end", http.StatusFound)
		}
	}
	inside(t, Options{Parallel: 1, Timeout: time.Minute}, web, func(t *testing.T, c *Client) {
		began := time.Now()
		var group sync.WaitGroup
		for _, address := range []string{"http://a.example", "http://b.example"} {
			group.Go(func() {
				if _, err := get(t, c, address); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if took := time.Since(began); took != 2*time.Second {
			t.Errorf("took %v", took)
		}
	})
}

func TestTimeoutEndsWhatTakesTooLong(t *testing.T) {
	write := func(w http.ResponseWriter, text string) bool {
		_, err := w.Write([]byte(text))
		return err == nil && http.NewResponseController(w).Flush() == nil
	}
	web := func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/silent":
			<-r.Context().Done()
		case r.URL.Path == "/drip":
			for write(w, "x") {
				time.Sleep(3 * time.Second)
			}
		case strings.HasPrefix(r.URL.Path, "/redirect"): // each in time, together not
			time.Sleep(4 * time.Second)
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
		}
	}
	inside(t, Options{Timeout: 10 * time.Second}, web, func(t *testing.T, c *Client) {
		for _, path := range []string{"/silent", "/drip", "/redirect"} {
			began := time.Now()
			_, err := get(t, c, "http://slow.example"+path)
			if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "10s") || Permanent(err) {
				t.Errorf("%s: %v", path, err)
			}
			if took := time.Since(began); took != 10*time.Second {
				t.Errorf("%s took %v", path, took)
			}
		}
		if _, err := get(t, c, "http://slow.example/"); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	})
}

func TestCancellingEndsARequestAndFreesItsPlace(t *testing.T) {
	web := func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/silent" {
			<-r.Context().Done()
		}
	}
	inside(t, Options{Parallel: 1, Timeout: time.Hour}, web, func(t *testing.T, c *Client) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		var group sync.WaitGroup
		for range 3 { // one asks, two wait
			group.Go(func() {
				_, err := c.Get(ctx, Request{URL: "http://slow.example/silent"})
				if !errors.Is(err, context.DeadlineExceeded) || strings.Contains(err.Error(), "no whole answer") {
					t.Error(err)
				}
			})
		}
		group.Wait()
		began := time.Now()
		if _, err := get(t, c, "http://slow.example/"); err != nil || time.Since(began) != 0 {
			t.Errorf("afterwards: %v after %v", err, time.Since(began))
		}
	})
}
