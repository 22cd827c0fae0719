package main

import (
	"path/filepath"
	"strings"
	"testing"
)

const bakery = `<html><head><link rel="canonical" href="https://example.com/a"></head><body><h1>A bakery moves out</h1>
<div class="body"><p>It needs larger ovens.</p><p class="promo">Bakeries of note.</p></div></body></html>`

func TestExtractReadsWithTheRulesOfTheConfiguration(t *testing.T) {
	dir := t.TempDir()
	config, sites, page := filepath.Join(dir, "c.yaml"), filepath.Join(dir, "s.yaml"), filepath.Join(dir, "p.html")
	write(t, config, "sites: s.yaml\n")
	write(t, page, bakery)
	write(t, sites, "domains: example.com\ntext: .body\ndrop: .promo\n")
	out, messages, code := invoke(t, "", "extract", "-c", config, page)
	if code != exitDone || !strings.Contains(out, `"text":"It needs larger ovens."`) || !strings.Contains(out, `"method":"site"`) {
		t.Errorf("code %d, %s%s", code, out, messages)
	}
	if messages != "" {
		t.Errorf("says %s", messages)
	}
	write(t, sites, "domains: example.com\ntext: .story\n")
	out, messages, code = invoke(t, "", "extract", "-c", config, page)
	if want := page + ": the rule finds no text on this page: read without it\n"; code != exitDone || messages != want || !strings.Contains(out, `"method":""`) {
		t.Errorf("code %d, %s, want %s, %s", code, messages, want, out)
	}
	write(t, sites, "domains: example.com\ntext: .body\ndrop: .promo:nth-child(2)\n")
	_, messages, code = invoke(t, "", "extract", "-c", config, page)
	if want := sites + ":3:7: drop: :nth-child can't be used here"; code != exitFailed || !strings.HasPrefix(messages, want) {
		t.Errorf("code %d, %s, want %s", code, messages, want)
	}
}

func TestAddressOfAPageMustBeWhole(t *testing.T) {
	for _, address := range []string{"example.com", "not a url", "https:///a", "/a", "ftp://example.com/a", "%"} {
		out, messages, code := invoke(t, bakery, "extract", "--url", address, "-")
		if code != exitUsage || out != "" || !strings.HasSuffix(messages, "must be a whole address, as in https://example.com/story\n") {
			t.Errorf("%s: code %d, %s%s", address, code, out, messages)
		}
	}
}

func TestCheckHoldsSitesAgainstTheirTests(t *testing.T) {
	dir := t.TempDir()
	config, sites := filepath.Join(dir, "c.yaml"), filepath.Join(dir, "s.yaml")
	write(t, config, "sites: s.yaml\n")
	write(t, sites, "domains: example.com\ntext: .body\ntests:\n  html: |\n    <div class=body><p>It needs larger ovens.</p></div>\n  text: {contains: small ovens}\n")
	_, messages, code := invoke(t, "", "check", "-c", config)
	want := sites + ":6:20: site example.com: the text lacks \"small ovens\"; it is \"It needs larger ovens.\"\ncoranto: 1 mistake in the configuration\n"
	if code != exitFailed || messages != want {
		t.Errorf("code %d, %s, want %s", code, messages, want)
	}
}
