package pipeline

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"coranto/pipeline/tag"
)

// A library is a folder of configuration and topics under a pipeline that does not run,
// but watches.
type library struct {
	*testing.T
	dir  string
	pipe *Pipeline
	log  bytes.Buffer
}

// newLibrary makes topics/a.yaml with topic "a".
func newLibrary(t *testing.T) *library {
	l := &library{T: t, dir: t.TempDir()}
	l.write("coranto.yaml", "topics: [topics]\n")
	l.write("topics/a.yaml", "id: a\nquery: oil\n")
	var err error
	if l.pipe, err = New(l.load(), nil, slog.New(slog.NewTextHandler(&l.log, nil))); err != nil {
		t.Fatal(err)
	}
	return l
}

func (l *library) load() *Config {
	l.Helper()
	c, err := LoadConfig(filepath.Join(l.dir, "coranto.yaml"))
	if err != nil {
		l.Fatal(err)
	}
	return c
}

func (l *library) must(err error) {
	l.Helper()
	if err != nil {
		l.Fatal(err)
	}
}

func (l *library) write(name, data string) {
	l.Helper()
	path := filepath.Join(l.dir, name)
	l.must(os.MkdirAll(filepath.Dir(path), 0o755))
	l.must(os.WriteFile(path, []byte(data), 0o644))
}

// expect looks twice, as the watch does, and compares topics and metric.
func (l *library) expect(topics, ok string) {
	l.Helper()
	l.pipe.lookAtTopics()
	l.pipe.lookAtTopics()
	l.have(topics, ok)
}

func (l *library) have(topics, ok string) {
	l.Helper()
	var ids []string
	for _, t := range l.pipe.tagger.Topics() {
		ids = append(ids, t.ID)
	}
	if got := strings.Join(ids, " "); got != topics {
		l.Errorf("topics are %q, want %q", got, topics)
	}
	answer := httptest.NewRecorder()
	l.pipe.metrics.handler().ServeHTTP(answer, httptest.NewRequest("GET", "/metrics", nil))
	if !strings.Contains(answer.Body.String(), "coranto_topics_last_reload_successful "+ok) {
		l.Errorf("the metric is not %s", ok)
	}
}

func TestChangedTopicsAreTaken(t *testing.T) {
	l := newLibrary(t)
	l.write("topics/b.yml", "id: b\nquery: gas\n")
	l.write("topics/notes.txt", "no topic")
	l.expect("a b", "1")
	l.must(os.Rename(filepath.Join(l.dir, "topics/b.yml"), filepath.Join(l.dir, "b")))
	l.expect("a", "1")
	l.write("fresh", "id: fresh\nquery: gas\n") // as editors do
	l.must(os.Rename(filepath.Join(l.dir, "fresh"), filepath.Join(l.dir, "topics/a.yaml")))
	l.expect("fresh", "1")
	l.write("topics/a.yaml", "id: other\nquery: gas\n")
	l.expect("other", "1")
	later := time.Now().Add(time.Hour)
	l.write("topics/a.yaml", "id: taken\nquery: gas\n") // as long as before
	l.must(os.Chtimes(filepath.Join(l.dir, "topics/a.yaml"), later, later))
	l.expect("taken", "1")
	if n := strings.Count(l.log.String(), "topics reloaded"); n != 5 {
		t.Errorf("%d reloads:\n%s", n, &l.log)
	}
}

func TestUnchangedTopicsAreNotReadAgain(t *testing.T) {
	l := newLibrary(t)
	l.expect("a", "1")
	l.expect("a", "1")
	if l.log.Len() > 0 {
		t.Errorf("the log says %s", &l.log)
	}
}

func TestTopicsWithMistakesChangeNothingAndAreNamedOnce(t *testing.T) {
	l := newLibrary(t)
	l.write("topics/b.yaml", "- id: b\n  query: oil OR\n- id: c\n  query: oil price\n")
	for range 3 {
		l.expect("a", "0")
	}
	for _, place := range []string{"b.yaml:2:14", "b.yaml:4:14"} {
		if n := strings.Count(l.log.String(), place); n != 1 {
			t.Errorf("%s is named %d times in %s", place, n, &l.log)
		}
	}
	l.must(os.RemoveAll(filepath.Join(l.dir, "topics")))
	l.expect("a", "0")
	l.write("topics/b.yaml", "- id: b\n  query: oil\n")
	l.expect("b", "1")
}

func TestHalfWrittenTopicsAreNotRead(t *testing.T) {
	l := newLibrary(t)
	text := "id: b\nquery: oil AND gas\n"
	for i := range text {
		l.write("topics/b.yaml", text[:i])
		l.pipe.lookAtTopics()
		l.have("a", "1")
	}
	l.write("topics/b.yaml", text)
	l.expect("a b", "1")
}

