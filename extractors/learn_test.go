//go:build learn

package extractors

import (
	"bufio"
	"encoding/json"
	"fmt"
	"go/format"
	"hash/fnv"
	"iter"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"unicode"

	"coranto/extractors/charset"
	"golang.org/x/net/html"
	"golang.org/x/net/publicsuffix"
)

// A lesson is a page to learn from: its blocks, with what people say belongs to the text.
type lesson struct {
	id    string
	fold  int
	rows  []row
	fates []fate
	words [][]string
	names [][]int // per block, tokens of the elements around
	terms [][]int // per block, tokens of its words
	label []float32
	want  []string // words of the true text
	taught
}

type taught struct {
	Source  string   `json:"source_dataset"`
	With    []string `json:"with"`
	Without []string `json:"without"`
}

// folds are the parts that sites are dealt into for the trial.
const folds = 5

// siteFold puts all pages of a site into one fold.
func siteFold(id, url string) int {
	site := id
	if _, rest, ok := strings.Cut(url, "://"); ok {
		host, _, _ := strings.Cut(rest, "/")
		if d, err := publicsuffix.EffectiveTLDPlusOne(strings.TrimPrefix(host, "www.")); err == nil {
			site = d
		}
	}
	h := fnv.New32a()
	h.Write([]byte(site))
	return int(h.Sum32() % folds)
}

// A vocabulary numbers tokens.
type vocabulary struct {
	numbers map[string]int
	names   []string
}

func (v *vocabulary) number(s string) int {
	n, ok := v.numbers[s]
	if !ok {
		n = len(v.names)
		v.numbers[s] = n
		v.names = append(v.names, s)
	}
	return n
}

func scoreWords(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r != 0x5f && !unicode.IsLetter(r) && !unicode.Is(unicode.N, r) })
}

func readLessons(t *testing.T, names, terms *vocabulary) []*lesson {
	t.Helper()
	extra := map[string]taught{}
	f, err := os.Open(filepath.Join(corpusDir, "truth.jsonl"))
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var x struct {
			ID string `json:"id"`
			taught
		}
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			t.Fatal(err)
		}
		extra[x.ID] = x.taught
	}
	var all []*lesson
	for _, p := range readCorpus(t) {
		clean := strip(charset.ToUTF8(p.body, ""))
		root, err := parse(clean.html)
		if err != nil {
			continue
		}
		o := layout(root, 0, 0)
		facts := declared{outline: o, ld: readJSONLD(clean.jsonLD), meta: &o.head, url: p.URL}
		var page Page
		facts.describe(&page)
		r := facts.gauge(page.Title)
		if r == nil {
			continue
		}
		l := &lesson{id: p.ID, fold: siteFold(p.ID, p.URL), taught: extra[p.ID]}
		if p.Text != "" {
			l.want = scoreWords(p.Text)
		}
		l.fates, l.rows = r.fates, r.measure()
		cache := map[int][]int{}
		for i := range o.blocks {
			b := &o.blocks[i]
			l.words = append(l.words, scoreWords(o.line(b)))
			if _, ok := cache[b.owner]; !ok {
				cache[b.owner] = nameTokens(o, b.owner, names)
			}
			l.names = append(l.names, cache[b.owner])
			var tt []int
			if b.words <= maxPhrased {
				for _, s := range termTokens(o.text[b.start:b.end]) {
					tt = append(tt, terms.number(s))
				}
			}
			l.terms = append(l.terms, tt)
		}
		switch {
		case l.want != nil:
			l.label = labelByText(l)
		case l.Source == "trafilatura":
			l.label = labelBySegments(o, l)
		}
		if l.label != nil {
			all = append(all, l)
		}
	}
	return all
}

// nameTokens are the names of the elements around, as points are summed up over them.
func nameTokens(o *outline, el int, names *vocabulary) []int {
	var out []int
	for up, n := el, 0; up >= 0 && n < maxChain; up, n = o.elements[up].parent, n+1 {
		for _, w := range elementNames(o.elements[up].node) {
			if n == 0 {
				out = append(out, names.number("0 "+w))
			}
			out = append(out, names.number("a "+w))
		}
	}
	return out
}

