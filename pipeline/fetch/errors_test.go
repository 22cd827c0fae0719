package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"testing"
	"time"
)

func TestErrorsAreSortedIntoPermanentAndTemporary(t *testing.T) {
	for _, test := range []struct {
		err  error
		want bool
	}{
		{nil, false},
		{&RefusedError{Why: "private"}, true},
		{fmt.Errorf("get: %w", &RefusedError{Why: "private"}), true},
		{&StatusError{Code: 204}, true},
		{&StatusError{Code: 301}, true},
		{&StatusError{Code: 304}, true},
		{&StatusError{Code: 400}, true},
		{&StatusError{Code: 401}, true},
		{&StatusError{Code: 403}, true},
		{&StatusError{Code: 404}, true},
		{fmt.Errorf("get: %w", &StatusError{Code: 410}), true},
		{&StatusError{Code: 451}, true},
		{&StatusError{Code: 408}, false},
		{&StatusError{Code: 425}, false},
		{&StatusError{Code: 429}, false},
		{&StatusError{Code: 403, RetryAfter: time.Minute}, false}, // some hosts' way to limit the rate
		{&StatusError{Code: 500}, false},
		{&StatusError{Code: 503}, false},
		{&StatusError{Code: 522}, false},
		{&net.DNSError{Err: "no such host", IsNotFound: true}, false},
		{context.DeadlineExceeded, false},
		{io.ErrUnexpectedEOF, false},
		{errors.New("connection refused"), false},
	} {
		if got := Permanent(test.err); got != test.want {
			t.Errorf("%v: %v", test.err, got)
		}
	}
}

func TestRetryAfterIsReadInEveryForm(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"":                               0,
		"   ":                            0,
		"soon":                           0,
		"-5":                             0,
		"1.5":                            0,
		"10s":                            0,
		"0":                              time.Minute,
		"1":                              time.Minute,
		"90":                             90 * time.Second,
		" 3600 ":                         time.Hour,
		"86400":                          24 * time.Hour,
		"99999999999":                    24 * time.Hour,
		"18446744073709551615":           24 * time.Hour,
		"99999999999999999999999999999":  24 * time.Hour,
		"Sun, 01 Mar 2026 12:30:00 GMT":  30 * time.Minute,
		"Sunday, 01-Mar-26 12:30:00 GMT": 30 * time.Minute,
		"Sun Mar  1 12:30:00 2026":       30 * time.Minute,
		"Sun, 01 Mar 2026 11:00:00 GMT":  time.Minute,
		"Thu, 01 Jan 1970 00:00:00 GMT":  time.Minute,
		"Fri, 31 Dec 9999 23:59:59 GMT":  24 * time.Hour,
		"Sun, 32 Mar 2026 12:30:00 GMT":  0,
	} {
		if got := retryAfter(value, now); got != want {
			t.Errorf("%q: %v, want %v", value, got, want)
		}
	}
}

func TestRetryAfterIsFoundInsideAnError(t *testing.T) {
	err := fmt.Errorf("get: %w", &StatusError{Code: 429, RetryAfter: time.Hour})
	if got := RetryAfter(err); got != time.Hour {
		t.Error(got)
	}
	if got := RetryAfter(errors.New("other")); got != 0 {
		t.Error(got)
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{"", "-5", "0", "120", "99999999999999999999", "Sun, 01 Mar 2026 12:30:00 GMT", "garbage"} {
		f.Add(seed)
	}
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, value string) {
		if got := retryAfter(value, now); got != 0 && (got < minRetryAfter || got > maxRetryAfter) {
			t.Errorf("%q: %v", value, got)
		}
	})
}
