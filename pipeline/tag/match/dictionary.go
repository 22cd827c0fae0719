package match

import (
	"math/bits"
	"slices"
	"strings"

	"coranto/pipeline/query"
	"coranto/pipeline/query/token"
)

// A dictionary finds the terms that a word of a text is. It is a table from the pieces of
// words, see term.piece, to the terms that a piece may mean: a word costs a probe for
// itself and one for every length that the wildcards of queries have.
type dictionary struct {
	slots   []slot    // by hash, a power of two of them, at most half of them in use
	entries []entry   // and one more, where the last ends
	keys    string    // of all entries, one behind the other
	found   []finding // of all entries
	texts   string    // of all terms, one behind the other
	ends    []uint32  // the text of term t is texts[ends[t]:ends[t+1]]
	forms   []query.Form
	lengths [spaces][kinds]uint64 // lengths of the pieces of wildcards, as bits
	uses    [spaces]bool
	stems   map[stemmed][]uint32 // terms; nil where no query has any
}

// A slot is an entry, from 1, and part of the hash of its key, which tells most others apart.
type slot struct{ mark, entry uint32 }

type entry struct {
	key   uint32 // first byte in keys
	found uint32 // first in found
	kind  kind
	space space
}

// A finding is a term; with the flag unsure its word must still be compared.
type finding uint32

const unsure finding = 1 << 31

// stemmed is a folded stem in a language; "" stands for those that have no stems.
type stemmed struct {
	lang, stem string
	space      space
}

// dictionary makes the table of all terms.
func (t *terms) dictionary() dictionary {
	d := dictionary{ends: make([]uint32, 1, len(t.list)+1), forms: make([]query.Form, len(t.list))}
	var texts strings.Builder
	meanings := make(map[piece][]finding, len(t.list))
	order := make([]piece, 0, len(t.list))
	for n, term := range t.list {
		texts.WriteString(term.word.Text)
		d.ends = append(d.ends, uint32(texts.Len()))
		d.forms[n] = term.word.Form
		d.uses[term.space] = true
		if term.word.Form == query.Stem {
			d.addStem(uint32(n), term)
			continue
		}
		p, sure := term.piece()
		if meanings[p] == nil {
			order = append(order, p)
		}
		f := finding(n)
		if !sure {
			f |= unsure
		}
		meanings[p] = append(meanings[p], f)
	}
	d.texts = texts.String()
	d.fill(order, meanings)
	return d
}

// addStem lists a term by its stem in every language.
func (d *dictionary) addStem(n uint32, t term) {
	if d.stems == nil {
		d.stems = map[stemmed][]uint32{}
	}
	for _, lang := range append(token.StemLanguages(), "") {
		key := stemmed{lang, token.Stem(lang, t.word.Text), t.space}
		d.stems[key] = append(d.stems[key], n)
	}
}

// fill lays the pieces out and hashes them.
func (d *dictionary) fill(order []piece, meanings map[piece][]finding) {
	var keys strings.Builder
	width := bits.Len(uint(2*len(order) + 1))
	d.slots = make([]slot, 1<<width)
	d.entries = make([]entry, 0, len(order)+1)
	for _, p := range order {
		d.entries = append(d.entries, entry{uint32(keys.Len()), uint32(len(d.found)), p.kind, p.space})
		d.found = append(d.found, meanings[p]...)
		keys.WriteString(p.text)
		if p.kind != whole {
			d.lengths[p.space][p.kind] |= 1 << len(p.text)
		}
		h := begin(p.space)
		for _, c := range []byte(p.text) {
			h = extend(h, c)
		}
		h = finish(h, p.kind)
		i := d.slot(h)
		for d.slots[i].entry != 0 {
			i = (i + 1) & uint32(len(d.slots)-1)
		}
		d.slots[i] = slot{uint32(h), uint32(len(d.entries))}
	}
	d.entries = append(d.entries, entry{key: uint32(keys.Len()), found: uint32(len(d.found))})
	d.keys, d.found = keys.String(), slices.Clip(d.found)
}

