package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"coranto/cmd/coranto/newsroom"
	"coranto/pipeline"
	"coranto/pipeline/fetch"
	"coranto/pipeline/news"
	"coranto/pipeline/store/sqlite"

	"github.com/google/go-cmp/cmp"
)

// asProgram makes the test binary the program itself, so that a test can start and kill it.
const asProgram = "CORANTO_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// patience bounds every wait for something that happens soon.
const patience = 90 * time.Second

// A world is a newsroom that goes on publishing, and a configuration to watch it with.
type world struct {
	room   *newsroom.Newsroom
	addr   string // of the newsroom
	config string // file
	nats   string
	web    string
	data   string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{room: newsroom.New(time.Now)}
	server := httptest.NewServer(w.room)
	t.Cleanup(server.Close)
	w.addr = server.Listener.Addr().String()
	dir := t.TempDir()
	w.config, w.data = filepath.Join(dir, "coranto.yaml"), filepath.Join(dir, "data")
	w.nats, w.web = freeAddress(t), freeAddress(t)
	var list strings.Builder
	for _, f := range w.room.Feeds(w.addr) {
		fmt.Fprintln(&list, f.URL)
	}
	write(t, filepath.Join(dir, "feeds.txt"), list.String())
	write(t, w.config, fmt.Sprintf(`data: %s
nats: {listen: "%s"}
web: {listen: "%s"}
feeds: feeds.txt
poll: {every: 1s}
fetch: {host: {parallel: 4, delay: 10ms}, allow_private: ["%s"]}
`, w.data, w.nats, w.web, w.addr))
	return w
}

func write(t *testing.T, file, content string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// freeAddress is a port of the system's choice that is free now.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// A process is `coranto run` in a process of its own.
type process struct {
	*exec.Cmd
	mu  sync.Mutex
	log []string
}

func (w *world) start(t *testing.T) *process {
	t.Helper()
	p := &process{Cmd: exec.Command(os.Args[0], "run", "-c", w.config)}
	p.Env = append(os.Environ(), asProgram+"=1")
	stderr, err := p.StderrPipe()
	if err == nil {
		err = p.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Process.Kill(); _ = p.Wait() })
	go func() {
		for lines := bufio.NewScanner(stderr); lines.Scan(); {
			p.mu.Lock()
			p.log = append(p.log, lines.Text())
			p.mu.Unlock()
		}
	}()
	return p
}

func (p *process) lines() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(p.log, "\n")
}

// kept lists the articles in the store: id, address, revision, text and topics.
func (w *world) kept(t *testing.T) []string {
	t.Helper()
	db, err := sqlite.OpenReadOnly(filepath.Join(w.data, "coranto.db"))
	if err != nil {
		return nil
	}
	defer db.Close()
	var list []string
	for a, err := range db.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		topics := make([]string, len(a.Topics))
		for i, topic := range a.Topics {
			topics[i] = topic.ID
		}
		slices.Sort(topics)
		list = append(list, fmt.Sprintf("%s %s r%d %v %q", a.ID, a.URL, a.Revision, topics, a.Text))
	}
	slices.Sort(list)
	return list
}

