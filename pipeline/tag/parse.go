package tag

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"

	"coranto/pipeline/news"
	"coranto/pipeline/query"
	"coranto/pipeline/query/token"
	"coranto/pipeline/yaml"
)

// A File is one topic file's content: one topic or a list of topics, in YAML, with lists
// of words that the queries of all files may name. Name is shown in messages.
type File struct {
	Name string
	Data []byte
}

// topicFile is a topic as people write it.
type topicFile struct {
	Pos         yaml.Pos             `yaml:",pos"`
	ID          yaml.Text            `yaml:"id"`
	Name        string               `yaml:"name"`
	Description string               `yaml:"description"`
	Codes       map[string]string    `yaml:"codes"`
	Query       map[string]yaml.Text `yaml:"query,or=any"`
	Weights     weightsFile          `yaml:"weights"`
	Lists       []List               `yaml:"lists"`
	Examples    struct {
		Match   []exampleFile `yaml:"match"`
		NoMatch []exampleFile `yaml:"no_match"`
	} `yaml:"examples"`
}

// exampleFile is an example as people write it: a sentence, or what an article has. A source
// is a name or an id, or both.
type exampleFile struct {
	Pos     yaml.Pos  `yaml:",pos"`
	Lang    yaml.Text `yaml:"lang"`
	Title   string    `yaml:"title"`
	Text    string    `yaml:"text,scalar"`
	Section string    `yaml:"section"`
	Author  []string  `yaml:"author"`
	Source  struct {
		ID   string `yaml:"id"`
		Name string `yaml:"name,scalar"`
	} `yaml:"source"`
}

// ParseTopics reads topic files. The error joins every mistake in all of them, each a
// *yaml.Problem, by file in the order given and then by line. Topics are returned in
// the order of the files, and only if there is no mistake.
func ParseTopics(files []File) ([]Topic, error) {
	r := reader{first: map[string]yaml.Pos{}}
	var raw []topicFile
	order := map[string]int{}
	for i, f := range files {
		order[f.Name] = i
		entries, problems := decode(f)
		raw = append(raw, entries...)
		r.problems = append(r.problems, problems...)
	}
	r.known = r.lists(shared(raw))
	topics := make([]Topic, 0, len(raw))
	for _, t := range raw {
		if !t.onlyLists() {
			topics = append(topics, r.topic(t))
		}
	}
	if len(r.problems) > 0 {
		slices.SortStableFunc(r.problems, byPlace(order))
		return nil, errors.Join(r.problems...)
	}
	return topics, nil
}

type reader struct {
	known    query.Lists         // of all files
	first    map[string]yaml.Pos // where each id stands first
	problems []error
}

// decode reads the entries of a file, without those of which nothing could be read.
func decode(f File) (raw []topicFile, problems []error) {
	if err := (yaml.Decoder{File: f.Name}).Decode(f.Data, &raw); err != nil {
		problems = split(err)
	}
	kept := raw[:0]
	for _, t := range raw {
		if len(problems) == 0 || t.ID.Value != "" || t.Query != nil || t.Lists != nil || !t.Weights.absent() {
			kept = append(kept, t)
		}
	}
	return kept, problems
}

// onlyLists reports whether an entry is no topic but lists that topics share.
func (t topicFile) onlyLists() bool {
	return t.Lists != nil && t.ID.Value == "" && t.Name == "" && t.Description == "" && t.Codes == nil &&
		t.Query == nil && t.Weights.absent() && t.Examples.Match == nil && t.Examples.NoMatch == nil
}

// split undoes errors.Join.
func split(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}

// byPlace compares by file, in the order given, and then by line.
func byPlace(order map[string]int) func(a, b error) int {
	return func(a, b error) int {
		var p, q *yaml.Problem
		if !errors.As(a, &p) || !errors.As(b, &q) {
			return 0
		}
		return cmp.Or(order[p.File]-order[q.File], p.Line-q.Line, p.Column-q.Column)
	}
}

func (r *reader) errorf(pos yaml.Pos, format string, args ...any) {
	r.problems = append(r.problems, pos.Errorf(format, args...))
}

func (r *reader) topic(raw topicFile) Topic {
	t := Topic{
		ID:          raw.ID.Value,
		Name:        cmp.Or(raw.Name, raw.ID.Value),
		Description: strings.TrimSpace(raw.Description),
		Codes:       raw.Codes,
		Queries:     map[string]query.Expr{},
		Pos:         raw.Pos,
	}
	if t.Codes == nil {
		t.Codes = map[string]string{}
	}
	r.id(raw)
	if len(raw.Query) == 0 && raw.Weights.absent() {
		r.errorf(raw.Pos, "a topic without a query: say what articles must contain, as in query: sanction*")
	}
	for _, lang := range slices.Sorted(maps.Keys(raw.Query)) {
		if q := r.query(raw, lang); q != nil {
			t.Queries[lang] = q
		}
	}
	t.Weights = r.weights(raw.Weights)
	t.Version = version(t.Queries, t.Weights)
	t.Examples = slices.Concat(r.examples(raw.Examples.Match, true), r.examples(raw.Examples.NoMatch, false))
	return t
}

func (r *reader) id(raw topicFile) {
	id, pos := raw.ID.Value, raw.ID.Pos(1, 1)
	first, taken := r.first[id]
	switch {
	case id == "":
		r.errorf(raw.Pos, "a topic without an id: give it one of a-z, 0-9 and hyphens, as in id: oil-imports")
	case id != news.Slug(id):
		r.errorf(pos, "id %q: only a-z, 0-9 and single hyphens between them, at most 64: %q would do", id, news.Slug(id))
	case taken:
		r.errorf(pos, "id %q: a second topic of that id, the first is at %s", id, first)
	default:
		r.first[id] = pos
	}
}

// query parses one query, placing its mistakes where they stand in the file.
func (r *reader) query(raw topicFile, lang string) query.Expr {
	text := raw.Query[lang]
	if !text.Read() {
		return nil // which has been said
	}
	key := part(lang)
	if lang != Any && !token.IsPrimary(lang) {
		r.errorf(text.Pos(1, 1), "%s: %q is not a language: write two or three small letters (en, ru, zh), or any", key, lang)
	}
	q, err := r.known.Parse(text.Value)
	if mistake := new(query.Error); errors.As(err, &mistake) {
		r.errorf(text.Pos(mistake.Line, mistake.Column), "%s: %s", key, mistake.Msg)
		return nil
	}
	return q
}

func (r *reader) examples(raw []exampleFile, match bool) []Example {
	examples := make([]Example, len(raw))
	for i, x := range raw {
		examples[i] = Example{match, cmp.Or(x.Lang.Value, "en"), x.Title, x.Text, x.Section, x.Author,
			news.Source{ID: x.Source.ID, Name: x.Source.Name}, x.Pos}
		if x.Title == "" && x.Text == "" {
			r.errorf(x.Pos, "an example without text: write the sentence, or title and text")
		}
		if l := x.Lang; l.Value != "" && !token.IsPrimary(l.Value) {
			r.errorf(l.Pos(1, 1), "lang: %q is not a language: write two or three small letters (en, ru, zh)", l.Value)
		}
	}
	return examples
}
