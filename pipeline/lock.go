package pipeline

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// lockFile is locked while a process uses the data folder, and names that process; behind
// the name of one that runs the pipeline, and so reloads at SIGHUP, stands running.
// The embedded NATS server itself would start twice on one folder and destroy it.
const (
	lockFile = "coranto.lock"
	running  = "running"
)

// A LockedError says that another process uses the data folder.
type LockedError struct {
	Dir     string
	PID     int  // 0 when unknown
	Running bool // it runs the pipeline
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("data folder %s is in use by another coranto (process %d): stop it, or set data to another folder", e.Dir, e.PID)
}

// Lock takes the data folder for this process, creating it at first; a *LockedError
// says that another has it. The lock goes with the process, however it ends. What the
// process does with the folder is noted behind its number.
func Lock(dir, doing string) (unlock func(), err error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	path := filepath.Join(dir, lockFile)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o640)
	if err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		f.Close()
		pid, doing := lockHolder(path)
		return nil, &LockedError{Dir: dir, PID: pid, Running: doing == running}
	}
	if err == nil {
		err = f.Truncate(0)
	}
	if err == nil {
		_, err = f.WriteString(fmt.Sprintln(os.Getpid(), doing))
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	return func() { f.Close() }, nil
}

func lockHolder(path string) (pid int, doing string) {
	data, err := os.ReadFile(path)
	if err == nil {
		_, _ = fmt.Sscan(string(data), &pid, &doing)
	}
	return pid, doing
}
