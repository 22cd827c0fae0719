// Package bus carries messages between the stages: NATS with JetStream, either a server
// of its own inside the process or one outside. It alone imports nats.go and nats-server.
//
// A Subject[T] is a subject whose messages are values of T. Publishing waits until the
// server has acknowledged; consuming hands each message to one worker at a time and
// leaves its end (Ack, Retry, Bury) to the caller, so that every message ends in
// exactly one way.
package bus

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Options say where the server is, or how to run one.
type Options struct {
	URL     string // one or several servers outside, comma-separated; empty runs one inside
	Dir     string // inside: where it keeps its files
	Listen  string // inside: host:port where others connect; empty for nobody
	Sync    bool   // inside: write every message through to the disk before it is acknowledged
	Streams []Stream
	Log     *slog.Logger
}

// A Stream keeps the messages of some subjects.
type Stream struct {
	Name     string
	Subjects []string
	// Work removes a message once it is acknowledged; otherwise it stays for MaxAge.
	Work       bool
	MaxAge     time.Duration // 0 keeps for ever
	Duplicates time.Duration // a message whose id was seen within this time is not stored again
}

// A Bus is a connection, and the server behind it where that runs inside.
type Bus struct {
	server *server.Server // nil when outside
	conn   *nats.Conn
	js     jetstream.JetStream
	log    *slog.Logger
}

// Open starts or reaches the server and creates or updates the streams.
func Open(ctx context.Context, o Options) (*Bus, error) {
	b := &Bus{log: o.Log}
	var err error
	if o.URL == "" {
		if b.server, err = embed(o); err != nil {
			return nil, fmt.Errorf("start nats: %w", err)
		}
	}
	if err := b.connect(o.URL); err != nil {
		b.Close()
		return nil, err
	}
	for _, s := range o.Streams {
		if err := b.ensure(ctx, s); err != nil {
			b.Close()
			return nil, fmt.Errorf("stream %s: %w", s.Name, err)
		}
	}
	return b, nil
}

// Connect reaches a server without creating anything on it.
func Connect(url string, log *slog.Logger) (*Bus, error) {
	b := &Bus{log: log}
	return b, b.connect(url)
}

func (b *Bus) connect(url string) error {
	options := []nats.Option{
		nats.Name("coranto"),
		nats.MaxReconnects(-1),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { b.log.Warn("nats error", "error", err) }),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				b.log.Warn("nats connection lost, reconnecting", "error", err)
			}
		}),
		nats.ReconnectHandler(func(c *nats.Conn) { b.log.Info("nats connection restored", "url", c.ConnectedUrlRedacted()) }),
	}
	if b.server != nil {
		options = append(options, nats.InProcessServer(b.server))
	}
	conn, err := nats.Connect(url, options...)
	if err != nil {
		return fmt.Errorf("connect to nats at %s: %w", redacted(url), err)
	}
	b.conn = conn
	if b.js, err = jetstream.New(conn, jetstream.WithPublishAsyncTimeout(ackTimeout)); err != nil {
		return fmt.Errorf("connect to nats: %w", err)
	}
	return nil
}

// redacted is a list of servers without names and passwords.
func redacted(servers string) string {
	list := strings.Split(servers, ",")
	for i, server := range list {
		scheme, rest, found := strings.Cut(server, "//")
		if at := strings.LastIndexByte(rest, '@'); found && at >= 0 {
			list[i] = scheme + "//xxxxx" + rest[at:]
		}
	}
	return strings.Join(list, ",")
}

func (b *Bus) ensure(ctx context.Context, s Stream) error {
	config := jetstream.StreamConfig{
		Name: s.Name, Subjects: s.Subjects, MaxAge: s.MaxAge, Duplicates: s.Duplicates,
		Storage: jetstream.FileStorage, AllowDirect: true,
	}
	if s.Work {
		config.Retention = jetstream.WorkQueuePolicy
	}
	_, err := b.js.CreateOrUpdateStream(ctx, config)
	return err
}

// URL is where others connect, empty when nobody can.
func (b *Bus) URL() string {
	if b.server == nil {
		return b.conn.ConnectedUrlRedacted()
	}
	if b.server.Addr() == nil {
		return ""
	}
	return "nats://" + b.server.Addr().String()
}

// Count is how many messages on the pattern the server keeps.
func (b *Bus) Count(ctx context.Context, pattern string) (uint64, error) {
	name, err := b.js.StreamNameBySubject(ctx, pattern)
	if err != nil {
		return 0, err
	}
	stream, err := b.js.Stream(ctx, name)
	if err != nil {
		return 0, err
	}
	info, err := stream.Info(ctx, jetstream.WithSubjectFilter(pattern))
	if err != nil {
		return 0, err
	}
	n := uint64(0)
	for _, of := range info.State.Subjects {
		n += of
	}
	return n, nil
}

// Pending is how many messages on the pattern a consumer has still to finish: waiting or in hand.
func (b *Bus) Pending(ctx context.Context, pattern, consumer string) (uint64, error) {
	stream, err := b.js.StreamNameBySubject(ctx, pattern)
	if err != nil {
		return 0, err
	}
	c, err := b.js.Consumer(ctx, stream, consumer)
	if errors.Is(err, jetstream.ErrConsumerNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	info := c.CachedInfo()
	return info.NumPending + uint64(info.NumAckPending), nil
}

// Close hands everything written to the server and ends the connection, then the
// server where it runs inside.
func (b *Bus) Close() {
	if b.conn != nil {
		if err := b.conn.FlushTimeout(2 * time.Second); err != nil && !errors.Is(err, nats.ErrConnectionClosed) {
			b.log.Warn("nats flush at close", "error", err)
		}
		b.conn.Close()
	}
	if b.server != nil {
		b.server.Shutdown()
		b.server.WaitForShutdown()
	}
}
