package extractors

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// Pages are what no layout can be: each has a text of its own. Their golden files show what
// a reader gets, one fault a file.
func TestPagesGiveTheGoldenText(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			body := ar.Files[0].Data
			page, err := Extract(body, "text/html; charset=utf-8", "https://www.harbourpost.example/world/page.html")
			if err != nil {
				t.Fatal(err)
			}
			checkLaws(t, body, "text/html; charset=utf-8", page)
			got := shown(page)
			if *update {
				ar.Files = append(ar.Files[:1], txtar.File{Name: "want.txt", Data: []byte(got)})
				if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(ar.Files[1].Data), got); diff != "" {
				t.Errorf("page differs from the golden one (-want +got):\n%s", diff)
			}
		})
	}
}

// shown is a page as a reader would write it down.
func shown(p Page) string {
	var b strings.Builder
	date := ""
	if p.Published != nil {
		date = p.Published.Format("2006-01-02T15:04:05Z07:00")
	}
	for _, f := range [][2]string{
		{"title", p.Title}, {"authors", strings.Join(p.Authors, ", ")}, {"published", date}, {"lang", p.Lang}, {"method", p.Method}, {"rejected", p.Rejected},
	} {
		if f[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", f[0], f[1])
		}
	}
	if p.Partial {
		b.WriteString("partial\n")
	}
	if p.Text != "" {
		b.WriteString("\n" + p.Text + "\n")
	}
	return b.String()
}