func elementNames(n *html.Node) []string {
	out := []string{"<" + n.Data + ">"}
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "data-testid", "data-component", "data-module", "data-name", "data-qa", "itemprop", "property", "role":
			seen := map[string]bool{}
			for name := range strings.FieldsSeq(cut(a.Val, 400)) {
				if !isSlug(name) {
					eachPair(name, nil, func(w []byte) { seen[string(w)] = true })
				}
			}
			out = append(out, slices.Sorted(mapsKeys(seen))...)
		}
	}
	return out
}

// termTokens are the phrases of eachPhrase, spelt out.
func termTokens(text []byte) []string {
	var out []string
	words := strings.FieldsFunc(strings.ToLower(string(text)), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 0x80 && unicode.IsLetter(r))
	})
	for i, w := range words {
		out = append(out, w)
		if i == 0 {
			out = append(out, "^"+w)
		} else {
			out = append(out, words[i-1]+" "+w)
		}
		if i == 1 {
			out = append(out, "^"+words[0]+" "+w)
		}
	}
	if len(words) > 0 {
		out = append(out, words[len(words)-1]+"$")
	}
	return out
}

// labelByText tells for each block whether it is part of the true text: most of its runs
// of four words are.
func labelByText(l *lesson) []float32 {
	left := map[string]int{}
	for i := 0; i+4 <= len(l.want); i++ {
		left[strings.Join(l.want[i:i+4], " ")]++
	}
	all := map[string]bool{}
	for k := range left {
		all[k] = true
	}
	label := make([]float32, len(l.words))
	for _, drafts := range []bool{true, false} { // what the draft has counts first where a text occurs twice
		for i, w := range l.words {
			if (l.fates[i] >= leading) != drafts || len(w) < 4 {
				continue
			}
			hit := 0
			for j := 0; j+4 <= len(w); j++ {
				k := strings.Join(w[j:j+4], " ")
				if left[k] > 0 {
					left[k]--
					hit++
				}
			}
			if hit*2 > len(w)-3 {
				label[i] = 1
			}
		}
	}
	for i, w := range l.words { // what is shorter belongs to it together with its neighbour
		if len(w) == 0 || len(w) >= 4 {
			continue
		}
		var before, behind []string
		for j := i - 1; j >= 0 && len(before) < 4; j-- {
			before = append(slices.Clone(l.words[j]), before...)
		}
		for j := i + 1; j < len(l.words) && len(behind) < 4; j++ {
			behind = append(behind, l.words[j]...)
		}
		k := 4 - len(w)
		if len(before) >= k && all[strings.Join(append(slices.Clone(before[len(before)-k:]), w...), " ")] ||
			len(behind) >= k && all[strings.Join(append(slices.Clone(w), behind[:k]...), " ")] {
			label[i] = 1
		}
	}
	return label
}

// labelBySegments labels the blocks with the segments that the text must and must not
// have; the others stay -1.
func labelBySegments(o *outline, l *lesson) []float32 {
	label := make([]float32, len(l.words))
	for i := range label {
		label[i] = -1
	}
	for pass, segments := range [][]string{l.Without, l.With} {
		for _, s := range segments {
			s = strings.Join(strings.Fields(s), " ")
			for i := range label {
				line := o.line(&o.blocks[i])
				if s != "" && strings.Contains(line, s) || len(line) > 20 && strings.Contains(s, line) {
					label[i] = float32(pass)
				}
			}
		}
	}
	return label
}

// weigh gives each block a weight: its share of the page's true words, so that pages count
// alike; pages whose truth is in doubt count nothing.
func weigh(l *lesson) []float64 {
	w := make([]float64, len(l.words))
	total := 300
	if l.want != nil {
		total = max(50, len(l.want))
		var kept []string
		for i, x := range l.words {
			if l.fates[i] >= leading {
				kept = append(kept, x...)
			}
		}
		if p, r := compareWords(l.want, kept); p < .5 || r < .2 {
			return w
		}
	}
	sum := 0.
	for i := range w {
		if l.label[i] >= 0 && !l.fates[i].settled() {
			w[i] = float64(min(len(l.words[i])+1, 300))/float64(total) + .0005
			sum += w[i]
		}
	}
	for i := range w {
		w[i] *= min(1, 2/sum)
	}
	return w
}

