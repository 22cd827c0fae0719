package poll

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"coranto/pipeline/fetch"
	"coranto/pipeline/news"

	"github.com/google/go-cmp/cmp"
)

const site = "https://paper.example/news/"

// pages answers with these documents, and with 404 elsewhere.
func pages(bodies map[string]string) *web {
	return newWeb(func(r fetch.Request) (*fetch.Response, error) {
		if body, found := bodies[r.URL]; found {
			return ok(r.URL, body)
		}
		return nil, &fetch.StatusError{Code: 404}
	})
}

func TestDiscoverTakesAFeedsOwnAddress(t *testing.T) {
	w := pages(map[string]string{site: rss("/a A")})
	got, err := Discover(t.Context(), w, site)
	want := []news.Feed{{URL: site, Title: "Paper", Site: "https://paper.example/"}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil || len(w.calls) != 1 {
		t.Error(diff, err)
	}
}

func TestDiscoverFindsTheFeedsThatAPageDeclares(t *testing.T) {
	head := `<!DOCTYPE html><html><head><title>Paper</title>
<link rel="stylesheet" type="text/css" href="/style.css">
<link rel="alternate" type="application/rss+xml" title="All &amp; more" href="/all.xml">
<LINK REL="Alternate HOME" TYPE="Application/Atom+XML; charset=utf-8" HREF=" atom.xml ">
<link rel="alternate" type="application/feed+json" href="//cdn.example/feed.json"/>
<link rel="alternate" type="application/json" href="https://paper.example/wp-json/wp/v2/pages/1">
<link rel="alternate" type="application/rss+xml" href="/all.xml" title="again">
<link rel="alternate" hreflang="de" href="/de/">
<link rel="alternate" type="application/rss+xml" href="javascript:void(0)">
<link rel="alternate" type="application/rss+xml" href="">
<link rel="alternate" type="application/rss+xml">
</head><body><p>News</body></html>`
	got, err := Discover(t.Context(), pages(map[string]string{site: head}), site)
	want := []news.Feed{
		{URL: "https://paper.example/all.xml", Title: "All & more", Site: site},
		{URL: "https://paper.example/news/atom.xml", Site: site},
		{URL: "https://cdn.example/feed.json", Site: site},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestDeclaredFeedsAreRelativeToThePagesBase(t *testing.T) {
	for base, want := range map[string]string{
		`<base target="_blank">`: "https://paper.example/news/feed", `<base href="/x/">`: "https://paper.example/x/feed",
		`<base href="https://cdn.example/y/"><base href="/z/">`: "https://cdn.example/y/feed", `<base href="javascript:0">`: "https://paper.example/news/feed",
	} {
		w := pages(map[string]string{site: base + `<link rel=alternate type=application/rss+xml href=feed>`})
		got, err := Discover(t.Context(), w, site)
		if err != nil || len(got) != 1 || got[0].URL != want {
			t.Errorf("%s: %+v, %v", base, got, err)
		}
	}
}

func TestPageThatDeclaresNoEndOfFeedsIsBounded(t *testing.T) {
	var b strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&b, `<link rel=alternate type=application/rss+xml href=/%d>`, i)
	}
	got, err := Discover(t.Context(), pages(map[string]string{site: b.String()}), site)
	if err != nil || len(got) != maxDeclared {
		t.Errorf("%d feeds, %v", len(got), err)
	}
}

func TestDiscoverTriesUsualPaths(t *testing.T) {
	w := pages(map[string]string{
		site: "<p>News", "https://paper.example/feed": "<html>soft 404</html>", "https://paper.example/feed.xml": rss("/a A"),
	})
	got, err := Discover(t.Context(), w, site)
	want := []news.Feed{{URL: "https://paper.example/feed.xml", Site: site}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
}

func TestDiscoverWithoutSuccessIsAnError(t *testing.T) {
	w := pages(map[string]string{site: "<p>News"})
	if got, err := Discover(t.Context(), w, site); err == nil || got != nil || len(w.calls) != 1+len(wellKnown) {
		t.Errorf("%+v, %v, %d requests", got, err, len(w.calls))
	}
	var status *fetch.StatusError
	if _, err := Discover(t.Context(), pages(nil), site); !errors.As(err, &status) {
		t.Errorf("page not found: %v", err)
	}
	json := pages(map[string]string{site: `{"message":"no"}`})
	if got, err := Discover(t.Context(), json, site); err == nil {
		t.Errorf("an answer in JSON is no feed: %+v", got)
	}
}

func TestDiscoverEndsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	w := newWeb(func(r fetch.Request) (*fetch.Response, error) {
		if r.URL == site {
			return ok(r.URL, "<p>News")
		}
		cancel()
		return nil, context.Canceled
	})
	if _, err := Discover(ctx, w, site); !errors.Is(err, context.Canceled) || len(w.calls) != 2 {
		t.Errorf("%v after %d requests", err, len(w.calls))
	}
}

func TestDiscoverUsesCredentialsAndDoesNotTellThem(t *testing.T) {
	const with = "https://user:secret@paper.example/"
	w := pages(map[string]string{with: "<link rel=alternate type=application/rss+xml href=/feed>"})
	got, err := Discover(t.Context(), w, with)
	if err != nil || got[0].URL != with+"feed" || got[0].Site != "https://paper.example/" {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := Discover(t.Context(), pages(map[string]string{with: "<p>"}), with); err == nil || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
}
