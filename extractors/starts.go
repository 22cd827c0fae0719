package extractors

import (
	"regexp"
	"regexp/syntax"
	"unicode"
	"unicode/utf8"
)

// A starter is a pattern anchored at the beginning that knows the letters a match can begin
// with: most texts are refused by those alone, without running the pattern.
type starter struct {
	*regexp.Regexp
	first  [256]bool       // bytes that a match can begin with
	starts map[string]bool // up to startLength letters, lower case; shorter ones stand for all that begins so
}

const startLength = 7

func mustStart(pattern string) starter {
	s := starter{Regexp: regexp.MustCompile(pattern), starts: map[string]bool{}}
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		panic(err)
	}
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		panic(err)
	}
	s.walk(prog, uint32(prog.Start), "", 0, map[uint32]bool{})
	for c := range s.first {
		s.first[c] = c >= utf8.RuneSelf || s.starts[""]
	}
	for prefix := range s.starts {
		if r, _ := utf8.DecodeRuneInString(prefix); prefix != "" && r < utf8.RuneSelf {
			s.first[r], s.first[unicode.ToUpper(r)] = true, true
		}
	}
	return s
}

// walk follows the program of a pattern for startLength letters. Idle are the instructions
// passed since the last letter.
func (s *starter) walk(prog *syntax.Prog, pc uint32, prefix string, letters int, idle map[uint32]bool) {
	if letters == startLength {
		s.starts[prefix] = true
		return
	}
	if idle[pc] {
		return
	}
	idle[pc] = true
	switch i := &prog.Inst[pc]; i.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		s.walk(prog, i.Out, prefix, letters, idle)
		s.walk(prog, i.Arg, prefix, letters, idle)
	case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
		s.walk(prog, i.Out, prefix, letters, idle)
	case syntax.InstRune, syntax.InstRune1:
		few := runesOf(i)
		if few == nil {
			s.starts[prefix] = true
		}
		for _, r := range few {
			s.walk(prog, i.Out, prefix+string(r), letters+1, map[uint32]bool{})
		}
	default:
		s.starts[prefix] = true
	}
}

// runesOf lists what an instruction matches, in lower case; nil if that is much.
func runesOf(i *syntax.Inst) (few []rune) {
	if len(i.Rune) == 1 {
		return []rune{unicode.ToLower(i.Rune[0])}
	}
	for k := 0; k+1 < len(i.Rune); k += 2 {
		for r := i.Rune[k]; r <= i.Rune[k+1]; r++ {
			if few = append(few, unicode.ToLower(r)); len(few) > 16 {
				return nil
			}
		}
	}
	return few
}

// match is Regexp.Match.
func (s *starter) match(text []byte) bool {
	if len(text) == 0 || !s.first[text[0]] {
		return false
	}
	var prefix [startLength * utf8.UTFMax]byte
	p, rest := prefix[:0], text
	for range startLength {
		if s.starts[string(p)] {
			return s.Match(text)
		}
		r, n := utf8.DecodeRune(rest)
		if n == 0 {
			return false
		}
		p, rest = utf8.AppendRune(p, unicode.ToLower(r)), rest[n:]
	}
	return s.starts[string(p)] && s.Match(text)
}
