package tree

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
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
	root *os.Root
}

// Stat follows links, but never out of the root.
func (r rootFS) Stat(name string) (fs.FileInfo, error) { return r.root.Stat(name) }

// ReadDir lists a folder, sorted by name. It opens the folder by its whole name and compares it with the one that the root has
// under that name, so that a link that took its place is not listed.
func (r rootFS) ReadDir(name string) ([]fs.DirEntry, error) {
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
	entries, err := f.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
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

// read returns the bytes of a file by its path in the tree.
func (d *disk) read(path string) ([]byte, error) {
	if data, ok := d.folder.read(strings.TrimPrefix(path, d.mount)); ok {
		return data, nil
	}
	f, err := d.open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	if info, err := f.Stat(); err == nil {
		b.Grow(int(info.Size()) + bytes.MinRead) // room to see the end without growing
	}
	if _, err := b.ReadFrom(f); err != nil {
		return nil, withPath(path, err)
	}
	return b.Bytes(), nil
}

// withPath returns an error with the path in the tree in place of the one on disk.
func withPath(path string, err error) error {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		err = pathErr.Err
	}
	return fmt.Errorf("read %q: %w", path, err)
}
