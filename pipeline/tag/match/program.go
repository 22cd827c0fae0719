package match

import (
	"cmp"
	"slices"

	"coranto/pipeline/query"
)

// A program is a query in prefix order. Each node begins with a word that holds its opcode
// in the low 8 bits and an argument in the others. In the nodes that hold nodes, the
// second word is where in the code the node ends.
type opcode uint32

const (
	opWord    opcode = iota // term
	opPhrase                // number of terms; terms
	opNear                  // unit and distance; end; left; right
	opAtLeast               // number of hits; end; what is counted
	opIn                    // field; end; node
	opAnd                   // number of nodes; end; nodes
	opOr                    // as opAnd
	opNot                   // 0; end; node
	opSum                   // number of terms; end; threshold; of each weight, how often, node
)

func split(word uint32) (op opcode, arg uint32) { return opcode(word & 0xff), word >> 8 }

// next gives where the node after the one at pc begins.
func (m *Matcher) next(pc uint32) uint32 { return next(m.code, pc) }

func next(code []uint32, pc uint32) uint32 {
	switch op, arg := split(code[pc]); op {
	case opWord:
		return pc + 1
	case opPhrase:
		return pc + 1 + arg
	}
	return code[pc+1]
}

func packReach(r query.Reach) uint32 { return uint32(r.Unit) | uint32(r.Within)<<4 }

func unpackReach(arg uint32) query.Reach {
	return query.Reach{Unit: query.Unit(arg & 0xf), Within: int(arg >> 4)}
}

// positive pushes every NOT down to what occurs or does not, so that above it only AND and
// OR are left. want is false under an odd number of NOTs.
func positive(e query.Expr, want bool) query.Expr {
	all := func(terms []query.Expr) []query.Expr {
		list := make([]query.Expr, len(terms))
		for i, t := range terms {
			list[i] = positive(t, want)
		}
		return list
	}
	switch e := e.(type) {
	case query.And:
		if want {
			return query.And(all(e))
		}
		return query.Or(all(e))
	case query.Or:
		if want {
			return distinct(all(e))
		}
		return query.And(all(e))
	case query.Not:
		return positive(e.Term, !want)
	case query.In:
		return query.In{Field: e.Field, Term: positive(e.Term, want)}
	case query.Sum:
		terms := slices.Clone(e.Terms)
		for i := range terms {
			terms[i].Term = positive(terms[i].Term, true)
		}
		e.Terms = terms
		return e
	}
	if want {
		return e
	}
	return query.Not{Term: e}
}

// distinct leaves out words that an OR names before.
func distinct(terms []query.Expr) query.Expr {
	seen := make(map[query.Word]bool, len(terms))
	kept := slices.DeleteFunc(terms, func(e query.Expr) bool {
		w, ok := e.(query.Word)
		again := ok && seen[w]
		if ok {
			seen[w] = true
		}
		return again
	})
	if len(kept) == 1 {
		return kept[0]
	}
	return query.Or(kept)
}

// A builder writes programs.
type builder struct {
	code     []uint32
	branches []branch
	terms    terms
	posts    []anchored
}

func newBuilder(queries int) *builder {
	return &builder{branches: make([]branch, queries), terms: newTerms()}
}

// query writes a query's program and hangs its branches on their anchors.
func (b *builder) query(number uint32, e query.Expr) {
	pc := uint32(len(b.code))
	b.branches[number] = branch{pc, number}
	b.emit(e, article)
	or, ok := e.(query.Or)
	if !ok {
		b.anchor(number, e)
		return
	}
	pc += 2
	for _, t := range or {
		at := number
		if _, word := t.(query.Word); !word { // else it is true at the word
			at = uint32(len(b.branches))
			b.branches = append(b.branches, branch{pc, number})
		}
		b.anchor(at, t)
		pc = next(b.code, pc)
	}
}

func (b *builder) word(op opcode, arg uint32) { b.code = append(b.code, uint32(op)|arg<<8) }

// node writes the head of a node that holds nodes, and body writes the rest.
func (b *builder) node(op opcode, arg uint32, body func()) {
	b.word(op, arg)
	end := len(b.code)
	b.code = append(b.code, 0)
	body()
	b.code[end] = uint32(len(b.code))
}

// emit writes e, whose words are looked for in a space.
func (b *builder) emit(e query.Expr, in space) {
	switch e := e.(type) {
	case query.Word:
		b.word(opWord, b.terms.number(e, in))
	case query.Phrase:
		b.word(opPhrase, uint32(len(e)))
		for _, w := range e {
			b.code = append(b.code, b.terms.number(w, in))
		}
	case query.Near:
		b.node(opNear, packReach(e.Reach), func() {
			b.emit(e.Left, in)
			b.emit(e.Right, in)
		})
	case query.AtLeast:
		b.node(opAtLeast, uint32(e.N), func() { b.emit(e.Term, in) })
	case query.In:
		b.node(opIn, uint32(e.Field), func() { b.emit(e.Term, spaceOf(e.Field)) })
	case query.And:
		b.node(opAnd, uint32(len(e)), func() { b.all(cheapFirst(e), in) })
	case query.Or:
		b.node(opOr, uint32(len(e)), func() { b.all(e, in) })
	case query.Not:
		b.node(opNot, 0, func() { b.emit(e.Term, in) })
	case query.Sum:
		b.node(opSum, uint32(len(e.Terms)), func() {
			b.code = append(b.code, uint32(int32(e.Threshold)))
			for _, w := range e.Terms {
				b.code = append(b.code, uint32(int32(w.Weight)), uint32(max(w.UpTo, 1)))
				b.emit(w.Term, in)
			}
		})
	}
}

func (b *builder) all(terms []query.Expr, in space) {
	for _, t := range terms {
		b.emit(t, in)
	}
}

// cheapFirst puts the terms of an AND first that take least work.
func cheapFirst(terms query.And) query.And {
	return slices.SortedStableFunc(slices.Values(terms), func(a, b query.Expr) int { return cmp.Compare(effort(a), effort(b)) })
}

func effort(e query.Expr) int {
	switch e := e.(type) {
	case query.Word:
		return 1
	case query.Phrase:
		return 3
	case query.Not:
		return effort(e.Term)
	case query.In:
		return effort(e.Term) + 1
	case query.And:
		return sumEffort(e)
	case query.Or:
		return sumEffort(e)
	}
	return 50
}

func sumEffort(terms []query.Expr) int {
	sum := 0
	for _, t := range terms {
		sum += effort(t)
	}
	return sum
}
