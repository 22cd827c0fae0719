package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

// A StatusError is an answer that brought no document.
type StatusError struct {
	Code       int
	RetryAfter time.Duration // zero when the host named none
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("status %d %s", e.Code, http.StatusText(e.Code))
}

// A RefusedError is a request that we would not make, or an answer that we would not take.
type RefusedError struct{ Why string }

func (e *RefusedError) Error() string { return "refused: " + e.Why }

// Permanent says that asking again soon would bring the same: the request was refused,
// or the host said that the document is not to be had. Everything else (no answer,
// server errors, too many requests, whatever comes with a Retry-After) may pass.
func Permanent(err error) bool {
	var refused *RefusedError
	if errors.As(err, &refused) {
		return true
	}
	var status *StatusError
	if !errors.As(err, &status) || status.RetryAfter > 0 {
		return false
	}
	switch status.Code {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return false
	}
	return status.Code < 500
}

// RetryAfter is how long the host asked to be left alone, zero when it did not.
func RetryAfter(err error) time.Duration {
	var status *StatusError
	if errors.As(err, &status) {
		return status.RetryAfter
	}
	return 0
}
