package pipeline

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestShippedSitesComeOutAsTheirTestsSay(t *testing.T) {
	c, err := LoadConfig("")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Sites) < 20 {
		t.Errorf("%d sites", len(c.Sites))
	}
	for _, s := range c.Sites {
		if len(s.Tests) == 0 {
			t.Errorf("%s: a rule without a test", s.Pos)
		}
	}
	for _, wrong := range WrongSites(c.Sites) {
		t.Error(wrong)
	}
}

func TestOwnSitesComeBehindTheShippedOnesAndSoBeforeThem(t *testing.T) {
	shipped, err := LoadConfig("")
	if err != nil {
		t.Fatal(err)
	}
	l := newLibrary(t)
	l.write("coranto.yaml", "topics: [topics]\nsites: [sites, one.yaml]\n")
	l.write("sites/a.yaml", "domains: [npr.org]\ntitle: h6\n")
	l.write("sites/b.yml", "domains: [example.com]\n")
	l.write("one.yaml", "domains: [example.net]\n")
	c := l.load()
	var own []string
	for _, s := range c.Sites[len(shipped.Sites):] {
		own = append(own, s.Rule.Domains...)
	}
	if got := strings.Join(own, " "); got != "npr.org example.com example.net" {
		t.Errorf("own sites: %s", got)
	}
}

func TestMistakesInSitesAreThoseOfTheConfiguration(t *testing.T) {
	l := newLibrary(t)
	l.write("coranto.yaml", "topics: [topics]\nsites: [gone, sites]\n")
	l.write("sites/a.yaml", "domains: [example.com]\ntext: p..x\n")
	file := filepath.Join(l.dir, "coranto.yaml")
	_, err := LoadConfig(file)
	want := file + ":2:9: sites: " + filepath.Join(l.dir, "gone") + ": no such file or directory\n" + filepath.Join(l.dir, "sites/a.yaml") + ":2:7: text: "
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
	if _, err := LoadSettings(file); err != nil {
		t.Errorf("settings alone: %v", err)
	}
}
