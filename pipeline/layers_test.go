package pipeline

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers says, for every package, which others of this module it may import. Imports go
// down only: cmd, pipeline, stages, what stages stand on, news.
var layers = map[string][]string{
	"cmd/coranto":              {"*"},
	"cmd/coranto/newsroom":     {"pipeline/news"},
	"configs":                  {},
	"extractors":               {"extractors/charset", "extractors/dates", "extractors/language", "extractors/names"},
	"extractors/charset":       {"extractors/language"},
	"extractors/dates":         {},
	"extractors/language":      {},
	"extractors/names":         {},
	"pipeline":                 {"configs", "pipeline/*"},
	"pipeline/poll":            {"pipeline/fetch", "pipeline/query", "extractors", "pipeline/news"},
	"pipeline/extract":         {"pipeline/fetch", "pipeline/query", "pipeline/yaml", "extractors", "pipeline/news"},
	"pipeline/tag":             {"pipeline/tag/match", "pipeline/query", "pipeline/query/token", "pipeline/yaml", "pipeline/news"},
	"pipeline/tag/explain":     {"pipeline/tag", "pipeline/query", "pipeline/query/token", "pipeline/yaml", "pipeline/news"},
	"pipeline/tag/lint":        {"pipeline/tag", "pipeline/query", "pipeline/query/logic", "pipeline/query/token", "pipeline/yaml"},
	"pipeline/tag/match":       {"pipeline/query", "pipeline/query/token"},
	"pipeline/tag/tagtest":     {},
	"pipeline/store":           {"pipeline/query", "pipeline/news"},
	"pipeline/store/sqlite":    {"pipeline/store", "pipeline/news"},
	"pipeline/store/storetest": {"pipeline/store", "pipeline/news"},
	"pipeline/web":             {"pipeline/query", "pipeline/news"},
	"pipeline/bus":             {"pipeline/news"},
	"pipeline/fetch":           {"pipeline/news"},
	"pipeline/query":           {"pipeline/query/token"},
	"pipeline/query/logic":     {"pipeline/query", "pipeline/query/token"},
	"pipeline/query/querytest": {},
	"pipeline/query/token":     {},
	"pipeline/yaml":            {},
	"pipeline/news":            {},
}

// owners are dependencies that one package alone may import.
var owners = map[string]string{
	"github.com/nats-io/":             "pipeline/bus",
	"github.com/mmcdole/gofeed":       "pipeline/poll",
	"github.com/PuerkitoBio/":         "extractors",
	"github.com/andybalholm/cascadia": "extractors",
	"github.com/goccy/go-yaml":        "pipeline/yaml",
	"modernc.org/sqlite":              "pipeline/store/sqlite",
	"github.com/prometheus/":          "pipeline",
	"code.dny.dev/ssrf":               "pipeline/fetch",
	"github.com/abadojack/whatlanggo": "extractors/language",
	"github.com/blevesearch/":         "pipeline/query/token",
}

// leaves may import the standard library only.
var leaves = []string{"pipeline/news", "configs"}

func TestImportsGoDownOnly(t *testing.T) {
	for dir, imports := range importsOf(t, "..") {
		allowed, known := layers[dir]
		if !known {
			t.Errorf("package %s has no layer: say in this file what it may import", dir)
		}
		for _, imported := range imports {
			inside, isOurs := strings.CutPrefix(imported, "coranto/")
			if isOurs && !slices.ContainsFunc(allowed, func(a string) bool { return matches(a, inside) }) {
				t.Errorf("%s imports %s", dir, inside)
			}
			for prefix, owner := range owners {
				if strings.HasPrefix(imported, prefix) && dir != owner {
					t.Errorf("%s imports %s, which is for %s alone", dir, imported, owner)
				}
			}
			if slices.Contains(leaves, dir) && strings.Contains(strings.SplitN(imported, "/", 2)[0], ".") {
				t.Errorf("%s imports %s, but stands on the standard library alone", dir, imported)
			}
		}
	}
}

func TestStagesImportNeitherEachOtherNorTheBus(t *testing.T) {
	stages := []string{"pipeline/poll", "pipeline/extract", "pipeline/tag", "pipeline/store", "pipeline/web"}
	for _, stage := range stages {
		for _, other := range append(stages, "pipeline/bus", "pipeline") {
			if other != stage && slices.ContainsFunc(layers[stage], func(a string) bool { return matches(a, other) }) {
				t.Errorf("layers lets %s import %s", stage, other)
			}
		}
	}
}

func matches(pattern, dir string) bool {
	prefix, wild := strings.CutSuffix(pattern, "*")
	return dir == pattern || wild && strings.HasPrefix(dir, prefix)
}

// importsOf lists the imports of each package below root, tests left out.
func importsOf(t *testing.T, root string) map[string][]string {
	t.Helper()
	imports := map[string][]string{}
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, file)
		dir := path.Dir(filepath.ToSlash(rel))
		for _, spec := range f.Imports {
			imports[dir] = append(imports[dir], strings.Trim(spec.Path.Value, `"`))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return imports
}
