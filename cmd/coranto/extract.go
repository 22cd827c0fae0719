package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"coranto/extractors"
	"coranto/pipeline/extract"
	"coranto/pipeline/fetch"
	"coranto/pipeline/news"
)

// maxPage bounds a page that a command reads, in bytes after decompression.
const maxPage = 32 << 20

// An extracted is the line that `coranto extract` prints for a page. Without an article Text is
// empty and Rejected says why.
type extracted struct {
	File          string     `json:"file"`
	URL           string     `json:"url"` // as given or as it was read from, else what the page says
	Title         string     `json:"title"`
	Text          string     `json:"text"`
	Partial       bool       `json:"partial"`
	Authors       []string   `json:"authors"`
	Published     *time.Time `json:"published"`
	PublishedFrom string     `json:"published_from"`
	Modified      *time.Time `json:"modified"`
	Lang          string     `json:"lang"`
	Site          string     `json:"site"`
	Section       string     `json:"section"`
	Keywords      []string   `json:"keywords"`
	Summary       string     `json:"summary"`
	Image         string     `json:"image"`
	Method        string     `json:"method"`
	Rejected      string     `json:"rejected"`
	unruled       string     // why the text is not that of the site's rule, if there is one
}

func (t terminal) extract() command {
	var file, address string
	return command{
		name: "extract", args: "[--url URL] FILE…|URL|-", summary: "extract headline, text, authors and date from pages",
		example: "coranto extract page.html\ncoranto extract pages/*.html.gz > pages.ndjson\ncoranto extract https://example.com/story\ncurl -s https://example.com/story | coranto extract --url https://example.com/story -",
		flags: func(f *flag.FlagSet) {
			configFlag(f, &file)
			f.StringVar(&address, "url", "", "the page's `URL`, to resolve links, read a date and find the rule for its site")
		},
		run: func(ctx context.Context, args []string) error {
			if len(args) == 0 {
				return usagef("extract takes files, an address, or - for standard input")
			}
			if address != "" && !isWebAddress(address) {
				return usagef("--url %q must be a whole address, as in https://example.com/story", address)
			}
			c, err := t.settings(file)
			if err != nil {
				return err
			}
			sites, err := c.ReadSites()
			if err != nil {
				return t.mistakes(err)
			}
			reader := extract.Reader(sites)
			web := client(c)
			step, done := t.progress("pages")
			defer done()
			failed := false
			err = ordered(ctx, each(args), func(name string, turn func() error) error {
				page, err := t.extractOne(ctx, web, reader, name, address)
				if late := turn(); late != nil {
					return late
				}
				step()
				if err != nil {
					failed = true
					fmt.Fprintf(t.err, "%s: %v\n", name, err)
					return nil
				}
				if page.unruled != "" {
					fmt.Fprintf(t.err, "%s: %s: read without it\n", name, page.unruled)
				}
				return printJSON(t.out, page)
			})
			if err == nil && failed {
				return errQuiet
			}
			return err
		},
	}
}

func (t terminal) extractOne(ctx context.Context, web *fetch.Client, reader *extractors.Extractor, name, address string) (extracted, error) {
	body, kind, at, err := t.readPage(ctx, web, name)
	if err != nil {
		return extracted{}, err
	}
	if address == "" {
		address = at
	}
	p, err := reader.Extract(body, kind, address)
	if err != nil {
		return extracted{}, err
	}
	return extracted{
		File: name, URL: cmp.Or(address, p.Canonical), Title: p.Title, Text: p.Text, Partial: p.Partial, Authors: orEmpty(p.Authors), Published: p.Published,
		PublishedFrom: p.PublishedFrom, Modified: p.Modified, Lang: p.Lang, Site: p.SiteName, Section: p.Section,
		Keywords: orEmpty(p.Keywords), Summary: p.Summary, Image: p.Image, Method: p.Method, Rejected: p.Rejected,
		unruled: extract.WhyUnruled(p),
	}, nil
}

// isWebAddress says whether an address has a scheme of the web and a host.
func isWebAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != ""
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// readPage reads a file, "-" or an address; what is gzip is unpacked.
func (t terminal) readPage(ctx context.Context, web *fetch.Client, name string) (body []byte, kind, address string, err error) {
	if strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://") {
		resp, err := web.Get(ctx, fetch.Request{URL: name, Accept: "text/html, */*;q=0.1", MaxBody: maxPage})
		if err != nil {
			return nil, "", "", err
		}
		return resp.Body, resp.Header.Get("Content-Type"), resp.URL, nil
	}
	body, err = t.readInput(name)
	if err == nil && bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		body, err = gunzip(body)
	}
	return body, "", "", err
}

func gunzip(data []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(r, maxPage+1))
	if err == nil && len(out) > maxPage {
		err = fmt.Errorf("more than %d bytes unpacked", maxPage)
	}
	return out, err
}

// readArticle reads an article to hold topics against: a JSON record or a page.
func (t terminal) readArticle(ctx context.Context, config, name string) (news.Article, error) {
	c, err := t.settings(config)
	if err != nil {
		return news.Article{}, err
	}
	body, kind, address, err := t.readPage(ctx, client(c), name)
	if err != nil {
		return news.Article{}, err
	}
	if name == "-" {
		name = "standard input"
	}
	if record := bytes.TrimSpace(body); bytes.HasPrefix(record, []byte("{")) {
		a, err := t.readRecord(record, name)
		if err != nil {
			err = fmt.Errorf("%s: %w", name, err)
		}
		return a, err
	}
	sites, err := c.ReadSites()
	if err != nil {
		return news.Article{}, t.mistakes(err)
	}
	p, err := extract.Reader(sites).Extract(body, kind, address)
	if errors.Is(err, extractors.ErrNotHTML) {
		err = fmt.Errorf("%s: %w, and no JSON object: an article is a page or a record with title and text", name, err)
	}
	return news.Article{URL: address, Title: p.Title, Text: p.Text, Lang: p.Lang}, err
}

// readRecord reads an article in JSON as tag does, and says if there is nothing in it to read.
func (t terminal) readRecord(data []byte, name string) (news.Article, error) {
	var r news.Record
	if err := r.Read(data); err != nil {
		if line, _, more := bytes.Cut(data, newline); more && r.Read(line) == nil {
			return news.Article{}, errors.New("several lines, each a record: one is wanted, as from head -1")
		}
		return news.Article{}, err
	}
	if err := nothingToRead(r.Article, data); err != nil {
		fmt.Fprintf(t.err, "%s: %v\n", name, err)
	}
	r.Article.Lang = knownLanguage(r.Article)
	return r.Article, nil
}
