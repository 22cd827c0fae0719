package pipeline

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"
)

// Types of settings, each of which checks itself.
type (
	Address    string        // host:port to listen on, or "off"
	Duration   time.Duration // more than zero
	Interval   time.Duration // "auto", kept as zero, or a duration of a second at least
	Count      int           // at least one
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
	if _, err := net.LookupPort("tcp", port); err != nil {
		return fmt.Errorf("%q: the port must be a number from 0 to 65535", text)
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
	if _, err := fmt.Sscanf(string(text)+"\n", "%d\n", (*int)(n)); err != nil || *n < 1 {
		return fmt.Errorf("%q must be a whole number, at least 1", text)
	}
	return nil
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
