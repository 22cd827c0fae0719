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
	maxRedirects = 5
	maxHeader    = 256 << 10 // bytes
)

// A Client fetches. It is safe for concurrent use.
type Client struct {
	http      *http.Client
	userAgent string
	hosts     *hosts
}

// New returns a Client; it opens no connection.
func New(o Options) *Client {
	guard := newGuard(o.AllowPrivate)
	transport := &http.Transport{
		Proxy:                  nil, // a proxy would dial for us, behind the guard's back
		DialContext:            guard.dial,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           256,
		MaxIdleConnsPerHost:    2,
		IdleConnTimeout:        60 * time.Second,
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  o.Timeout,
		MaxResponseHeaderBytes: maxHeader,
	}
	return &Client{
		http:      &http.Client{Transport: transport, Timeout: o.Timeout, CheckRedirect: checkRedirect},
		userAgent: o.UserAgent,
		hosts:     newHosts(o.Parallel, o.Delay),
	}
}

// SetLimits changes the number of requests at a time to one host and the time between their starts.
func (c *Client) SetLimits(parallel int, delay time.Duration) { c.hosts.set(parallel, delay) }

// checkRedirect follows few redirects, only to http and https, and never back from https to http.
func checkRedirect(next *http.Request, via []*http.Request) error {
	switch last := via[len(via)-1].URL; {
	case len(via) > maxRedirects:
		return &RefusedError{Why: fmt.Sprintf("more than %d redirects", maxRedirects)}
	case next.URL.Scheme != "http" && next.URL.Scheme != "https":
		return &RefusedError{Why: "redirect to " + next.URL.Scheme + " address"}
	case last.Scheme == "https" && next.URL.Scheme == "http":
		return &RefusedError{Why: "redirect from https to http"}
	}
	return nil
}

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

// Get waits for its turn at the host, then makes the request. An answer other than 200
// (or 304 where validators were sent) is a *StatusError.
func (c *Client) Get(ctx context.Context, r Request) (*Response, error) {
	req, err := c.request(ctx, r)
	if err != nil {
		return nil, err
	}
	leave, err := c.hosts.enter(ctx, req.URL.Host)
	if err != nil {
		return nil, err
	}
	defer leave()
	answer, err := c.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("get %s: %w", req.URL.Redacted(), cause(err))
	}
	defer answer.Body.Close()
	resp := &Response{URL: answer.Request.URL.String(), Header: answer.Header, Received: time.Now().UTC()}
	switch {
	case answer.StatusCode == http.StatusOK:
		resp.Body, err = readAll(answer.Body, r.MaxBody)
		if err != nil {
			return nil, fmt.Errorf("get %s: %w", req.URL.Redacted(), err)
		}
	case answer.StatusCode == http.StatusNotModified && (r.ETag != "" || r.LastModified != ""):
		resp.NotModified = true
	default:
		return nil, fmt.Errorf("get %s: %w", req.URL.Redacted(),
			&StatusError{Code: answer.StatusCode, RetryAfter: retryAfter(answer.Header.Get("Retry-After"), resp.Received)})
	}
	return resp, nil
}

func (c *Client) request(ctx context.Context, r Request) (*http.Request, error) {
	u, err := url.Parse(r.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, &RefusedError{Why: fmt.Sprintf("%.200q is no http or https address", r.URL)}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.URL, nil)
	if err != nil {
		return nil, &RefusedError{Why: err.Error()}
	}
	req.Header.Set("User-Agent", c.userAgent)
	if r.Accept != "" {
		req.Header.Set("Accept", r.Accept)
	}
	if r.ETag != "" {
		req.Header.Set("If-None-Match", r.ETag)
	}
	if r.LastModified != "" {
		req.Header.Set("If-Modified-Since", r.LastModified)
	}
	return req, nil
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

// cause drops the method and address that url.Error puts before it.
func cause(err error) error {
	var ue *url.Error
	if errors.As(err, &ue) {
		return ue.Err
	}
	return err
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
	if seconds, err := strconv.ParseUint(value, 10, 63); err == nil {
		wait = time.Duration(min(seconds, uint64(maxRetryAfter/time.Second))) * time.Second
	} else if date, err := http.ParseTime(value); err == nil {
		wait = date.Sub(now)
	} else {
		return 0
	}
	return min(max(wait, minRetryAfter), maxRetryAfter)
}
