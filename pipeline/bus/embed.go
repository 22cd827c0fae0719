package bus

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// startTimeout bounds how long the server inside may take to replay its files.
const startTimeout = 60 * time.Second

// lazySync bounds what a power cut can take when not every message is synced.
const lazySync = time.Second

// embed runs a server in this process. The caller has locked Dir: the server itself does not.
func embed(o Options) (*server.Server, error) {
	options := &server.Options{
		ServerName: "coranto", NoSigs: true, DisableJetStreamBanner: true,
		JetStream: true, StoreDir: o.Dir, SyncAlways: o.Sync, SyncInterval: lazySync,
		DontListen: o.Listen == "",
	}
	if o.Listen != "" {
		host, port, err := net.SplitHostPort(o.Listen)
		if err != nil {
			return nil, fmt.Errorf("listen on %s: %w", o.Listen, err)
		}
		if err := free(o.Listen); err != nil {
			return nil, err
		}
		options.Host = host
		if options.Port, err = strconv.Atoi(port); err != nil {
			return nil, fmt.Errorf("listen on %s: port must be a number", o.Listen)
		}
		if options.Port == 0 {
			options.Port = server.RANDOM_PORT
		}
	}
	s, err := server.NewServer(options)
	if err != nil {
		return nil, err
	}
	s.SetLoggerV2(serverLog{o.Log}, false, false, false)
	go s.Start()
	if !s.ReadyForConnections(startTimeout) {
		s.Shutdown()
		return nil, errors.New("not ready within a minute: see the lines above")
	}
	return s, nil
}

// free says beforehand what the server would only log: that its address is taken.
func free(address string) error {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("%w (another coranto or NATS server? set nats.listen, or nats.url to use that server)", err)
	}
	return l.Close()
}

// serverLog passes the server's own log on; its notices are our debug.
type serverLog struct{ log *slog.Logger }

func (l serverLog) Noticef(format string, v ...any) { l.say(l.log.Debug, format, v) }
func (l serverLog) Warnf(format string, v ...any)   { l.say(l.log.Warn, format, v) }
func (l serverLog) Errorf(format string, v ...any)  { l.say(l.log.Error, format, v) }
func (l serverLog) Fatalf(format string, v ...any)  { l.say(l.log.Error, format, v) }
func (l serverLog) Debugf(string, ...any)           {}
func (l serverLog) Tracef(string, ...any)           {}

func (l serverLog) say(log func(string, ...any), format string, v []any) {
	log("nats server", "message", fmt.Sprintf(format, v...))
}
