package fetch

import (
	"net/url"
	"strings"
	"testing"
)

func TestCanonicalURLDropsWhatDoesNotChangeTheArticle(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"nothing to drop", "https://example.com/a/b.html", "https://example.com/a/b.html"},
		{"case of scheme and host, not of the path", "HTTPS://Example.COM/A?B=C", "https://example.com/A?B=C"},
		{"white space around", " \n https://example.com/a\t", "https://example.com/a"},
		{"no path is the root", "https://example.com", "https://example.com/"},
		{"no path but a query", "https://example.com?a=1", "https://example.com/?a=1"},
		{"fragment", "https://example.com/a#comments", "https://example.com/a"},
		{"fragment with a question mark", "https://example.com/a#x?b=1", "https://example.com/a"},
		{"credentials", "https://user:secret@example.com/a", "https://example.com/a"},
		{"several at signs", "http://a:b@c:d@example.com/", "http://example.com/"},
		{"slashes in the path stay", "https://example.com//a//b/", "https://example.com//a//b/"},
		{"dot segments", "https://example.com/a/./b/../c", "https://example.com/a/c"},
		{"dot segments past the root", "https://example.com/../../a", "https://example.com/a"},
		{"escaped dot segments", "https://example.com/a/%2e%2E/b", "https://example.com/b"},
	} {
		t.Run(c.name, func(t *testing.T) { wantCanonical(t, c.in, c.want) })
	}
}

func TestCanonicalURLKeepsOnlyPortsThatCount(t *testing.T) {
	for in, want := range map[string]string{
		"http://example.com:80/":    "http://example.com/",
		"https://example.com:443/":  "https://example.com/",
		"http://example.com:443/":   "http://example.com:443/",
		"https://example.com:8443/": "https://example.com:8443/",
		"https://example.com:/":     "https://example.com/",
		"http://example.com:0080/":  "http://example.com/",
		"http://example.com:65535/": "http://example.com:65535/",
	} {
		wantCanonical(t, in, want)
	}
}

func TestCanonicalURLDropsTrackingParametersAndSortsTheRest(t *testing.T) {
	for query, want := range map[string]string{
		"?utm_source=rss&utm_medium=feed":  "",
		"?id=7&utm_source=rss&page=2":      "?id=7&page=2",
		"?page=2&id=7":                     "?id=7&page=2",
		"?UTM_Source=rss&FBCLID=x&id=7":    "?id=7",
		"?utm%5Fsource=rss":                "",
		"?fbclidx=1&xfbclid=2&utm=3":       "?fbclidx=1&utm=3&xfbclid=2",
		"?at_medium=RSS&at_campaign=KARAN": "",
		"?ocid=x&smid=y&xtor=RSS-1":        "",
		"?&&a&&":                           "?a",
		"?":                                "",
		"?a=1;b=2":                         "?a=1;b=2",
		"?a=b=c&a=a":                       "?a=a&a=b=c",
		"?url=https://other.example/?x=y":  "?url=https://other.example/?x=y",
	} {
		wantCanonical(t, "https://example.com/"+query, "https://example.com/"+want)
	}
}

func TestCanonicalURLEscapesInOneWay(t *testing.T) {
	for in, want := range map[string]string{
		"/ä":           "/%C3%A4",
		"/%c3%a4":      "/%C3%A4",
		"/%7Euser/%61": "/~user/a",
		"/a b":         "/a%20b",
		"/a%2fb":       "/a%2Fb",
		"/it's":        "/it's",
		"/\xff":        "/%FF",
		"/?q=ä":        "/?q=%C3%A4",
		"/?q=a b":      "/?q=a%20b",
		"/?q=a+b":      "/?q=a+b",
		"/?q=\"<b>\"":  "/?q=%22%3Cb%3E%22",
		"/?q=100%":     "/?q=100%25",
		"/?q=%%341":    "/?q=%2541",
		"/?q=\u202ea":  "/?q=%E2%80%AEa",
		"/?a%26b=1":    "/?a%26b=1",
	} {
		wantCanonical(t, "https://example.com"+in, "https://example.com"+want)
	}
}

