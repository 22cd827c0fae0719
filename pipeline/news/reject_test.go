package news

import (
	"errors"
	"fmt"
	"io"
	"testing"
)

func TestRejectionIsFoundThroughWrapping(t *testing.T) {
	for _, c := range []struct {
		name, message string
		cause         error
	}{
		{"with a cause", "too-large: unexpected EOF", io.ErrUnexpectedEOF},
		{"without", "too-large", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			plain := Reject("too-large", c.cause)
			err := fmt.Errorf("publish: %w", plain)
			if !errors.Is(err, ErrReject) {
				t.Error("is no ErrReject")
			}
			if errors.Is(err, io.ErrUnexpectedEOF) != (c.cause != nil) {
				t.Error("cause not told truly")
			}
			var rejection *Rejection
			if !errors.As(err, &rejection) || rejection.Reason != "too-large" {
				t.Errorf("found %+v", rejection)
			}
			var other *testError
			if errors.As(err, &other) {
				t.Error("found an error that is not there")
			}
			if plain.Error() != c.message {
				t.Errorf("message %q, want %q", plain, c.message)
			}
		})
	}
}

type testError struct{}

func (*testError) Error() string { return "" }

func TestOtherErrorsAreNoRejections(t *testing.T) {
	for _, err := range []error{nil, io.EOF, errors.New("rejected")} {
		if errors.Is(err, ErrReject) {
			t.Errorf("%v is", err)
		}
	}
}
