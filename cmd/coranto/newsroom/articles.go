package newsroom

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"
)

// files are named so that their order is the order of publication.
//
//go:embed articles/*.txt
var files embed.FS

// An Article is what a page of a site is about, without the furniture around it.
type Article struct {
	Site       string // slug: the host is Site + ".localhost"
	Path       string // path, and query if any, on that site
	Title      string
	Authors    []string // may be empty
	Lang       string   // BCP 47 primary subtag
	Section    string   // slug
	Keywords   []string
	Summary    string
	Caption    string   // of its picture; "" when it has none
	Paragraphs []string // plain text, subheadings among them
	Headings   []int    // which of Paragraphs are subheadings
	Also       []string // further sites whose feed lists it
	Published  time.Time
}

// URL is the address of the article in a newsroom reachable at addr, without tracking
// parameters.
func (a Article) URL(addr string) string {
	return "http://" + a.Site + domain + portOf(addr) + a.Path
}

// Text is the whole article, a line a paragraph, without an end of line.
func (a Article) Text() string { return strings.Join(a.Paragraphs, "\n") }

// A draft is an article before it has a date, or the address that follows from it.
type draft struct {
	Article
	slug string
	age  time.Duration // when the newsroom opens; 0 for one that is published later
}

func written() ([]draft, error) {
	names, err := fs.Glob(files, "articles/*.txt")
	if err != nil {
		return nil, err
	}
	var drafts []draft
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		d, err := parseDraft(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		drafts = append(drafts, d)
	}
	return drafts, nil
}

// parseDraft reads an article file: lines "key: value" up to the first empty line, then
// a line a paragraph. A line that begins with "## " is a subheading.
func parseDraft(text string) (draft, error) {
	d := draft{Article: Article{Lang: "en"}}
	head, body, ok := strings.Cut(strings.TrimSpace(text), "\n\n")
	if !ok {
		return d, errors.New("no empty line after the head")
	}
	for line := range strings.Lines(head) {
		key, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			return d, fmt.Errorf("%q is not \"key: value\"", line)
		}
		if err := d.set(key, value); err != nil {
			return d, err
		}
	}
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if heading, ok := strings.CutPrefix(line, "## "); ok {
			d.Headings = append(d.Headings, len(d.Paragraphs))
			line = heading
		}
		d.Paragraphs = append(d.Paragraphs, line)
	}
	if d.Site == "" || d.slug == "" || d.Title == "" || d.Section == "" || d.Summary == "" {
		return d, errors.New("needs site, slug, title, section and summary")
	}
	return d, nil
}

func (d *draft) set(key, value string) (err error) {
	switch key {
	case "site":
		d.Site = value
	case "slug":
		d.slug = value
	case "title":
		d.Title = value
	case "author":
		d.Authors = strings.Split(value, "; ")
	case "lang":
		d.Lang = value
	case "section":
		d.Section = value
	case "keywords":
		d.Keywords = strings.Split(value, ", ")
	case "summary":
		d.Summary = value
	case "image":
		d.Caption = value
	case "also":
		d.Also = strings.Split(value, ", ")
	case "age":
		d.age, err = time.ParseDuration(value)
	case "published":
		d.Published, err = time.Parse(time.RFC3339, value)
	default:
		err = fmt.Errorf("unknown key %q", key)
	}
	return err
}
