package fetch

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
)

// private are addresses that must not be reached.
var private = []string{
	"127.0.0.1", "127.255.255.254", // loopback
	"0.0.0.0", "0.1.2.3", // this network
	"10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", // private use
	"169.254.0.1", "169.254.169.254", // link-local, clouds' metadata
	"168.63.129.16",                 // Azure's
	"100.64.0.1", "100.127.255.255", // carrier-grade NAT; the second is another cloud's metadata
	"192.0.0.1", "192.0.0.192", "192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "198.19.255.255", "192.88.99.1",
	"224.0.0.1", "240.0.0.1", "255.255.255.255",
	"::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::ffff:0:127.0.0.1", // IPv4 inside IPv6
	"64:ff9b::7f00:1", "64:ff9b::169.254.169.254", "64:ff9b:1::7f00:1", // NAT64
	"2002:7f00:1::", "2001:0:7f00:1::", // 6to4, Teredo
	"fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "100::1", "2001:db8::1", "3fff::1", "5f00::1",
}

// public are addresses next to those.
var public = []string{
	"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
	"168.63.129.15", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0",
	"198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:4860:4860::8888", "2606:4700:4700::1111", "2a00:1450::1",
}

func judge(g *guard, addr string, port string) error {
	network := "tcp4"
	if strings.Contains(addr, ":") {
		network = "tcp6"
	}
	return g.control(network, net.JoinHostPort(addr, port), nil)
}

func TestPrivateAddressIsRefusedAndItsPublicNeighbourIsNot(t *testing.T) {
	g := newGuard(nil)
	for _, addr := range private {
		if err := judge(g, addr, "443"); !isRefused(err) {
			t.Errorf("%s: %v", addr, err)
		}
	}
	for _, addr := range public {
		if err := judge(g, addr, "443"); err != nil {
			t.Errorf("%s: %v", addr, err)
		}
	}
}

func TestPortsOfWebServersOnlyAreAllowed(t *testing.T) {
	g := newGuard(nil)
	for port, ok := range map[string]bool{
		"80": true, "443": true, "8080": true, "8443": true,
		"1": false, "22": false, "25": false, "81": false, "4222": false, "6379": false, "8081": false, "65535": false,
	} {
		if err := judge(g, "1.1.1.1", port); (err == nil) != ok {
			t.Errorf("%s: %v", port, err)
		}
	}
}

func TestOtherNetworksThanTCPAreRefused(t *testing.T) {
	g := newGuard(nil)
	for _, network := range []string{"udp4", "unix", "ip4:1"} {
		if err := g.control(network, "1.1.1.1:443", nil); !isRefused(err) {
			t.Errorf("%s: %v", network, err)
		}
	}
}

func TestPrivateAddressInAURLIsRefused(t *testing.T) {
	c := newClient(t)
	for _, host := range []string{
		"127.0.0.1", "10.1.2.3", "169.254.169.254", "100.100.100.200", "0.0.0.0", "localhost", "LOCALHOST.", "paper.localhost", "a.b.localhost.",
		"[::ffff:127.0.0.1]", "①②⑦.⓪.⓪.①", "127。0。0。1",
	} {
		if _, err := get(t, c, "http://"+host+"/"); !isRefused(err) {
			t.Errorf("%s: %v", host, err)
		}
	}
	for _, host := range []string{"[::1]", "[::]", "[fe80::1%25lo]", "[64:ff9b::7f00:1]"} { // without IPv6 it goes no further than here
		if _, err := get(t, c, "http://"+host+"/"); err == nil {
			t.Errorf("%s was reached", host)
		}
	}
}

// resolving makes the client ask this DNS: it knows an address for every name, "" for none.
func resolving(c *Client, exceptions []Exception, dns func(name string) string) {
	g := newGuard(exceptions)
	resolver := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		go answer(server, dns)
		return client, nil
	}}
	g.dialer.Resolver, g.direct.Resolver = resolver, resolver
	c.transport.DialContext = g.dial
}

