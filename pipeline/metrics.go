package pipeline

import (
	"context"
	"net/http"
	"runtime"
	"time"

	"coranto/pipeline/news"
	"coranto/pipeline/tag"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Version of the program, set by the build.
var Version = "dev"

// metrics are what Prometheus scrapes. No label takes a value from the outside.
type metrics struct {
	registry     *prometheus.Registry
	messages     *prometheus.CounterVec
	durations    *prometheus.HistogramVec
	rejections   *prometheus.CounterVec
	polls        *prometheus.CounterVec
	feedItems    *prometheus.CounterVec
	extractions  *prometheus.CounterVec
	topics       *prometheus.CounterVec
	freshness    *prometheus.HistogramVec
	dead         *prometheus.CounterVec
	pending      *prometheus.GaugeVec
	lastArticle  prometheus.Gauge
	lastReloadOK prometheus.Gauge
}

func newMetrics(topics []tag.Topic) *metrics {
	r := prometheus.NewRegistry()
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		v := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "coranto_" + name, Help: help}, labels)
		r.MustRegister(v)
		return v
	}
	histogram := func(name, help string, buckets []float64, labels ...string) *prometheus.HistogramVec {
		v := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "coranto_" + name, Help: help, Buckets: buckets}, labels)
		r.MustRegister(v)
		return v
	}
	gauge := func(name, help string, labels ...string) *prometheus.GaugeVec {
		v := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "coranto_" + name, Help: help}, labels)
		r.MustRegister(v)
		return v
	}
	m := &metrics{
		registry:     r,
		messages:     counter("stage_messages_total", "Messages that a stage has ended, by how.", "stage", "result"),
		durations:    histogram("stage_duration_seconds", "Time a message was in a stage's hands.", prometheus.ExponentialBuckets(0.0005, 4, 10), "stage"),
		rejections:   counter("stage_rejected_total", "Messages dropped as final, by reason.", "stage", "reason"),
		polls:        counter("feed_polls_total", "Polls of feeds, by how they ended.", "result"),
		feedItems:    counter("feed_items_total", "Items found in polled feeds.", "result"),
		extractions:  counter("extract_total", "Articles by where their text came from and how reading the page went.", "method", "result"),
		topics:       counter("articles_tagged_total", "Articles kept, by topic assigned.", "topic"),
		freshness:    histogram("freshness_seconds", "Delay from publication to tag, by where it arose.", []float64{.01, .1, 1, 5, 15, 60, 300, 900, 3600, 4 * 3600, 86400}, "segment"),
		dead:         counter("dead_letters_total", "Messages given up on.", "stage", "reason"),
		pending:      gauge("stage_pending", "Messages waiting for a stage or in its hands.", "stage"),
		lastArticle:  gauge("last_article_timestamp_seconds", "When the last article was kept.").WithLabelValues(),
		lastReloadOK: gauge("topics_last_reload_successful", "Whether the last reload of the topics was taken (1) or refused (0).").WithLabelValues(),
	}
	gauge("build_info", "The program and what it was built with.", "version", "goversion").WithLabelValues(Version, runtime.Version()).Set(1)
	r.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.begin(topics)
	return m
}

// begin makes the series that are known beforehand, so that their first event is seen as an increase from zero.
func (m *metrics) begin(topics []tag.Topic) {
	for stage, ends := range map[string][]string{"poll": sourceResults, "extract": results, "tag": results, "store": results} {
		m.durations.WithLabelValues(stage)
		for _, result := range ends {
			m.messages.WithLabelValues(stage, result)
		}
		for _, reason := range []string{reasonExhausted, reasonUndecodable, reasonUnfinished} {
			if stage != "poll" {
				m.dead.WithLabelValues(stage, reason)
			}
		}
	}
	for _, result := range []string{"changed", "unchanged", "error"} {
		m.polls.WithLabelValues(result)
	}
	for _, result := range []string{"new", "edited", "seen", "invalid"} {
		m.feedItems.WithLabelValues(result)
	}
	m.reloaded(topics, true)
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// observe adds the number of feeds by state, read at each scrape.
func (m *metrics) observe(health func() map[string]int) {
	for state := range health() {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "coranto_feeds", Help: "Feeds by state.", ConstLabels: prometheus.Labels{"state": state},
		}, func() float64 { return float64(health()[state]) }))
	}
}

func (m *metrics) stage(name, result string, took time.Duration) {
	m.messages.WithLabelValues(name, result).Inc()
	m.durations.WithLabelValues(name).Observe(took.Seconds())
}

func (m *metrics) rejected(stage, reason string) { m.rejections.WithLabelValues(stage, reason).Inc() }
func (m *metrics) died(stage, reason string)     { m.dead.WithLabelValues(stage, reason).Inc() }
func (m *metrics) polled(result string)          { m.polls.WithLabelValues(result).Inc() }
func (m *metrics) extracted(method, result string) {
	m.extractions.WithLabelValues(method, result).Inc()
}
func (m *metrics) items(result string, n int) {
	m.feedItems.WithLabelValues(result).Add(float64(n))
}

func (m *metrics) reloaded(topics []tag.Topic, ok bool) {
	m.lastReloadOK.Set(map[bool]float64{true: 1}[ok])
	for _, t := range topics {
		m.topics.WithLabelValues(t.ID)
	}
}

// kept counts an article that is stored, and where its delay arose.
func (m *metrics) kept(a news.Article, now time.Time) {
	m.lastArticle.Set(float64(now.UnixMilli()) / 1000)
	for _, t := range a.Topics {
		m.topics.WithLabelValues(t.ID).Inc()
	}
	for segment, delay := range delays(a.Trace) {
		m.freshness.WithLabelValues(segment).Observe(delay.Seconds())
	}
}

// delays are the segments of the way from publication to tag, as far as they are known:
//
//	publisher  published -> last poll that could not see it yet (0 if published after it)
//	poll       from then, or from publication when later -> discovered
//	queue      discovered -> work begun
//	process    work begun -> tagged
//	total      published -> tagged
//
// A feed's first poll brings old articles: only queue and process are told of these.
func delays(t news.Trace) map[string]time.Duration {
	d := map[string]time.Duration{}
	if t.Discovered == nil || t.Picked == nil || t.Tagged == nil {
		return d
	}
	d["queue"] = t.Picked.Sub(*t.Discovered)
	d["process"] = t.Tagged.Sub(*t.Picked)
	if t.Published == nil || t.LastPolled == nil {
		return d
	}
	visible := *t.LastPolled
	if t.Published.After(visible) {
		visible = *t.Published
	}
	d["publisher"] = visible.Sub(*t.Published)
	d["poll"] = max(t.Discovered.Sub(visible), 0)
	d["total"] = max(t.Tagged.Sub(*t.Published), 0)
	return d
}

// sampling is how often the backlog is read from the server.
const sampling = 5 * time.Second

// watch keeps the gauges of the backlog true until ctx ends.
func (p *Pipeline) watch(ctx context.Context) {
	tick := time.NewTicker(sampling)
	defer tick.Stop()
	for {
		for _, s := range p.stages() {
			if s.in == "" {
				continue
			}
			if n, err := p.bus.Pending(ctx, s.in, s.name); err == nil {
				p.metrics.pending.WithLabelValues(s.name).Set(float64(n))
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
