package match

import (
	"math/bits"
	"slices"
	"sort"

	"coranto/pipeline/query"
	"coranto/pipeline/query/token"
)

// A Reading is one text, read by a Matcher: which queries are true of it, and where. It is
// not for concurrent use, and not for use after Close.
type Reading struct {
	m       *Matcher
	content query.Content
	memo    memo
	text    []byte   // of the field being read, with padding behind
	fold    []byte   // the word that is being looked up
	found   []uint32 // its terms

	// The fields lie in one row of places, as in a query.Document.
	words  []entryID             // by place; see memo
	bounds []bound               // by place: the bytes of the word in its field
	starts [query.Lead + 1]int32 // place of the first word of each field, in the order of fields; then the end
	counts [query.Lead]int32
	lead   int32 // words of Text; -1 until somebody asks

	present []uint32     // terms that occur, by their first places
	here    bitset       // the same terms
	terms   []occurrence // of those terms
	chain   []link       // their occurrences

	decided bitset   // branches that were run
	matched bitset   // queries that are true
	queries []uint32 // the same as a list
	Runs    int      // branches that were run

	spans     []Span // a stack
	pairsLeft int    // that may still be tried for a query, see query.MaxPairs
	places    []int32
	hits      []Hit
	sentence  []int32 // by place, numbered; made when somebody asks
	line      []int32
}

type bound struct{ start, end uint32 }

// An occurrence is where a term occurs: a chain of places, ascending.
type occurrence struct{ first, last, n uint32 }

type link struct {
	place int32
	next  uint32
}

// gap is how many places lie between two fields: more than a NEAR reaches.
const gap = 101

// Read reads a text and decides every query. The Reading must be closed.
func (m *Matcher) Read(content *query.Content) *Reading {
	r, ok := m.readings.Get().(*Reading)
	if !ok {
		r = &Reading{
			m: m, memo: newMemo(),
			here: newBitset(len(m.dict.forms)), terms: make([]occurrence, len(m.dict.forms)),
			decided: newBitset(len(m.branches)), matched: newBitset(m.queries),
		}
	}
	r.reset(content)
	r.scan()
	r.decide()
	return r
}

// Close gives the Reading's memory back for the next text; that of a huge one is let go.
func (r *Reading) Close() {
	r.content = query.Content{}
	if cap(r.words) < huge {
		r.m.readings.Put(r)
	}
}

const huge = 1 << 18 // words

func (r *Reading) reset(content *query.Content) {
	r.content = *content
	for _, t := range r.present {
		r.here.remove(t)
	}
	clear(r.decided)
	r.words, r.bounds, r.present, r.chain = r.words[:0], r.bounds[:0], r.present[:0], r.chain[:0]
	r.queries, r.spans, r.places, r.sentence, r.line = r.queries[:0], r.spans[:0], r.places[:0], r.sentence[:0], r.line[:0]
	r.lead, r.Runs = -1, 0
	lang := token.Primary(content[query.Lang])
	if r.m.dict.stems == nil || !slices.Contains(stemLanguages, lang) {
		lang = ""
	}
	r.memo.begin(lang)
}

var stemLanguages = token.StemLanguages()

// decide runs the branches whose anchor and guard occur.
func (r *Reading) decide() {
	m := r.m
	groups := m.audience.groupsFor(token.Primary(r.content[query.Lang]))
	for _, t := range r.present {
		for _, p := range m.posts[m.postsAt[t]:m.postsAt[t+1]] {
			if p.guard == isTrue { // the branch is the whole query
				if groups == nil || groups[m.audience.groups[p.branch]] {
					r.matched.add(p.branch)
				}
				continue
			}
			if p.guard != noGuard && !r.here.has(p.guard) || r.decided.has(p.branch) {
				continue
			}
			b := m.branches[p.branch]
			if r.matched.has(b.query) || groups != nil && !groups[m.audience.groups[b.query]] {
				continue
			}
			r.decided.add(p.branch)
			r.Runs++
			r.pairsLeft = query.MaxPairs
			if r.eval(b.pc, everywhere) {
				r.matched.add(b.query)
			}
		}
	}
	for i, word := range r.matched {
		if word == 0 {
			continue
		}
		r.matched[i] = 0
		for ; word != 0; word &= word - 1 {
			r.queries = append(r.queries, uint32(i*64+bits.TrailingZeros64(word)))
		}
	}
}

// Queries gives the numbers of the queries that are true, ascending.
func (r *Reading) Queries() []uint32 { return r.queries }

// Words gives how many words a field has.
func (r *Reading) Words(f query.Field) int { return int(r.counts[f]) }

// Lead gives how many words of the text are its lead.
func (r *Reading) Lead() int {
	if r.lead < 0 {
		text := r.bounds[r.starts[query.Text]:][:r.counts[query.Text]]
		r.lead = int32(token.Lead(r.content[query.Text], func(end int) int {
			return sort.Search(len(text), func(i int) bool { return int(text[i].start) >= end })
		}))
	}
	return int(r.lead)
}

// fieldOf gives the field in which a place lies.
func (r *Reading) fieldOf(place int32) query.Field {
	f := query.Title
	for f+1 < query.Lead && r.starts[f+1] <= place {
		f++
	}
	return f
}

// number makes the sentences and lines of all places, when a query first asks. What lies
// between two fields has numbers of its own, so that they ascend.
func (r *Reading) number() {
	if len(r.sentence) > 0 {
		return
	}
	sentence, line := int32(0), int32(0)
	for f := range query.Lead {
		text := r.content[f]
		sentence, line = sentence+1, line+1
		words := r.bounds[r.starts[f]:][:r.counts[f]]
		for i, w := range words {
			if i > 0 {
				last := words[i-1]
				s, l := token.Boundary(text, int(last.start), int(last.end), int(w.start))
				if s {
					sentence++
				}
				if l {
					line++
				}
			}
			r.sentence, r.line = append(r.sentence, sentence), append(r.line, line)
		}
		for range min(gap, gap*len(words)) { // none behind an empty field
			r.sentence, r.line = append(r.sentence, sentence+1), append(r.line, line+1)
		}
		sentence, line = sentence+1, line+1
	}
}
