package main

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// chunked reads at most n bytes at a time.
type chunked struct {
	from io.Reader
	n    int
}

func (c chunked) Read(p []byte) (int, error) { return c.from.Read(p[:min(len(p), c.n)]) }

// cut is the lines of data, the too long ones cut to max+1 bytes.
func cut(data []byte, max int) (lines []string) {
	for line := range bytes.Lines(data) {
		if text := bytes.TrimSuffix(line, newline); len(text) > max {
			line = slices.Concat(text[:max+1], line[len(text):])
		}
		lines = append(lines, string(line))
	}
	return lines
}

func FuzzBatchesAreWholeLinesAndAllOfThem(f *testing.F) {
	for _, text := range []string{"", "\n", "a", "a\n", "a\n\nb", "0123456789\n", "01234567890\na\n", "a\n01234567890123456789", "01234567890123456789\n01234567890123456789\nb"} {
		f.Add([]byte(text), uint8(3), uint8(9))
		f.Add([]byte(text), uint8(30), uint8(3))
	}
	f.Fuzz(func(t *testing.T, data []byte, chunk, max uint8) {
		r := lineReader{in: chunked{bytes.NewReader(data), 1 + int(chunk)}, max: 1 + int(max)}
		var got []string
		batches := 0
		for b := range r.batches() {
			if n := len(got); n > 0 && !strings.HasSuffix(got[n-1], "\n") {
				t.Fatalf("%q: batch %d begins within a line", data, batches)
			}
			batches++
			for line := range bytes.Lines(b.lines) {
				got = append(got, cut(line, r.max)...)
			}
			r.free(b)
		}
		if want := cut(data, r.max); !slices.Equal(want, got) || r.err != nil {
			t.Fatalf("%q: %q, want %q; %v", data, got, want, r.err)
		}
	})
}

func TestLineThatAnErrorCutsShortIsNoLine(t *testing.T) {
	broken := errors.New("broken")
	r := lineReader{in: io.MultiReader(strings.NewReader("a\nb\nc"), iotest.ErrReader(broken)), max: 10}
	var got strings.Builder
	for b := range r.batches() {
		got.Write(b.lines)
	}
	if got.String() != "a\nb\n" || r.err != broken {
		t.Errorf("%q, %v", got.String(), r.err)
	}
	r = lineReader{in: iotest.DataErrReader(strings.NewReader("a\nb")), max: 10} // data along with the end
	got.Reset()
	for b := range r.batches() {
		got.Write(b.lines)
	}
	if got.String() != "a\nb" || r.err != nil {
		t.Errorf("%q, %v", got.String(), r.err)
	}
}
