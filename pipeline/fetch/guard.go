package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// An Exception lets requests reach a private address: an IP address, a network
// (10.0.0.0/8) or a host name, optionally with a port. Without one every port is allowed.
type Exception struct {
	name   string // host name, or
	prefix netip.Prefix
	port   uint16 // 0: any
}

// UnmarshalText reads "127.0.0.1", "127.0.0.1:8000", "[::1]:80", "10.0.0.0/8", "intranet.example:8080".
func (e *Exception) UnmarshalText(text []byte) error {
	host := string(text)
	if prefix, err := netip.ParsePrefix(host); err == nil {
		e.prefix = prefix.Masked()
		return nil
	}
	if addr, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		e.prefix = netip.PrefixFrom(addr, addr.BitLen())
		return nil
	}
	if h, p, err := net.SplitHostPort(host); err == nil {
		port, err := strconv.ParseUint(p, 10, 16)
		if err != nil || port == 0 {
			return fmt.Errorf("%q: port must be a number from 1 to 65535", text)
		}
		host, e.port = h, uint16(port)
	}
	if addr, err := netip.ParseAddr(host); err == nil {
		e.prefix = netip.PrefixFrom(addr, addr.BitLen())
		return nil
	}
	if host == "" || strings.ContainsAny(host, "/:*@ ") {
		return fmt.Errorf("%q: must be an address, a network (10.0.0.0/8) or a host name, optionally with :port", text)
	}
	e.name = strings.ToLower(host)
	return nil
}

// azureWire is a cloud's metadata service on a public address.
var azureWire = netip.MustParsePrefix("168.63.129.16/32")

// allowedPorts are where public web servers are.
var allowedPorts = []uint16{80, 443, 8080, 8443}

// guard dials. It judges the address that is connected to, never the name: whatever
// DNS says between look-up and dial, and whatever redirects lead here, it sees.
type guard struct {
	exceptions []Exception
	safe       *ssrf.Guardian
	dialer     net.Dialer // guarded
	direct     net.Dialer // for host names that are exceptions
}

func newGuard(exceptions []Exception) *guard {
	g := &guard{
		exceptions: exceptions,
		safe:       ssrf.New(ssrf.WithPorts(allowedPorts...), ssrf.WithDeniedV4Prefixes(azureWire)),
		direct:     net.Dialer{Timeout: 10 * time.Second},
	}
	g.dialer = net.Dialer{Timeout: 10 * time.Second, Control: g.control}
	return g
}

func (g *guard) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, &RefusedError{Why: err.Error()}
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	dialer := &g.dialer
	for _, e := range g.exceptions {
		if e.name != "" && e.name == host && (e.port == 0 || port == strconv.Itoa(int(e.port))) {
			dialer = &g.direct
		}
	}
	if host == "localhost" || strings.HasSuffix(host, ".localhost") { // RFC 6761, section 6.3
		host = "127.0.0.1"
	}
	conn, err := dialer.DialContext(ctx, network, net.JoinHostPort(host, port))
	var refused *RefusedError
	if errors.As(err, &refused) {
		return nil, refused
	}
	return conn, err
}

// control runs after the look-up and before the connection, for every address tried.
func (g *guard) control(network, address string, c syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return &RefusedError{Why: err.Error()}
	}
	for _, e := range g.exceptions {
		if e.name == "" && e.prefix.Contains(to.Addr().Unmap()) && (e.port == 0 || e.port == to.Port()) {
			return nil
		}
	}
	if err := g.safe.Safe(network, address, c); err != nil {
		return &RefusedError{Why: fmt.Sprintf("%s is no public web server: %v (fetch.allow_private lists exceptions)", address, err)}
	}
	return nil
}
