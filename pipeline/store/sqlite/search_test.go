package sqlite

import (
	"strings"
	"testing"
	"time"

	"coranto/pipeline/store"
	"coranto/pipeline/store/storetest"
)

func TestNewestNeedsNoSorting(t *testing.T) {
	s := fresh(t)
	since := time.Unix(0, 0)
	for _, q := range []store.Query{
		{}, {Topic: "oil"}, {Lang: "en"}, {Source: "x"}, {Topic: "oil", Lang: "en", Source: "x"},
		{Since: since}, {Topic: "oil", Since: since}, {Lang: "en", Since: since}, {Source: "x", Since: since},
	} {
		st := newest(q.Bounded())
		rows, err := s.read.Query("EXPLAIN QUERY PLAN "+st.sql, st.args...)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var id, parent, unused int
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(detail, "TEMP B-TREE") || strings.HasPrefix(detail, "SCAN") && !strings.Contains(detail, "INDEX") {
				t.Errorf("%+v: %s", q, detail)
			}
		}
		rows.Close()
	}
}

// Whatever is typed, a search answers.
func FuzzSearchNeverErrs(f *testing.F) {
	for _, text := range storetest.HostileTexts {
		f.Add(text[:min(len(text), 1000)])
	}
	s := fresh(f)
	for i := range 10 {
		if err := s.Put(f.Context(), storetest.Article(i)); err != nil {
			f.Fatal(err)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := s.Search(t.Context(), store.Query{Text: text}); err != nil {
			t.Errorf("Search for %q: %v", text, err)
		}
	})
}