// answer answers one question as DNS over TCP does (RFC 1035, sections 4.1 and 4.2.2).
func answer(conn net.Conn, dns func(name string) string) {
	defer conn.Close()
	var size uint16
	if binary.Read(conn, binary.BigEndian, &size) != nil {
		return
	}
	query := make([]byte, size)
	if _, err := io.ReadFull(conn, query); err != nil {
		return
	}
	var labels []string
	at := 12
	for query[at] != 0 {
		n := int(query[at])
		labels = append(labels, string(query[at+1:at+1+n]))
		at += 1 + n
	}
	question := query[12 : at+5]
	isA := query[at+2] == 1
	reply := []byte{query[0], query[1], 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0}
	reply = append(reply, question...)
	switch addr := dns(strings.Join(labels, ".")); {
	case addr == "":
		reply[3] |= 3 // no such name
	case isA:
		reply[7] = 1
		reply = append(reply, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4)
		reply = append(reply, netip.MustParseAddr(addr).AsSlice()...)
	}
	_, _ = conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(reply))), reply...))
}

func TestNameOfAPrivateAddressIsRefused(t *testing.T) {
	_, at := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("reached") })
	_, port, _ := net.SplitHostPort(at)
	for _, addr := range []string{"127.0.0.1", "10.0.0.1", "169.254.169.254", "100.64.0.1", "168.63.129.16"} {
		c := newClient(t)
		resolving(c, nil, func(string) string { return addr })
		for _, host := range []string{
			"news.example.com", "127.0.0.1.nip.example", // DNS that lies
			"0x7f.0.0.1", "0x7f000001", "127.0x1", // what other resolvers take for addresses
		} {
			for _, suffix := range []string{"", ":8080", ":" + port} {
				if _, err := get(t, c, "http://"+host+suffix+"/"); !isRefused(err) {
					t.Errorf("%s%s at %s: %v", host, suffix, addr, err)
				}
			}
		}
		for _, host := range []string{"2130706433", "017700000001", "127.1", "0177.0.0.1", "127.0.0.1.."} {
			if _, err := get(t, c, "http://"+host+":"+port+"/"); err == nil {
				t.Errorf("%s at %s was reached", host, addr)
			}
		}
	}
}

func TestUnknownNameIsNoPermanentError(t *testing.T) {
	c := newClient(t)
	resolving(c, nil, func(string) string { return "" })
	if _, err := get(t, c, "http://news.example.com/"); err == nil || Permanent(err) {
		t.Error(err)
	}
}

func TestRedirectToPrivateAddressIsRefused(t *testing.T) {
	secret, hidden := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("reached") })
	_, port, _ := net.SplitHostPort(hidden)
	to := ""
	server, at := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, http.StatusFound) })
	c := newClient(t, at)
	for _, to = range []string{
		secret.URL, "http://localhost:" + port, "http://[::ffff:127.0.0.1]:" + port, "http://0.0.0.0:" + port, "//127.0.0.1:" + port,
		"http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://127.0.0.1:22/",
	} {
		if _, err := get(t, c, server.URL); !isRefused(err) {
			t.Errorf("%s: %v", to, err)
		}
	}
}

func TestExceptionAllowsWhatItNames(t *testing.T) {
	for _, test := range []struct {
		exception     string
		allowed, kept []string
	}{
		{"127.0.0.1", []string{"127.0.0.1:80", "127.0.0.1:4222", "[::ffff:127.0.0.1]:80"}, []string{"127.0.0.2:80", "10.0.0.1:80"}},
		{"127.0.0.1:8000", []string{"127.0.0.1:8000"}, []string{"127.0.0.1:80", "127.0.0.1:8001"}},
		{"::ffff:127.0.0.1", []string{"127.0.0.1:80"}, []string{"127.0.0.2:80"}},
		{"10.0.0.0/8", []string{"10.0.0.1:80", "10.255.255.255:9"}, []string{"11.0.0.1:22", "127.0.0.1:80"}},
		{"10.1.2.3/8", []string{"10.200.0.1:80"}, []string{"127.0.0.1:80"}},
		{"10.0.0.0/8:8000", []string{"10.0.0.1:8000"}, []string{"10.0.0.1:80"}},
		{"::1", []string{"[::1]:80", "[::1]:1"}, []string{"[::2]:80", "127.0.0.1:80"}},
		{"[::1]", []string{"[::1]:80"}, []string{"[::2]:80"}},
		{"[::1]:80", []string{"[::1]:80"}, []string{"[::1]:81"}},
		{"fd00::/8", []string{"[fd00::1]:80", "[fdff::1]:1"}, []string{"[fe80::1]:80"}},
		{"[fd00::/8]:80", []string{"[fd00::1]:80"}, []string{"[fd00::1]:81"}},
		{"fe80::1", []string{"[fe80::1%eth0]:80"}, []string{"[fe80::2%eth0]:80"}},
		{"intranet", nil, []string{"127.0.0.1:80"}},
	} {
		g := newGuard([]Exception{exception(t, test.exception)})
		for _, address := range test.allowed {
			if err := g.control("tcp4", address, nil); err != nil {
				t.Errorf("%s: %s: %v", test.exception, address, err)
			}
		}
		for _, address := range test.kept {
			if err := g.control("tcp4", address, nil); !isRefused(err) {
				t.Errorf("%s: %s: %v", test.exception, address, err)
			}
		}
	}
}