func compareWords(want, got []string) (precision, recall float64) {
	a, b := shingles(want), shingles(got)
	common, na, nb := 0, 0, 0
	for k, n := range a {
		common += min(n, b[k])
		na += n
	}
	for _, n := range b {
		nb += n
	}
	if na == 0 || nb == 0 {
		return 0, 0
	}
	return float64(common) / float64(nb), float64(common) / float64(na)
}

func shingles(w []string) map[string]int {
	m := map[string]int{}
	for i := 0; i+4 <= len(w); i++ {
		m[strings.Join(w[i:i+4], " ")]++
	}
	if len(w) > 0 && len(w) < 4 {
		m[strings.Join(w, " ")]++
	}
	return m
}

// trial scores pages with the blocks kept.
func trial(lessons []*lesson, keep func(l *lesson, i int) bool) string {
	var ps, rs []float64
	hit, miss, wrong := 0., 0., 0.
	for _, l := range lessons {
		var got []string
		for i := range l.words {
			if !l.fates[i].settled() && keep(l, i) {
				got = append(got, l.words[i]...)
			}
		}
		if l.want != nil {
			p, r := compareWords(l.want, got)
			if len(got) > 0 {
				ps = append(ps, p)
			}
			rs = append(rs, r)
			continue
		}
		flat := " " + strings.Join(got, " ") + " "
		for _, s := range l.With {
			if strings.Contains(flat, " "+strings.Join(scoreWords(s), " ")+" ") {
				hit++
			} else {
				miss++
			}
		}
		for _, s := range l.Without {
			if strings.Contains(flat, " "+strings.Join(scoreWords(s), " ")+" ") {
				wrong++
			}
		}
	}
	p, r := mean(ps), mean(rs)
	sp, sr := hit/max(1, hit+wrong), hit/max(1, hit+miss)
	return fmt.Sprintf("text F1 %.4f P %.4f R %.4f, segments F1 %.4f P %.4f R %.4f", 2*p*r/(p+r), p, r, 2*sp*sr/(sp+sr), sp, sr)
}

// logit fits a sparse logistic regression (FTRL-Proximal, McMahan 2011) on token counts.
func logit(lessons []*lesson, weights map[*lesson][]float64, tokens func(l *lesson) [][]int, size, except int, allowed []bool, l1 float64) []float64 {
	const alpha, beta, l2, epochs = .1, 1., 1., 6
	z, n, w := make([]float64, size+1), make([]float64, size+1), make([]float64, size+1)
	update := func(i int) float64 {
		if math.Abs(z[i]) <= l1 && i < size {
			return 0
		}
		reg := l1
		if i == size {
			reg = 0
		}
		return -(z[i] - math.Copysign(reg, z[i])) / ((beta+math.Sqrt(n[i]))/alpha + l2)
	}
	for range epochs {
		for _, l := range lessons {
			if l.fold == except {
				continue
			}
			for i, ts := range tokens(l) {
				wt := weights[l][i] * 100
				if wt == 0 || l.label[i] < 0 {
					continue
				}
				s := update(size)
				for _, t := range ts {
					if allowed[t] {
						s += update(t)
					}
				}
				g := (float64(logistic(float32(s))) - float64(l.label[i])) * wt
				step := func(k int) {
					sigma := (math.Sqrt(n[k]+g*g) - math.Sqrt(n[k])) / alpha
					z[k] += g - sigma*update(k)
					n[k] += g * g
				}
				for _, t := range ts {
					if allowed[t] {
						step(t)
					}
				}
				step(size)
			}
		}
	}
	for i := range w {
		w[i] = update(i)
	}
	return w
}

// common reports the tokens that occur on at least so many sites (pages stand for them).
func common(lessons []*lesson, tokens func(l *lesson) [][]int, size, least int) []bool {
	last, count := make([]*lesson, size), make([]int, size)
	for _, l := range lessons {
		for _, ts := range tokens(l) {
			for _, t := range ts {
				if last[t] != l {
					last[t] = l
					count[t]++
				}
			}
		}
	}
	ok := make([]bool, size)
	for i := range ok {
		ok[i] = count[i] >= least
	}
	return ok
}

func sumOf(ts []int, w []float64) float64 {
	s := 0.
	for _, t := range ts {
		s += w[t]
	}
	return s
}

