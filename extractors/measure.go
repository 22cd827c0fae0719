package extractors

import (
	"hash/maphash"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A measure is one number that is taken of a block. What is unknown is -1.
type measure int

const (
	mSize       measure = iota // characters
	mWords                     // words
	mLinkPct                   // share of the characters inside links, in percent
	mSentence                  // words a sentence
	mStops                     // ends of sentences
	mCommaPct                  // commas in a hundred words
	mUpperPct                  // capitals in a hundred characters
	mDigitPct                  // digits in a hundred characters
	mFirst                     // what it begins with: see edges
	mLast                      // what it ends with: see edges
	mTwin                      // 1 first, 2 later of several blocks with the same text
	mAuthor                    // 1 begins with a declared author's name, 2 has it
	mPhrase                    // points of its words
	mPrevPhrase                // those of the block before
	mNextPhrase                // those of the block behind
	mName                      // points of the names of the elements around
	mPrevName
	mNextName
	mNameGap    // to the best name of a block of ten words
	mNameAround // share of words around whose names speak for text, in percent
	mOwner      // the element it is in: see owners
	mContext
	mNoise      // of the element it is in
	mNoisyDepth // levels below the one that is
	mSaysBody   // 1 in an element that says it holds the text, 2 one below ...
	mPlace      // in the page, in fiftieths of its blocks
	mProsePlace // in the page, in fiftieths of its prose
	mInBox      // 1 in the container
	mBoxDepth   // levels below the container
	mBoxShare   // the container's share of the page's prose, in percent
	mHeadGap    // blocks since the headline
	mSpan       // blocks before (less than 0) or behind the draft, 0 inside
	mFate       // what the draft makes of it
	mShare0     // share of the page's prose in the element it is in, in percent
	mShare2     // in the next
	mLook       // share of the page's prose in elements that look the same
	mLook2      // and are in elements that look the same
	mLinkPct1   // share of links in the element around
	mLinkPct2
	mBlocks1 // blocks in the element around
	mProsePct2
	mPrevProse // blocks since the last with prose
	mNextProse // blocks to the next
	mPrevLink  // mLinkPct of the block before
	mNextLink
	mPrevSize
	mNextSize
	mPrevOwner
	mNextOwner
	mSiblings  // 1 the block before is next to it in the tree, 2 the one behind, 3 both
	mAround    // prose a block, of seven
	mPageProse // characters of prose in the page
	measures
)

// row holds a block's measures.
type row [measures]int32

// pointScale makes whole numbers of points.
const pointScale = 16

var hashSeed = maphash.MakeSeed()

// measure takes the measures of every block.
func (r *gauge) measure() []row {
	o := r.o
	r.looks, r.looks2, r.copies = map[uint64]int{}, map[uint64]int{}, map[uint64]int{}
	r.hashes = make([]uint64, len(o.blocks))
	for i := range o.blocks {
		b := &o.blocks[i]
		if p := proseOf(b); p > 0 {
			one, two := r.look(b)
			r.looks[one] += p
			r.looks2[two] += p
		}
		r.hashes[i] = maphash.Bytes(hashSeed, o.text[b.start:b.end])
		r.copies[r.hashes[i]]++
	}
	rows := make([]row, len(o.blocks))
	for i := range rows {
		r.ofText(&rows[i], i)
		r.ofElement(&rows[i], i)
	}
	r.ofPlace(rows)
	r.ofNeighbours(rows)
	return rows
}

// look names the looks of the element that a block is in, alone and with the one around.
func (r *gauge) look(b *block) (one, two uint64) {
	e := &r.o.elements[b.owner]
	one = uint64(e.look)
	if e.parent >= 0 {
		two = uint64(r.o.elements[e.parent].look)
	}
	return one, one<<32 | two
}

func percent(a, b int) int32 {
	if b <= 0 {
		return -1
	}
	return int32(a * 100 / b)
}

// ofText takes the measures of a block's text.
func (r *gauge) ofText(m *row, i int) {
	b := &r.o.blocks[i]
	text := r.o.text[b.start:b.end]
	m[mSize], m[mWords] = int32(b.size), int32(b.words)
	m[mLinkPct] = percent(b.linked, b.size)
	m[mStops], m[mSentence] = int32(b.stops), -1
	if b.stops > 0 {
		m[mSentence] = int32(b.words / b.stops)
	}
	m[mCommaPct], m[mUpperPct], m[mDigitPct] = percent(b.commas, b.words), percent(b.upper, b.size), percent(b.digits, b.size)
	m[mFirst], m[mLast] = edges(text)
	if r.copies[r.hashes[i]] != 1 {
		m[mTwin] = 2
		if r.copies[r.hashes[i]] > 1 {
			m[mTwin], r.copies[r.hashes[i]] = 1, 0
		}
	}
	if b.words >= 3 && b.words <= 120 {
		for _, name := range r.authors {
			switch strings.Index(string(text), name) {
			case -1:
			case 0:
				m[mAuthor] = 1
			default:
				if m[mAuthor] == 0 {
					m[mAuthor] = 2
				}
			}
		}
	}
	m[mPhrase] = int32(math.Round(float64(phrasesOf(text, b.words) * pointScale)))
}

// ofElement takes the measures of what a block is in.
func (r *gauge) ofElement(m *row, i int) {
	b := &r.o.blocks[i]
	e, a := &r.o.elements[b.owner], &r.around[b.owner]
	m[mName] = int32(math.Round(float64(a.names * pointScale)))
	m[mOwner], m[mContext] = owners[e.node.Data], int32(e.in)
	m[mNoise], m[mNoisyDepth], m[mSaysBody] = int32(e.noise), a.noisy, a.says
	box := &r.o.elements[r.box]
	if i >= box.first && i < box.last {
		m[mInBox] = 1
	}
	m[mBoxDepth] = a.depth - r.around[r.box].depth
	total := max(1, r.proses[len(r.o.blocks)])
	m[mBoxShare], m[mPageProse] = percent(r.prose(r.box), total), int32(total)
	m[mShare0] = percent(r.prose(b.owner), total)
	up := b.owner
	if e.parent >= 0 {
		up = e.parent
	}
	u := &r.o.elements[up]
	size := r.sizes[u.last] - r.sizes[u.first]
	m[mBlocks1] = int32(u.last - u.first)
	m[mLinkPct1] = percent(r.linked[u.last]-r.linked[u.first], size)
	if u.parent >= 0 {
		up = u.parent
	}
	u = &r.o.elements[up]
	size = r.sizes[u.last] - r.sizes[u.first]
	m[mShare2] = percent(r.prose(up), total)
	m[mLinkPct2], m[mProsePct2] = percent(r.linked[u.last]-r.linked[u.first], size), percent(r.prose(up), size)
	one, two := r.look(b)
	m[mLook], m[mLook2] = percent(r.looks[one], total), percent(r.looks2[two], total)
}

// ofPlace takes the measures of where blocks are in the page.
func (r *gauge) ofPlace(rows []row) {
	n, total := len(rows), max(1, r.proses[len(rows)])
	first, last := n, -1
	for i, f := range r.fates {
		if f >= leading {
			first, last = min(first, i), i
		}
	}
	head, prose := -1, -1
	for i := range rows {
		m := &rows[i]
		m[mPlace], m[mProsePlace] = int32(i*50/n), int32(r.proses[i]*50/total)
		m[mFate] = int32(r.fates[i])
		switch {
		case last < 0:
		case i < first:
			m[mSpan] = int32(max(-40, i-first))
		case i > last:
			m[mSpan] = int32(min(40, i-last))
		}
		m[mHeadGap], m[mPrevProse], m[mNextProse] = -1, -1, -1
		if r.o.isHeadline(&r.o.blocks[i], r.head) {
			head = i
		}
		if head >= 0 {
			m[mHeadGap] = int32(i - head)
		}
		if prose >= 0 {
			m[mPrevProse] = int32(i - prose)
		}
		if proseOf(&r.o.blocks[i]) > 0 {
			prose = i
		}
		from, to := max(0, i-3), min(n, i+4)
		m[mAround] = int32((r.proses[to] - r.proses[from]) / (to - from))
	}
	prose = -1
	for i := n - 1; i >= 0; i-- {
		if prose >= 0 {
			rows[i][mNextProse] = int32(prose - i)
		}
		if proseOf(&r.o.blocks[i]) > 0 {
			prose = i
		}
	}
}

// nameWindow is how many blocks to each side mNameAround looks at.
const nameWindow = 6

// ofNeighbours takes the measures of the blocks before and behind.
func (r *gauge) ofNeighbours(rows []row) {
	n, blocks := len(rows), r.o.blocks
	words, spoken := make([]float32, n+1), make([]float32, n+1)
	best := int32(math.MinInt32)
	for i := range rows {
		w := float32(blocks[i].words)
		words[i+1] = words[i] + w
		spoken[i+1] = spoken[i] + w*logistic(float32(rows[i][mName])/pointScale)
		if blocks[i].words >= 10 {
			best = max(best, rows[i][mName])
		}
	}
	beside := func(a, b *block) bool {
		return a.owner == b.owner || r.o.elements[a.owner].parent == r.o.elements[b.owner].parent
	}
	for i := range rows {
		m := &rows[i]
		m[mPrevLink], m[mPrevSize], m[mPrevOwner] = -1, -1, -1
		m[mNextLink], m[mNextSize], m[mNextOwner] = -1, -1, -1
		if i > 0 {
			p := &rows[i-1]
			m[mPrevLink], m[mPrevSize], m[mPrevOwner], m[mPrevPhrase], m[mPrevName] = p[mLinkPct], p[mSize], p[mOwner], p[mPhrase], p[mName]
			if beside(&blocks[i-1], &blocks[i]) {
				m[mSiblings] |= 1
			}
		}
		if i+1 < n {
			p := &rows[i+1]
			m[mNextLink], m[mNextSize], m[mNextOwner], m[mNextPhrase], m[mNextName] = p[mLinkPct], p[mSize], p[mOwner], p[mPhrase], p[mName]
			if beside(&blocks[i], &blocks[i+1]) {
				m[mSiblings] |= 2
			}
		}
		if best > math.MinInt32 {
			m[mNameGap] = m[mName] - best
		}
		from, to := max(0, i-nameWindow), min(n, i+nameWindow+1)
		m[mNameAround] = int32(100 * (spoken[to] - spoken[from]) / max(1, words[to]-words[from]))
	}
}

// logistic is 1/(1+exp(-x)).
func logistic(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }

// edges tells what a block begins and ends with, by the order of these lists.
func edges(text []byte) (first, last int32) {
	r, _ := utf8.DecodeRune(text)
	switch {
	case unicode.IsLower(r):
		first = 0
	case unicode.IsUpper(r):
		first = 1
	case unicode.IsDigit(r):
		first = 2
	case unicode.IsLetter(r):
		first = 3
	case strings.ContainsRune("\"'“„«‘(「『[", r):
		first = 4
	case strings.ContainsRune("-–—•*·●▪", r):
		first = 5
	default:
		first = 6
	}
	r, _ = utf8.DecodeLastRune(text)
	switch {
	case unicode.IsLetter(r):
		last = 0
	case r == '.' || r == '。' || r == '।':
		last = 1
	case r == '!' || r == '?' || r == '…' || r == '！' || r == '？':
		last = 2
	case r == ':':
		last = 3
	case strings.ContainsRune("\"'”“»’)」』]", r):
		last = 4
	case unicode.IsDigit(r):
		last = 5
	case r == ',' || r == ';' || r == '-' || r == '—' || r == '–':
		last = 6
	default:
		last = 7
	}
	return first, last
}

// owners numbers the elements that blocks are in.
var owners = map[string]int32{
	"p": 1, "div": 2, "li": 3, "td": 4, "th": 4, "h1": 5, "h2": 6, "h3": 7, "h4": 8, "h5": 8, "h6": 8, "blockquote": 9, "figcaption": 10,
	"span": 11, "a": 12, "section": 13, "article": 13, "main": 13, "dd": 14, "dt": 14, "pre": 15, "button": 16, "label": 16, "time": 17, "cite": 18,
	"ul": 19, "ol": 19, "header": 20, "footer": 21, "figure": 22, "aside": 23, "body": 24,
}
