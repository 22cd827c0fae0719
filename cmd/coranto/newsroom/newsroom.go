// Package newsroom is a small world of news: a dozen fictional outlets, each with its
// own look, language and feed format, served from memory. Over loopback it takes the
// place of the internet, so that a whole pipeline (poll feeds, read pages, extract,
// tag, store) can be watched at work through its normal code paths.
//
// An outlet answers under the host <slug>.localhost. Some two dozen articles are out
// when the newsroom opens, dated over the past two days; each Publish brings out one
// more. When the written ones are used up, market reports with changing figures follow
// without end. Everything that was published stays readable, so memory grows with it, by a
// few KB an article. What is published depends on the number of calls and the clock only.
//
// Browsers know that names under localhost mean this machine; Go's resolver leaves them
// to the system, which may not: a client does well to dial loopback for them itself.
package newsroom

import (
	"fmt"
	"html/template"
	"net"
	"slices"
	"strings"
	"sync"
	"time"

	"coranto/pipeline/news"
)

const (
	feedLength = 20 // newest articles that a feed lists
	homeLength = 40 // newest articles that a home page lists
)

// A Newsroom holds the sites and what they have published. It is an http.Handler and
// safe for concurrent use.
type Newsroom struct {
	now   func() time.Time
	sites []site
	pages *template.Template
	press *press
	talk  map[string]map[string]string // furniture, see phrasebook
	opens time.Time

	mu        sync.RWMutex
	queue     []draft             // written, not yet published
	published []*story            // in order of publication
	stories   map[string]*story   // by slug of the site + path and query
	lists     map[string][]*story // newest first: by slug of the site + path of the feed or home page
}

// A story is an article in its place: what its site had published before it is what its
// page recommends, so that a page never changes.
type story struct {
	Article
	before []*story // newest first, at most 2
}

// New prepares the sites and publishes the articles of the past two days; now tells the
// time. Its texts are part of the binary: a mistake in them panics, and a test finds it.
func New(now func() time.Time) *Newsroom {
	n := &Newsroom{
		now:     now,
		sites:   outlets(),
		pages:   layouts(),
		press:   newPress(),
		talk:    phrasebook(),
		opens:   now().UTC().Truncate(time.Second),
		stories: map[string]*story{},
		lists:   map[string][]*story{},
	}
	drafts, err := written()
	if err != nil {
		panic(fmt.Errorf("newsroom: %w", err))
	}
	var out []Article
	for _, d := range drafts {
		switch {
		case !d.Published.IsZero():
			out = append(out, n.dated(d, d.Published))
		case d.age > 0:
			out = append(out, n.dated(d, n.opens.Add(-d.age)))
		default:
			n.queue = append(n.queue, d)
		}
	}
	slices.SortStableFunc(out, func(a, b Article) int { return a.Published.Compare(b.Published) })
	for _, a := range out {
		n.add(a)
	}
	return n
}

// Feeds are the feeds of all sites, for a newsroom that is reachable at addr, such as
// "127.0.0.1:34567". Only addr's port matters: names under localhost are loopback.
func (n *Newsroom) Feeds(addr string) []news.Feed {
	port := portOf(addr)
	var feeds []news.Feed
	for _, s := range n.sites {
		home := "http://" + s.host(port)
		for _, f := range s.Feeds {
			feeds = append(feeds, news.Feed{URL: home + f.Path, Title: f.Title, Site: home + "/", Desk: s.Desk})
		}
	}
	return feeds
}

// Publish puts the next article on its site and into its feeds, dated now, and returns
// it. It never runs out.
func (n *Newsroom) Publish() Article {
	n.mu.Lock()
	defer n.mu.Unlock()
	now := n.now().UTC().Truncate(time.Second)
	var d draft
	if len(n.queue) > 0 {
		d, n.queue = n.queue[0], n.queue[1:]
	} else {
		d = n.press.report(now)
	}
	a := n.dated(d, now)
	n.add(a)
	return a
}

// Articles are those published so far, in order of publication: the ground truth for
// what a pipeline finds.
func (n *Newsroom) Articles() []Article {
	n.mu.RLock()
	defer n.mu.RUnlock()
	articles := make([]Article, len(n.published))
	for i, s := range n.published {
		articles[i] = s.Article
	}
	return articles
}

// dated gives a draft its date and the address that depends on it.
func (n *Newsroom) dated(d draft, at time.Time) Article {
	a := d.Article
	a.Published = at
	a.Path = n.site(a.Site).address(d.slug, a.Section, at)
	return a
}

func (n *Newsroom) add(a Article) {
	home := a.Site + "/"
	st := &story{Article: a, before: slices.Clone(n.lists[home][:min(2, len(n.lists[home]))])}
	n.published = append(n.published, st)
	n.stories[a.Site+a.Path] = st
	n.lists[home] = prepend(n.lists[home], st, homeLength)
	for _, s := range n.sites {
		for i, f := range s.Feeds {
			if s.lists(f, a) || i == 0 && slices.Contains(a.Also, s.Slug) {
				n.lists[s.Slug+f.Path] = prepend(n.lists[s.Slug+f.Path], st, feedLength)
			}
		}
	}
}

func (n *Newsroom) site(slug string) *site {
	for i := range n.sites {
		if n.sites[i].Slug == slug {
			return &n.sites[i]
		}
	}
	return nil
}

func prepend(list []*story, st *story, limit int) []*story {
	list = slices.Insert(list, 0, st)
	if len(list) > limit {
		clear(list[limit:])
		list = list[:limit]
	}
	return list
}

// portOf is the port of a host or address, with its colon; "" when there is none.
func portOf(addr string) string {
	if _, port, err := net.SplitHostPort(addr); err == nil && port != "" {
		return ":" + port
	}
	return ""
}

// slugOf is the site that a Host header means: "x" of "x.localhost:80".
func slugOf(host string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	slug, ok := strings.CutSuffix(strings.TrimSuffix(strings.ToLower(host), "."), domain)
	if !ok {
		return ""
	}
	return slug
}
