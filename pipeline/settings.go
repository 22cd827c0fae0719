package pipeline

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Types of settings, each of which checks itself.
type (
	Address    string        // host:port to listen on, or "off"
	Folder     string        // not empty
	Header     string        // one line
	Duration   time.Duration // more than zero
	Pause      time.Duration // zero or more
	Interval   time.Duration // "auto", kept as zero, or a duration of a second at least
	Count      int           // at least one
	Budget     int           // requests a day, from one to one a second
	Server     string        // nats://host:port and the like; or empty
	Level      slog.Level    // "debug", "info", "warn" or "error"
	Durability string        // "power" or "process"
	TaggedText string        // "full" or "lead"
	StoreURL   string        // "sqlite"
	LogFormat  string        // "text" or "json"
)

// UnmarshalText reads host:port.
func (a *Address) UnmarshalText(text []byte) error {
	*a = Address(text)
	if *a == "off" {
		*a = ""
		return nil
	}
	_, port, err := net.SplitHostPort(string(text))
	if err != nil {
		return fmt.Errorf("%q must be host:port (127.0.0.1:8080) or off", text)
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return fmt.Errorf("%q: the port must be a number from 0 to 65535", text)
	}
	return nil
}

// UnmarshalText reads a folder's path.
func (f *Folder) UnmarshalText(text []byte) error {
	if *f = Folder(text); *f == "" {
		return errors.New("must name a folder")
	}
	return nil
}

// UnmarshalText reads what may stand in a header.
func (h *Header) UnmarshalText(text []byte) error {
	if *h = Header(text); *h == "" || strings.ContainsFunc(string(text), unicode.IsControl) {
		return errors.New("must be one line of text")
	}
	return nil
}

// UnmarshalText reads a duration as Go writes it: 90s, 15m, 1h30m.
func (d *Duration) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	if err != nil || v <= 0 {
		return fmt.Errorf("%q must be a duration such as 500ms, 20s, 15m or 1h30m", text)
	}
	*d = Duration(v)
	return nil
}

// UnmarshalText reads a duration, or 0.
func (p *Pause) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	if err != nil || v < 0 {
		return fmt.Errorf("%q must be 0 or a duration such as 500ms or 2s", text)
	}
	*p = Pause(v)
	return nil
}

// UnmarshalText reads "auto" or a duration.
func (i *Interval) UnmarshalText(text []byte) error {
	if string(text) == "auto" {
		*i = 0
		return nil
	}
	var d Duration
	if err := d.UnmarshalText(text); err != nil {
		return fmt.Errorf("%w, or auto", err)
	}
	if d < Duration(time.Second) {
		return fmt.Errorf("%q is less than a second", text)
	}
	*i = Interval(d)
	return nil
}

// UnmarshalText reads a whole number from 1.
func (n *Count) UnmarshalText(text []byte) error {
	v, err := strconv.Atoi(string(text))
	if err != nil || v < 1 {
		return fmt.Errorf("%q must be a whole number, at least 1", text)
	}
	*n = Count(v)
	return nil
}

// UnmarshalText reads a number of requests a day.
func (b *Budget) UnmarshalText(text []byte) error {
	var n Count
	if err := n.UnmarshalText(text); err != nil || n > 24*60*60 {
		return fmt.Errorf("%q must be a whole number from 1 to 86400, one request a second", text)
	}
	*b = Budget(n)
	return nil
}

// UnmarshalText reads the address of a NATS server.
func (s *Server) UnmarshalText(text []byte) error {
	u, err := url.Parse(string(text))
	if len(text) > 0 && (err != nil || u.Host == "" || !slices.Contains([]string{"nats", "tls", "ws", "wss"}, u.Scheme)) {
		return errors.New("must be nats://host:4222, tls://…, ws://… or wss://…, or empty for the server inside")
	}
	*s = Server(text)
	return nil
}

// UnmarshalText reads one of the words.
func (l *Level) UnmarshalText(text []byte) error {
	var word LogFormat
	if err := oneOf(&word, text, "debug", "info", "warn", "error"); err != nil {
		return err
	}
	return (*slog.Level)(l).UnmarshalText(text)
}

// UnmarshalText reads one of the words.
func (d *Durability) UnmarshalText(text []byte) error { return oneOf(d, text, "power", "process") }

// UnmarshalText reads one of the words.
func (t *TaggedText) UnmarshalText(text []byte) error { return oneOf(t, text, "full", "lead") }

// UnmarshalText reads one of the words.
func (f *LogFormat) UnmarshalText(text []byte) error { return oneOf(f, text, "text", "json") }

// UnmarshalText reads the one kind of store there is.
func (s *StoreURL) UnmarshalText(text []byte) error {
	if strings.HasPrefix(string(text), "postgres:") || strings.HasPrefix(string(text), "postgresql:") {
		return errors.New("this version keeps articles in sqlite only")
	}
	return oneOf(s, text, "sqlite")
}

func oneOf[T ~string](to *T, text []byte, words ...string) error {
	if !slices.Contains(words, string(text)) {
		return fmt.Errorf("%q must be %s", text, strings.Join(words, " or "))
	}
	*to = T(text)
	return nil
}
