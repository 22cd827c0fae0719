package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	extractedFile   = flag.String("extracted", "", "read what `coranto extract` printed from this file")
	predictionsFile = flag.String("predictions", "", "and write it to this one as the scorer of pages reads it")
)

// A prediction is a page as the scorer reads it; the id is that of the file.
type prediction struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Text   string   `json:"text"`
	Author []string `json:"author"`
	Date   string   `json:"date"` // the day, in the page's zone
	Lang   string   `json:"lang"`
	Site   string   `json:"site_name"`
	Image  string   `json:"image"`
}

func (e extracted) prediction() prediction {
	p := prediction{strings.TrimSuffix(filepath.Base(e.File), ".html.gz"), e.Title, e.Text, e.Authors, "", e.Lang, e.Site, e.Image}
	if e.Published != nil {
		p.Date = e.Published.Format("2006-01-02")
	}
	return p
}

// make score runs it on what the command extracted from labelled pages.
func TestScorerReadsWhatIsExtracted(t *testing.T) {
	in := strings.NewReader(`{"file":"pages/a.html.gz","title":"T","text":"X","authors":["A"],"published":"2024-07-05T00:30:00+02:00","lang":"en","site":"S","image":"I"}`)
	if *extractedFile != "" {
		data, err := os.ReadFile(*extractedFile)
		if err != nil {
			t.Fatal(err)
		}
		in = strings.NewReader(string(data))
	}
	var out strings.Builder
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var e extracted
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		if err := json.NewEncoder(&out).Encode(e.prediction()); err != nil {
			t.Fatal(err)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if *predictionsFile != "" {
		write(t, *predictionsFile, out.String())
		return
	}
	want := `{"id":"a","title":"T","text":"X","author":["A"],"date":"2024-07-05","lang":"en","site_name":"S","image":"I"}` + "\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
