package fetch

import (
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// tracking are query parameters that say how a reader came, not what is read.
// A trailing * stands for any ending.
var tracking = []string{
	"utm_*", "at_*", "pk_*", "mtm_*", "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid",
	"igshid", "mc_cid", "mc_eid", "cmpid", "ocid", "smid", "ns_*", "traffic_source", "xtor", "__twitter_impression",
}

// maxAddress bounds an address, in bytes: it travels in every message and no server takes longer ones.
const maxAddress = 4 << 10

// CanonicalURL returns the address of an article without what does not change it:
// letter case of scheme and host, default port, dot segments, needless or missing
// escapes, fragment, credentials, tracking parameters, order of parameters. The result
// is ASCII. Only absolute http and https addresses of up to 4 KiB are accepted.
func CanonicalURL(raw string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return "", fmt.Errorf("address %.200q: %w", redacted(raw), cause(err))
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("address %.200q: only http and https are read", redacted(raw))
	}
	host, err := cleanHost(u)
	if err != nil {
		return "", fmt.Errorf("address %.200q: %w", redacted(raw), err)
	}
	address := u.Scheme + "://" + host + cleanPath(u)
	if query := cleanQuery(u.RawQuery); query != "" {
		address += "?" + query
	}
	if len(address) > maxAddress {
		return "", fmt.Errorf("address %.200q: longer than %d bytes", redacted(raw), maxAddress)
	}
	return address, nil
}

// cleanPath resolves dot segments after escapes, for %2e is a dot too.
func cleanPath(u *url.URL) string {
	escaped := escape(u.EscapedPath())
	plain, err := url.PathUnescape(escaped)
	if err != nil { // not after url.Parse
		return escaped
	}
	path := &url.URL{Scheme: u.Scheme, Path: plain, RawPath: escaped}
	return "/" + strings.TrimPrefix(path.ResolveReference(path).EscapedPath(), "/")
}

func cleanQuery(raw string) string {
	pairs := slices.DeleteFunc(strings.Split(escape(raw), "&"), func(pair string) bool {
		name, _, _ := strings.Cut(strings.ToLower(pair), "=")
		return pair == "" || slices.ContainsFunc(tracking, func(t string) bool {
			prefix, wild := strings.CutSuffix(t, "*")
			return name == t || wild && strings.HasPrefix(name, prefix)
		})
	})
	slices.Sort(pairs)
	return strings.Join(pairs, "&")
}

const (
	unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
	reserved   = "!$&'()*+,;=:@/?[]"
)

// escape writes each byte of a path or query in the one way of RFC 3986, section 6.2.2:
// letters, digits and -._~ plain, reserved signs as they are, all else as %XX.
func escape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c, escaped := s[i], false
		if c == '%' && i+2 < len(s) {
			if v, err := hex.DecodeString(s[i+1 : i+3]); err == nil {
				c, escaped = v[0], true
				i += 2
			}
		}
		if strings.IndexByte(unreserved, c) >= 0 || !escaped && strings.IndexByte(reserved, c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
