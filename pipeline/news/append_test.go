package news

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// byReflection is what AppendTags has to write.
func byReflection(t testing.TB, tags []Tag) string {
	t.Helper()
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(tags); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// hostile pieces of strings: of these the property test makes its own.
var hostile = []string{
	"", "a", "oil imports ", "0123456789abcdef", `"`, `\`, "/", "<b>&amp;", "\x00", "\x1f", "\x7f", "\b\f\n\r\t", "é", "€", "🛢", "漢字", "й",
	"\u2027", "\u2028", "\u2029", "\u202a", "\ufffd", "\ufeff", "\xff", "\xc3", "\xe2\x80", "\xed\xa0\x80", "\xf0\x9f\x9b", "\x80", "\xc0\xaf", "\xf4\x90\x80\x80",
}

type generator struct{ *rand.Rand }

func (g generator) string() string {
	var s strings.Builder
	for range g.IntN(8) {
		s.WriteString(hostile[g.IntN(len(hostile))])
	}
	return s.String()
}

func (g generator) float() float64 {
	switch g.IntN(4) {
	case 0:
		return math.Round(g.Float64()*100) / 100
	case 1:
		return g.NormFloat64() * math.Pow(10, float64(g.IntN(60)-30))
	case 2:
		return float64(g.IntN(20) - 10)
	}
	for {
		if f := math.Float64frombits(g.Uint64()); !math.IsNaN(f) && !math.IsInf(f, 0) {
			return f
		}
	}
}

func (g generator) tags() []Tag {
	tags := make([]Tag, g.IntN(4))
	for i := range tags {
		tags[i] = Tag{ID: g.string(), Name: g.string(), Score: g.float(), Version: g.string(), Codes: map[string]string{}, Evidence: make([]Evidence, g.IntN(3))}
		for range g.IntN(12) {
			tags[i].Codes[g.string()] = g.string()
		}
		for j := range tags[i].Evidence {
			tags[i].Evidence[j] = Evidence{Field: g.string(), Start: g.IntN(1e6), End: -g.Int(), Quote: g.string(), Clause: g.string(), Weight: g.float()}
		}
	}
	return tags
}

func TestTagsAreWrittenAsReflectionWouldWriteThem(t *testing.T) {
	g := generator{rand.New(rand.NewPCG(1, 2))}
	for range 20_000 {
		tags := g.tags()
		// Two keys that differ in bytes that are no UTF-8 only are one in JSON: their order is nobody's.
		for i := range tags {
			for key := range tags[i].Codes {
				if valid := strings.ToValidUTF8(key, ""); valid != key {
					delete(tags[i].Codes, key)
				}
			}
		}
		if diff := cmp.Diff(byReflection(t, tags), string(AppendTags(nil, tags))); diff != "" {
			t.Fatalf("%#v\n(-want +got):\n%s", tags, diff)
		}
	}
}

func TestEveryRuneIsEscapedAsReflectionWouldDo(t *testing.T) {
	for r := rune(0); r < 0x3000; r++ {
		for _, s := range []string{string(r), "ab" + string(r), "abcdefgh" + string(r) + "abcdefgh"} {
			if tags := []Tag{{Name: s, Codes: map[string]string{}, Evidence: []Evidence{}}}; byReflection(t, tags) != string(AppendTags(nil, tags)) {
				t.Fatalf("%q: %s", s, AppendTags(nil, tags))
			}
		}
	}
}

func TestNilListsOfTagsAreEmptyLists(t *testing.T) {
	for want, tags := range map[string][]Tag{
		`[]`: nil,
		`[{"id":"oil","name":"","score":0,"version":"","codes":{},"evidence":[]}]`: {{ID: "oil", Score: math.NaN()}},
	} {
		if got := string(AppendTags(nil, tags)); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// tagged is as much as an article of an ordinary day gets.
func tagged() []Tag {
	tag := full().Topics[0]
	for len(tag.Evidence) < 5 {
		tag.Evidence = append(tag.Evidence, tag.Evidence[0])
	}
	return []Tag{tag, tag, tag}
}

func TestTagsAreWrittenWithoutAllocation(t *testing.T) {
	tags, room := tagged(), make([]byte, 0, 1<<16)
	if n := testing.AllocsPerRun(100, func() { AppendTags(room, tags) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// The same tags by AppendTags and by encoding/json.
func BenchmarkTagsToJSON(b *testing.B) {
	tags, room := tagged(), make([]byte, 0, 1<<16)
	b.Run("append", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			room = AppendTags(room[:0], tags)
		}
		b.SetBytes(int64(len(room)))
	})
	b.Run("reflection", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			data, err := json.Marshal(tags)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(data)))
		}
	})
}