func TestCanonicalURLNamesHostsInOneWay(t *testing.T) {
	for in, want := range map[string]string{
		"example.com.":          "example.com",
		"EXAMPLE.com":           "example.com",
		"my_host.example.com":   "my_host.example.com",
		"127.0.0.1:8080":        "127.0.0.1:8080",
		"[::1]":                 "[::1]",
		"[::1]:8080":            "[::1]:8080",
		"[0:0:0:0:0:0:0:1]":     "[::1]",
		"[2001:DB8::A]":         "[2001:db8::a]",
		"[::FFFF:192.0.2.1]":    "[::ffff:192.0.2.1]",
		"bücher.example":        "xn--bcher-kva.example",
		"BÜCHER.example":        "xn--bcher-kva.example",
		"b%C3%BCcher.example":   "xn--bcher-kva.example",
		"xn--bcher-kva.example": "xn--bcher-kva.example",
		"правительство.рф":      "xn--80aealotwbjpid2k.xn--p1ai",
		"新闻.example":            "xn--efvy88h.example",
	} {
		wantCanonical(t, "https://"+in+"/", "https://"+want+"/")
	}
}

func TestCanonicalURLRefusesWhatCannotBeRead(t *testing.T) {
	for _, in := range []string{
		"", " ", "example.com/a", "/a", "//example.com/a", "http:", "http:a", "http://", "http:///a", "http://:80/",
		"ftp://example.com/", "mailto:a@example.com", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
		"http://./", "http://../", "http://a..b/", "http://*.example.com/", "http://a b/", "http://a>b/", "http://a%00b/",
		"http://\xff.example/", "http://a\u202eb.example/", "http://example.com:0/", "http://example.com:65536/",
		"http://example.com:x/", "http://[::1/", "http://[fe80::1%25eth0]/", "http://[::g]/",
		"http://example.com/\x00", "http://example.com/a\nb", "http://example.com/?a\tb", "http://example.com/\x7f",
		"http://example.com/%zz",
		"http://" + strings.Repeat("a", 64) + ".example/",
		"http://" + strings.Repeat("ü", 60) + "b" + strings.Repeat("日", 40) + ".example/",
		"http://" + strings.Repeat("a.", 127) + "example/",
		"http://" + strings.Repeat("ü", 1000) + "/",
		"http://example.com/" + strings.Repeat("a", maxAddress),
		"http://example.com/" + strings.Repeat("ü", maxAddress/4),
	} {
		if got, err := CanonicalURL(in); err == nil {
			t.Errorf("CanonicalURL(%.80q) = %.80q, want an error", in, got)
		} else if len(err.Error()) > 2000 {
			t.Errorf("CanonicalURL(%.80q): the error has %d bytes", in, len(err.Error()))
		}
	}
}

func wantCanonical(t *testing.T, in, want string) {
	t.Helper()
	if got, err := CanonicalURL(in); err != nil || got != want {
		t.Errorf("CanonicalURL(%q) = %q, %v, want %q", in, got, err, want)
	}
}

// A canonical address is canonical, ASCII without what could end an attribute or a line,
// and parses to nothing but scheme, host, path and query.
func FuzzCanonicalURL(f *testing.F) {
	for _, seed := range []string{
		"HTTP://User:pw@Example.COM:80/a/../b?utm_source=x&b=2&a=1#f", "https://bücher.example/ä?q=ü", "http://[::1]:8080/x",
		"http://example.com/a%2fb/%2e%2e/?q=%%341", "http://a..b/", "http://example.com//x//?&&", "http:opaque", "http://../x",
		"http://example.com/;a=b?c;d#e", "https://example.com:0443?\"<>", "http://xn--a/%", "http://İ.com/\\..\\",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		address, err := CanonicalURL(raw)
		if err != nil {
			return
		}
		if again, err := CanonicalURL(address); again != address || err != nil {
			t.Errorf("%q -> %q -> %q, %v", raw, address, again, err)
		}
		if strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune("\"<>\\^`{|}#", r) }) {
			t.Errorf("%q -> %q holds a sign that no address has", raw, address)
		}
		u, err := url.Parse(address)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Hostname() == "" || u.Fragment != "" || !strings.HasPrefix(u.Path, "/") {
			t.Errorf("%q -> %q, which parses to %#v, %v", raw, address, u, err)
		}
	})
}
