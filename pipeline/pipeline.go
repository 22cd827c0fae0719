// Package pipeline wires the stages: what flows, in which order, through which subjects.
// This file shows the whole flow; stage.go is the glue from a plain function to the bus.
package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"coranto/pipeline/bus"
	"coranto/pipeline/extract"
	"coranto/pipeline/fetch"
	"coranto/pipeline/news"
	"coranto/pipeline/poll"
	"coranto/pipeline/store"
	"coranto/pipeline/store/sqlite"
	"coranto/pipeline/tag"
	"coranto/pipeline/tag/explain"
	"coranto/pipeline/web"

	"golang.org/x/sync/errgroup"
)

const (
	items    bus.Subject[news.Item]    = "news.item"    // seen in a feed
	articles bus.Subject[news.Article] = "news.article" // page fetched, text extracted
	records  bus.Subject[news.Article] = "news.record"  // topics assigned; announced on tagged too
	tagged                             = "news.tagged"  // .<topic>.<lang>.<source>, once per topic
)

// streams keep the messages. What is on its way is removed once it is done; what
// subscribers read stays for a week. Ids are remembered for a day, so that work
// repeated after a crash announces nothing twice.
var streams = append([]bus.Stream{
	{Name: "CORANTO_ITEMS", Subjects: []string{items.All()}, Work: true, Duplicates: 10 * time.Minute},
	{Name: "CORANTO_ARTICLES", Subjects: []string{articles.All()}, Work: true, Duplicates: 10 * time.Minute},
	{Name: "CORANTO_NEWS", Subjects: []string{records.All(), tagged + ".>"}, MaxAge: 7 * 24 * time.Hour, Duplicates: 24 * time.Hour},
}, bus.DeadLetters...)

// stages is the flow.
func (p *Pipeline) stages() []stage {
	return []stage{
		source("poll", p.poller.Run, items),
		each("extract", items, p.extractor.Extract, articles).by(256), // most of them wait for their host's turn
		each("tag", articles, p.tagger.Tag, records, p.announce).by(4),
		sink("store", records, p.keep).by(16),
		service("web", p.web.Run),
	}
}

// Roles are the names of the stages, in the order of the flow.
var Roles = []string{"poll", "extract", "tag", "store", "web"}

// A Pipeline is the whole program: its settings, then, while it runs, its parts.
type Pipeline struct {
	config  *Config
	roles   []string
	log     *slog.Logger
	metrics *metrics
	tagger  *tag.Tagger
	watched watched           // topic files
	wrong   []explain.Failure // examples of the topics at the start
	client  *fetch.Client
	started chan struct{} // closed when all stages have begun

	bus       *bus.Bus
	bucket    *bus.Bucket // of feeds' states
	store     store.Store
	poller    *poll.Poller
	extractor *extract.Extractor
	web       *web.Server
}

// New wires a pipeline of the given roles (none: all). It does no I/O.
func New(c *Config, roles []string, log *slog.Logger) (*Pipeline, error) {
	for _, role := range roles {
		if !slices.Contains(Roles, role) {
			return nil, fmt.Errorf("unknown role %q: known are %s", role, strings.Join(Roles, ", "))
		}
	}
	if len(roles) == 0 {
		roles = Roles
	}
	settings := *c
	settings.Topics = nil // the tagger has them in a form ten times smaller
	return &Pipeline{
		config: &settings, roles: roles, log: log,
		metrics: newMetrics(c.Topics),
		tagger:  tag.New(c.Topics),
		client: fetch.New(fetch.Options{
			UserAgent: string(c.Fetch.UserAgent), Timeout: time.Duration(c.Fetch.Timeout),
			Parallel: int(c.Fetch.Host.Parallel), Delay: time.Duration(c.Fetch.Host.Delay),
			AllowPrivate: c.Fetch.AllowPrivate,
		}),
		watched: watched{source: c.topicSource, read: c.topicLook},
		wrong:   WrongExamples(c.Topics),
		started: make(chan struct{}),
	}, nil
}

// After the end was asked for, work in hand may go on for drain; what has not ended by
// deadline, because it computes and listens to nobody, is left: it will be delivered again.
const (
	drain    = 7 * time.Second
	deadline = 9 * time.Second
)

