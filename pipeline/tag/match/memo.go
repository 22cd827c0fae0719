package match

// A memo remembers which terms the words of articles are that were read lately. Texts
// repeat few words most of the time, so that a word costs one probe here, whatever kinds of
// terms there are. Words are kept as numbers of their bytes, in rows of a few; a new one
// pushes the oldest of its row out.
type memo struct {
	lang   string // in which words have stems, or ""
	short  []row[uint64]
	middle []row[[2]uint64]
	long   map[string]entryID
	sets   []uint32 // of each set its size and then its terms
}

// A row of the memo. Words have no zero bytes, so that no two give the same numbers.
type row[W comparable] struct {
	words [ways]W // up to 8 bytes of text, or up to 16
	ids   [ways]entryID
}

// An entryID is what a word is: nothing (0), one term (its number + 1), or several (a place
// in sets, with the flag several).
type entryID uint32

const several entryID = 1 << 31

const (
	ways       = 4
	shortRows  = 1 << 13
	middleRows = 1 << 12
	maxLong    = 1 << 13 // words
	maxSets    = 1 << 19 // numbers
)

func newMemo() memo {
	return memo{short: make([]row[uint64], shortRows), middle: make([]row[[2]uint64], middleRows), long: map[string]entryID{}}
}

// begin prepares for a text. What is remembered is forgotten when it is about another
// language's stems, or has grown too large.
func (m *memo) begin(lang string) {
	if lang == m.lang && len(m.sets) < maxSets && len(m.long) < maxLong {
		return
	}
	m.lang, m.sets = lang, m.sets[:0]
	clear(m.short)
	clear(m.middle)
	clear(m.long)
}

// find gives what a word is.
func (r *row[W]) find(w W) (entryID, bool) {
	for i := range r.words {
		if r.words[i] == w {
			return r.ids[i], true
		}
	}
	return 0, false
}

// keep remembers what a word is.
func (r *row[W]) keep(w W, id entryID) {
	copy(r.words[1:], r.words[:])
	copy(r.ids[1:], r.ids[:])
	r.words[0], r.ids[0] = w, id
}

func (m *memo) shortRow(w uint64) *row[uint64] { return &m.short[scatter(w)&(shortRows-1)] }

func (m *memo) middleRow(w [2]uint64) *row[[2]uint64] {
	return &m.middle[scatter(w[0]^w[1]*0x9e3779b97f4a7c15)&(middleRows-1)]
}

func scatter(w uint64) uint64 {
	w *= 0xbf58476d1ce4e5b9
	return w>>32 ^ w>>45
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
