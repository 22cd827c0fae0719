package fetch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// newClient allows what the exceptions say.
func newClient(t *testing.T, exceptions ...string) *Client {
	t.Helper()
	o := Options{UserAgent: "Tester/1.0", Timeout: 10 * time.Second, Parallel: 2}
	for _, text := range exceptions {
		o.AllowPrivate = append(o.AllowPrivate, exception(t, text))
	}
	c := New(o)
	t.Cleanup(c.transport.CloseIdleConnections)
	return c
}

func exception(t *testing.T, text string) Exception {
	t.Helper()
	var e Exception
	if err := e.UnmarshalText([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return e
}

// serve runs a web server and returns it with its host:port.
func serve(t *testing.T, handler http.HandlerFunc) (server *httptest.Server, at string) {
	t.Helper()
	server = httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server, server.Listener.Addr().String()
}

func get(t *testing.T, c *Client, address string) (*Response, error) {
	t.Helper()
	return c.Get(t.Context(), Request{URL: address, MaxBody: 1 << 20})
}

func isRefused(err error) bool {
	var refused *RefusedError
	return errors.As(err, &refused)
}

func TestAnswerIsReadWhole(t *testing.T) {
	server, at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		fmt.Fprint(w, "news")
	})
	before := time.Now()
	resp, err := get(t, newClient(t, at), server.URL+"/feed?x=1")
	if err != nil {
		t.Fatal(err)
	}
	if string(resp.Body) != "news" || resp.URL != server.URL+"/feed?x=1" || resp.NotModified || resp.Header.Get("ETag") != `"1"` {
		t.Errorf("%+v", resp)
	}
	if resp.Received.Before(before) || resp.Received.Location() != time.UTC {
		t.Errorf("received %v", resp.Received)
	}
}

func TestRequestCarriesItsHeadersAndNoOthers(t *testing.T) {
	var got http.Header
	server, at := serve(t, func(_ http.ResponseWriter, r *http.Request) { got = r.Header })
	c := newClient(t, at)
	for _, test := range []struct {
		name    string
		request Request
		want    http.Header
	}{
		{"first", Request{}, http.Header{}},
		{"again", Request{Accept: "text/xml", ETag: `W/"a"`, LastModified: "Mon, 02 Jan 2006 15:04:05 GMT"}, http.Header{
			"Accept": {"text/xml"}, "If-None-Match": {`W/"a"`}, "If-Modified-Since": {"Mon, 02 Jan 2006 15:04:05 GMT"},
		}},
	} {
		test.request.URL = server.URL
		if _, err := c.Get(t.Context(), test.request); err != nil {
			t.Fatal(err)
		}
		test.want.Set("User-Agent", "Tester/1.0")
		test.want.Set("Accept-Encoding", "gzip")
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestNotModifiedIsAcceptedOnlyWhereValidatorsWereSent(t *testing.T) {
	server, at := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("ETag", `"2"`)
		w.WriteHeader(http.StatusNotModified)
	})
	c := newClient(t, at)
	for _, r := range []Request{{ETag: `"1"`}, {LastModified: "Mon, 02 Jan 2006 15:04:05 GMT"}} {
		r.URL = server.URL
		resp, err := c.Get(t.Context(), r)
		if err != nil || !resp.NotModified || len(resp.Body) > 0 || resp.Header.Get("ETag") != `"2"` {
			t.Errorf("%+v: %+v, %v", r, resp, err)
		}
	}
	_, err := get(t, c, server.URL)
	var status *StatusError
	if !errors.As(err, &status) || status.Code != http.StatusNotModified {
		t.Errorf("without validators: %v", err)
	}
}

func TestAnswerWithoutDocumentIsAStatusError(t *testing.T) {
	server, at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		code := 0
		_, _ = fmt.Sscanf(r.URL.Path, "/%d", &code)
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(code)
	})
	c := newClient(t, at)
	for _, code := range []int{201, 202, 204, 206, 300, 301, 304, 307, 400, 401, 403, 404, 410, 429, 500, 503} { // a redirect without Location leads nowhere
		_, err := get(t, c, fmt.Sprintf("%s/%d", server.URL, code))
		var status *StatusError
		if !errors.As(err, &status) || status.Code != code || RetryAfter(err) != 2*time.Minute {
			t.Errorf("%d: %v, retry after %v", code, err, RetryAfter(err))
		}
	}
}

