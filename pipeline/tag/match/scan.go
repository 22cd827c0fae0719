package match

import (
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode/utf8"

	"coranto/pipeline/query"
	"coranto/pipeline/query/token"
)

// scan splits the fields into words and keeps where terms occur.
func (r *Reading) scan() {
	for f := range query.Lead {
		r.starts[f] = int32(len(r.words))
		switch in := spaceOf(f); {
		case in == article:
			r.article(r.content[f])
		case r.m.dict.uses[in]:
			r.metadata(r.content[f], in)
		}
		r.counts[f] = int32(len(r.words)) - r.starts[f]
		if r.counts[f] > 0 {
			r.words = append(r.words, between[:]...)
			r.bounds = append(r.bounds, nowhere[:]...)
		}
	}
	r.starts[query.Lead] = int32(len(r.words))
}

var (
	between [gap]entryID
	nowhere [gap]bound
)

// metadata reads a field whose words are terms of their own.
func (r *Reading) metadata(text string, in space) {
	for i := 0; ; {
		start, end, next := token.Next(text, i)
		if start == end {
			return
		}
		i = next
		r.word(r.look(text[start:end], in), start, end)
	}
}

// article reads title or text: what token.Next finds, with a short cut for words of up to
// 16 ASCII letters and digits.
func (r *Reading) article(text string) {
	r.text = append(append(r.text[:0], text...), zeros[:]...)
	b := r.text
	for i := 0; i < len(text); {
		if c := b[i]; c < utf8.RuneSelf && !alphanumeric[c] {
			i++
			continue
		}
		low := binary.LittleEndian.Uint64(b[i:])
		n := leading(low)
		switch {
		case n == 0:
			i = r.next(text, i)
		case n < 8:
			if after := b[i+n]; after >= utf8.RuneSelf || after == '\'' {
				i = r.next(text, i)
				continue
			}
			r.short(text, low&masks[n], i, i+n)
			i += n
		default:
			high := binary.LittleEndian.Uint64(b[i+8:])
			n := 8 + leading(high)
			if after := b[i+n]; n == 16 || after >= utf8.RuneSelf || after == '\'' {
				i = r.next(text, i)
				continue
			}
			if n == 8 {
				r.short(text, low, i, i+n)
			} else {
				r.middle(text, [2]uint64{low, high & masks[n-8]}, i, i+n)
			}
			i += n
		}
	}
}

// next reads the first word at or behind i, whatever it is, and gives where to go on.
func (r *Reading) next(text string, i int) int {
	start, end, next := token.Next(text, i)
	n := end - start
	switch {
	case n == 0:
		return len(text)
	case n <= 8:
		r.short(text, binary.LittleEndian.Uint64(r.text[start:])&masks[n], start, end)
	case n <= 16:
		r.middle(text, [2]uint64{binary.LittleEndian.Uint64(r.text[start:]), binary.LittleEndian.Uint64(r.text[start+8:]) & masks[n-8]}, start, end)
	default:
		word := text[start:end]
		id, known := r.memo.long[word]
		if !known {
			id = r.look(word, article)
			if len(r.memo.long) < maxLong {
				r.memo.long[strings.Clone(word)] = id
			}
		}
		r.word(id, start, end)
	}
	return next
}

func (r *Reading) short(text string, w uint64, start, end int) {
	row := r.memo.shortRow(w)
	id, known := row.find(w)
	if !known {
		id = r.look(text[start:end], article)
		row.keep(w, id)
	}
	r.word(id, start, end)
}

func (r *Reading) middle(text string, w [2]uint64, start, end int) {
	row := r.memo.middleRow(w)
	id, known := row.find(w)
	if !known {
		id = r.look(text[start:end], article)
		row.keep(w, id)
	}
	r.word(id, start, end)
}

// word takes the next word.
func (r *Reading) word(id entryID, start, end int) {
	if id != 0 {
		r.occur(id, int32(len(r.words)))
	}
	r.words = append(r.words, id)
	r.bounds = append(r.bounds, bound{uint32(start), uint32(end)})
}

var zeros [16]byte

// masks keep the first n bytes of eight.
var masks = func() (masks [9]uint64) {
	for n := range masks {
		masks[n] = 1<<(8*n) - 1
	}
	return masks
}()

var alphanumeric = func() (is [utf8.RuneSelf]bool) {
	for c := range is {
		is[c] = 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
	}
	return is
}()

// leading counts the ASCII letters and digits with which eight bytes begin, all eight at a
// time: the high bit of a byte, free in ASCII, tells whether a subtraction stayed above 0.
func leading(w uint64) int {
	const (
		ones = 0x0101010101010101
		high = 0x80 * ones
	)
	ascii := w &^ high
	lower := ascii | 0x20*ones
	letter := ((lower | high) - 'a'*ones) & (('z'*ones | high) - lower)
	digit := ((ascii | high) - '0'*ones) & (('9'*ones | high) - ascii)
	return bits.TrailingZeros64(^((letter|digit)&^w)&high) / 8
}

// look finds the terms that a word is.
func (r *Reading) look(raw string, in space) entryID {
	l := lookup{dict: &r.m.dict, in: in, raw: raw, folded: r.folded(raw), terms: r.found[:0]}
	l.all(r.memo.lang)
	r.found = l.terms
	return r.memo.set(l.terms)
}

func (r *Reading) folded(raw string) []byte {
	r.fold = r.fold[:0]
	for i := range len(raw) {
		c := raw[i]
		if c >= utf8.RuneSelf {
			return append(r.fold[:0], token.Fold(raw)...)
		}
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		r.fold = append(r.fold, c)
	}
	return r.fold
}

// occur keeps that the terms of a word occur at a place.
func (r *Reading) occur(id entryID, place int32) {
	if id&several == 0 {
		r.occurrence(uint32(id-1), place)
		return
	}
	for _, t := range r.memo.terms(id) {
		r.occurrence(t, place)
	}
}

func (r *Reading) occurrence(t uint32, place int32) {
	at := uint32(len(r.chain))
	r.chain = append(r.chain, link{place, 0})
	o := &r.terms[t]
	if !r.here.has(t) {
		r.here.add(t)
		*o = occurrence{at, at, 1}
		r.present = append(r.present, t)
		return
	}
	r.chain[o.last].next = at
	o.last = at
	o.n++
}

func (r *Reading) occurs(t uint32) bool { return r.here.has(t) }