// A stump adds points to the blocks of a measure on either side of a bound.
type stump struct {
	m         measure
	bound     int32
	low, high float64
}

// boost fits stumps to the labels (LogitBoost with shrinkage; Friedman, Hastie, Tibshirani 2000).
func boost(lessons []*lesson, weights map[*lesson][]float64, except, rounds int) (base float64, stumps []stump) {
	const shrink, lambda = .15, 2.
	var rows []*row
	var y, w []float64
	for _, l := range lessons {
		if l.fold == except {
			continue
		}
		for i := range l.rows {
			if wt := weights[l][i]; wt > 0 && l.label[i] >= 0 {
				rows, y, w = append(rows, &l.rows[i]), append(y, float64(l.label[i])), append(w, wt)
			}
		}
	}
	total := 0.
	for _, x := range w {
		total += x
	}
	for i := range w {
		w[i] *= float64(len(w)) / total
	}
	bounds := make([][]int32, measures)
	bins := make([][]uint8, measures)
	for m := range measures {
		bounds[m] = cutpoints(rows, m)
		bins[m] = make([]uint8, len(rows))
		for i, r := range rows {
			bins[m][i] = uint8(sort.Search(len(bounds[m]), func(k int) bool { return r[m] <= bounds[m][k] }))
		}
	}
	score := make([]float64, len(rows))
	g, h := make([]float32, len(rows)), make([]float32, len(rows))
	for range rounds {
		for i := range rows {
			p := 1 / (1 + math.Exp(-score[i]))
			g[i], h[i] = float32(w[i]*(y[i]-p)), float32(w[i]*p*(1-p))
		}
		type found struct {
			gain float64
			s    stump
			bin  int
		}
		results := make([]found, measures)
		done := make(chan bool)
		for part := range 2 {
			go func() {
				for m := measure(part); m < measures; m += 2 {
					var gs, hs [256]float64
					var ns [256]int
					for i, b := range bins[m] {
						gs[b] += float64(g[i])
						hs[b] += float64(h[i])
						ns[b]++
					}
					var G, H float64
					var N int
					for b := range gs {
						G, H, N = G+gs[b], H+hs[b], N+ns[b]
					}
					var gl, hl float64
					nl := 0
					for b := range bounds[m] {
						gl, hl, nl = gl+gs[b], hl+hs[b], nl+ns[b]
						if nl < 60 || N-nl < 60 {
							continue
						}
						gr, hr := G-gl, H-hl
						gain := gl*gl/(hl+lambda) + gr*gr/(hr+lambda) - G*G/(H+lambda)
						if gain > results[m].gain {
							results[m] = found{gain, stump{m, bounds[m][b], shrink * gl / (hl + lambda), shrink * gr / (hr + lambda)}, b}
						}
					}
				}
				done <- true
			}()
		}
		<-done
		<-done
		best := found{}
		for _, f := range results {
			if f.gain > best.gain {
				best = f
			}
		}
		if best.gain < 1 {
			break
		}
		stumps = append(stumps, best.s)
		for i, b := range bins[best.s.m] {
			if int(b) <= best.bin {
				score[i] += best.s.low
			} else {
				score[i] += best.s.high
			}
		}
	}
	return 0, stumps
}

// cutpoints are at most 48 bounds between the values of a measure.
func cutpoints(rows []*row, m measure) []int32 {
	values := make([]int32, len(rows))
	for i, r := range rows {
		values[i] = r[m]
	}
	slices.Sort(values)
	var out []int32
	add := func(v int32) {
		out = append(out, v)
	}
	distinct := slices.Compact(slices.Clone(values))
	if len(distinct) <= 48 {
		return distinct[:len(distinct)-1]
	}
	for k := 1; k < 32; k++ {
		add(values[len(values)*k/32])
	}
	for k := 1; k < 16; k++ { // and within the tails
		add(values[len(values)*k/512])
		add(values[len(values)-1-len(values)*k/512])
	}
	slices.Sort(out)
	out = slices.Compact(out)
	if len(out) > 0 && out[len(out)-1] == values[len(values)-1] {
		out = out[:len(out)-1]
	}
	return out
}

