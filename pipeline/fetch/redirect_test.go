package fetch

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func TestRedirectsAreFollowedFiveTimes(t *testing.T) {
	hits := 0
	server, at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		hits++
		left := 0
		if _, _ = fmt.Sscanf(r.URL.Path, "/%d", &left); left > 0 {
			http.Redirect(w, r, fmt.Sprintf("/%d?from=%d", left-1, left), http.StatusFound)
		}
	})
	c := newClient(t, at)
	resp, err := get(t, c, server.URL+"/5")
	if err != nil || resp.URL != server.URL+"/0?from=1" || hits != 6 {
		t.Errorf("five: %+v, %v, %d requests", resp, err, hits)
	}
	hits = 0
	if _, err = get(t, c, server.URL+"/6"); !isRefused(err) || hits != 6 {
		t.Errorf("six: %v, %d requests", err, hits)
	}
}

func TestEveryKindOfRedirectIsFollowedWithTheRequestsHeaders(t *testing.T) {
	server, at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") != `"1"` || r.Header.Get("User-Agent") != "Tester/1.0" || r.Header.Get("Referer") != "" {
			t.Errorf("%s: %v", r.URL, r.Header)
		}
		if code := 0; r.URL.Path != "/to" {
			_, _ = fmt.Sscanf(r.URL.Path, "/%d", &code)
			http.Redirect(w, r, "to", code)
		}
	})
	for _, code := range []int{301, 302, 303, 307, 308} {
		resp, err := newClient(t, at).Get(t.Context(), Request{URL: fmt.Sprintf("%s/%d", server.URL, code), ETag: `"1"`})
		if err != nil || resp.URL != server.URL+"/to" {
			t.Errorf("%d: %+v, %v", code, resp, err)
		}
	}
}

func TestRedirectElsewhereThanTheWebIsRefused(t *testing.T) {
	to := ""
	server, at := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusFound)
	})
	c := newClient(t, at)
	for _, to = range []string{"ftp://example.com/", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "mailto:a@example.com", "http:///x", "http://exa mple.com/", "%zz"} {
		if _, err := get(t, c, server.URL); !isRefused(err) {
			t.Errorf("%s: %v", to, err)
		}
	}
}

// serveTLS is serve with a certificate that nobody trusts.
func serveTLS(t *testing.T, handler http.Handler) (server *httptest.Server, at string) {
	t.Helper()
	server = httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	return server, server.Listener.Addr().String()
}

func TestRedirectFromHTTPSToHTTPIsRefused(t *testing.T) {
	server, at := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("asked without TLS") })
	secure, secureAt := serveTLS(t, http.RedirectHandler(server.URL, http.StatusFound))
	c := newClient(t, at, secureAt)
	c.transport.TLSClientConfig = secure.Client().Transport.(*http.Transport).TLSClientConfig
	if _, err := get(t, c, secure.URL); !isRefused(err) || !strings.Contains(err.Error(), "https to http") {
		t.Error(err)
	}
}

func TestUntrustedCertificateIsAnError(t *testing.T) {
	secure, at := serveTLS(t, http.NotFoundHandler())
	if _, err := get(t, newClient(t, at), secure.URL); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Error(err)
	}
}

func TestHostHasOneTurnUnderAllItsSpellings(t *testing.T) {
	for address, want := range map[string]string{
		"http://example.com/a":           "example.com",
		"https://EXAMPLE.com.:443/b":     "example.com",
		"http://example.com:80":          "example.com",
		"http://example.com:443":         "example.com:443",
		"http://example.com:8080/":       "example.com:8080",
		"http://user@example.com/":       "example.com",
		"http://[::1]:8080/":             "::1:8080",
		"https://bücher.example/":        "xn--bcher-kva.example",
		"https://xn--bcher-kva.example/": "xn--bcher-kva.example",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := turnOf(u); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}
