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

// CanonicalURL returns the address of an article without what does not change it:
// letter case of scheme and host, default port, fragment, credentials, tracking
// parameters, order of parameters. Only absolute http and https addresses are accepted.
func CanonicalURL(raw string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return "", fmt.Errorf("address %.200q: %w", raw, unwrapURL(err))
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("address %.200q: only http and https are read", raw)
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if host == "" {
		return "", fmt.Errorf("address %.200q: no host", raw)
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if p := u.Port(); p != "" && p != map[string]string{"http": "80", "https": "443"}[u.Scheme] {
		host += ":" + p
	}
	u.Host, u.User, u.Fragment, u.RawFragment = host, nil, "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	u.RawQuery = cleanQuery(u.RawQuery)
	u.ForceQuery = false
	return u.String(), nil
}

func cleanQuery(raw string) string {
	if raw == "" {
		return ""
	}
	pairs := slices.DeleteFunc(strings.Split(raw, "&"), func(pair string) bool {
		name, _, _ := strings.Cut(strings.ToLower(pair), "=")
		return pair == "" || slices.ContainsFunc(tracking, func(t string) bool {
			prefix, wild := strings.CutSuffix(t, "*")
			return name == t || wild && strings.HasPrefix(name, prefix)
		})
	})
	slices.Sort(pairs)
	return strings.Join(pairs, "&")
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
// Text that loses letters, or is too long, ends in a hash of the whole instead.
func Slug(s string) string {
	var b strings.Builder
	lossy := false
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			lossy = lossy || unicode.IsLetter(r) || r == utf8.RuneError
			if n := b.Len(); n > 0 && b.String()[n-1] != '-' {
				b.WriteByte('-')
			}
		}
	}
	slug := strings.Trim(b.String(), "-")
	if lossy || len(slug) > maxSlug {
		sum := sha256.Sum256([]byte(s))
		slug = strings.Trim(slug[:min(len(slug), maxSlug-9)]+"-"+hex.EncodeToString(sum[:4]), "-")
	}
	if slug == "" {
		return "und"
	}
	return slug
}
