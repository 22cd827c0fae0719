package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tailing runs a command that goes on until stop, which returns what it said on standard error.
func tailing(t *testing.T, args ...string) (out *bufio.Reader, stop func() string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	read, write := io.Pipe()
	var messages bytes.Buffer
	ended := make(chan bool)
	go func() {
		defer close(ended)
		terminal{nil, write, &messages}.main(ctx, args)
		write.Close()
	}()
	stop = func() string {
		cancel()
		go io.Copy(io.Discard, read)
		<-ended
		return messages.String()
	}
	t.Cleanup(func() { stop() })
	out = bufio.NewReader(read)
	return out, stop
}

func readLine(t *testing.T, from *bufio.Reader) string {
	t.Helper()
	line, err := from.ReadString('\n')
	if err != nil {
		t.Fatalf("%q, %v", line, err)
	}
	return line
}

func TestDemoSaysHowToTailIt(t *testing.T) {
	t.Parallel()
	banner, _ := tailing(t, "demo", "--every", "1h")
	server, found := "", false
	for !found {
		_, server, found = strings.Cut(readLine(t, banner), "coranto tail --nats ")
	}
	go io.Copy(io.Discard, banner)
	articles, stop := tailing(t, "tail", "--nats", strings.TrimSpace(server), "--since", "1h", "sanctions")
	if line := readLine(t, articles); !strings.Contains(line, "sanctions") {
		t.Error(line)
	}
	if messages := stop(); messages != "" {
		t.Error(messages)
	}
}

// The server may be another machine's, with topics of its own.
func TestTailOfAServerTakesTopicsThatTheConfigurationLacks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	write(t, filepath.Join(filepath.Dir(w.config), "t.yaml"), "id: any-word\nquery: the OR и OR 的 OR de OR der\n")
	settings, err := os.ReadFile(w.config)
	if err != nil {
		t.Fatal(err)
	}
	write(t, w.config, string(settings)+"topics: t.yaml\n")
	p := w.start(t)
	eventually(t, "articles kept", func() bool { return len(w.kept(t)) > 0 })
	articles, end := tailing(t, "tail", "--nats", "nats://"+w.nats, "--since", "1h", "any-word")
	if line := readLine(t, articles); !strings.Contains(line, "any-word") {
		t.Error(line)
	}
	if messages := end(); messages != "" {
		t.Error(messages)
	}
	stop(t, p)
}
