package extractors

import (
	"strconv"
	"strings"
)

// readFlight reads what Next.js sends in pieces: rows, each a name, a colon and JSON up to
// the line's end, or T, a length in bytes and a text.
func (s *state) readFlight() {
	in := s.flight.String()
	s.rows = map[string]string{}
	var rows []string
	for in != "" && s.work > 0 {
		id, _, ok := strings.Cut(in[:min(len(in), 12)], ":")
		rest := in[min(len(in), len(id)+1):]
		if ok && strings.HasPrefix(rest, "T") {
			size, _, _ := strings.Cut(rest[1:min(len(rest), 12)], ",")
			n, err := strconv.ParseUint(size, 16, 31)
			if start := len(size) + 2; err == nil && start+int(n) <= len(rest) {
				s.rows["$"+id] = rest[start : start+int(n)]
				in = rest[start+int(n):]
				continue
			}
		}
		row := rest
		if end := strings.IndexByte(rest, '\n'); end >= 0 {
			row, in = rest[:end], rest[end+1:]
		} else {
			in = ""
		}
		if len(row) >= minScript {
			rows = append(rows, row)
		}
	}
	for _, row := range rows {
		if i := strings.IndexAny(row[:min(len(row), 4)], "{["); i >= 0 {
			v, _, _ := s.parse(row, i, nil)
			s.walk(v, nil, 0)
		}
	}
}

// resolve follows a reference to a row.
func (s *state) resolve(v any) any {
	if ref, ok := v.(string); ok && len(ref) < 12 && len(ref) > 1 && ref[0] == '$' {
		if row, ok := s.rows[ref]; ok {
			return row
		}
	}
	return v
}

// unflatten rebuilds what Nuxt writes as one list, in which every number is the index of a
// value. What refers to itself stays unknown there.
func (s *state) unflatten(list []any) (any, bool) {
	if len(list) < 3 {
		return nil, false
	}
	switch first := list[0].(type) {
	case []any:
		if len(first) != 2 || !strings.HasSuffix(text(first[0]), "eactive") { // Reactive, ShallowReactive
			return nil, false
		}
	case record:
		for _, m := range first {
			if _, ok := m.value.(int); !ok {
				return nil, false
			}
		}
	default:
		return nil, false
	}
	built := make([]any, len(list))
	begun := make([]bool, len(list))
	var build func(v any, depth int) any
	at := func(v any, depth int) any {
		i, ok := v.(int)
		if !ok || i < 0 || i >= len(list) {
			return v
		}
		if !begun[i] && depth < maxNesting {
			begun[i] = true
			built[i] = build(list[i], depth+1)
		}
		return built[i]
	}
	build = func(v any, depth int) any {
		switch v := v.(type) {
		case record:
			r := make(record, len(v))
			for i, m := range v {
				r[i] = member{m.key, at(m.value, depth)}
			}
			return r
		case []any:
			l := make([]any, len(v))
			for i, x := range v {
				l[i] = at(x, depth)
			}
			return l
		}
		return v
	}
	return at(0, 0), true
}
