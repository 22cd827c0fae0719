package explain

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"coranto/pipeline/tag/tagtest"
)

func TestExamplesAreHeldAgainstAllThatTheySay(t *testing.T) {
	tagtest.Golden(t, "testdata/examples", func(t *testing.T, files []txtar.File) string {
		var out strings.Builder
		for _, topic := range parse(t, string(files[0].Data)) {
			for _, f := range Test(topic) {
				fmt.Fprintln(&out, f)
			}
		}
		return out.String()
	})
}

func TestExamplesThatComeOutOtherwiseAreFailures(t *testing.T) {
	topics := parse(t, `
id: sanctions
query:
  en: sanction* AND (oil OR gas) AND NOT (referee OR "sanctioned the project")
examples:
  match:
    - Sanctions on oil
    - Sanctions on coal
    - {title: Sanctions on oil, text: "a referee\nsays"}
    - {lang: ru, text: санкции}
  no_match:
    - The board sanctioned the project of gas.
    - Oil sanctions
`)
	var got []string
	for _, f := range Test(topics[0]) {
		got = append(got, error(f).Error())
	}
	want := []string{
		`topics.yaml:8:7: topic sanctions should match: Sanctions on coal (none of oil, gas occurs)`,
		`topics.yaml:9:8: topic sanctions should match: Sanctions on oil a referee says (NOT (referee OR "sanctioned the project"): blocked by "referee" (text 2-9): without referee it would match)`,
		`topics.yaml:10:8: topic sanctions should match: санкции (no query for language ru: there is en)`,
		`topics.yaml:13:7: topic sanctions should not match: Oil sanctions ("Oil" is oil, "sanctions" is sanction*)`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
