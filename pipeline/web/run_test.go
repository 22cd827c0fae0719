package web

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestTakenAddressNamesItsSetting(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	s := server(&shelf{}, func(o *Options) { o.Listen = taken.Addr().String() })
	if err := s.Listen(); err == nil || !strings.Contains(err.Error(), "web.listen") || !strings.Contains(err.Error(), taken.Addr().String()) {
		t.Errorf("error %v", err)
	}
	if s.URL() != "" {
		t.Errorf("claims to be at %s", s.URL())
	}
	s.Close()
}

func TestClosedServerGivesItsAddressBack(t *testing.T) {
	s := server(&shelf{}, func(o *Options) { o.Listen = "127.0.0.1:0" })
	if err := s.Listen(); err != nil {
		t.Fatal(err)
	}
	s.Close()
	again, err := net.Listen("tcp", strings.TrimPrefix(s.URL(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
}

// running starts a server on a free port and returns what ends it and waits.
func running(t *testing.T, store *shelf) (s *Server, end func() error) {
	t.Helper()
	s = server(store, func(o *Options) { o.Listen = "127.0.0.1:0" })
	if err := s.Listen(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	return s, func() error { cancel(); return <-ended }
}

func TestRunServesUntilItsContextEnds(t *testing.T) {
	s, end := running(t, &shelf{articles: sample(1)})
	resp, err := http.Get(s.URL() + "/")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil || resp.StatusCode != http.StatusOK || !strings.Contains(string(body), "Headline 1") {
		t.Errorf("status %s, %v: %s", resp.Status, err, body)
	}
	if err := end(); err != nil {
		t.Errorf("run: %v", err)
	}
	if listens(s) {
		t.Error("still listens")
	}
}

// hanging runs a server with one request in hand, whose status it will tell.
func hanging(t *testing.T) (s *Server, store *shelf, status chan string, end func() error) {
	t.Helper()
	store = &shelf{articles: sample(1), block: make(chan struct{}), entered: make(chan struct{})}
	s, end = running(t, store)
	status = make(chan string, 1)
	go func() {
		resp, err := http.Get(s.URL() + "/")
		if err != nil {
			status <- err.Error()
			return
		}
		resp.Body.Close()
		status <- resp.Status
	}()
	<-store.entered
	return s, store, status, end
}

func TestRunFinishesRequestsInHand(t *testing.T) {
	s, store, status, end := hanging(t)
	ended := make(chan error, 1)
	go func() { ended <- end() }()
	for listens(s) {
		time.Sleep(time.Millisecond)
	}
	close(store.block)
	if got := <-status; got != "200 OK" {
		t.Errorf("answered %s", got)
	}
	if err := <-ended; err != nil {
		t.Errorf("run: %v", err)
	}
}

func TestRunDoesNotWaitForARequestThatHangs(t *testing.T) {
	t.Parallel()
	_, _, status, end := hanging(t)
	began := time.Now()
	if err := end(); err != nil || time.Since(began) > 20*time.Second {
		t.Errorf("run ended after %v: %v", time.Since(began), err)
	}
	if got := <-status; got == "200 OK" {
		t.Error("answered what it could not")
	}
}

func listens(s *Server) bool {
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL(), "http://"))
	if err != nil {
		return false
	}
	conn.Close()
	return true
}

func TestServerWithoutAddressOnlyWaits(t *testing.T) {
	s := server(&shelf{})
	if err := s.Listen(); err != nil || s.URL() != "" {
		t.Errorf("listens at %q, %v", s.URL(), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Run(ctx); err != nil {
		t.Errorf("run: %v", err)
	}
	s.Close()
}

func TestRunTellsThatItCannotServe(t *testing.T) {
	s := server(&shelf{}, func(o *Options) { o.Listen = "127.0.0.1:0" })
	if err := s.Listen(); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if err := s.Run(t.Context()); err == nil || !strings.HasPrefix(err.Error(), "web: ") {
		t.Errorf("error %v", err)
	}
}
