package pipeline

import (
	"reflect"
	"time"
)

// Reload puts the feeds, topics, sites and limits (poll.every, poll.budget, fetch.host) of a
// configuration into force. Other settings need a new start, and the log names those that changed.
func (p *Pipeline) Reload(c *Config) {
	if changed := needRestart(p.config, c); len(changed) > 0 {
		p.log.Warn("settings changed that take effect at the next start only", "settings", changed)
	}
	news := p.watched.take(c, p.tagger)
	p.extractor.SetSites(c.Sites)
	p.poller.SetFeeds(c.Feeds)
	p.poller.SetEvery(c.Every())
	p.client.SetLimits(int(c.Fetch.Host.Parallel), time.Duration(c.Fetch.Host.Delay))
	p.metrics.reloaded(c.Topics, true)
	p.log.Info("configuration reloaded", append([]any{"feeds", len(c.Feeds), "sites", len(c.Sites), "topics", len(c.Topics), "every", c.Every()}, news...)...)
	warnOfExamples(p.log, WrongExamples(c.Topics))
}

// ReloadFailed records that a new configuration was refused and the old one stands.
func (p *Pipeline) ReloadFailed(err error) {
	p.metrics.reloaded(nil, false)
	p.log.Error("configuration refused, the running one stands", "error", err)
}

// needRestart names the settings that differ and can't be changed while the pipeline runs.
func needRestart(running, next *Config) []string {
	var changed []string
	for _, setting := range []struct {
		name          string
		running, next any
	}{
		{"data", running.Data, next.Data},
		{"nats", running.NATS, next.NATS},
		{"store", running.Store, next.Store},
		{"web", running.Web, next.Web},
		{"fetch.user_agent", running.Fetch.UserAgent, next.Fetch.UserAgent},
		{"fetch.timeout", running.Fetch.Timeout, next.Fetch.Timeout},
		{"fetch.allow_private", running.Fetch.AllowPrivate, next.Fetch.AllowPrivate},
		{"log", running.Log, next.Log},
	} {
		if !reflect.DeepEqual(setting.running, setting.next) {
			changed = append(changed, setting.name)
		}
	}
	return changed
}