// The hash of a piece grows byte by byte, so that going through a word gives the hashes of
// all its beginnings.
func begin(s space) uint64           { return 0x9e3779b97f4a7c15 * uint64(s+1) }
func extend(h uint64, c byte) uint64 { return (h ^ uint64(c)) * 0x100000001b3 * 0x9e3779b1 }
func finish(h uint64, k kind) uint64 {
	h = (h ^ h>>29 ^ uint64(k)<<56) * 0xbf58476d1ce4e5b9
	return h ^ h>>32
}
func (d *dictionary) slot(h uint64) uint32 { return uint32(h>>32) & uint32(len(d.slots)-1) }

// word gives what people wrote for a term.
func (d *dictionary) word(t uint32) query.Word {
	return query.Word{Text: d.texts[d.ends[t]:d.ends[t+1]], Form: d.forms[t]}
}

// probe gives what a piece with a hash may mean.
func (d *dictionary) probe(h uint64, text []byte, k kind, in space) []finding {
	h = finish(h, k)
	for i := d.slot(h); ; i = (i + 1) & uint32(len(d.slots)-1) {
		s := d.slots[i]
		if s.entry == 0 {
			return nil
		}
		if s.mark == uint32(h) {
			e, end := &d.entries[s.entry-1], &d.entries[s.entry]
			if e.kind == k && e.space == in && d.keys[e.key:end.key] == string(text) {
				return d.found[e.found:end.found]
			}
		}
	}
}

// A lookup is the search for the terms that one word is.
type lookup struct {
	dict   *dictionary
	in     space
	raw    string // as in the text
	folded []byte
	exact  string // "" until somebody asks
	terms  []uint32
	tested []uint32 // terms with which the word was compared
}

// all appends to l.terms every term that the word is, each once. lang has stems, or is "".
func (l *lookup) all(lang string) {
	d, lengths := l.dict, &l.dict.lengths[l.in]
	w := l.folded
	h := begin(l.in)
	for i, c := range w {
		h = extend(h, c)
		if i < maxPiece && lengths[prefix]>>(i+1)&1 != 0 {
			l.add(d.probe(h, w[:i+1], prefix, l.in))
		}
	}
	l.add(d.probe(h, w, whole, l.in))
	for left := lengths[suffix]; left != 0; left &= left - 1 {
		if n := bits.TrailingZeros64(left); n <= len(w) {
			l.add(d.probe(hash(w[len(w)-n:], l.in), w[len(w)-n:], suffix, l.in))
		}
	}
	for left := lengths[infix]; left != 0; left &= left - 1 {
		n := bits.TrailingZeros64(left)
		for i := 0; i+n <= len(w); i++ {
			l.add(d.probe(hash(w[i:i+n], l.in), w[i:i+n], infix, l.in))
		}
	}
	if d.stems != nil {
		l.terms = append(l.terms, d.stems[stemmed{lang, token.Stem(lang, l.raw), l.in}]...)
	}
}

func hash(text []byte, in space) uint64 {
	h := begin(in)
	for _, c := range text {
		h = extend(h, c)
	}
	return h
}

// add keeps of what was found what the word is.
func (l *lookup) add(found []finding) {
	for _, f := range found {
		t := uint32(f &^ unsure)
		if f&unsure != 0 {
			if slices.Contains(l.tested, t) {
				continue // an infix that is in the word several times
			}
			l.tested = append(l.tested, t)
			if !l.is(t) {
				continue
			}
		}
		l.terms = append(l.terms, t)
	}
}

// is compares the word with a term.
func (l *lookup) is(t uint32) bool {
	w := l.dict.word(t)
	if w.Form == query.Plain {
		return token.Like(w.Text, string(l.folded))
	}
	if l.exact == "" {
		l.exact = token.Exact(l.raw)
	}
	return token.Like(w.Text, l.exact)
}
