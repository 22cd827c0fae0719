package news

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
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
		return "", fmt.Errorf("address %.200q: %w", raw, unwrapURL(err))
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("address %.200q: only http and https are read", raw)
	}
	host, err := cleanHost(u)
	if err != nil {
		return "", fmt.Errorf("address %.200q: %w", raw, err)
	}
	address := u.Scheme + "://" + host + cleanPath(u)
	if query := cleanQuery(u.RawQuery); query != "" {
		address += "?" + query
	}
	if len(address) > maxAddress {
		return "", fmt.Errorf("address %.200q: longer than %d bytes", raw, maxAddress)
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

// unwrapURL drops the address that url.Error repeats.
func unwrapURL(err error) error {
	if ue, ok := err.(*url.Error); ok {
		return ue.Err
	}
	return err
}

// ID identifies an article by its canonical address: 32 hexadecimal digits of its
// SHA-256. Scheme and trailing slash do not count, so that http and https are one.
func ID(canonical string) string {
	_, rest, ok := strings.Cut(canonical, "://")
	if !ok {
		rest = canonical
	}
	sum := sha256.Sum256([]byte(strings.TrimSuffix(rest, "/")))
	return hex.EncodeToString(sum[:16])
}

func revisionKey(id string, revision int) string {
	return id + "." + strconv.Itoa(max(revision, 1))
}

// maxSlug keeps subject tokens far from the server's limits.
const maxSlug = 64

// Slug makes any text a subject token of [a-z0-9-]: letters of other scripts and
// punctuation become hyphens, runs of hyphens one. Empty text gives "und".
// Text that loses letters, or is too long, ends in a hash of the whole instead. A slug
// is its own slug.
func Slug(s string) string {
	var b strings.Builder
	lossy := false
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			lossy = lossy || unicode.In(r, unicode.L, unicode.M, unicode.N) || r == utf8.RuneError
			if n := b.Len(); n > 0 && b.String()[n-1] != '-' {
				b.WriteByte('-')
			}
		}
	}
	slug := strings.Trim(b.String(), "-")
	if lossy || len(slug) > maxSlug {
		sum := sha256.Sum256([]byte(s))
		slug = strings.TrimRight(slug[:min(len(slug), maxSlug-9)], "-") + "-" + hex.EncodeToString(sum[:4])
		slug = strings.TrimLeft(slug, "-")
	}
	if slug == "" {
		return "und"
	}
	return slug
}
