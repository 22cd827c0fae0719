package extractors

import (
	"bytes"
	"encoding/json"
	"flag"
	"html/template"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	ttemplate "text/template"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// A story is an article to be put into a layout.
type story struct {
	Title  string
	Blocks []storyBlock
}

type storyBlock struct {
	Text string
	Head bool
}

func newStory(title, text string, heads ...string) story {
	s := story{Title: title}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		s.Blocks = append(s.Blocks, storyBlock{line, slices.Contains(heads, line)})
	}
	return s
}

// Body is the text that Extract is to give.
func (s story) Body() string {
	var lines []string
	for _, b := range s.Blocks {
		lines = append(lines, b.Text)
	}
	return strings.Join(lines, "\n\n")
}

func (s story) Teaser() string { return cut(s.Body(), 300) + "..." }

// RawBody is the body for a JSON string, with the line breaks that do not belong there.
func (s story) RawBody() template.JS {
	return template.JS(strings.ReplaceAll(strings.ReplaceAll(s.Body(), `\`, `\\`), `"`, `\"`))
}

const lighthouse = `SANDHAVEN – The keeper of the old lighthouse at Sandhaven will not hand over the keys, she said on Friday, two days after the council voted to sell the tower to a hotel company.
“I have the keys, and I have the logbook, and both stay here,” Mara Quist told reporters at the foot of the tower.
The council voted by seven to five on Wednesday night to accept an offer of 2.4 million crowns. The debate lasted until three in the morning.
A minority had asked for a delay until the autumn, when an expert is to say whether the lamp, built in 1871, is worth protecting.
The Price of a View
The company, which runs eleven hotels along the coast, wants to put twenty rooms into the keeper’s houses and a restaurant below the lamp.
It says that it would keep the light burning. “Nobody buys a lighthouse to switch it off,” its spokesman, Tor Helm, said.
Fishermen are not so sure. The light has been out four times since the harbour office moved its staff to the mainland, they say, and each time it was Quist who noticed.
Who Owns the Light?
The question may go to court. The tower belongs to the town, but the lamp and its lens are the property of the state, according to a deed of 1902 that was found last month.
Oil for the lamp, wages and repairs cost the town some 90,000 crowns a year; the fees paid by passing ships bring in a third of that.
Quist, who is 67, came to the tower as a girl. She has no contract.
A decision by the court is not expected before the end of the year, and until then the keys will hang where they have hung since 1902, on a nail behind the stove.`

func ownStory() story {
	return newStory("Keeper of Sandhaven lighthouse refuses to hand over keys", lighthouse, "The Price of a View", "Who Owns the Light?")
}

// seedStory is the article a user gave us; it is not part of the repository.
func seedStory(t *testing.T) story {
	t.Helper()
	text, err := os.ReadFile("../../shared/seed/article.txt")
	if err != nil {
		t.Skipf("no seed article: %v", err)
	}
	return newStory("Modi to raise trade gap and misled recruits in Moscow talks", strings.TrimSpace(string(text)), "Addressing Trade Imbalance", "Releasing Misled Indian Nationals")
}

// layouts reads testdata/layouts, one page template and one golden Page a file.
func layouts(t *testing.T) map[string]*txtar.Archive {
	t.Helper()
	files, err := filepath.Glob("testdata/layouts/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no layouts: %v", err)
	}
	all := map[string]*txtar.Archive{}
	for _, f := range files {
		if all[f], err = txtar.ParseFile(f); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func render(t *testing.T, page []byte, s story) []byte {
	t.Helper()
	var out bytes.Buffer
	if bytes.Contains(page, []byte("RawBody")) { // html/template would repair what is to be broken
		fix := strings.NewReplacer("{{.Title}},", `"{{.Title}}",`)
		tmpl := ttemplate.Must(ttemplate.New("page").Parse(fix.Replace(string(page))))
		if err := tmpl.Execute(&out, s); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	if err := template.Must(template.New("page").Parse(string(page))).Execute(&out, s); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const layoutURL = "https://www.harbourpost.example/world/story-1.html"

func TestLayoutsGiveTheGoldenPage(t *testing.T) {
	for name, ar := range layouts(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			page, err := Extract(render(t, ar.Files[0].Data, ownStory()), "text/html", layoutURL)
			if err != nil {
				t.Fatal(err)
			}
			got, err := json.MarshalIndent(page, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, '\n')
			if *update {
				ar.Files[1].Data = got
				if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(ar.Files[1].Data), string(got)); diff != "" {
				t.Errorf("page differs from the golden one (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEveryLayoutGivesExactlyTheArticle(t *testing.T) {
	for name, ar := range layouts(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Run("own", func(t *testing.T) { checkStory(t, ar.Files[0].Data, ownStory()) })
			t.Run("seed", func(t *testing.T) { checkStory(t, ar.Files[0].Data, seedStory(t)) })
		})
	}
}

func checkStory(t *testing.T, layout []byte, s story) {
	t.Helper()
	page, err := Extract(render(t, layout, s), "text/html", layoutURL)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(s.Body(), "\n"), strings.Split(page.Text, "\n")); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
	if page.Title != s.Title {
		t.Errorf("title %q, want %q", page.Title, s.Title)
	}
	if page.Lang != "en" {
		t.Errorf("lang %q, want en", page.Lang)
	}
	if page.Published == nil || page.Published.Format("2006-01-02") != "2024-07-05" {
		t.Errorf("published %v, want 2024-07-05", page.Published)
	}
}
