package newsroom

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// A document is what one address answers with.
type document struct {
	Type     string
	Body     []byte
	Modified time.Time
}

// ServeHTTP answers for every site by the Host header: pages, feeds, pictures and
// robots.txt, compressed when the client accepts it, with validators that hold for the
// bytes sent.
func (n *Newsroom) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	s := n.site(slugOf(r.Host))
	if s == nil {
		http.Error(w, n.directory(portOf(r.Host)), http.StatusNotFound)
		return
	}
	doc, ok := n.document(s, r)
	if !ok {
		http.NotFound(w, r)
		return
	}
	doc.serve(w, r)
}

func (n *Newsroom) document(s *site, r *http.Request) (document, bool) {
	n.mu.RLock()
	defer n.mu.RUnlock()
	d := desk{n, s, portOf(r.Host)}
	for _, f := range s.Feeds {
		if f.Path == r.URL.Path {
			return d.feed(f), true
		}
	}
	if st, ok := n.stories[s.Slug+address(r.URL)]; ok {
		return d.article(st), true
	}
	if name, ok := strings.CutPrefix(r.URL.Path, "/section/"); ok {
		return d.section(name)
	}
	if name, ok := strings.CutPrefix(r.URL.Path, "/pictures/"); ok {
		return d.picture(name)
	}
	switch r.URL.Path {
	case "/":
		return d.home(), true
	case "/about", "/privacy", "/contact":
		return d.notice(r.URL.Path[1:]), true
	case "/robots.txt":
		return document{"text/plain; charset=utf-8", []byte("User-agent: *\nDisallow: /search\n"), n.opens}, true
	}
	return document{}, false
}

// address is what identifies an article among what a client may ask for: its path and
// query without tracking parameters.
func address(u *url.URL) string {
	q := u.Query()
	for name := range q {
		if strings.HasPrefix(name, "utm_") {
			q.Del(name)
		}
	}
	if len(q) == 0 {
		return u.Path
	}
	return u.Path + "?" + q.Encode()
}

// directory tells someone who asks for an unknown host which ones there are.
func (n *Newsroom) directory(port string) string {
	var b strings.Builder
	b.WriteString("No such site in this newsroom. There are:\n")
	for _, s := range n.sites {
		fmt.Fprintf(&b, "  http://%s/\n", s.host(port))
	}
	return b.String()
}

// serve answers with the document, or with 304 when the client has it. The compressed
// form has an ETag of its own, since a strong one promises equal bytes.
func (d document) serve(w http.ResponseWriter, r *http.Request) {
	sum := sha256.Sum256(d.Body)
	tag := hex.EncodeToString(sum[:12])
	body := d.Body
	h := w.Header()
	h.Set("Content-Type", d.Type)
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache")
	if acceptsGzip(r.Header.Get("Accept-Encoding")) {
		h.Set("Content-Encoding", "gzip")
		tag += "-gz"
		body = compress(body)
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", d.Modified, bytes.NewReader(body))
}

func acceptsGzip(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(part, ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			weight := strings.ReplaceAll(params, " ", "")
			return !strings.HasPrefix(weight, "q=0") || strings.Trim(weight[len("q=0"):], ".0") != ""
		}
	}
	return false
}

func compress(body []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(body) // a bytes.Buffer takes everything
	z.Close()
	return b.Bytes()
}
