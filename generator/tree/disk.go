package tree

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// disk is an opened folder whose files stand below a mount in the tree.
type disk struct {
	root   *os.Root     // nothing outside it can be reached through it
	folder folderHandle // the same folder
	mount  string       // "", or ending in a slash
}

// rootFS is the file system below a root. That of [os.Root] takes several times as long to list: it asks for details of each file.
type rootFS struct {
	fs.FS
	root   *os.Root
	folder folderHandle
}

// Stat follows links, but never out of the root.
func (r rootFS) Stat(name string) (fs.FileInfo, error) { return r.root.Stat(name) }

// ReadDir lists a folder, sorted by name, but never a link that took its place.
func (r rootFS) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, ok := r.folder.list(name)
	var err error
	if !ok {
		entries, err = r.readDir(name)
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// readDir opens a folder by its whole name and compares it with the one that the root has under that name.
func (r rootFS) readDir(name string) ([]fs.DirEntry, error) {
	f, err := os.OpenFile(filepath.Join(r.root.Name(), filepath.FromSlash(name)), os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	opened, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info, err := r.root.Lstat(name); err != nil || !os.SameFile(info, opened) {
		return nil, cmp.Or(err, errNotFolder)
	}
	return f.ReadDir(-1)
}

// The errors for a folder or file that was replaced by something else since it was listed.
var (
	errNotFolder = errors.New("not a folder of the site any more")
	errNotPlain  = errors.New("not a plain file any more")
)

// open opens a file by its path in the tree. It does not wait for the other end of a pipe that took the file's place.
func (d *disk) open(path string) (*os.File, error) {
	f, err := d.root.OpenFile(strings.TrimPrefix(path, d.mount), os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, withPath(path, err)
	}
	info, err := f.Stat()
	if err == nil && info.Mode().IsRegular() {
		return f, nil
	}
	f.Close()
	return nil, withPath(path, cmp.Or(err, errNotPlain))
}

// read returns the bytes of a file by its path in the tree, and the stamp that it had before it was read.
func (d *disk) read(path string) ([]byte, Stamp, error) {
	name := strings.TrimPrefix(path, d.mount)
	if data, before, ok := d.folder.read(name); ok {
		return data, before, nil
	}
	before := d.folder.stamp(name)
	f, err := d.open(path)
	if err != nil {
		return nil, Stamp{}, err
	}
	defer f.Close()
	var b bytes.Buffer
	if info, err := f.Stat(); err == nil {
		b.Grow(int(info.Size()) + bytes.MinRead) // room to see the end without growing
	}
	if _, err := b.ReadFrom(f); err != nil {
		return nil, Stamp{}, withPath(path, err)
	}
	return b.Bytes(), before, nil
}

// withPath returns an error with the path in the tree in place of the one on disk.
func withPath(path string, err error) error {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		err = pathErr.Err
	}
	return fmt.Errorf("read %q: %w", path, err)
}

// Stamp is the metadata of a file that changes with its content. A file whose stamp was settled, as [Tree.Settled]
// reports, has the same bytes as long as the stamp stays the same. The zero Stamp is that of a file in memory, and proves
// nothing.
type Stamp struct {
	Size, Mtime, Ctime int64 // in bytes, and in nanoseconds since 1970; Ctime is zero where the system has none
	Inode              uint64
}

// unsettled is how long after a change a file's metadata may stay as it is while its bytes change once more: the
// coarsest clock of a file system that is still in use ticks every two seconds.
const unsettled = 2 * time.Second

// Settled reports whether the file was changed long enough before the tree was listed that any later change shows.
func (t *Tree) Settled(s Stamp) bool {
	return s != Stamp{} && max(s.Mtime, s.Ctime) < t.listed.Add(-unsettled).UnixNano()
}

// Stamp returns the stamp of a file as it is now. It is zero for a file in memory, and for a file without metadata.
func (t *Tree) Stamp(path string) Stamp {
	f, _ := t.find(path)
	return f.stamp()
}

func (f file) stamp() Stamp {
	if f.disk == nil {
		return Stamp{}
	}
	return f.disk.folder.stamp(strings.TrimPrefix(f.path, f.disk.mount))
}

// StampsBelow returns the paths of [Tree.Below], with their stamps.
func (t *Tree) StampsBelow(dir string) iter.Seq2[string, Stamp] {
	return func(yield func(string, Stamp) bool) {
		t.below(dir, func(f file) bool { return yield(f.path, f.stamp()) })
	}
}

var copying = sync.Pool{New: func() any { return new([32 << 10]byte) }}

// Digest returns the SHA-256 of a file's bytes. The error is that of [Tree.Read].
func (t *Tree) Digest(path string) ([32]byte, error) {
	f, err := t.Open(path)
	if err != nil {
		return [32]byte{}, err
	}
	defer f.Close()
	h, room := sha256.New(), copying.Get().(*[32 << 10]byte)
	defer copying.Put(room)
	if _, err := io.CopyBuffer(h, struct{ io.Reader }{f}, room[:]); err != nil { // a file by itself would not take the room
		return [32]byte{}, withPath(path, err)
	}
	return [32]byte(h.Sum(nil)), nil
}
