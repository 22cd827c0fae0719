package pipeline

import "time"

// Reload puts the feeds, topics and limits of a configuration into force. Other
// settings need a new start.
func (p *Pipeline) Reload(c *Config) {
	p.tagger.Swap(c.Topics)
	p.poller.SetFeeds(c.Feeds)
	p.poller.SetEvery(c.Every())
	p.client.SetLimits(int(c.Fetch.Host.Parallel), time.Duration(c.Fetch.Host.Delay))
	p.metrics.reloaded(c.Topics, true)
	p.log.Info("configuration reloaded", "feeds", len(c.Feeds), "topics", len(c.Topics), "every", c.Every())
}

// ReloadFailed records that a new configuration was refused and the old one stands.
func (p *Pipeline) ReloadFailed(err error) {
	p.metrics.reloaded(nil, false)
	p.log.Error("configuration refused, the running one stands", "error", err)
}
