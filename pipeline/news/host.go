package news

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"
)

// cleanHost is the host of an address as it is asked for, with the port unless it is the
// scheme's own. What can't be a host's name or address is refused.
func cleanHost(u *url.URL) (string, error) {
	name := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	var err error
	switch {
	case name == "":
		return "", errors.New("no host")
	case strings.Contains(name, ":"):
		ip, err := netip.ParseAddr(name)
		if err != nil || ip.Zone() != "" {
			return "", fmt.Errorf("host %.100q is no address", name)
		}
		name = "[" + ip.String() + "]"
	default:
		if name, err = asciiName(name); err != nil {
			return "", err
		}
	}
	if u.Port() == "" {
		return name, nil
	}
	port, err := strconv.ParseUint(u.Port(), 10, 16)
	switch {
	case err != nil || port == 0:
		return "", fmt.Errorf("no port %.20q", u.Port())
	case u.Scheme == "http" && port == 80, u.Scheme == "https" && port == 443:
		return name, nil
	}
	return name + ":" + strconv.FormatUint(port, 10), nil
}

// Bounds of RFC 1035, section 2.3.4, in bytes.
const (
	maxName  = 253
	maxLabel = 63
)

// asciiName is a lower-case name in the letters of DNS: labels in other scripts become
// xn-- and their Punycode.
func asciiName(name string) (string, error) {
	if len(name) > 4*maxName {
		return "", fmt.Errorf("host %.100q is too long", name)
	}
	labels := strings.Split(name, ".")
	for i, label := range labels {
		if label == "" || strings.ContainsFunc(label, notInNames) {
			return "", fmt.Errorf("host %.100q is no name", name)
		}
		if strings.ContainsFunc(label, notASCII) {
			labels[i] = "xn--" + punycode([]rune(label))
		}
		if len(labels[i]) > maxLabel {
			return "", fmt.Errorf("host %.100q is too long", name)
		}
	}
	if name = strings.Join(labels, "."); len(name) > maxName {
		return "", fmt.Errorf("host %.100q is too long", name)
	}
	return name, nil
}

func notASCII(r rune) bool { return r > unicode.MaxASCII }

func notInNames(r rune) bool {
	return r != '-' && r != '_' && !unicode.In(r, unicode.L, unicode.M, unicode.N)
}

// Parameters of Punycode, RFC 3492, section 5.
const (
	base        = 36
	tMin, tMax  = 1, 26
	skew, damp  = 38, 700
	initialBias = 72
)

// punycode encodes a label as RFC 3492, section 6.3, says: its ASCII letters first, then
// how far and where to step for each other one.
func punycode(label []rune) string {
	var out []byte
	for _, r := range label {
		if !notASCII(r) {
			out = append(out, byte(r))
		}
	}
	plain, done := len(out), len(out)
	if plain > 0 {
		out = append(out, '-')
	}
	n, delta, bias := rune(unicode.MaxASCII+1), 0, initialBias
	for done < len(label) {
		next := rune(unicode.MaxRune)
		for _, r := range label {
			if r >= n {
				next = min(next, r)
			}
		}
		delta += int(next-n) * (done + 1)
		n = next
		for _, r := range label {
			if r < n {
				delta++
			}
			if r == n {
				out = appendInteger(out, delta, bias)
				bias = adapt(delta, done+1, done == plain)
				delta = 0
				done++
			}
		}
		delta++
		n++
	}
	return string(out)
}

// appendInteger writes an integer of variable length, lowest digit first.
func appendInteger(out []byte, value, bias int) []byte {
	const digits = "abcdefghijklmnopqrstuvwxyz0123456789"
	for k := base; ; k += base {
		t := min(max(k-bias, tMin), tMax)
		if value < t {
			return append(out, digits[value])
		}
		out = append(out, digits[t+(value-t)%(base-t)])
		value = (value - t) / (base - t)
	}
}

func adapt(delta, points int, first bool) int {
	if delta /= 2; first {
		delta = delta * 2 / damp
	}
	delta += delta / points
	k := 0
	for ; delta > (base-tMin)*tMax/2; k += base {
		delta /= base - tMin
	}
	return k + (base-tMin+1)*delta/(delta+skew)
}
