package news

import "errors"

// ErrReject marks an error as final: the message that caused it is counted by reason,
// logged and acknowledged, never tried again.
var ErrReject = errors.New("rejected")

// A Rejection is an error that wraps ErrReject. Reason is a constant word, fit for a
// metric label: "duplicate", "not-html".
type Rejection struct {
	Reason string
	Err    error // may be nil
}

// Reject says that a message can never succeed, and why.
func Reject(reason string, err error) error { return &Rejection{Reason: reason, Err: err} }

func (r *Rejection) Error() string {
	if r.Err == nil {
		return r.Reason
	}
	return r.Reason + ": " + r.Err.Error()
}

// Unwrap lets errors.Is find both ErrReject and the cause.
func (r *Rejection) Unwrap() []error {
	if r.Err == nil {
		return []error{ErrReject}
	}
	return []error{ErrReject, r.Err}
}