// Run runs until ctx ends, then finishes the work in hand, or hands back what takes
// too long, and closes everything. An error means that it could not start or go on.
func (p *Pipeline) Run(ctx context.Context) (err error) {
	unlock, err := Lock(string(p.config.Data), running)
	if err != nil {
		return err
	}
	defer unlock()
	if err := p.open(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()

	group, ctx := errgroup.WithContext(ctx)
	work, cancel := afterwards(ctx, drain)
	defer cancel()
	e := &engine{bus: p.bus, metrics: p.metrics, log: p.log, work: work, retries: patient}
	for _, s := range p.stages() {
		if slices.Contains(p.roles, s.name) {
			group.Go(func() error { return s.run(ctx, e, s) })
		}
	}
	group.Go(func() error { p.watch(ctx); return nil })
	group.Go(func() error { p.watchTopics(ctx); return nil })
	p.log.Info("coranto runs", "roles", p.roles, "feeds", len(p.config.Feeds), "sites", len(p.config.Sites), "topics", p.tagger.Len(),
		"every", p.config.Every(), "nats", p.bus.URL(), "web", p.web.URL(), "data", string(p.config.Data))
	warnOfExamples(p.log, p.wrong)
	close(p.started)
	context.AfterFunc(ctx, func() { p.log.Info("stopping, finishing work in hand") })
	if err := untilLate(ctx, group.Wait); !errors.Is(err, errLate) {
		return err
	}
	p.log.Warn("work in hand does not end: left to be delivered again")
	return nil
}

var errLate = errors.New("late")

// untilLate waits for something to end, but no longer than deadline after ctx has; then the error is errLate.
func untilLate(ctx context.Context, wait func() error) error {
	late, cancel := afterwards(ctx, deadline)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- wait() }()
	select {
	case err := <-ended:
		return err
	case <-late.Done():
		return errLate
	}
}

// afterwards is a context that ends some time after ctx does.
func afterwards(ctx context.Context, later time.Duration) (context.Context, context.CancelFunc) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	context.AfterFunc(ctx, func() { time.AfterFunc(later, cancel) })
	return work, cancel
}

// open does the I/O that New does not: server, store, and the parts that stand on them.
func (p *Pipeline) open(ctx context.Context) error {
	var err error
	if p.bus, err = bus.Open(ctx, p.config.busOptions(p.log)); err != nil {
		return err
	}
	if p.store, err = sqlite.Open(p.config.Database()); err != nil {
		p.bus.Close()
		return err
	}
	if p.bucket, err = p.bus.Bucket(ctx, feedsBucket); err != nil {
		return errors.Join(err, p.close())
	}
	p.poller = poll.New(poll.Options{
		Client: p.client, Bucket: p.bucket, Every: p.config.Every(), Parallel: 32, Log: p.log,
		Polled: p.metrics.polled, Items: p.metrics.items,
	})
	p.poller.SetFeeds(p.config.Feeds)
	p.extractor = extract.New(extract.Options{
		Client: p.client, Library: shelf{p.store}, Log: p.log, Extracted: p.metrics.extracted, Sites: p.config.Sites,
	})
	p.web = web.New(web.Options{
		Listen: string(p.config.Web.Listen), Store: shelf{p.store}, Topics: p.choices,
		Metrics: p.metrics.handler(), Ready: p.ready, Log: p.log,
	})
	p.metrics.observe(p.poller.Health)
	if slices.Contains(p.roles, "web") {
		err = p.web.Listen()
	}
	if err != nil {
		return errors.Join(err, p.close())
	}
	return nil
}

func (p *Pipeline) close() error {
	if p.web != nil {
		p.web.Close()
	}
	err := p.store.Close()
	p.bus.Close()
	p.log.Info("stopped")
	return err
}

// feedsBucket holds what was learned of each feed.
const feedsBucket = "coranto_feeds"

// Database is the file of the SQLite store.
func (c *Config) Database() string { return filepath.Join(string(c.Data), "coranto.db") }

func (c *Config) busOptions(log *slog.Logger) bus.Options {
	return bus.Options{
		URL: c.Servers(), Dir: filepath.Join(string(c.Data), "nats"), Listen: string(c.NATS.Listen),
		Sync: c.NATS.Durability == "power", Streams: streams, Log: log,
	}
}

// keep stores an article and then counts it.
func (p *Pipeline) keep(ctx context.Context, a news.Article) error {
	if err := p.store.Put(ctx, a); err != nil {
		return err
	}
	p.metrics.kept(a, time.Now())
	return nil
}

// ready says why the pipeline can't do its work, nil when it can.
func (p *Pipeline) ready(ctx context.Context) error {
	select {
	case <-p.started:
	default:
		return errors.New("starting")
	}
	if err := p.bucket.Save(ctx, "probe", []byte(time.Now().UTC().Format(time.RFC3339))); err != nil {
		return fmt.Errorf("nats does not keep messages (a full disk needs a restart once there is room): %w", err)
	}
	if _, err := p.store.Search(ctx, store.Query{Limit: 1}); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return nil
}

// Started is closed when all stages have begun; NATS and Web may be asked from then on.
func (p *Pipeline) Started() <-chan struct{} { return p.started }

// NATS is where subscribers connect.
func (p *Pipeline) NATS() string { return p.bus.URL() }

// Web is the address of the pages and the metrics.
func (p *Pipeline) Web() string { return p.web.URL() }
