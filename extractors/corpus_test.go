package extractors

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var predFile = flag.String("pred", "", "write what is extracted from the corpus to this file, one JSON line a page")

// corpusDir holds real pages (pages/ID.html.gz) with what people read in them
// (truth.jsonl); it is not part of the repository.
const corpusDir = "../../shared/data/pages"

type corpusTruth struct {
	ID    string `json:"id"`
	URL   string `json:"url"`
	Title string `json:"title"`
	Text  string `json:"text"`
	Date  string `json:"date"`
	Lang  string `json:"lang"`
}

type corpusPage struct {
	corpusTruth
	body []byte
}

func readCorpus(tb testing.TB) []corpusPage {
	tb.Helper()
	f, err := os.Open(filepath.Join(corpusDir, "truth.jsonl"))
	if err != nil {
		tb.Skipf("no corpus: %v", err)
	}
	defer f.Close()
	var pages []corpusPage
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var p corpusPage
		if err := json.Unmarshal(lines.Bytes(), &p.corpusTruth); err != nil {
			tb.Fatal(err)
		}
		p.body = gunzip(tb, filepath.Join(corpusDir, "pages", p.ID+".html.gz"))
		pages = append(pages, p)
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return pages
}

func gunzip(tb testing.TB, name string) []byte {
	tb.Helper()
	f, err := os.Open(name)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	body, err := io.ReadAll(z)
	if err != nil {
		tb.Fatal(err)
	}
	return body
}

type prediction struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Text   string   `json:"text"`
	Author []string `json:"author"`
	Date   string   `json:"date"`
	Lang   string   `json:"lang"`
	Site   string   `json:"site_name"`
	Image  string   `json:"image"`
	From   string   `json:"published_from"`
	Method string   `json:"method"`
}

func predict(id string, p Page) prediction {
	out := prediction{ID: id, Title: p.Title, Text: p.Text, Author: p.Authors, Lang: p.Lang, Site: p.SiteName, Image: p.Image, From: p.PublishedFrom, Method: p.Method}
	if p.Published != nil {
		out.Date = p.Published.Format("2006-01-02")
	}
	return out
}

// A tally adds up how often what was extracted is what people read.
type tally struct {
	precision, recall []float64 // per page with a true text, of runs of four words
	titles, dates     []float64 // 1 or 0 per page with a true value
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(max(len(x), 1))
}

// f1 is the harmonic mean of the means, as in the article-extraction-benchmark.
func (a *tally) f1() float64 {
	p, r := mean(a.precision), mean(a.recall)
	return 2 * p * r / (p + r)
}

func (a *tally) add(truth corpusTruth, p prediction) {
	hit := func(ok bool) float64 {
		if ok {
			return 1
		}
		return 0
	}
	if truth.Text != "" {
		common, want, got := overlap(runs(truth.Text), runs(p.Text))
		if got > 0 {
			a.precision = append(a.precision, common/got)
		}
		a.recall = append(a.recall, common/want)
	}
	if truth.Title != "" {
		a.titles = append(a.titles, hit(fold(truth.Title) == fold(p.Title)))
	}
	if len(truth.Date) >= 10 {
		a.dates = append(a.dates, hit(truth.Date[:10] == p.Date))
	}
}

// runs counts the runs of four words in a text.
func runs(text string) map[string]float64 {
	words := strings.Fields(fold(text))
	out := map[string]float64{}
	for i := range max(1, len(words)-3) {
		if len(words) > 0 {
			out[strings.Join(words[i:min(i+4, len(words))], " ")]++
		}
	}
	return out
}

func overlap(want, got map[string]float64) (common, wants, gots float64) {
	for k, n := range want {
		common += min(n, got[k])
		wants += n
	}
	for _, n := range got {
		gots += n
	}
	return common, max(wants, 1), gots
}

func TestCorpusIsReadAsPeopleReadIt(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 1,300 pages")
	}
	pages := readCorpus(t)
	out := io.Discard
	if *predFile != "" {
		f, err := os.Create(*predFile)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		out = f
	}
	enc := json.NewEncoder(out)
	var sum tally
	for _, p := range pages {
		page, err := Extract(p.body, "", p.URL)
		if err != nil {
			t.Errorf("%s: %v", p.ID, err)
		}
		t.Run(p.ID, func(t *testing.T) { checkLaws(t, p.body, "", page) })
		got := predict(p.ID, page)
		sum.add(p.corpusTruth, got)
		if err := enc.Encode(got); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range []struct {
		what       string
		got, floor float64
	}{
		{"text F1", sum.f1(), .953}, {"text precision", mean(sum.precision), .94}, {"text recall", mean(sum.recall), .96},
		{"title exact", mean(sum.titles), .87}, {"date exact", mean(sum.dates), .91},
	} {
		t.Logf("%s %.3f", m.what, m.got)
		if m.got < m.floor {
			t.Errorf("%s %.3f, want at least %.3f", m.what, m.got, m.floor)
		}
	}
}
