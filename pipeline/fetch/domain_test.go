package fetch

import "testing"

func TestDomainIsTheRegistrableOne(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.bbc.co.uk/news":         "bbc.co.uk",
		"https://BBC.co.uk./news":            "bbc.co.uk",
		"http://news.example.com:8080/x":     "example.com",
		"https://user:pass@a.b.example.org/": "example.org",
		"https://co.uk/":                     "co.uk", // a suffix itself
		"https://blog.github.io/":            "blog.github.io",
		"https://a.blog.github.io/":          "blog.github.io",
		"http://localhost:8080/":             "localhost",
		"http://paper.localhost/":            "paper.localhost",
		"http://intranet/":                   "intranet",
		"http://127.0.0.1:8000/":             "127.0.0.1",
		"http://[2001:db8::1]:80/":           "2001:db8::1",
		"https://www.bücher.example/":        "xn--bcher-kva.example",
		"https://www.xn--bcher-kva.example/": "xn--bcher-kva.example",
		"https://食狮.公司.cn/":                  "xn--85x722f.xn--55qx5d.cn",
		"example.com":                        "",
		"":                                   "",
		"mailto:a@example.com":               "",
		"http://exa mple.com/":               "",
		"//news.example.com/x":               "example.com",
	} {
		if got := Domain(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}
