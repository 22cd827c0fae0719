package pipeline

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A named pipe is opened only when someone writes into it: a look that opened it would never end.
func TestOnlyRegularFilesAreReadAsTopics(t *testing.T) {
	l := newLibrary(t)
	topics := filepath.Join(l.dir, "topics")
	l.must(syscall.Mkfifo(filepath.Join(topics, "pipe.yaml"), 0o644))
	l.must(os.Symlink(os.DevNull, filepath.Join(topics, "device.yaml")))
	l.must(os.Symlink("a.yaml", filepath.Join(topics, "link.yaml")))
	l.write("topics/long.yaml", "")
	l.must(os.Truncate(filepath.Join(topics, "long.yaml"), maxTopicFile+1))
	l.expect("a", "0")
	_, err := ReadTopics(topics)
	want := "topics: " + topics + "/device.yaml: is not a regular file\n" +
		"topics: " + topics + "/long.yaml: has 16777217 bytes: a topic file may have 16777216 (16 MiB)\n" +
		"topics: " + topics + "/pipe.yaml: is not a regular file"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if !strings.Contains(l.log.String(), "pipe.yaml: is not a regular file") {
		t.Errorf("the log says %s", &l.log)
	}
	for _, name := range []string{"pipe.yaml", "device.yaml", "long.yaml"} {
		l.must(os.Remove(filepath.Join(topics, name)))
	}
	l.write("topics/b.yaml", "id: b\nquery: gas\n")
	l.expect("a b", "1")
}

func TestFileThatIsNamedTwiceIsReadOnce(t *testing.T) {
	l := newLibrary(t)
	t.Chdir(l.dir)
	topics := filepath.Join(l.dir, "topics")
	files, err := ReadTopicFiles("topics", "topics/", topics+"/", "topics/a.yaml", filepath.Join(topics, "a.yaml"))
	if err != nil || len(files) != 1 || files[0].Name != filepath.FromSlash("topics/a.yaml") {
		t.Errorf("%v, %v", files, err)
	}
}
