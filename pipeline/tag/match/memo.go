package match

import "encoding/binary"

// A memo remembers which terms the words are that were read lately. Texts repeat few words
// most of the time, so that a word costs one probe here, whatever kinds of terms there are.
type memo struct {
	lang  string // in which words have stems, or ""
	text  []byte // of the field being read, with padding behind
	slots []remembered
	long  map[string]entryID // words of more than 16 bytes
	sets  []uint32           // of each set its size and then its terms
}

// An entryID is what a word is: nothing (0), one term (its number + 1), or several (a place
// in sets, with the flag several).
type entryID uint32

const several entryID = 1 << 31

// remembered is a word of up to 16 bytes of the article.
type remembered struct {
	low, high uint64
	id        entryID
}

const (
	memoSlots = 1 << 15
	padding   = 16
	maxLong   = 1 << 13 // words
	maxSets   = 1 << 19 // numbers
)

func newMemo() memo {
	return memo{slots: make([]remembered, memoSlots), long: map[string]entryID{}}
}

// begin prepares for a text. What is remembered is forgotten when it is about another
// language's stems, or has grown too large.
func (m *memo) begin(lang string) {
	if lang == m.lang && len(m.sets) < maxSets && len(m.long) < maxLong {
		return
	}
	m.lang, m.sets = lang, m.sets[:0]
	clear(m.slots)
	clear(m.long)
}

// load takes the field whose words are looked for next.
func (m *memo) load(text string) {
	m.text = append(m.text[:0], text...)
	m.text = append(m.text, zeros[:]...)
}

var zeros [padding]byte

// masks keep the first n bytes of a word of eight.
var masks = func() (masks [9]uint64) {
	for n := range masks {
		masks[n] = 1<<(8*n) - 1
	}
	return masks
}()

// pack gives the bytes [start, end) of the field, at most 16, as two numbers. Words have no
// zero bytes, so that no two words give the same.
func (m *memo) pack(start, end int) (low, high uint64) {
	n := end - start
	b := m.text[start : start+padding]
	low = binary.LittleEndian.Uint64(b)
	if n <= 8 {
		return low & masks[n], 0
	}
	return low, binary.LittleEndian.Uint64(b[8:]) & masks[n-8]
}

func place(low, high uint64) uint64 {
	h := (low ^ high*0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9
	return (h ^ h>>32) & (memoSlots - 1)
}

// find gives what a word of the field is. Only the article's words are remembered.
func (m *memo) find(start, end int, in space) (entryID, bool) {
	if in != article {
		return 0, false
	}
	if end-start > padding {
		id, known := m.long[string(m.text[start:end])]
		return id, known
	}
	low, high := m.pack(start, end)
	s := &m.slots[place(low, high)]
	return s.id, s.low == low && s.high == high
}

// keep remembers a word in place of another.
func (m *memo) keep(start, end int, in space, id entryID) {
	switch {
	case in != article:
	case end-start > padding:
		if len(m.long) < maxLong {
			m.long[string(m.text[start:end])] = id
		}
	default:
		low, high := m.pack(start, end)
		m.slots[place(low, high)] = remembered{low, high, id}
	}
}

// set makes an entryID of terms.
func (m *memo) set(terms []uint32) entryID {
	switch len(terms) {
	case 0:
		return 0
	case 1:
		return entryID(terms[0] + 1)
	}
	id := several | entryID(len(m.sets))
	m.sets = append(append(m.sets, uint32(len(terms))), terms...)
	return id
}

// terms gives the terms of a set.
func (m *memo) terms(id entryID) []uint32 {
	at := uint32(id &^ several)
	return m.sets[at+1 : at+1+m.sets[at]]
}

// has reports whether one of the terms is t.
func (m *memo) has(id entryID, t uint32) bool {
	if id&several == 0 {
		return uint32(id) == t+1
	}
	for _, other := range m.terms(id) {
		if other == t {
			return true
		}
	}
	return false
}
