package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
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

// asciiName is a lower-case name in the letters of DNS: labels in other scripts become xn--.
func asciiName(name string) (string, error) {
	ascii := name
	if strings.ContainsFunc(name, notASCII) {
		var err error
		if ascii, err = idna.Lookup.ToASCII(name); err != nil {
			return "", fmt.Errorf("host %.100q is no name", name)
		}
	}
	for label := range strings.SplitSeq(ascii, ".") {
		switch {
		case label == "" || strings.ContainsFunc(label, notInNames):
			return "", fmt.Errorf("host %.100q is no name", name)
		case len(label) > maxLabel || len(ascii) > maxName:
			return "", fmt.Errorf("host %.100q is too long", name)
		}
	}
	return ascii, nil
}

func notASCII(r rune) bool { return r > unicode.MaxASCII }

func notInNames(r rune) bool {
	return r != '-' && r != '_' && !unicode.In(r, unicode.L, unicode.M, unicode.N)
}
