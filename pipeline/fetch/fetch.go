// Package fetch is the one way to the outside: a polite, guarded HTTP client. It keeps
// to a number of requests and a pause per host, refuses private addresses whatever
// name or redirect leads to them, and reads no more of an answer than it was asked to.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Options are the limits of a Client.
type Options struct {
	UserAgent    string
	Timeout      time.Duration // of one request, redirects and body included, waiting for the host not
	Parallel     int           // requests at a time to one host
	Delay        time.Duration // between the starts of two requests to one host
	AllowPrivate []Exception   // private addresses that may be reached all the same
}

const (
	maxRequests = 128       // under way at a time, to all hosts together
	maxHeader   = 256 << 10 // bytes
	maxWaste    = 2 << 10   // bytes of a redirect's body, read so that the connection can be used again
)

// A Client fetches. It is safe for concurrent use.
type Client struct {
	transport *http.Transport // follows no redirects: Get does, so that each takes its turn at its host
	userAgent string
	timeout   time.Duration
	hosts     *hosts
	lines     chan struct{} // taken by each request under way
}

// New returns a Client; it opens no connection.
func New(o Options) *Client {
	guard := newGuard(o.AllowPrivate)
	return &Client{
		transport: &http.Transport{
			Proxy:                  nil, // a proxy would dial for us, behind the guard's back
			DialContext:            guard.dial,
			ForceAttemptHTTP2:      true,
			MaxIdleConns:           256,
			MaxIdleConnsPerHost:    2,
			IdleConnTimeout:        60 * time.Second,
			TLSHandshakeTimeout:    10 * time.Second,
			MaxResponseHeaderBytes: maxHeader,
		},
		userAgent: o.UserAgent,
		timeout:   o.Timeout,
		hosts:     newHosts(o.Parallel, o.Delay),
		lines:     make(chan struct{}, maxRequests),
	}
}

// SetLimits changes the number of requests at a time to one host and the time between their starts.
func (c *Client) SetLimits(parallel int, delay time.Duration) { c.hosts.set(parallel, delay) }

// A Request says what to get.
type Request struct {
	URL          string
	Accept       string // media types, as in the header
	ETag         string // validators of the answer before; empty when there was none
	LastModified string
	MaxBody      int64 // bytes after decompression; a longer body is an error
}

// A Response is an answer with status 200, or 304 to a request with validators.
type Response struct {
	URL         string // after redirects
	NotModified bool
	Header      http.Header
	Body        []byte
	Received    time.Time // UTC
}

// Get waits for its turn at the host, then makes the request; so it does for every
// redirect. An answer other than 200 (or 304 where validators were sent) is a *StatusError.
func (c *Client) Get(ctx context.Context, r Request) (*Response, error) {
	first, err := url.Parse(r.URL)
	if err != nil || first.Scheme != "http" && first.Scheme != "https" || first.Host == "" {
		return nil, &RefusedError{Why: fmt.Sprintf("%.200q is no http or https address", redacted(r.URL))}
	}
	left := c.timeout
	for at, followed := first, 0; ; followed++ {
		resp, next, err := c.hop(ctx, at, r, &left)
		if err == nil && next == nil {
			return resp, nil
		}
		if err == nil {
			err = mayFollow(at, next, followed)
		}
		if err != nil {
			return nil, fmt.Errorf("get %s: %w", first.Redacted(), err)
		}
		at = next
	}
}

// hop waits for a turn, then asks. It takes the time that asking needs off left.
func (c *Client) hop(ctx context.Context, at *url.URL, r Request, left *time.Duration) (*Response, *url.URL, error) {
	leave, err := c.hosts.enter(ctx, turnOf(at))
	if err != nil {
		return nil, nil, err
	}
	defer leave()
	select {
	case c.lines <- struct{}{}:
		defer func() { <-c.lines }()
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	if c.timeout <= 0 {
		return c.ask(ctx, at, r)
	}
	limited, cancel := context.WithTimeout(ctx, *left)
	defer cancel()
	began := time.Now()
	resp, next, err := c.ask(limited, at, r)
	*left -= time.Since(began)
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		err = fmt.Errorf("no whole answer within %v: %w", c.timeout, context.DeadlineExceeded)
	}
	return resp, next, err
}

// ask makes one request, which brings an answer or the address of the next request.
func (c *Client) ask(ctx context.Context, at *url.URL, r Request) (*Response, *url.URL, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, nil, &RefusedError{Why: cause(err).Error()}
	}
	if at.User != nil {
		password, _ := at.User.Password()
		req.SetBasicAuth(at.User.Username(), password)
	}
	for name, value := range map[string]string{
		"User-Agent": c.userAgent, "Accept": r.Accept, "If-None-Match": r.ETag, "If-Modified-Since": r.LastModified,
	} {
		if value != "" {
			req.Header.Set(name, value)
		}
	}
	answer, err := c.transport.RoundTrip(req)
	if err != nil {
		return nil, nil, err
	}
	defer answer.Body.Close()
	next, err := location(answer)
	if next != nil || err != nil {
		if n := answer.ContentLength; n > 0 && n <= maxWaste {
			_, _ = io.CopyN(io.Discard, answer.Body, n)
		}
		return nil, next, err
	}
	resp, err := read(answer, r)
	return resp, nil, err
}

func read(answer *http.Response, r Request) (*Response, error) {
	resp := &Response{URL: answer.Request.URL.String(), Header: answer.Header, Received: time.Now().UTC()}
	switch encoding := answer.Header.Get("Content-Encoding"); {
	case answer.StatusCode == http.StatusNotModified && (r.ETag != "" || r.LastModified != ""):
		resp.NotModified = true
		return resp, nil
	case answer.StatusCode != http.StatusOK:
		return nil, &StatusError{Code: answer.StatusCode, RetryAfter: retryAfter(answer.Header.Get("Retry-After"), resp.Received)}
	case packed(encoding):
		return nil, &RefusedError{Why: fmt.Sprintf("content encoding %.50q was not asked for", encoding)}
	}
	var err error
	resp.Body, err = readAll(answer.Body, r.MaxBody)
	return resp, err
}

// packed says whether a body is still compressed: net/http has undone gzip, and removed it from the header.
func packed(encoding string) bool {
	for coding := range strings.SplitSeq(strings.ToLower(encoding), ",") {
		switch strings.TrimPrefix(strings.TrimSpace(coding), "x-") {
		case "gzip", "br", "deflate", "compress", "zstd":
			return true
		}
	}
	return false
}

// readAll reads a body that net/http has decompressed, up to limit bytes.
func readAll(body io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(body, limit+1))
	if err != nil {
		return nil, fmt.Errorf("read body: %w", err)
	}
	if int64(len(data)) > limit {
		return nil, &RefusedError{Why: fmt.Sprintf("body is longer than %d bytes", limit)}
	}
	return data, nil
}

// Retry-After is believed between these bounds.
const (
	minRetryAfter = time.Minute
	maxRetryAfter = 24 * time.Hour
)

// retryAfter reads the header of RFC 9110, section 10.2.3: seconds or a date. Zero means none.
func retryAfter(value string, now time.Time) time.Duration {
	value = strings.TrimSpace(value)
	if value == "" {
		return 0
	}
	wait := time.Duration(0)
	if seconds, err := strconv.ParseUint(value, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		wait = time.Duration(min(seconds, uint64(maxRetryAfter/time.Second))) * time.Second
	} else if date, err := http.ParseTime(value); err == nil {
		wait = date.Sub(now)
	} else {
		return 0
	}
	return min(max(wait, minRetryAfter), maxRetryAfter)
}
