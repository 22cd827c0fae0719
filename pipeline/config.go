package pipeline

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"coranto/configs"
	"coranto/pipeline/fetch"
	"coranto/pipeline/news"
	"coranto/pipeline/poll"
	"coranto/pipeline/tag"
	"coranto/pipeline/yaml"
)

// A Config is everything a user can set; configs/coranto.yaml explains each key. Feeds
// and Topics are read from the files that FeedLists and TopicPaths name.
type Config struct {
	Data string `yaml:"data"`
	NATS struct {
		URL        []string   `yaml:"url"`
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
	Poll       struct {
		Every  Interval `yaml:"every"`
		Budget Count    `yaml:"budget"`
	} `yaml:"poll"`
	Fetch struct {
		UserAgent string   `yaml:"user_agent"`
		Timeout   Duration `yaml:"timeout"`
		Host      struct {
			Parallel Count    `yaml:"parallel"`
			Delay    Duration `yaml:"delay"`
		} `yaml:"host"`
		AllowPrivate []fetch.Exception `yaml:"allow_private"`
	} `yaml:"fetch"`
	Log struct {
		Format LogFormat  `yaml:"format"`
		Level  slog.Level `yaml:"level"`
	} `yaml:"log"`

	Feeds  []news.Feed
	Topics []tag.Topic
}

// defaultFile names the embedded configuration in messages.
const defaultFile = "coranto.yaml"

// LoadConfig reads a configuration file, laid over the defaults, and the feeds and
// topics that it names. An empty name means the defaults alone. The error joins every
// mistake found in any of the files.
func LoadConfig(file string) (*Config, error) {
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
	c.Topics, err = readTopics(topics, c.TopicPaths)
	problems = append(problems, err)
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
func (c *Config) OwnFeeds() string { return filepath.Join(c.Data, "feeds.opml") }

// Every is the time between two polls of a feed.
func (c *Config) Every() time.Duration {
	if every := time.Duration(c.Poll.Every); every > 0 {
		return every
	}
	return 24 * time.Hour / time.Duration(c.Poll.Budget)
}

// A place is where the paths of a configuration lead: a folder, or the files in the binary.
type place struct {
	files fs.FS // nil: the file system
	dir   string
}

var embedded = place{files: configs.Files}

// open returns the path's name for messages and the file system to read it in.
func (p place) open(path string) (name string, files fs.FS, base string) {
	if p.files != nil {
		return path, p.files, filepath.ToSlash(filepath.Clean(path))
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(p.dir, path)
	}
	return path, os.DirFS(filepath.Dir(path)), filepath.Base(path)
}

func readFeeds(at place, lists []yaml.Text) ([]news.Feed, error) {
	var feeds []news.Feed
	var problems []error
	for _, list := range lists {
		name, files, base := at.open(list.Value)
		data, err := fs.ReadFile(files, base)
		if err != nil {
			problems = append(problems, list.Pos(1, 1).Errorf("feeds: %s: %w", name, plainPathError(err)))
			continue
		}
		found, err := poll.ReadList(name, data)
		feeds = append(feeds, found...)
		problems = append(problems, err)
	}
	return feeds, errors.Join(problems...)
}

func readOwnFeeds(file string) ([]news.Feed, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read feeds: %w", err)
	}
	return poll.ReadList(file, data)
}

// distinct keeps the first of several feeds with one address.
func distinct(feeds []news.Feed) []news.Feed {
	seen := make(map[string]bool, len(feeds))
	return slices.DeleteFunc(feeds, func(f news.Feed) bool {
		key := poll.Key(f)
		twice := seen[key]
		seen[key] = true
		return twice
	})
}

// ReadTopics reads topic files and the *.yaml of folders, given by path.
func ReadTopics(paths ...string) ([]tag.Topic, error) {
	texts := make([]yaml.Text, len(paths))
	for i, path := range paths {
		texts[i].Value = path
	}
	return readTopics(place{dir: "."}, texts)
}

func readTopics(at place, paths []yaml.Text) ([]tag.Topic, error) {
	var files []tag.File
	var problems []error
	for _, path := range paths {
		found, err := topicFiles(at, path.Value)
		if err != nil {
			problems = append(problems, path.Pos(1, 1).Errorf("topics: %w", err))
		}
		files = append(files, found...)
	}
	topics, err := tag.ParseTopics(files)
	return topics, errors.Join(append(problems, err)...)
}

func topicFiles(at place, path string) ([]tag.File, error) {
	name, files, base := at.open(path)
	info, err := fs.Stat(files, base)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, plainPathError(err))
	}
	names := []string{""}
	if info.IsDir() {
		entries, err := fs.ReadDir(files, base)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, plainPathError(err))
		}
		names = nil
		for _, e := range entries {
			if ext := filepath.Ext(e.Name()); !e.IsDir() && (ext == ".yaml" || ext == ".yml") {
				names = append(names, e.Name())
			}
		}
		if names == nil {
			return nil, fmt.Errorf("%s: no *.yaml in this folder", name)
		}
	}
	list := make([]tag.File, 0, len(names))
	for _, n := range names {
		data, err := fs.ReadFile(files, strings.TrimSuffix(base+"/"+n, "/"))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, plainPathError(err))
		}
		list = append(list, tag.File{Name: filepath.Join(name, n), Data: data})
	}
	return list, nil
}

