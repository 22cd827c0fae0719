package yaml

import "strings"

// Pos gives the place in the file of line and column of the value, both from 1. For white space
// of a value that is not a block (|) that is the next character, behind its end the last.
func (t Text) Pos(line, column int) Pos {
	p := t.start
	if t.block {
		p.Line, p.Column = p.Line+line-1, p.Column+column-1
		return p
	}
	// Joining lines changes white space alone: all other characters stand in the file in
	// the order of the value.
	value, nth := t.inked(line, column)
	i := 0
	for at, c := range t.written {
		if i == len(value) || c != escaped && c != value[i] { // they part where ${NAME} was replaced
			break
		}
		if p = at; i == nth {
			break
		}
		i++
	}
	return p
}

// inked gives the value without its white space, and how much of that is before line and column.
func (t Text) inked(line, column int) (all []rune, before int) {
	l, c := 1, 1
	for _, r := range t.Value {
		if !white(r) {
			all = append(all, r)
			if l < line || l == line && c < column {
				before++
			}
		}
		if c++; r == '\n' {
			l, c = l+1, 1
		}
	}
	return all, before
}

func white(r rune) bool { return strings.ContainsRune(" \t\r\n", r) }

// escaped stands for any one character that the file has as an escape, \u00e9.
const escaped = -1

// written gives the characters of the file from the start of the value on, without white
// space, and where they stand.
func (t Text) written(yield func(Pos, rune) bool) {
	at := t.start
	for _, l := range t.lines {
		line := []rune(l)
		for i := at.Column - 1; i < len(line); i++ {
			c, size := t.character(line[i:])
			at.Column = i + 1
			if !white(c) && !yield(at, c) {
				return
			}
			i += size - 1
		}
		at.Line, at.Column = at.Line+1, 1
	}
}

// character gives the first character of what is left of a line, and how long it is written.
func (t Text) character(left []rune) (c rune, size int) {
	switch c = left[0]; {
	case c == '\'' && t.quote == c:
		return c, 2
	case c == '\\' && t.quote == '"':
		return escape(left)
	}
	return c, 1
}

// escape is character for what begins with a backslash.
func escape(left []rune) (c rune, size int) {
	if len(left) == 1 {
		return ' ', 1 // joined with the next line
	}
	switch left[1] {
	case 'n', 't', 'r', ' ', '\t', '\r':
		return ' ', 2
	case 'x':
		return escaped, 4
	case 'u':
		return escaped, 6
	case 'U':
		return escaped, 10
	}
	return escaped, 2
}
