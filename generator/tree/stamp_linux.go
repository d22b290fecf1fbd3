package tree

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sys/unix"
)

// folderHandle is an open folder. Looking up files by name in it takes two thirds of the time that whole paths take.
type folderHandle struct{ dir *os.File }

func openFolder(dir string) (folderHandle, error) {
	opened, err := os.OpenFile(dir, unix.O_PATH|unix.O_DIRECTORY, 0)
	return folderHandle{opened}, err
}

// stamp returns the stamp of a plain file, or of one that a link leads to; zero for anything else.
func (f folderHandle) stamp(name string) Stamp {
	var s unix.Stat_t
	err := unix.Fstatat(int(f.dir.Fd()), name, &s, 0)
	runtime.KeepAlive(f.dir)
	if err != nil || s.Mode&unix.S_IFMT != unix.S_IFREG {
		return Stamp{}
	}
	return Stamp{s.Size, s.Mtim.Nano(), s.Ctim.Nano(), s.Ino}
}

// read returns the bytes of a plain file inside the folder, links followed, with as few system calls as possible. ok is false
// where it fails, as on a kernel without such a call: the caller then reads the file step by step, which finds the error.
func (f folderHandle) read(name string) (data []byte, ok bool) {
	fd, err := unix.Openat2(int(f.dir.Fd()), name, &unix.OpenHow{
		Flags: unix.O_RDONLY | unix.O_NONBLOCK | unix.O_CLOEXEC, Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_MAGICLINKS})
	runtime.KeepAlive(f.dir)
	if err != nil {
		return nil, false
	}
	defer unix.Close(fd)
	var s unix.Stat_t
	if unix.Fstat(fd, &s) != nil || s.Mode&unix.S_IFMT != unix.S_IFREG {
		return nil, false
	}
	for data = make([]byte, 0, s.Size+1); len(data) < cap(data); { // one byte more, to see the end
		n, err := unix.Read(fd, data[len(data):cap(data)])
		if err != nil || n == 0 {
			return data, err == nil
		}
		data = data[:len(data)+n]
	}
	return nil, false // the file has grown meanwhile
}

// list returns the entries of a folder inside the folder, no links followed. ok is false where it fails, as for read.
func (f folderHandle) list(name string) (entries []fs.DirEntry, ok bool) {
	fd, err := unix.Openat2(int(f.dir.Fd()), name, &unix.OpenHow{
		Flags: unix.O_RDONLY | unix.O_DIRECTORY | unix.O_CLOEXEC, Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS})
	runtime.KeepAlive(f.dir)
	if err != nil {
		return nil, false
	}
	opened := os.NewFile(uintptr(fd), filepath.Join(f.dir.Name(), name))
	defer opened.Close()
	entries, err = opened.ReadDir(-1)
	return entries, err == nil
}
