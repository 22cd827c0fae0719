package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"coranto/pipeline/news"
	"coranto/pipeline/store"
	"coranto/pipeline/tag"
)

func TestSubscribersGetOneValidMessagePerTopic(t *testing.T) {
	t.Parallel()
	p := newPaper(t)
	c := testConfig(t, t.TempDir(), p)
	pipe, _ := start(t, c)
	tags, all := subscribe(t, pipe.NATS(), "news.tagged.>"), subscribe(t, pipe.NATS(), "news.record.>")
	for n := range 5 {
		p.publish(fmt.Sprintf("/%d", n), story(n))
	}
	eventually(t, "five articles stored", func() bool { return len(stored(t, pipe)) == 5 && idle(pipe) })

	schema := compileSchema(t)
	want := map[string]int{}
	for _, a := range stored(t, pipe) {
		for _, topic := range a.Topics {
			want[fmt.Sprintf("news.tagged.%s.en.127-0-0-1 %s", topic.ID, a.ID)]++
		}
	}
	if len(want) < 10 {
		t.Fatalf("the articles have %d topics: two each were expected", len(want))
	}
	eventually(t, "all messages", func() bool { return len(tags.received()) >= len(want) && len(all.received()) >= 5 })
	got := map[string]int{}
	for _, m := range tags.received() {
		validate(t, schema, m.Data)
		var a news.Article
		if err := json.Unmarshal(m.Data, &a); err != nil {
			t.Fatal(err)
		}
		got[m.Subject+" "+a.ID]++
		checkEvidence(t, a)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, m := range all.received() {
		validate(t, schema, m.Data)
	}
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(news.ArticleSchema)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("article.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("article.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validate(t *testing.T, schema *jsonschema.Schema, data []byte) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(doc); err != nil {
		t.Errorf("%v\n%s", err, data)
	}
}

// checkEvidence holds every quote against the text that its span cuts out.
func checkEvidence(t *testing.T, a news.Article) {
	t.Helper()
	fields := map[string][]rune{"title": []rune(a.Title), "text": []rune(a.Text)}
	for _, topic := range a.Topics {
		if len(topic.Evidence) == 0 {
			t.Errorf("%s: topic %s without evidence", a.URL, topic.ID)
		}
		for _, e := range topic.Evidence {
			if text := fields[e.Field]; e.Start < 0 || e.End > len(text) || string(text[e.Start:e.End]) != e.Quote {
				t.Errorf("%s: %s: evidence %+v does not cut its quote", a.URL, topic.ID, e)
			}
		}
	}
}

func TestSchemaRefusesWhatIsNoRecord(t *testing.T) {
	schema := compileSchema(t)
	for _, doc := range []string{`{}`, `{"schema":"coranto.article.v1"}`, `[]`} {
		v, _ := jsonschema.UnmarshalJSON(strings.NewReader(doc))
		if schema.Validate(v) == nil {
			t.Errorf("%s is valid", doc)
		}
	}
}

func TestSecondRunStoresAndPublishesNothingAgain(t *testing.T) {
	t.Parallel()
	p := newPaper(t)
	dir := t.TempDir()
	for n := range 8 {
		p.publish(fmt.Sprintf("/%d", n), story(n))
	}
	pipe, stop := start(t, testConfig(t, dir, p))
	eventually(t, "eight articles stored", func() bool { return len(stored(t, pipe)) == 8 && idle(pipe) })
	first := streamed(t, pipe)
	stop()

	// The second run has forgotten what the feeds listed, as after a lost poll state.
	c := testConfig(t, dir, p)
	c.Feeds[0].URL += "?again"
	pipe, _ = start(t, c)
	before := p.requests("/feed.xml")
	eventually(t, "feed read again and all of it worked off", func() bool {
		return p.requests("/feed.xml") > before+2 && idle(pipe)
	})
	if got := len(stored(t, pipe)); got != 8 {
		t.Errorf("%d articles stored", got)
	}
	if diff := cmp.Diff(first, streamed(t, pipe)); diff != "" {
		t.Errorf("published again: %s", diff)
	}
	for n := range 8 {
		if hits := p.requests(fmt.Sprintf("/%d", n)); hits != 1 {
			t.Errorf("page %d was fetched %d times", n, hits)
		}
	}
}

// streamed lists what subscribers of records and tags were ever sent: subject and article.
func streamed(t *testing.T, p *Pipeline) []string {
	t.Helper()
	var list []string
	for _, pattern := range []string{records.All(), tagged + ".>"} {
		n, err := p.bus.Count(t.Context(), pattern)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		err = p.bus.Tail(ctx, pattern, time.Unix(1, 0), func(subject string, data []byte) error {
			var a news.Article
			if err := json.Unmarshal(data, &a); err != nil {
				return err
			}
			list = append(list, subject+" "+a.Key())
			if n--; n == 0 {
				return io.EOF
			}
			return nil
		})
		cancel()
		if err != io.EOF {
			t.Fatalf("tail %s: %v, %d missing", pattern, err, n)
		}
	}
	slices.Sort(list)
	return list
}

func TestFailingPageIsRetriedAndRejectionIsNot(t *testing.T) {
	t.Parallel()
	p := newPaper(t)
	p.publish("/good", story(1))
	p.mu.Lock()
	p.articles = append(p.articles, "/later")
	p.mu.Unlock()
	pipe, _ := start(t, testConfig(t, t.TempDir(), p))
	eventually(t, "good article stored, other tried", func() bool { return len(stored(t, pipe)) == 1 && p.requests("/later") > 0 })
	p.mu.Lock()
	p.pages["/later"] = page("Article /later on sanctions", story(2))
	p.mu.Unlock()
	eventually(t, "other article stored after a retry", func() bool { return len(stored(t, pipe)) == 2 && idle(pipe) })
	if hits := p.requests("/later"); hits != 2 {
		t.Errorf("the failing page was asked for %d times", hits)
	}
}

func TestTwoProcessesOnOneDataFolderAreRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	start(t, testConfig(t, dir))
	second, err := New(testConfig(t, dir), nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	err = second.Run(t.Context())
	if want := fmt.Sprintf("in use by another coranto (process %d)", os.Getpid()); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %q", err, want)
	}
}

func TestTakenPortIsAClearError(t *testing.T) {
	t.Parallel()
	first, _ := start(t, testConfig(t, t.TempDir()))
	for name, change := range map[string]func(*Config){
		"nats.listen": func(c *Config) { c.NATS.Listen = Address(strings.TrimPrefix(first.NATS(), "nats://")) },
		"web.listen":  func(c *Config) { c.Web.Listen = Address(strings.TrimPrefix(first.Web(), "http://")) },
	} {
		c := testConfig(t, t.TempDir())
		change(c)
		p, err := New(c, nil, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Run(t.Context()); err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "in use") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUnknownRoleIsRefused(t *testing.T) {
	if _, err := New(&Config{}, []string{"poll", "brew"}, nil); err == nil || !strings.Contains(err.Error(), `"brew"`) {
		t.Error(err)
	}
}

func TestReloadTakesTopicsAndFeeds(t *testing.T) {
	t.Parallel()
	old, fresh := newPaper(t), newPaper(t)
	fresh.publish("/a", story(1))
	c := testConfig(t, t.TempDir(), old)
	c.Topics = nil
	pipe, _ := start(t, c)
	next := testConfig(t, string(c.Data), fresh)
	var err error
	next.Topics, err = tag.ParseTopics([]tag.File{{Name: "t.yaml", Data: []byte("id: refiners\nquery: refiners\n")}})
	if err != nil {
		t.Fatal(err)
	}
	pipe.Reload(next)
	eventually(t, "article of the new feed stored", func() bool { return len(stored(t, pipe)) == 1 })
	if topics := stored(t, pipe)[0].Topics; len(topics) != 1 || topics[0].ID != "refiners" {
		t.Errorf("topics are %+v", topics)
	}
	metrics := get(t, pipe.Web()+"/metrics")
	if !strings.Contains(metrics, "coranto_topics_last_reload_successful 1") {
		t.Error("a successful reload is not shown")
	}
	pipe.ReloadFailed(fmt.Errorf("bad"))
	if metrics = get(t, pipe.Web()+"/metrics"); !strings.Contains(metrics, "coranto_topics_last_reload_successful 0") {
		t.Error("a refused reload is not shown")
	}
}

func get(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestMetricsMoveAndPassTheLinter(t *testing.T) {
	t.Parallel()
	p := newPaper(t)
	p.publish("/a", story(1))
	pipe, _ := start(t, testConfig(t, t.TempDir(), p))
	eventually(t, "article stored and counted", func() bool {
		return len(stored(t, pipe)) == 1 && strings.Contains(get(t, pipe.Web()+"/metrics"), `coranto_stage_messages_total{result="ok",stage="store"} 1`)
	})
	p.publish("/b", story(2)) // found by a later poll, so that its freshness is told
	eventually(t, "second article counted", func() bool {
		return strings.Contains(get(t, pipe.Web()+"/metrics"), `coranto_stage_messages_total{result="ok",stage="store"} 2`)
	})
	body := get(t, pipe.Web()+"/metrics")
	for _, want := range []string{
		`coranto_stage_messages_total{result="ok",stage="poll"} 2`,
		`coranto_stage_messages_total{result="ok",stage="tag"} 2`,
		`coranto_stage_messages_total{result="dead",stage="extract"} 0`,
		`coranto_stage_duration_seconds_count{stage="extract"} 2`,
		`coranto_feed_polls_total{result="changed"} 2`,
		`coranto_feed_polls_total{result="unchanged"} `,
		`coranto_feed_items_total{result="new"} 2`,
		`coranto_feeds{state="ok"} 1`,
		`coranto_extract_total{method="`,
		`coranto_articles_tagged_total{topic="sanctions"} 2`,
		`coranto_freshness_seconds_count{segment="queue"} 2`,
		`coranto_stage_pending{stage="extract"} `,
		`coranto_last_article_timestamp_seconds `,
		`coranto_topics_last_reload_successful 1`,
		`coranto_build_info{`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("metrics lack %s", want)
		}
	}
	problems, err := promlint.New(strings.NewReader(body)).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range problems {
		t.Errorf("%s: %s", problem.Metric, problem.Text)
	}
	for path, want := range map[string]string{"/healthz": "ok\n", "/readyz": "ok\n"} {
		if got := get(t, pipe.Web()+path); got != want {
			t.Errorf("%s: %q", path, got)
		}
	}
}

func TestRolesCanRunApart(t *testing.T) {
	t.Parallel()
	p := newPaper(t)
	p.publish("/a", story(1))
	dir := t.TempDir()
	pipe, stop := start(t, testConfig(t, dir, p), "poll", "extract")
	eventually(t, "article waiting for tag", func() bool {
		n, err := pipe.bus.Count(t.Context(), articles.All())
		return err == nil && n == 1
	})
	stop()
	pipe, _ = start(t, testConfig(t, dir, p), "tag", "store")
	eventually(t, "article stored", func() bool { return len(stored(t, pipe)) == 1 })
}

func TestDrainedPipelineLeavesNothingInHand(t *testing.T) {
	t.Parallel()
	p := newPaper(t)
	for n := range 30 {
		p.publish(fmt.Sprintf("/%d", n), story(n))
	}
	dir := t.TempDir()
	pipe, stop := start(t, testConfig(t, dir, p))
	eventually(t, "some articles stored", func() bool { return len(stored(t, pipe)) > 3 })
	stop()
	pipe, _ = start(t, testConfig(t, dir, p))
	eventually(t, "all articles stored", func() bool { return len(stored(t, pipe)) == 30 && idle(pipe) })
	if got := len(streamed(t, pipe)); got != len(slices.Compact(streamed(t, pipe))) {
		t.Errorf("%d messages, some twice", got)
	}
}

func TestStoreKeepsWhatPublishersSay(t *testing.T) {
	t.Parallel()
	p := newPaper(t)
	p.publish("/a", story(7))
	pipe, _ := start(t, testConfig(t, t.TempDir(), p))
	eventually(t, "article stored", func() bool { return len(stored(t, pipe)) == 1 })
	a := stored(t, pipe)[0]
	if a.Text != story(7) || a.URL != p.URL+"/a" || a.Title != "Article /a on sanctions" || a.Source.Name != "The Paper" || a.Revision != 1 {
		t.Errorf("stored %+v", a)
	}
	hits, err := pipe.store.Search(t.Context(), store.Query{Text: `"oil imports"`, Topic: "sanctions"})
	if err != nil || len(hits) != 1 {
		t.Errorf("search found %d, %v", len(hits), err)
	}
}

func TestLeadIsTwoParagraphs(t *testing.T) {
	for text, want := range map[string]string{"": "", "a": "a", "a\nb": "a\nb", "a\nb\nc\nd": "a\nb", "a\n\nb\n\nc": "a\n\nb", "\n\na\n\n\nb\nc": "\n\na\n\n\nb"} {
		if got := lead(text); got != want {
			t.Errorf("lead(%q) is %q", text, got)
		}
	}
}

// A stage that computes and listens to nobody does not hold up the end.
func TestStuckWorkDoesNotHoldUpTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		began := time.Now()
		cancel()
		stuck := make(chan struct{})
		if err := untilLate(ctx, func() error { <-stuck; return nil }); !errors.Is(err, errLate) {
			t.Error(err)
		}
		if took := time.Since(began); took != deadline {
			t.Errorf("waited %v", took)
		}
		close(stuck)
		if err := untilLate(ctx, func() error { return io.EOF }); !errors.Is(err, io.EOF) {
			t.Error(err)
		}
	})
}
