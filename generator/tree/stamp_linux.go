package tree

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"runtime"
	"sync"

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
	return stampOf(&s)
}

func stampOf(s *unix.Stat_t) Stamp { return Stamp{s.Size, s.Mtim.Nano(), s.Ctim.Nano(), s.Ino} }

// read returns the bytes of a plain file inside the folder, links followed, with as few system calls as possible, and the stamp that it
// had before it was read. ok is false where it fails, as on a kernel without such a call: the caller then reads the file step by
// step, which finds the error.
func (f folderHandle) read(name string) (data []byte, before Stamp, ok bool) {
	fd, err := unix.Openat2(int(f.dir.Fd()), name, &unix.OpenHow{
		Flags: unix.O_RDONLY | unix.O_NONBLOCK | unix.O_CLOEXEC, Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_MAGICLINKS})
	runtime.KeepAlive(f.dir)
	if err != nil {
		return nil, Stamp{}, false
	}
	defer unix.Close(fd)
	var s unix.Stat_t
	if unix.Fstat(fd, &s) != nil || s.Mode&unix.S_IFMT != unix.S_IFREG {
		return nil, Stamp{}, false
	}
	for data = make([]byte, 0, s.Size+1); len(data) < cap(data); { // one byte more, to see the end
		n, err := unix.Read(fd, data[len(data):cap(data)])
		data = data[:len(data)+max(n, 0)]
		if err != nil || n == 0 || int64(len(data)) == s.Size { // with room for one byte more, that is the end
			return data, stampOf(&s), err == nil
		}
	}
	return nil, Stamp{}, false // the file has grown meanwhile
}

// entry is an entry of a listing, which has no details.
type entry struct {
	name string
	mode fs.FileMode
}

func (e entry) Name() string               { return e.name }
func (e entry) IsDir() bool                { return e.mode.IsDir() }
func (e entry) Type() fs.FileMode          { return e.mode }
func (e entry) Info() (fs.FileInfo, error) { return nil, errors.ErrUnsupported }

// modes are the types of entries, as the kernel tells them. What has none here is listed in another way.
var modes = [...]fs.FileMode{unix.DT_REG: 0, unix.DT_DIR: fs.ModeDir, unix.DT_LNK: fs.ModeSymlink, unix.DT_FIFO: fs.ModeNamedPipe, unix.DT_SOCK: fs.ModeSocket}

var listings = sync.Pool{New: func() any { return new([8 << 10]byte) }}

// list returns the entries of a folder inside the folder, no links followed. ok is false where it fails, as for read. A file
// system may hand over fewer entries than there is room for, so a listing ends only where there are none.
func (f folderHandle) list(name string) (entries []fs.DirEntry, ok bool) {
	fd, err := unix.Openat2(int(f.dir.Fd()), name, &unix.OpenHow{
		Flags: unix.O_RDONLY | unix.O_DIRECTORY | unix.O_CLOEXEC, Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS})
	runtime.KeepAlive(f.dir)
	if err != nil {
		return nil, false
	}
	defer unix.Close(fd)
	room := listings.Get().(*[8 << 10]byte)
	defer listings.Put(room)
	for {
		n, err := unix.ReadDirent(fd, room[:])
		if err != nil || n <= 0 {
			return entries, err == nil
		}
		for rest := room[:n]; len(rest) > 0; {
			const size, kind, text = 16, 18, 19 // where they stand in an entry
			name, _, _ := bytes.Cut(rest[text:binary.NativeEndian.Uint16(rest[size:])], []byte{0})
			mode := rest[kind]
			if int(mode) >= len(modes) || mode != unix.DT_REG && modes[mode] == 0 {
				return nil, false
			}
			if string(name) != "." && string(name) != ".." {
				entries = append(entries, entry{string(name), modes[mode]})
			}
			rest = rest[binary.NativeEndian.Uint16(rest[size:]):]
		}
	}
}
