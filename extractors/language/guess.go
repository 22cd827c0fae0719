package language

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// A writing is a script as news is written in it.
type writing uint8

const (
	gap    writing = iota // what stands between words
	joined                // a combining mark, read over
	latin
	cyrillic
	arabic
	devanagari
	han
	kana
	others // the first of scripts that few languages of news share
)

// scripts are the writings by number. The language is what a text is taken for when its words
// tell no other; where it is "" the trigrams of the detector are asked.
var scripts = [...]struct {
	name, lang string
}{
	joined: {"Inherited", ""}, latin: {"Latin", ""}, cyrillic: {"Cyrillic", ""}, arabic: {"Arabic", ""}, devanagari: {"Devanagari", ""},
	han: {"Han", "zh"}, kana: {"Hiragana", "ja"},
	others: {"Hangul", "ko"}, {"Katakana", "ja"}, {"Greek", "el"}, {"Hebrew", ""}, {"Thai", "th"}, {"Bengali", "bn"}, {"Tamil", "ta"},
	{"Telugu", "te"}, {"Gujarati", "gu"}, {"Kannada", "kn"}, {"Malayalam", "ml"}, {"Gurmukhi", "pa"}, {"Oriya", "or"}, {"Sinhala", "si"},
	{"Georgian", "ka"}, {"Armenian", "hy"}, {"Ethiopic", ""}, {"Khmer", "km"}, {"Myanmar", "my"}, {"Lao", "lo"}, {"Tibetan", "bo"}, {"Thaana", "dv"},
}

// A vote goes to languages by number, each of which gets its weight.
type vote struct {
	langs  []uint8
	weight int
}

// FullVote is the weight of a vote that is not shared. Close languages share none: they are told
// from others by what they have in common, and then from each other by what they have not.
const FullVote = 12

var theLexicon = sync.OnceValue(func() *lexicon {
	x := &lexicon{words: map[string]*vote{}, tells: make([]vote, 1), detectable: map[string]bool{}}
	for i, s := range scripts {
		if s.name != "" {
			x.learnScript(unicode.Scripts[s.name], writing(i))
		}
	}
	x.langs = slices.Sorted(maps.Keys(commonWords))
	for _, lang := range x.langs {
		x.family = append(x.family, slices.IndexFunc(x.langs, func(l string) bool { return l == lang || alike(l, lang) }))
	}
	for lang := whatlanggo.Afr; lang <= whatlanggo.Zul; lang++ {
		x.detectable[Primary(lang.Iso6393())] = true
	}
	for i, lang := range x.langs {
		n, list := uint8(i), commonWords[lang]
		for w := range strings.FieldsSeq(list) {
			v := x.words[w]
			if v == nil {
				v = new(vote)
				x.words[w] = v
			}
			x.add(v, n)
		}
	}
	for lang, list := range tellingLetters {
		n := uint8(slices.Index(x.langs, lang))
		for _, r := range list {
			x.learnLetter(r, n)
			x.learnLetter(unicode.ToUpper(r), n)
		}
	}
	return x
})

func (x *lexicon) learnLetter(r rune, lang uint8) {
	l := &x.letters[r]
	if l.tells == 0 {
		l.tells = uint8(len(x.tells))
		x.tells = append(x.tells, vote{})
	}
	x.add(&x.tells[l.tells], lang)
}

func (x *lexicon) add(v *vote, lang uint8) {
	if !slices.Contains(v.langs, lang) {
		v.langs = append(v.langs, lang)
	}
	parties := 0
	for i, l := range v.langs {
		if !slices.ContainsFunc(v.langs[:i], func(o uint8) bool { return x.family[o] == x.family[l] }) {
			parties++
		}
	}
	v.weight = FullVote / parties
}

func (x *lexicon) learnScript(table *unicode.RangeTable, in writing) {
	for _, span := range table.R16 {
		for r := rune(span.Lo); r <= rune(span.Hi) && int(r) < len(x.letters); r += rune(span.Stride) {
			if unicode.IsLetter(r) || unicode.IsMark(r) {
				x.letters[r] = letter{small: unicode.ToLower(r), in: in}
			}
		}
	}
}

// letter is what r is. Beyond the table are the many characters of few scripts.
func (x *lexicon) letter(r rune) letter {
	switch {
	case int(r) < len(x.letters):
		return x.letters[r]
	case r >= 0x3400 && r <= 0x9fff || r >= 0xf900 && r <= 0xfaff || r >= 0x20000 && r <= 0x3ffff:
		return letter{small: r, in: han}
	case r >= 0xac00 && r <= 0xd7af:
		return letter{small: r, in: others}
	case r >= 0xfb50 && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc:
		return letter{small: r, in: arabic}
	case r >= 0xff66 && r <= 0xff9d:
		return letter{small: r, in: kana}
	}
	return letter{}
}

// A ballot is what a sample's letters and words say of its language.
type ballot struct {
	letters [len(scripts)]int // by writing
	votes   [maxLangs]int     // by language
	hits    [maxLangs]int     // words among these votes, not letters
	words   int
}

// maxLangs is room for the languages of commonWords.
const maxLangs = 96

// longest is how many bytes a word with a vote may have.
const longest = 32

