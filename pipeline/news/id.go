package news

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
