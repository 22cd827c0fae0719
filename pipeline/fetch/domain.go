package fetch

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// Domain is the registrable domain of an address's host ("bbc.co.uk" of
// "https://www.bbc.co.uk/news"), after the public suffix list; an IP address or a
// name without one is returned as it is. Empty for what is no address.
func Domain(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := hostName(u.Hostname())
	if _, err := netip.ParseAddr(host); err == nil {
		return host
	}
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return domain
	}
	return host
}

// hostName is the one form of a host's name: lower case, no final dot, other scripts as DNS writes them.
func hostName(host string) string {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		return ascii
	}
	return host
}
