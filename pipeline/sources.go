package pipeline

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"coranto/configs"
	"coranto/pipeline/news"
	"coranto/pipeline/poll"
	"coranto/pipeline/tag"
	"coranto/pipeline/yaml"
)

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
	path = filepath.Clean(path) // D/ is D
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

// A topicSource is the files, and the folders of *.yaml, that topics or sites are read from. Of
// a folder, files whose name begins with a dot are left out: editors keep locks and copies so.
type topicSource struct {
	kind  string // "topic" or "site"
	at    place
	paths []yaml.Text
}

func topicPaths(paths []string) topicSource {
	texts := make([]yaml.Text, len(paths))
	for i, path := range paths {
		texts[i].Value = path
	}
	return topicSource{"topic", place{dir: "."}, texts}
}

// ReadTopics reads topic files and the *.yaml of folders, given by path.
func ReadTopics(paths ...string) ([]tag.Topic, error) { return topicPaths(paths).topics() }

// ReadTopicFiles is ReadTopics without the reading of what is in the files.
func ReadTopicFiles(paths ...string) ([]tag.File, error) { return topicPaths(paths).files() }

// ReadTopics reads the topics that the configuration names.
func (c *Config) ReadTopics() ([]tag.Topic, error) { return c.topicSource.topics() }

// TopicFiles gives the files that Topics were read from.
func (c *Config) TopicFiles() ([]tag.File, error) { return c.topicSource.files() }

func (s topicSource) topics() ([]tag.Topic, error) {
	files, missing := s.files()
	topics, err := tag.ParseTopics(files)
	if err = errors.Join(missing, err); err != nil {
		return nil, err
	}
	return topics, nil
}

// maxTopicFile is how long a topic or site file may be, in bytes: far beyond what a person writes.
const maxTopicFile = 16 << 20

// files reads what is there, each file once; the error joins what is not.
func (s topicSource) files() ([]tag.File, error) {
	var all []tag.File
	var problems []error
	seen := map[string]bool{}
	for _, path := range s.paths {
		name, files, base := s.at.open(path.Value)
		found, err := topicNames(files, base)
		if err != nil {
			problems = append(problems, path.Pos(1, 1).Errorf("%ss: %s: %w", s.kind, name, err))
		}
		for _, n := range found {
			file := filepath.Join(filepath.Dir(name), filepath.FromSlash(n))
			id := s.at.identity(file)
			if seen[id] {
				continue
			}
			seen[id] = true
			data, err := s.read(files, n)
			if err != nil {
				problems = append(problems, path.Pos(1, 1).Errorf("%ss: %s: %w", s.kind, file, err))
				continue
			}
			all = append(all, tag.File{Name: file, Data: data})
		}
	}
	return all, errors.Join(problems...)
}

// identity is the same for every path that leads to the file.
func (p place) identity(file string) string {
	if p.files != nil {
		return file
	}
	if real, err := filepath.EvalSymlinks(file); err == nil {
		file = real
	}
	if abs, err := filepath.Abs(file); err == nil {
		file = abs
	}
	return file
}

// read opens regular files only: to open a named pipe is to wait for who writes into it.
func (s topicSource) read(files fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(files, name)
	if err != nil {
		return nil, plainPathError(err)
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("is not a regular file")
	}
	if info.Size() > maxTopicFile {
		return nil, fmt.Errorf("has %d bytes: a %s file may have %d (16 MiB)", info.Size(), s.kind, maxTopicFile)
	}
	data, err := fs.ReadFile(files, name)
	return data, plainPathError(err)
}

// topicNames gives base itself or, if that is a folder, the topic files in it.
func topicNames(files fs.FS, base string) ([]string, error) {
	info, err := fs.Stat(files, base)
	if err != nil {
		return nil, plainPathError(err)
	}
	if !info.IsDir() {
		return []string{base}, nil
	}
	entries, err := fs.ReadDir(files, base)
	if err != nil {
		return nil, plainPathError(err)
	}
	var names []string
	for _, e := range entries {
		if ext := filepath.Ext(e.Name()); !e.IsDir() && e.Name()[0] != '.' && (ext == ".yaml" || ext == ".yml") {
			names = append(names, path.Join(base, e.Name()))
		}
	}
	if names == nil {
		return nil, errors.New("no *.yaml in this folder")
	}
	return names, nil
}

// plainPathError drops operation and path, which the message has already.
func plainPathError(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
