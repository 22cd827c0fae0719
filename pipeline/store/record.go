package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"coranto/pipeline/news"
)

// Clean returns a as every backend can hold it: each byte that is not UTF-8 and each
// NUL becomes U+FFFD, one for one, so that the positions of evidence stay true. An
// article without an id is refused with news.ErrReject.
func Clean(a news.Article) (news.Article, error) {
	if a.ID == "" || a.ID != clean(a.ID) {
		return a, news.Reject("no-id", fmt.Errorf("article id %.100q", a.ID))
	}
	for _, s := range []*string{&a.URL, &a.Title, &a.Lang, &a.Source.ID, &a.Summary, &a.Text} {
		*s = clean(*s)
	}
	a.Topics = slices.Clone(a.Topics)
	for i := range a.Topics {
		a.Topics[i].ID = clean(a.Topics[i].ID)
	}
	return a, nil
}

func clean(s string) string {
	if !utf8.ValidString(s) {
		s = string([]rune(s))
	}
	return strings.ReplaceAll(s, "\x00", "\uFFFD")
}

// Pack returns the JSON of a without title, summary and text, which a backend keeps in
// columns of their own to search them. An article that JSON cannot hold (a score that
// is no number, a year past 9999) is refused with news.ErrReject.
func Pack(a news.Article) ([]byte, error) {
	a.Title, a.Summary, a.Text = "", "", ""
	record, err := json.Marshal(a)
	if err != nil {
		return nil, news.Reject("not-json", err)
	}
	return record, nil
}

// Unpack undoes Pack.
func Unpack(record []byte, title, summary, text string) (news.Article, error) {
	var a news.Article
	if err := json.Unmarshal(record, &a); err != nil {
		return news.Article{}, fmt.Errorf("record of an article: %w", err)
	}
	a.Title, a.Summary, a.Text = title, summary, text
	return a, nil
}