// Kubernetes mounts a ConfigMap as links through ..data to a folder, and changes that link.
func TestLinkToOtherTopicsIsSeen(t *testing.T) {
	l := newLibrary(t)
	l.must(os.RemoveAll(filepath.Join(l.dir, "topics")))
	l.write("topics/..1/a.yaml", "id: one\nquery: oil\n")
	l.write("topics/..2/a.yaml", "id: two\nquery: oil\n")
	early := time.Now().Add(-time.Hour)
	l.must(os.Chtimes(filepath.Join(l.dir, "topics/..1/a.yaml"), early, early))
	l.must(os.Symlink("..1", filepath.Join(l.dir, "topics/..data")))
	l.must(os.Symlink("..data/a.yaml", filepath.Join(l.dir, "topics/a.yaml")))
	l.expect("one", "1")
	l.must(os.Symlink("..2", filepath.Join(l.dir, "topics/..new")))
	l.must(os.Rename(filepath.Join(l.dir, "topics/..new"), filepath.Join(l.dir, "topics/..data")))
	l.expect("two", "1")
}

func TestChangeBetweenLoadAndStartIsSeen(t *testing.T) {
	l := newLibrary(t)
	c := l.load()
	l.write("topics/a.yaml", "id: later\nquery: oil\n")
	l.pipe.log = slog.New(slog.NewTextHandler(io.Discard, nil))
	l.pipe.watched.take(c, l.pipe.tagger)
	l.have("a", "1")
	l.expect("later", "1")
}

func TestWatchFollowsTheConfiguration(t *testing.T) {
	l := newLibrary(t)
	l.write("coranto.yaml", "topics: more.yaml\n")
	l.write("more.yaml", "id: more\nquery: oil\n")
	l.pipe.watched.take(l.load(), l.pipe.tagger)
	l.expect("more", "1")
	l.write("topics/a.yaml", "id: unwatched\nquery: oil\n")
	l.expect("more", "1")
	l.write("more.yaml", "id: evenmore\nquery: oil\n")
	l.expect("evenmore", "1")
	l.write("coranto.yaml", "")
	c := l.load() // the topics in the binary
	l.pipe.watched.take(c, l.pipe.tagger)
	l.pipe.lookAtTopics()
	l.pipe.lookAtTopics()
	if n := len(l.pipe.tagger.Topics()); n != len(c.Topics) || n < 2 {
		t.Errorf("%d topics", n)
	}
}

func TestWatchLooksEveryTwoSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLibrary(t)
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan bool)
		go func() { l.pipe.watchTopics(ctx); close(ended) }()
		l.write("topics/a.yaml", "id: changed\nquery: oil\n")
		time.Sleep(watching) // of the bubble's clock
		synctest.Wait()
		l.have("a", "1")
		time.Sleep(watching)
		synctest.Wait()
		l.have("changed", "1")
		cancel()
		<-ended
	})
}

func TestTopicFilesAreThoseOfTheTopics(t *testing.T) {
	l := newLibrary(t)
	files, err := l.load().TopicFiles()
	l.must(err)
	want := tag.File{Name: filepath.Join(l.dir, "topics/a.yaml"), Data: []byte("id: a\nquery: oil\n")}
	if len(files) != 1 || files[0].Name != want.Name || !bytes.Equal(files[0].Data, want.Data) {
		t.Errorf("%+v", files)
	}
	t.Chdir(filepath.Join(l.dir, "topics"))
	for _, path := range []string{".", "a.yaml", "../topics"} {
		if topics, err := ReadTopics(path); err != nil || len(topics) != 1 {
			t.Errorf("%s: %v, %v", path, topics, err)
		}
	}
}

func TestFilesOfEditorsAreNoTopics(t *testing.T) {
	l := newLibrary(t)
	l.must(os.Symlink("someone@host.17", filepath.Join(l.dir, "topics/.#a.yaml"))) // a lock of Emacs
	l.write("topics/.a.yaml", "id: copy\nquery: oil OR\n")
	l.expect("a", "1")
	if l.log.Len() > 0 {
		t.Errorf("the log says %s", &l.log)
	}
	if topics, err := l.load().ReadTopics(); err != nil || len(topics) != 1 {
		t.Errorf("%v, %v", topics, err)
	}
}

func TestLinkThatLeadsNowhereIsNamed(t *testing.T) {
	l := newLibrary(t)
	link := filepath.Join(l.dir, "topics/b.yaml")
	l.must(os.Symlink("nowhere", link))
	_, err := LoadConfig(filepath.Join(l.dir, "coranto.yaml"))
	if want := filepath.Join(l.dir, "coranto.yaml") + ":1:10: topics: " + link + ": no such file or directory"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	if _, err = ReadTopics(link); err == nil || err.Error() != "topics: "+link+": no such file or directory" {
		t.Error(err)
	}
}