func eventually(t *testing.T, what string, condition func() bool) {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(patience); !condition(); {
		select {
		case <-tick.C:
		case <-end:
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

// announced lists what was ever published on news.tagged.>: topic and revision of an article.
func (w *world) announced(t *testing.T, want int) []string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	var list []string
	log := slog.New(slog.DiscardHandler)
	err := pipeline.Tail(ctx, "nats://"+w.nats, "*", time.Unix(1, 0), log, func(topic string, a news.Article) error {
		if list = append(list, topic+" "+a.Key()); len(list) == want {
			time.AfterFunc(time.Second, cancel) // anything beyond what is wanted would follow at once
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return list
}

// wanted is what the newsroom's articles should come to: each address once.
func (w *world) wanted() map[string]bool {
	urls := map[string]bool{}
	for _, a := range w.room.Articles() {
		address, err := fetch.CanonicalURL(a.URL(w.addr))
		if err == nil {
			urls[address] = true
		}
	}
	return urls
}

func TestKillLosesAndDoublesNothing(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	w := newWorld(t)
	for range 6 {
		p := w.start(t)
		began := len(w.kept(t))
		for range 4 {
			w.room.Publish()
		}
		grown := began + 1 + random.IntN(4) // all may have been kept that were there before
		eventually(t, fmt.Sprintf("%d articles kept\n%s", grown, p.lines()), func() bool { return len(w.kept(t)) >= grown })
		if err := p.Process.Signal(syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		_ = p.Wait()
	}
	p := w.start(t)
	urls := w.wanted()
	eventually(t, "it runs", func() bool { return strings.Contains(p.lines(), "coranto runs") }) // all may have been kept before
	eventually(t, "all articles kept", func() bool { return len(w.kept(t)) >= len(urls) })
	killed := w.kept(t)

	topics := map[string]bool{}
	for _, line := range w.export(t) {
		for _, topic := range line.Topics {
			topics[topic.ID+" "+line.Key()] = true
		}
	}
	announced := w.announced(t, len(topics))
	for i, message := range announced {
		if i > 0 && announced[i-1] == message {
			t.Errorf("published twice: %s", message)
		}
		if !topics[message] {
			t.Errorf("published, but not kept: %s", message)
		}
	}
	if len(announced) < len(topics) {
		t.Errorf("%d messages published for %d topics of articles", len(announced), len(topics))
	}
	stop(t, p)

	// The same newsroom, watched without being killed.
	w.data = filepath.Join(t.TempDir(), "data")
	config, err := os.ReadFile(w.config)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(config), "\n")
	write(t, w.config, "data: "+w.data+"\n"+rest)
	p = w.start(t)
	eventually(t, "all articles kept without a kill", func() bool { return len(w.kept(t)) >= len(urls) })
	if diff := cmp.Diff(w.kept(t), killed); diff != "" {
		t.Errorf("the store differs from one without kills:\n%s", diff)
	}
	stop(t, p)
}

// export reads the store's records.
func (w *world) export(t *testing.T) []news.Article {
	t.Helper()
	out, _, code := invoke(t, "", "export", "-c", w.config)
	if code != exitDone {
		t.Fatal("export ended with ", code)
	}
	var list []news.Article
	for line := range strings.Lines(out) {
		var a news.Article
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		list = append(list, a)
	}
	return list
}

// stop ends a process as an operator does, and holds it to ten seconds.
func stop(t *testing.T, p *process) {
	t.Helper()
	began := time.Now()
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := p.Wait(); err != nil {
		t.Errorf("ended with %v\n%s", err, p.lines())
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("took %v to end", took)
	}
}

func TestTermDrainsAndSecondProcessIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.start(t)
	eventually(t, "ready", func() bool {
		resp, err := http.Get("http://" + w.web + "/readyz")
		if err != nil {
			return false
		}
		resp.Body.Close()
		return resp.StatusCode == http.StatusOK
	})
	_, message, code := invoke(t, "", "run", "-c", w.config)
	if want := fmt.Sprintf("in use by another coranto (process %d)", p.Process.Pid); code != exitFailed || !strings.Contains(message, want) {
		t.Errorf("second run: code %d, %q", code, message)
	}
	stop(t, p)
}

func TestHangupReloadsAndRefusesMistakes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.start(t)
	eventually(t, "started", func() bool { return strings.Contains(p.lines(), "coranto runs") })
	good, err := os.ReadFile(w.config)
	if err != nil {
		t.Fatal(err)
	}
	write(t, w.config, string(good)+"nonsense: 1\n")
	if err := p.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	eventually(t, "mistake refused", func() bool {
		return strings.Contains(p.lines(), "the running one stands") && strings.Contains(p.lines(), "nonsense")
	})
	write(t, w.config, strings.Replace(string(good), "feeds: feeds.txt", "feeds: []", 1))
	if err := p.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	eventually(t, "reloaded", func() bool {
		return strings.Contains(p.lines(), "configuration reloaded") && strings.Contains(p.lines(), "feeds=0")
	})
	stop(t, p)
}