func TestExceptionByNameAllowsThatNameOnly(t *testing.T) {
	_, at := serve(t, func(http.ResponseWriter, *http.Request) {})
	_, port, _ := net.SplitHostPort(at)
	dns := func(string) string { return "127.0.0.1" }
	for _, test := range []struct {
		exception     string
		allowed, kept []string
	}{
		{"Intranet.Example", []string{"intranet.example", "INTRANET.example."}, []string{"news.intranet.example", "other.example"}},
		{"intranet.example:" + port, []string{"intranet.example"}, []string{"other.example"}},
		{"intranet.example:1", nil, []string{"intranet.example"}},
		{"bücher.example", []string{"bücher.example", "xn--bcher-kva.example"}, []string{"intranet.example"}},
		{"paper.localhost:" + port, []string{"paper.localhost"}, []string{"other.localhost", "localhost", "127.0.0.1"}},
		{"localhost", []string{"localhost"}, []string{"paper.localhost"}},
		{"127.0.0.1:" + port, []string{"paper.localhost", "localhost", "any.example"}, nil},
		{"127.0.0.1:1", nil, []string{"paper.localhost", "any.example"}},
	} {
		c := newClient(t)
		resolving(c, []Exception{exception(t, test.exception)}, dns)
		for _, host := range test.allowed {
			if _, err := get(t, c, "http://"+host+":"+port+"/"); err != nil {
				t.Errorf("%s: %s: %v", test.exception, host, err)
			}
		}
		for _, host := range test.kept {
			if _, err := get(t, c, "http://"+host+":"+port+"/"); !isRefused(err) {
				t.Errorf("%s: %s: %v", test.exception, host, err)
			}
		}
	}
}

func TestLocalhostNamesNeverAskDNS(t *testing.T) {
	_, at := serve(t, func(http.ResponseWriter, *http.Request) {})
	_, port, _ := net.SplitHostPort(at)
	c := newClient(t)
	resolving(c, []Exception{exception(t, at)}, func(name string) string {
		t.Errorf("asked for %s", name)
		return ""
	})
	for _, host := range []string{"localhost", "Paper.Localhost", "a.b.localhost."} {
		if _, err := get(t, c, "http://"+host+":"+port+"/"); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestMistakenExceptionIsRefused(t *testing.T) {
	for _, text := range []string{
		"", ".", ":80", "10.0.0.0/33", "10.0.0.0/x", "http://intranet", "intranet/", "*.example.com", "user@intranet", "two words",
		"intranet:", "intranet:0", "intranet:65536", "intranet:http", "127.0.0.1:-1", "[::1", "[::1]:99999", "a:b:c",
	} {
		var e Exception
		if err := e.UnmarshalText([]byte(text)); err == nil || !strings.Contains(err.Error(), text) {
			t.Errorf("%q: %+v, %v", text, e, err)
		}
	}
}

func FuzzException(f *testing.F) {
	for _, seed := range []string{"127.0.0.1", "[::1]:80", "10.0.0.0/8:1", "intranet.example:8080", "fe80::1%eth0", "::ffff:1.2.3.4/100"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e := Exception{name: "left over", port: 1}
		if e.UnmarshalText([]byte(text)) != nil {
			return
		}
		if (e.name != "") == e.prefix.IsValid() {
			t.Errorf("%q: %+v must be either a name or a network", text, e)
		}
		if e.prefix.IsValid() && !e.prefix.Contains(plainAddr(e.prefix.Addr())) {
			t.Errorf("%q: %+v holds not even its own address", text, e)
		}
	})
}