func stumpScore(r *row, stumps []stump) float64 {
	s := 0.
	for i := range stumps {
		if r[stumps[i].m] <= stumps[i].bound {
			s += stumps[i].low
		} else {
			s += stumps[i].high
		}
	}
	return s
}

// retake puts points into the rows that hang on them, as gauge.ofNeighbours does.
func retake(l *lesson, names, terms []float64, nameAt func(i int) float64) {
	n := len(l.rows)
	words, spoken := make([]float64, n+1), make([]float64, n+1)
	best := int32(math.MinInt32)
	for i := range l.rows {
		l.rows[i][mName] = int32(math.Round(sumOf(l.names[i], names) * pointScale))
		l.rows[i][mPhrase] = int32(math.Round(sumOf(l.terms[i], terms) * pointScale))
		w := float64(l.rows[i][mWords])
		words[i+1] = words[i] + w
		spoken[i+1] = spoken[i] + w*float64(logistic(float32(l.rows[i][mName])/pointScale))
		if l.rows[i][mWords] >= 10 {
			best = max(best, l.rows[i][mName])
		}
	}
	for i := range l.rows {
		m := &l.rows[i]
		m[mPrevName], m[mPrevPhrase], m[mNextName], m[mNextPhrase], m[mNameGap] = 0, 0, 0, 0, 0
		if i > 0 {
			m[mPrevName], m[mPrevPhrase] = l.rows[i-1][mName], l.rows[i-1][mPhrase]
		}
		if i+1 < n {
			m[mNextName], m[mNextPhrase] = l.rows[i+1][mName], l.rows[i+1][mPhrase]
		}
		if best > math.MinInt32 {
			m[mNameGap] = m[mName] - best
		}
		from, to := max(0, i-nameWindow), min(n, i+nameWindow+1)
		m[mNameAround] = int32(100 * (spoken[to] - spoken[from]) / max(1, words[to]-words[from]))
	}
}

// measureNames are the constants in the scorecard.
var measureNames = [measures]string{
	"mSize", "mWords", "mLinkPct", "mSentence", "mStops", "mCommaPct", "mUpperPct", "mDigitPct", "mFirst", "mLast", "mTwin", "mAuthor", "mPhrase", "mPrevPhrase", "mNextPhrase", "mName", "mPrevName", "mNextName", "mNameGap", "mNameAround",
	"mOwner", "mContext", "mNoise", "mNoisyDepth", "mSaysBody", "mPlace", "mProsePlace", "mInBox",
	"mBoxDepth", "mBoxShare", "mHeadGap", "mSpan", "mFate", "mShare0", "mShare2", "mLook", "mLook2", "mLinkPct1", "mLinkPct2",
	"mBlocks1", "mProsePct2", "mPrevProse", "mNextProse", "mPrevLink", "mNextLink", "mPrevSize", "mNextSize", "mPrevOwner",
	"mNextOwner", "mSiblings", "mAround", "mPageProse",
}

// TestLearn learns points.go from the corpus, after a trial on sites that were held out. It is
// run by make learn alone.
func TestLearn(t *testing.T) {
	names, terms := &vocabulary{numbers: map[string]int{}}, &vocabulary{numbers: map[string]int{}}
	lessons := readLessons(t, names, terms)
	t.Logf("%d pages, %d names, %d phrases", len(lessons), len(names.names), len(terms.names))
	weights := map[*lesson][]float64{}
	for _, l := range lessons {
		weights[l] = weigh(l)
	}
	ofNames, ofTerms := func(l *lesson) [][]int { return l.names }, func(l *lesson) [][]int { return l.terms }
	okNames, okTerms := common(lessons, ofNames, len(names.names), 8), common(lessons, ofTerms, len(terms.names), 8)
	t.Logf("draft: %s", trial(lessons, func(l *lesson, i int) bool { return l.fates[i] >= leading }))
	const l1, rounds = 250, 500
	for f := range folds {
		wn := logit(lessons, weights, ofNames, len(names.names), f, okNames, l1)
		wt := logit(lessons, weights, ofTerms, len(terms.names), f, okTerms, l1)
		for _, l := range lessons {
			if l.fold == f {
				retake(l, wn, wt, nil)
			}
		}
	}
	t.Logf("names alone: %s", trial(lessons, func(l *lesson, i int) bool { return l.rows[i][mName] > 0 }))
	scores := map[*lesson][]float64{}
	for f := range folds {
		_, stumps := boost(lessons, weights, f, rounds)
		for _, l := range lessons {
			if l.fold == f {
				s := make([]float64, len(l.rows))
				for i := range l.rows {
					s[i] = stumpScore(&l.rows[i], stumps)
				}
				scores[l] = s
			}
		}
	}
	for _, bar := range []float64{-.4, -.2, 0, .2, .4} {
		t.Logf("held out, from %.1f: %s", bar, trial(lessons, func(l *lesson, i int) bool { return scores[l][i] > bar }))
	}
	wn := logit(lessons, weights, ofNames, len(names.names), -1, okNames, l1)
	wt := logit(lessons, weights, ofTerms, len(terms.names), -1, okTerms, l1)
	_, stumps := boost(lessons, weights, -1, rounds)
	writePoints(t, names, wn, terms, wt, stumps)
}

