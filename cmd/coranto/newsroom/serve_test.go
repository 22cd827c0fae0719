package newsroom

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestConditionalGetSavesTheBody(t *testing.T) {
	n, _ := open()
	urls := []string{"http://sealane.localhost:34567/", "http://sealane.localhost:34567/robots.txt"}
	for _, f := range n.Feeds(addr) {
		urls = append(urls, f.URL)
	}
	for _, a := range n.Articles() {
		urls = append(urls, a.URL(addr))
	}
	for _, url := range urls {
		first := get(n, url).Header()
		for _, headers := range [][]string{
			{"If-None-Match", first.Get("ETag")},
			{"If-Modified-Since", first.Get("Last-Modified")},
			{"If-None-Match", get(n, url, "Accept-Encoding", "gzip").Header().Get("ETag"), "Accept-Encoding", "gzip"},
		} {
			if w := get(n, url, headers...); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
				t.Errorf("%s with %q: status %d, %d bytes", url, headers, w.Code, w.Body.Len())
			}
		}
		if w := get(n, url, "If-None-Match", `"other"`); w.Code != http.StatusOK {
			t.Errorf("%s with another tag: status %d", url, w.Code)
		}
	}
}

func TestPublishMakesAFeedModified(t *testing.T) {
	n, c := open()
	c.Time = c.Add(time.Minute)
	a := n.Publish()
	for _, f := range n.Feeds(addr) {
		if !strings.HasPrefix(f.URL, "http://"+a.Site+".") {
			continue
		}
		w := get(n, f.URL, "If-Modified-Since", opening.Format(http.TimeFormat))
		if listed := strings.Contains(w.Body.String(), a.Path); listed != (w.Code == http.StatusOK) {
			t.Errorf("%s: status %d, listed: %v", f.URL, w.Code, listed)
		}
	}
}

func TestCompressedBodyIsTheSame(t *testing.T) {
	n, _ := open()
	for _, f := range n.Feeds(addr) {
		plain, packed := get(n, f.URL), get(n, f.URL, "Accept-Encoding", "br;q=1.0, gzip;q=0.8")
		z, err := gzip.NewReader(packed.Body)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(z)
		if err != nil || !bytes.Equal(body, plain.Body.Bytes()) {
			t.Errorf("%s: bodies differ (%v)", f.URL, err)
		}
		if p, q := plain.Header(), packed.Header(); p.Get("ETag") == q.Get("ETag") || q.Get("Content-Encoding") != "gzip" || p.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s: headers %v and %v", f.URL, p, q)
		}
	}
}

func TestAcceptEncodingIsRead(t *testing.T) {
	for header, want := range map[string]bool{
		"": false, "gzip": true, "GZIP": true, "br, gzip": true, "gzip;q=0": false, "gzip; q=0.0": false,
		"gzip; q=0.5": true, "gzip;q=1": true, "deflate": false, "x-gzip": false,
	} {
		if got := acceptsGzip(header); got != want {
			t.Errorf("%q: %v", header, got)
		}
	}
}

func TestStatusesAndTypes(t *testing.T) {
	n, _ := open()
	for _, test := range []struct {
		url, kind string
		status    int
	}{
		{"http://harbour-gazette.localhost:1/", "text/html; charset=utf-8", 200},
		{"http://Harbour-Gazette.localhost.:1/robots.txt", "text/plain; charset=utf-8", 200},
		{"http://harbour-gazette.localhost/rss.xml", "application/rss+xml; charset=utf-8", 200},
		{"http://rampart.localhost/atom.xml", "application/atom+xml; charset=utf-8", 200},
		{"http://grain-weekly.localhost/index.rdf", "application/rdf+xml; charset=utf-8", 200},
		{"http://sealane.localhost/feed.json", "application/feed+json; charset=utf-8", 200},
		{"http://sealane.localhost/pictures/0badcafe.svg", "image/svg+xml", 200},
		{"http://trade-ministry.localhost/release.asp?utm_source=x&rid=20417", "text/html; charset=utf-8", 200},
		{"http://trade-ministry.localhost/release.asp", "text/plain; charset=utf-8", 404},
		{"http://sealane.localhost/nothing", "text/plain; charset=utf-8", 404},
		{"http://sealane.localhost/section/nothing", "text/plain; charset=utf-8", 404},
		{"http://sealane.localhost/pictures/x.svg", "text/plain; charset=utf-8", 404},
		{"http://nobody.localhost/", "text/plain; charset=utf-8", 404},
		{"http://127.0.0.1:1/", "text/plain; charset=utf-8", 404},
	} {
		w := get(n, test.url)
		if w.Code != test.status || w.Header().Get("Content-Type") != test.kind {
			t.Errorf("%s: %d %s, want %d %s", test.url, w.Code, w.Header().Get("Content-Type"), test.status, test.kind)
		}
	}
	w := httptest.NewRecorder()
	n.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "http://sealane.localhost/", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: status %d", w.Code)
	}
}

func TestAnswersWhilePublishing(t *testing.T) {
	n, _ := open()
	server := httptest.NewServer(n)
	defer server.Close()
	at := server.Listener.Addr().String()
	var wg sync.WaitGroup
	wg.Go(func() {
		for range 50 {
			n.Publish()
		}
	})
	for _, f := range n.Feeds(at)[:6] {
		wg.Go(func() {
			for range 10 {
				r, err := http.NewRequest(http.MethodGet, f.URL, nil)
				if err != nil {
					t.Error(err)
					return
				}
				r.Host, r.URL.Host = r.URL.Host, at
				resp, err := server.Client().Do(r)
				if err != nil {
					t.Error(err)
					return
				}
				body, err := io.ReadAll(resp.Body)
				resp.Body.Close()
				if err != nil || resp.StatusCode != http.StatusOK || !bytes.Contains(body, []byte(portOf(at))) {
					t.Errorf("%s: status %d, %v", f.URL, resp.StatusCode, err)
				}
			}
		})
	}
	wg.Wait()
}
