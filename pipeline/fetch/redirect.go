package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

const maxRedirects = 5

// redirects are the answers whose Location is followed (RFC 9110, section 15.4).
var redirects = map[int]bool{
	http.StatusMovedPermanently: true, http.StatusFound: true, http.StatusSeeOther: true,
	http.StatusTemporaryRedirect: true, http.StatusPermanentRedirect: true,
}

// location is where an answer sends us; nil when it is no redirect.
func location(answer *http.Response) (*url.URL, error) {
	if !redirects[answer.StatusCode] || answer.Header.Get("Location") == "" {
		return nil, nil
	}
	next, err := answer.Location()
	if err != nil {
		return nil, &RefusedError{Why: fmt.Sprintf("redirect to an address that can't be read: %v", cause(err))}
	}
	return next, nil
}

// mayFollow allows few redirects, only to http and https, and never back from https to http.
func mayFollow(from, to *url.URL, followed int) error {
	switch {
	case followed == maxRedirects:
		return &RefusedError{Why: fmt.Sprintf("more than %d redirects", maxRedirects)}
	case to.Scheme != "http" && to.Scheme != "https":
		return &RefusedError{Why: fmt.Sprintf("redirect to %.20q address", to.Scheme)}
	case to.Host == "":
		return &RefusedError{Why: "redirect to an address without host"}
	case from.Scheme == "https" && to.Scheme == "http":
		return &RefusedError{Why: "redirect from https to http"}
	}
	return nil
}

// turnOf names the host whose turn a request takes: a default port, upper case or a final dot make no other host.
func turnOf(u *url.URL) string {
	host, port := hostName(u.Hostname()), u.Port()
	if port == "" || port == "80" && u.Scheme == "http" || port == "443" && u.Scheme == "https" {
		return host
	}
	return host + ":" + port
}

// redacted is an address without the password in it, however odd.
func redacted(address string) string {
	scheme, rest, _ := strings.Cut(address, "//")
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		return scheme + "//xxxxx" + rest[i:]
	}
	return address
}

// cause drops the method and address that url.Error puts before it.
func cause(err error) error {
	var ue *url.Error
	if errors.As(err, &ue) {
		return ue.Err
	}
	return err
}
