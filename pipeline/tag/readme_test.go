package tag_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"coranto/pipeline/query"
	"coranto/pipeline/tag"
	"coranto/pipeline/tag/explain"
)

// What the README shows of topics is right.
func TestTopicsOfTheReadmeWork(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	topics := 0
	for _, block := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(string(data), -1) {
		src := block[1]
		if strings.HasPrefix(src, "domains:") { // a site
			continue
		}
		if strings.HasPrefix(src, "weights:") {
			src = "id: weights\n" + src
		}
		written, err := tag.ParseTopics([]tag.File{{Name: "README.md", Data: []byte(src)}})
		if err != nil {
			t.Fatal(err)
		}
		for _, topic := range written {
			topics++
			for _, f := range explain.Test(topic) {
				t.Error(f)
			}
		}
	}
	if topics < 2 {
		t.Errorf("%d topics", topics)
	}
	_, table, _ := strings.Cut(string(data), "### The language of topics")
	table, _, _ = strings.Cut(table, "\n\nWords end")
	lists, err := query.ParseLists(map[string][]string{"oil": {"crude"}})
	if err != nil {
		t.Fatal(err)
	}
	forms := 0
	for row := range strings.Lines(table) {
		cells := strings.Split(row, "|")
		if len(cells) < 3 {
			continue
		}
		for _, form := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cells[1], -1) {
			if strings.Contains(form[1], "…") {
				continue
			}
			forms++
			if _, err := lists.Parse(form[1]); err != nil {
				t.Errorf("%s: %v", form[1], err)
			}
		}
	}
	if forms < 14 {
		t.Errorf("%d forms", forms)
	}
}
