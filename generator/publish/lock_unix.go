//go:build unix

package publish

import (
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// lock takes the kernel's lock on a file: it is freed when the process ends, however it ends. The file stays, because two
// processes could lock two files of one name if it were removed.
func (osDisk) lock(path string, waiting func(string)) (func(), error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, diskError("lock", path, err)
	}
	err = flock(f, unix.LOCK_EX|unix.LOCK_NB)
	if busy := errors.Is(err, unix.EWOULDBLOCK); busy && waiting != nil {
		waiting(readHolder(f))
		err = diskError("lock", path, flock(f, unix.LOCK_EX))
	} else if busy {
		err = &BusyError{Holder: readHolder(f)}
	} else {
		err = diskError("lock", path, err)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	if f.Truncate(0) == nil { // for the message of a run that has to wait; the lock holds without it
		fmt.Fprintln(f, os.Getpid())
	}
	return func() { f.Close() }, nil
}

// lockOutput takes the kernel's lock on a folder, against runs with another state folder. A run that had it may have put another
// folder in its place, which is then locked. Where a file system locks no folders, nothing is.
func (osDisk) lockOutput(dir string, waiting func(string)) (func(), error) {
	for {
		f, err := os.Open(dir)
		if err != nil {
			return func() {}, nil // what cannot be read is told by what reads it
		}
		err = flock(f, unix.LOCK_EX|unix.LOCK_NB)
		if err == unix.EWOULDBLOCK {
			if waiting == nil {
				f.Close()
				return nil, &BusyError{Holder: "another process"}
			}
			waiting("another process")
			err = flock(f, unix.LOCK_EX)
		}
		if err != nil || isSameFolder(f, dir) {
			return func() { f.Close() }, nil
		}
		f.Close()
	}
}

func isSameFolder(f *os.File, dir string) bool {
	locked, err := f.Stat()
	now, failed := os.Stat(dir)
	return err == nil && failed == nil && os.SameFile(locked, now)
}

func flock(f *os.File, how int) error {
	for {
		if err := unix.Flock(int(f.Fd()), how); err != unix.EINTR {
			return err
		}
	}
}

func readHolder(f *os.File) string {
	var pid int
	if _, err := fmt.Fscanln(io.NewSectionReader(f, 0, 20), &pid); err != nil {
		return "another process"
	}
	return fmt.Sprintf("process %d", pid)
}
