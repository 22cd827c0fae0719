package pipeline

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"time"

	"coranto/pipeline/tag"
)

// watching is how often topic files are looked at. Looking, unlike asking the kernel for
// news, works with editors that rename, with links as Kubernetes mounts them, and on
// network disks.
const watching = 2 * time.Second

// watched are the topic files of a running pipeline, and how they looked.
type watched struct {
	mu     sync.Mutex // held from the look to the swap: of two reloads the later one counts
	source topicSource
	read   string // before topics were read last, taken or refused
	last   string
}

// take puts the topics of a configuration into force, and says for a log what is new.
func (w *watched) take(c *Config, tagger *tag.Tagger) (news []any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.source, w.read = c.topicSource, c.topicLook
	before := tagger.Topics()
	tagger.Swap(c.Topics)
	return differences(before, c.Topics)
}

// watchTopics reads the topics again when their files change, until ctx ends.
func (p *Pipeline) watchTopics(ctx context.Context) {
	tick := time.NewTicker(watching)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			p.lookAtTopics()
		}
	}
}

// lookAtTopics reads all topics if their files are not what was read last, and have looked
// the same twice in a row, so that no half-written file is read. Whatever has a mistake
// changes nothing, and is not read again until it changes.
func (p *Pipeline) lookAtTopics() {
	w := &p.watched
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.source.look()
	settled := now == w.last
	if w.last = now; !settled || now == w.read {
		return
	}
	w.read = now
	topics, err := w.source.topics()
	p.metrics.reloaded(topics, err == nil)
	if err != nil {
		p.log.Error("topics refused, the running ones stand", "error", err)
		return
	}
	before := p.tagger.Topics()
	p.tagger.Swap(topics)
	p.log.Info("topics reloaded", append([]any{"topics", len(topics)}, differences(before, topics)...)...)
	warnOfExamples(p.log, WrongExamples(topics))
}

// look says which files there are, how long they are and when they were changed; nothing
// of files in the binary. Of a link it tells what it leads to.
func (s topicSource) look() string {
	if s.at.files != nil {
		return ""
	}
	var b strings.Builder
	for _, path := range s.paths {
		name, files, base := s.at.open(path.Value)
		found, err := topicNames(files, base)
		fmt.Fprintln(&b, name, err)
		for _, n := range found {
			info, err := fs.Stat(files, n)
			if err != nil {
				fmt.Fprintln(&b, n, plainPathError(err))
				continue
			}
			fmt.Fprintln(&b, n, info.Size(), info.ModTime().UnixNano())
		}
	}
	return b.String()
}
