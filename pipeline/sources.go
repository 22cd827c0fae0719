package pipeline

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

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
