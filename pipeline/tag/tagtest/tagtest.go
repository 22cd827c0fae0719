// Package tagtest holds what is said of topics against golden files.
package tagtest

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what the tests get into their golden files")

// Golden runs a test for every archive of a folder; the archive's last file is
// what got must return for the others.
func Golden(t *testing.T, folder string, got func(t *testing.T, files []txtar.File) string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.txtar"))
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %d files, %v", folder, len(names), err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			last := len(archive.Files) - 1
			got := got(t, archive.Files[:last])
			if diff := cmp.Diff(string(archive.Files[last].Data), got); diff != "" && !*update {
				t.Error(diff)
			}
			archive.Files[last].Data = []byte(got)
			if *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