// read counts the letters and words of a sample.
func (x *lexicon) read(sample string, b *ballot) {
	var word [longest + utf8.UTFMax]byte
	n := 0
	for _, r := range sample {
		l := x.letter(r)
		b.letters[l.in]++
		switch {
		case l.in == gap:
			if n > 0 {
				b.countWord(x.words[string(word[:n])])
				n = 0
			}
		case l.in == joined || n > longest:
		case l.small < utf8.RuneSelf:
			word[n] = byte(l.small)
			n++
		default:
			n += utf8.EncodeRune(word[n:], l.small)
			if l.tells > 0 {
				b.count(&x.tells[l.tells])
			}
		}
	}
	if n > 0 {
		b.countWord(x.words[string(word[:n])])
	}
}

func (b *ballot) countWord(v *vote) {
	b.words++
	if v == nil {
		return
	}
	b.count(v)
	for _, lang := range v.langs {
		b.hits[lang]++
	}
}

func (b *ballot) count(v *vote) {
	for _, lang := range v.langs {
		b.votes[lang] += v.weight
	}
}

// writing is the one that most of the sample is in. A character of a Chinese, Japanese or
// Korean text says as much as some letters.
func (b *ballot) writing() writing {
	if b.letters[kana] >= 4 && b.letters[kana]*8 > b.letters[han] && b.letters[kana]+b.letters[han] > b.letters[latin]/3 {
		return kana // with many characters of Chinese among them
	}
	best, most := gap, 0
	for i := int(latin); i < len(scripts); i++ {
		n := b.letters[i]
		if writing(i) == han || writing(i) == others {
			n *= 3
		}
		if n > most {
			best, most = writing(i), n
		}
	}
	return best
}

// elect finds the language with most votes, whether they are enough, and a third more than
// those of the next that is not close, and by how much it leads those that are.
func (x *lexicon) elect(b *ballot) (first int, known bool, lead int) {
	for i, n := range b.votes[:len(x.langs)] {
		if n > b.votes[first] {
			first = i
		}
	}
	stranger, sibling := 0, 0
	for i, n := range b.votes[:len(x.langs)] {
		switch {
		case i == first:
		case x.family[i] == x.family[first]:
			sibling = max(sibling, n)
		default:
			stranger = max(stranger, n)
		}
	}
	n := b.votes[first]
	if sibling == 0 {
		n += clearLead
	}
	return first, b.has(first) && b.votes[first]*3 >= stranger*4, n - sibling
}

// clearLead is two words of its own.
const clearLead = 2 * FullVote

// has reports whether one in sixteen words of the sample is one of the language, and four are; or
// whether its letters tell.
func (b *ballot) has(lang int) bool {
	return b.hits[lang] >= 4 && b.hits[lang]*16 >= b.words || b.votes[lang] >= 5*FullVote && b.votes[lang]*3 >= b.words*FullVote
}

// A finding is the language of a text as far as it shows.
type finding struct {
	lang string // "" where there is too little to go by
	sure bool
}

// find tells the language of a sample by its letters, else by its commonest words, else by
// its trigrams, which takes a hundred times as long. A hint is taken where it is as good as
// what is found.
func find(sample, hint string) finding {
	x := theLexicon()
	var b ballot
	x.read(sample, &b)
	in := b.writing()
	first, known, lead := x.elect(&b)
	lang := x.langs[first]
	hinted := slices.Index(x.langs, hint)
	switch {
	case in == gap:
		return finding{}
	case hinted >= 0 && b.has(hinted) && b.votes[hinted]*4 >= b.votes[first]*3:
		return finding{hint, true}
	case known && lang == filler:
		return finding{lang, false}
	case known && lead >= clearLead:
		return finding{lang, true}
	case scripts[in].lang != "":
		return finding{scripts[in].lang, b.letters[in] >= 4}
	case known && lead >= FullVote && !x.detectable[lang]:
		return finding{lang, false}
	case len(sample) < 30:
		return finding{}
	}
	info := whatlanggo.Detect(sample)
	found := Primary(info.Lang.Iso6393())
	if known && !alike(found, lang) {
		return finding{lang, true}
	}
	return finding{found, info.IsReliable() && x.detectable[hint]}
}

// filler is the language of lorem ipsum, which says nothing of its page's.
const filler = "la"

// guessSize is how much of an article's beginning is read for a guess, in bytes.
const guessSize = 600

// Guess guesses the language of an article that names none, by its title and the beginning
// of its text: a primary subtag, or "" where there is too little to go by. It
// is made for streams: most guesses cost some microseconds.
func Guess(title, text string) string {
	return find(beginning(title, text), "").lang
}

func beginning(title, text string) string {
	title, text = cut(title, guessSize), cut(text, guessSize)
	return cut(title+"\n"+text, guessSize)
}

// cut shortens s to at most n bytes at a character's edge.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// Votes tells how much a text looks like one in any language, by its common words: each is
// worth up to FullVote. Telling letters without words say nothing.
func Votes(text string) int {
	var b ballot
	theLexicon().read(text, &b)
	votes := 0
	for i, n := range b.hits {
		votes = max(votes, min(b.votes[i], 3*n*FullVote))
	}
	return votes
}