func TestBodyIsMeasuredAfterDecompression(t *testing.T) {
	const size = 1 << 20
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = w.Write(make([]byte, size))
	_ = w.Close()
	server, at := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(packed.Bytes())
	})
	c := newClient(t, at)
	for limit, ok := range map[int64]bool{int64(packed.Len()): false, size - 1: false, size: true, size + 1: true} {
		resp, err := c.Get(t.Context(), Request{URL: server.URL, MaxBody: limit})
		if ok && (err != nil || len(resp.Body) != size) {
			t.Errorf("limit %d: %v", limit, err)
		}
		if !ok && !isRefused(err) {
			t.Errorf("limit %d: %v", limit, err)
		}
	}
}

func TestEndlessBodyIsCutOff(t *testing.T) {
	server, at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 64<<10)); err != nil {
				return
			}
		}
	})
	if _, err := get(t, newClient(t, at), server.URL); !isRefused(err) {
		t.Error(err)
	}
}

func TestBrokenAnswersAreErrors(t *testing.T) {
	for name, test := range map[string]struct {
		answer    http.HandlerFunc
		permanent bool
	}{
		"cut short": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "news")
		}, false},
		"no gzip though it says so": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, "news")
		}, false},
		"brotli unasked": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			fmt.Fprint(w, "news")
		}, true},
		"packed twice": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip, gzip")
			fmt.Fprint(w, "news")
		}, true},
		"vast header": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Vast", strings.Repeat("x", 2*maxHeader))
		}, false},
		"hung up": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, false},
	} {
		server, at := serve(t, test.answer)
		_, err := get(t, newClient(t, at), server.URL)
		if err == nil || Permanent(err) != test.permanent {
			t.Errorf("%s: %v, permanent %v", name, err, Permanent(err))
		}
	}
}

func TestOddEncodingThatIsNoCompressionIsRead(t *testing.T) {
	for _, encoding := range []string{"", "identity", "utf-8", "none", "7bit"} {
		server, at := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", encoding)
			fmt.Fprint(w, "news")
		})
		if resp, err := get(t, newClient(t, at), server.URL); err != nil || string(resp.Body) != "news" {
			t.Errorf("%q: %v", encoding, err)
		}
	}
}

func TestOnlyWebAddressesAreAskedFor(t *testing.T) {
	c := newClient(t)
	for _, address := range []string{
		"", "news", "/news", "//example.com/", "ftp://example.com/", "file:///etc/passwd", "javascript:alert(1)",
		"http://", "http:///news", "http:example.com", "http://exa mple.com/", "http://[::1/", "http://example.com:port/", "\x00",
	} {
		if _, err := get(t, c, address); !isRefused(err) {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestCredentialsAreSentToTheirHostAndShownToNobody(t *testing.T) {
	elsewhere, other := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" || r.Header.Get("Referer") != "" {
			t.Errorf("another host was sent %v", r.Header)
		}
		w.WriteHeader(http.StatusNotFound)
	})
	server, at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch user, password, _ := r.BasicAuth(); {
		case user != "user" || password != "secret":
			t.Errorf("%s: basic auth %q, %q", r.URL, user, password)
		case r.URL.Path == "/away":
			http.Redirect(w, r, elsewhere.URL, http.StatusFound)
		case r.URL.Path == "/round":
			w.Header().Set("Location", "/round")
			w.WriteHeader(http.StatusFound)
		case r.URL.Path == "/long":
			_, _ = io.WriteString(w, strings.Repeat("x", 2<<20))
		default:
			panic(http.ErrAbortHandler)
		}
	})
	c := newClient(t, at, other)
	with := strings.Replace(server.URL, "http://", "http://user:secret@", 1)
	for _, address := range []string{
		with + "/away", with + "/round", with + "/long", with + "/hang-up", "ftp://user:secret@example.com/",
		"http://user:secret@exa mple.com/", "//user:secret@example.com", "http://user:secret@10.0.0.1/", "https://user:secret@" + at,
	} {
		_, err := get(t, c, address)
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestEnvironmentsProxyIsIgnored(t *testing.T) {
	if newClient(t).transport.Proxy != nil {
		t.Error("a proxy would dial behind the guard's back")
	}
}
