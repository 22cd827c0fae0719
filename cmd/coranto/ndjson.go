package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"iter"
	"slices"
	"sync"
)

const (
	maxRecord = 16 << 20 // of a line, in bytes
	readSize  = 64 << 10 // what is read at a time, in bytes: dozens of articles, and as much as a pipe holds
)

// A lineReader reads NDJSON in batches of whole lines: whatever a read brings, so that lines
// from a slow pipe are passed on as they come. Of a line longer than max, in bytes, a beginning
// is given that is longer than max, too.
type lineReader struct {
	in   io.Reader
	max  int
	err  error // what ended the reading, if not the end of the input
	rest []byte
	skip bool // the line that a batch ends in is too long: its rest is not kept
	pool sync.Pool
}

// batches gives each batch to one user, who frees it.
func (r *lineReader) batches() iter.Seq[*batch] {
	return func(yield func(*batch) bool) {
		for end := false; !end; {
			b, ok := r.pool.Get().(*batch)
			if !ok {
				b = new(batch)
			}
			b.lines = append(b.lines[:0], r.rest...)
			r.rest = r.rest[:0]
			end = r.fill(b)
			if len(b.lines) > 0 && !yield(b) {
				return
			}
		}
	}
}

func (r *lineReader) free(b *batch) { r.pool.Put(b) }

// fill reads on until b has a line's end, or the input ends.
func (r *lineReader) fill(b *batch) (end bool) {
	for {
		have := len(b.lines)
		b.lines = slices.Grow(b.lines, readSize)
		n, err := r.in.Read(b.lines[have : have+readSize])
		b.lines = b.lines[:have+n]
		if r.skip {
			b.lines = slices.Delete(b.lines, have, have+r.overlong(b.lines[have:]))
		}
		if err == io.EOF {
			return true
		}
		newline := bytes.LastIndexByte(b.lines[have:], '\n')
		if newline >= 0 {
			behind := have + newline + 1
			r.rest = append(r.rest, b.lines[behind:]...)
			b.lines = b.lines[:behind]
		}
		if err != nil {
			r.err = err
			if newline < 0 { // a line that the error cut short
				b.lines = b.lines[:0]
			}
			return true
		}
		if newline >= 0 {
			return false
		}
		if len(b.lines) > r.max {
			b.lines, r.skip = b.lines[:r.max+1], true
		}
	}
}

// overlong says how much of what was read belongs to the line that is too long.
func (r *lineReader) overlong(p []byte) int {
	if end := bytes.IndexByte(p, '\n'); end >= 0 {
		r.skip = false
		return end
	}
	return len(p)
}

// unpacking reads in, unpacked where it is gzip. It looks at in only when it is read itself.
type unpacking struct {
	in   *bufio.Reader
	from io.Reader
}

func unpack(in io.Reader) *unpacking { return &unpacking{in: bufio.NewReaderSize(in, readSize)} }

func (u *unpacking) Read(p []byte) (int, error) {
	if u.from == nil {
		u.from = u.in
		if head, _ := u.in.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
			z, err := gzip.NewReader(u.in)
			if err != nil {
				return 0, err
			}
			u.from = z
		}
	}
	return u.from.Read(p)
}
