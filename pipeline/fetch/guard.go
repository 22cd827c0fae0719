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

// UnmarshalText reads "127.0.0.1", "127.0.0.1:8000", "[::1]:80", "10.0.0.0/8", "10.0.0.0/8:8000", "intranet.example:8080".
func (e *Exception) UnmarshalText(text []byte) error {
	*e = Exception{}
	host := string(text)
	if inner, ok := strings.CutPrefix(host, "["); ok && strings.HasSuffix(inner, "]") {
		host = strings.TrimSuffix(inner, "]")
	}
	if e.setAddress(host) {
		return nil
	}
	if h, p, err := net.SplitHostPort(host); err == nil {
		port, err := strconv.ParseUint(p, 10, 16)
		if err != nil || port == 0 {
			return fmt.Errorf("%q: port must be a number from 1 to 65535", text)
		}
		host, e.port = h, uint16(port)
	}
	if e.setAddress(host) {
		return nil
	}
	e.name = hostName(host)
	if e.name == "" || strings.ContainsAny(host, "/:*@[] ") {
		return fmt.Errorf("%q: must be an address, a network (10.0.0.0/8) or a host name, optionally with :port", text)
	}
	return nil
}

func (e *Exception) setAddress(s string) bool {
	prefix, err := netip.ParsePrefix(s)
	if err != nil {
		addr, err := netip.ParseAddr(s)
		if err != nil {
			return false
		}
		prefix = netip.PrefixFrom(addr, addr.BitLen())
	}
	addr, bits := plainAddr(prefix.Addr()), prefix.Bits()
	if prefix.Addr().Is4In6() {
		bits -= 96
	}
	e.prefix = netip.PrefixFrom(addr, bits).Masked()
	return e.prefix.IsValid()
}

// plainAddr is an address without what does not change where it leads: an IPv4 address in
// IPv6's notation, a zone.
func plainAddr(a netip.Addr) netip.Addr { return a.Unmap().WithZone("") }

// at says whether the exception holds for the port.
func (e Exception) at(port string) bool { return e.port == 0 || port == strconv.Itoa(int(e.port)) }

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
	host = hostName(host)
	dialer := &g.dialer
	for _, e := range g.exceptions {
		if e.name != "" && e.name == host && e.at(port) {
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
		if e.name == "" && e.prefix.Contains(plainAddr(to.Addr())) && e.at(strconv.Itoa(int(to.Port()))) {
			return nil
		}
	}
	if err := g.safe.Safe(network, address, c); err != nil {
		return &RefusedError{Why: fmt.Sprintf("%s is no public web server: %v (fetch.allow_private lists exceptions)", address, err)}
	}
	return nil
}
