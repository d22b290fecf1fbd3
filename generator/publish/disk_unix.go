//go:build unix

package publish

import (
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

func inode(info fs.FileInfo) uint64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(s.Ino)
	}
	return 0
}

// owner tells who a file belongs to, as one comparable value.
func owner(info fs.FileInfo) [2]uint32 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return [2]uint32{s.Uid, s.Gid}
	}
	return [2]uint32{}
}

func notDir(err error) bool { return errors.Is(err, syscall.ENOTDIR) }

func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) {
		return err // EINVAL: this file system does not sync folders
	}
	return nil
}

// lock takes the kernel's lock on a file: it is freed when the process ends, however it ends. The file
// itself stays, because removing it would let two processes lock two files of one name.
func (osDisk) lock(path string, waiting func(string)) (func(), error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, diskError("lock", path, err)
	}
	if err := flock(f, waiting); err != nil {
		f.Close()
		return nil, err
	}
	writeHolder(f)
	return func() { f.Close() }, nil
}

func flock(f *os.File, waiting func(string)) error {
	err := retry(func() error { return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) })
	if !errors.Is(err, unix.EWOULDBLOCK) {
		return diskError("lock", f.Name(), err)
	}
	if waiting == nil {
		return &BusyError{Holder: readHolder(f)}
	}
	waiting(readHolder(f))
	return diskError("lock", f.Name(), retry(func() error { return unix.Flock(int(f.Fd()), unix.LOCK_EX) }))
}

func retry(call func() error) error {
	for {
		if err := call(); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

// writeHolder says in the lock file who holds it, for the message of a run that has to wait. It is a
// courtesy: the lock holds without it.
func writeHolder(f *os.File) {
	if f.Truncate(0) == nil {
		f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	}
}

func readHolder(f *os.File) string {
	b := make([]byte, 20)
	n, _ := f.ReadAt(b, 0)
	pid, err := strconv.Atoi(strings.TrimSpace(string(b[:n])))
	if err != nil {
		return "another process"
	}
	return "process " + strconv.Itoa(pid)
}
