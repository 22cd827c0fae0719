package pipeline

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"coranto/configs"
	"coranto/pipeline/extract"
	"coranto/pipeline/fetch"
	"coranto/pipeline/news"
	"coranto/pipeline/tag"
	"coranto/pipeline/yaml"
)

// A Config is everything a user can set; configs/coranto.yaml explains each key. Feeds,
// Topics and Sites are read from the files that FeedLists, TopicPaths and SitePaths name.
type Config struct {
	Data Folder `yaml:"data"`
	NATS struct {
		URL        []Server   `yaml:"url"`
		Listen     Address    `yaml:"listen"`
		Durability Durability `yaml:"durability"`
		TaggedText TaggedText `yaml:"tagged_text"`
	} `yaml:"nats"`
	Store StoreURL `yaml:"store"`
	Web   struct {
		Listen Address `yaml:"listen"`
	} `yaml:"web"`
	FeedLists  []yaml.Text `yaml:"feeds"`
	TopicPaths []yaml.Text `yaml:"topics"`
	SitePaths  []yaml.Text `yaml:"sites"`
	Poll       struct {
		Every  Interval `yaml:"every"`
		Budget Budget   `yaml:"budget"`
	} `yaml:"poll"`
	Fetch struct {
		UserAgent Header   `yaml:"user_agent"`
		Timeout   Duration `yaml:"timeout"`
		Host      struct {
			Parallel Count `yaml:"parallel"`
			Delay    Pause `yaml:"delay"`
		} `yaml:"host"`
		AllowPrivate []fetch.Exception `yaml:"allow_private"`
	} `yaml:"fetch"`
	Log struct {
		Format LogFormat `yaml:"format"`
		Level  Level     `yaml:"level"`
	} `yaml:"log"`

	Feeds  []news.Feed
	Topics []tag.Topic
	Sites  []extract.Site // those in the binary, then those of SitePaths

	siteSource  topicSource
	topicSource topicSource
	topicLook   string // how the files of Topics looked before they were read
}

// defaultFile names the embedded configuration in messages.
const defaultFile = "coranto.yaml"

// LoadConfig reads a configuration file, laid over the defaults, and the feeds, topics
// and sites that it names. An empty name means the defaults alone. The error joins every
// mistake found in any of the files.
func LoadConfig(file string) (*Config, error) {
	c, err := LoadSettings(file)
	if c == nil {
		return nil, err
	}
	c.topicLook = c.topicSource.look()
	var wrong error
	c.Topics, wrong = c.ReadTopics()
	err = errors.Join(err, wrong)
	c.Sites, wrong = c.ReadSites()
	return c, errors.Join(err, wrong)
}

// LoadSettings is LoadConfig without topics and sites, whose mistakes are no concern of most commands.
func LoadSettings(file string) (*Config, error) {
	c, lists, topics, err := decodeConfig(file)
	if c == nil {
		return nil, err
	}
	problems := []error{err}
	c.Feeds, err = readFeeds(lists, c.FeedLists)
	problems = append(problems, err)
	own, err := readOwnFeeds(c.OwnFeeds())
	problems = append(problems, err)
	c.Feeds = distinct(append(c.Feeds, own...))
	c.topicSource = topicSource{"topic", topics, c.TopicPaths}
	c.siteSource = topicSource{"site", place{dir: filepath.Dir(file)}, c.SitePaths}
	return c, errors.Join(problems...)
}

// decodeConfig reads the settings themselves, and says where the feed lists and topics that they name are.
func decodeConfig(file string) (c *Config, lists, topics place, err error) {
	c, lists, topics = new(Config), embedded, embedded
	data, err := configs.Files.ReadFile(defaultFile)
	if err != nil {
		return nil, lists, topics, err
	}
	if err := (yaml.Decoder{File: defaultFile}).Decode(data, c); err != nil {
		return nil, lists, topics, fmt.Errorf("embedded defaults: %w", err)
	}
	if file == "" {
		return c, lists, topics, nil
	}
	data, err = os.ReadFile(file)
	if err != nil {
		return nil, lists, topics, fmt.Errorf("read configuration: %w", err)
	}
	defaultLists, defaultTopics := c.FeedLists, c.TopicPaths
	c.FeedLists, c.TopicPaths = nil, nil
	err = yaml.Decoder{File: file, Env: os.LookupEnv}.Decode(data, c)
	beside := place{dir: filepath.Dir(file)}
	if c.FeedLists == nil {
		c.FeedLists = defaultLists
	} else {
		lists = beside
	}
	if c.TopicPaths == nil {
		c.TopicPaths = defaultTopics
	} else {
		topics = beside
	}
	return c, lists, topics, err
}

// OwnFeeds is the list that `coranto feeds add` keeps.
func (c *Config) OwnFeeds() string { return filepath.Join(string(c.Data), "feeds.opml") }

// Every is the time between two polls of a feed.
func (c *Config) Every() time.Duration {
	if every := time.Duration(c.Poll.Every); every > 0 {
		return every
	}
	return 24 * time.Hour / time.Duration(c.Poll.Budget)
}

// Servers is nats.url as one string, empty for the server inside.
func (c *Config) Servers() string {
	var list []string
	for _, server := range c.NATS.URL {
		if server != "" {
			list = append(list, string(server))
		}
	}
	return strings.Join(list, ",")
}

// Dial is where commands reach the running pipeline's NATS server.
func (c *Config) Dial() string { return cmp.Or(c.Servers(), "nats://"+string(c.NATS.Listen)) }
