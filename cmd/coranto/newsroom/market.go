package newsroom

import (
	"embed"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"
)

// blanks are article files with figures, places and turns of phrase left open.
//
//go:embed market/*.txt
var blanks embed.FS

// press composes market reports: it takes the templates in turn and fills them with
// figures that follow from the report's number alone.
type press struct {
	forms []*template.Template
	count int
	dice  *rand.Rand
}

// firstNumber is that of the first report: the outlets did not start today.
const firstNumber = 1041

func newPress() *press {
	p := &press{}
	t := template.New("market").Funcs(template.FuncMap{
		"pick":  p.pick,
		"num":   p.num,
		"vary":  p.vary,
		"way":   way,
		"pct":   pct,
		"comma": comma,
		"tenth": func(n int) string { return fmt.Sprintf("%d.%d", n/10, n%10) },
		"mul":   func(a, b int) int { return a * b },
		"add":   func(a, b int) int { return a + b },
		"local": func(figure string) string { return strings.ReplaceAll(figure, ".", ",") }, // outside English
	})
	template.Must(t.ParseFS(blanks, "market/*.txt"))
	p.forms = t.Templates()
	slices.SortFunc(p.forms, func(a, b *template.Template) int { return strings.Compare(a.Name(), b.Name()) })
	return p
}

// report composes the next report, published at the given time.
func (p *press) report(at time.Time) draft {
	number := firstNumber + p.count
	p.dice = rand.New(rand.NewPCG(uint64(number), 1871))
	var b strings.Builder
	err := p.forms[p.count%len(p.forms)].Execute(&b, map[string]any{
		"Number": number,
		"Day":    at.Format("2 January 2006"),
		"Month":  at.Format("January"),
		"Date":   at.Format("02.01.2006"),
	})
	p.count++
	if err != nil {
		panic(fmt.Errorf("newsroom: %w", err)) // a mistake in a template
	}
	d, err := parseDraft(b.String())
	if err != nil {
		panic(fmt.Errorf("newsroom: market report %d: %w", number, err))
	}
	return d
}

func (p *press) pick(words ...string) string { return words[p.dice.IntN(len(words))] }

// num is a number from low to high, both included.
func (p *press) num(low, high int) int { return low + p.dice.IntN(high-low+1) }

// vary is a number that differs from n, by low to high percent.
func (p *press) vary(n, low, high int) int {
	by := max(1, n*p.num(low, high)/100)
	if p.dice.IntN(2) == 0 {
		return n - by
	}
	return n + by
}

// way chooses a word by whether a figure rose or fell.
func way(is, was int, rose, fell string) string {
	if is > was {
		return rose
	}
	return fell
}

// pct is the change between two figures in percent, without its sign.
func pct(is, was int) (string, error) {
	if was == 0 {
		return "", errors.New("pct: change from nothing")
	}
	return fmt.Sprintf("%.1f", max(float64(is-was), float64(was-is))*100/float64(was)), nil
}

// comma writes 412000 as "412,000".
func comma(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