// writePoints writes the tables.
func writePoints(t *testing.T, names *vocabulary, wn []float64, terms *vocabulary, wt []float64, stumps []stump) {
	t.Helper()
	var b strings.Builder
	b.WriteString("// Code generated by make learn from labelled pages. DO NOT EDIT.\n\npackage extractors\n\nimport \"math\"\n\nconst top = math.MaxInt32\n")
	own, all := map[string]float64{}, map[string]float64{}
	keys := map[string]bool{}
	for i, s := range names.names {
		if w := math.Round(wn[i]*100) / 100; w != 0 {
			key := s[2:]
			keys[key] = true
			if s[0] == '0' {
				own[key] = w
			} else {
				all[key] = w
			}
		}
	}
	table := func(doc, name string, tag bool) {
		fmt.Fprintf(&b, "\n%s\nvar %s = map[string][2]float32{\n", doc, name)
		for _, k := range slices.Sorted(mapsKeys(keys)) {
			if (k[0] == '<') == tag {
				fmt.Fprintf(&b, "\t%q: {%g, %g},\n", strings.Trim(k, "<>"), own[k], all[k])
			}
		}
		b.WriteString("}\n")
	}
	table("// tagPoints are the points of elements, for blocks right in them and for all inside.", "tagPoints", true)
	table("// namePoints are those of words in their class, id, role and the like.", "namePoints", false)
	fmt.Fprintf(&b, "\n// phrasePoints are the points of words and pairs of words; ^ begins a block and $ ends it.\nvar phrasePoints = map[string]float32{\n")
	order := make([]int, len(terms.names))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(i, j int) bool { return terms.names[order[i]] < terms.names[order[j]] })
	for _, i := range order {
		if w := math.Round(wt[i]*100) / 100; w != 0 {
			fmt.Fprintf(&b, "\t%q: %g,\n", terms.names[i], w)
		}
	}
	b.WriteString("}\n")
	base := 0.
	steps := make([]map[int32]float64, measures) // what is added from a bound on
	for m := range steps {
		steps[m] = map[int32]float64{}
	}
	for _, s := range stumps {
		base += s.low
		steps[s.m][s.bound] += s.high - s.low
	}
	var c strings.Builder
	for m := range measures {
		if len(steps[m]) == 0 {
			continue
		}
		fmt.Fprintf(&c, "\t%s: {", measureNames[m])
		sum := 0.
		for _, bound := range slices.Sorted(mapsKeys(steps[m])) {
			fmt.Fprintf(&c, "{%d, %d}, ", bound, int(math.Round(sum*100)))
			sum += steps[m][bound]
		}
		fmt.Fprintf(&c, "{top, %d}},\n", int(math.Round(sum*100)))
	}
	fmt.Fprintf(&b, "\n// cardBase is what a block has before it is measured, in hundredths.\nconst cardBase = %d\n", int(math.Round(base*100)))
	fmt.Fprintf(&b, "\n// scorecard gives the points of each measure, in hundredths, up to and including a bound.\nvar scorecard = [measures][]step{\n%s}\n", c.String())
	src, err := format.Source([]byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("points.go", src, 0o644); err != nil {
		t.Fatal(err)
	}
}

func mapsKeys[K comparable, V any](m map[K]V) iter.Seq[K] { return maps.Keys(m) }