// plainPathError drops operation and path, which the message has already.
func plainPathError(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// Servers is nats.url as one string, empty for the server inside.
func (c *Config) Servers() string {
	return strings.Join(slices.DeleteFunc(slices.Clone(c.NATS.URL), func(s string) bool { return s == "" }), ",")
}

// Dial is where commands reach the running pipeline's NATS server.
func (c *Config) Dial() string { return cmp.Or(c.Servers(), "nats://"+string(c.NATS.Listen)) }

// Types of settings, each of which checks itself.
type (
	Address    string        // host:port to listen on, or "off"
	Duration   time.Duration // more than zero
	Interval   time.Duration // "auto", kept as zero, or a duration of a second at least
	Count      int           // at least one
	Durability string        // "power" or "process"
	TaggedText string        // "full" or "lead"
	StoreURL   string        // "sqlite"
	LogFormat  string        // "text" or "json"
)

// UnmarshalText reads host:port.
func (a *Address) UnmarshalText(text []byte) error {
	*a = Address(text)
	if *a == "off" {
		*a = ""
		return nil
	}
	_, port, err := net.SplitHostPort(string(text))
	if err != nil {
		return fmt.Errorf("%q must be host:port (127.0.0.1:8080) or off", text)
	}
	if _, err := net.LookupPort("tcp", port); err != nil {
		return fmt.Errorf("%q: the port must be a number from 0 to 65535", text)
	}
	return nil
}

// UnmarshalText reads a duration as Go writes it: 90s, 15m, 1h30m.
func (d *Duration) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	if err != nil || v <= 0 {
		return fmt.Errorf("%q must be a duration such as 500ms, 20s, 15m or 1h30m", text)
	}
	*d = Duration(v)
	return nil
}

// UnmarshalText reads "auto" or a duration.
func (i *Interval) UnmarshalText(text []byte) error {
	if string(text) == "auto" {
		*i = 0
		return nil
	}
	var d Duration
	if err := d.UnmarshalText(text); err != nil {
		return fmt.Errorf("%w, or auto", err)
	}
	if d < Duration(time.Second) {
		return fmt.Errorf("%q is less than a second", text)
	}
	*i = Interval(d)
	return nil
}

// UnmarshalText reads a whole number from 1.
func (n *Count) UnmarshalText(text []byte) error {
	if _, err := fmt.Sscanf(string(text)+"\n", "%d\n", (*int)(n)); err != nil || *n < 1 {
		return fmt.Errorf("%q must be a whole number, at least 1", text)
	}
	return nil
}

// UnmarshalText reads one of the words.
func (d *Durability) UnmarshalText(text []byte) error { return oneOf(d, text, "power", "process") }

// UnmarshalText reads one of the words.
func (t *TaggedText) UnmarshalText(text []byte) error { return oneOf(t, text, "full", "lead") }

// UnmarshalText reads one of the words.
func (f *LogFormat) UnmarshalText(text []byte) error { return oneOf(f, text, "text", "json") }

// UnmarshalText reads the one kind of store there is.
func (s *StoreURL) UnmarshalText(text []byte) error {
	if strings.HasPrefix(string(text), "postgres:") || strings.HasPrefix(string(text), "postgresql:") {
		return errors.New("this version keeps articles in sqlite only")
	}
	return oneOf(s, text, "sqlite")
}

func oneOf[T ~string](to *T, text []byte, words ...string) error {
	if !slices.Contains(words, string(text)) {
		return fmt.Errorf("%q must be %s", text, strings.Join(words, " or "))
	}
	*to = T(text)
	return nil
}
