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
	root   *os.Root // nothing outside it can be reached through it
	holder holder   // of the same folder
	mount  string   // "", or ending in a slash
}

// rooted is the file system below a root. It lists folders without asking for details of each file, as that of
// [os.Root] does, which takes several times as long.
type rooted struct {
	fs.FS
	root *os.Root
}

// Stat follows links, but never out of the root.
func (r rooted) Stat(name string) (fs.FileInfo, error) { return r.root.Stat(name) }

// ReadDir lists a folder by name, sorted. It opens the folder by its whole name, and makes sure that the root knows the
// same folder by that name, so that a link that took its place is not listed.
func (r rooted) ReadDir(name string) ([]fs.DirEntry, error) {
	at := filepath.Join(r.root.Name(), filepath.FromSlash(name))
	f, err := os.OpenFile(at, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	opened, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if known, err := r.root.Lstat(name); err != nil || !os.SameFile(known, opened) {
		return nil, cmp.Or(err, errNotFolder)
	}
	entries, err := f.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// errNotFolder says that a folder was exchanged for something else since it was listed.
var errNotFolder = errors.New("not a folder of the site any more")

// errNotPlain says that a file was exchanged for something else since it was listed.
var errNotPlain = errors.New("not a plain file any more")

// open opens a file by its path in the tree. It does not wait for the other end of a pipe that took the file's place.
func (d *disk) open(path string) (*os.File, error) {
	f, err := d.root.OpenFile(strings.TrimPrefix(path, d.mount), os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, named(path, err)
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errNotPlain
	}
	if err != nil {
		f.Close()
		return nil, named(path, err)
	}
	return f, nil
}

// read returns the bytes of a file by its path in the tree.
func (d *disk) read(path string) ([]byte, error) {
	if data, ok := d.holder.read(strings.TrimPrefix(path, d.mount)); ok {
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
		return nil, named(path, err)
	}
	return b.Bytes(), nil
}

func (d *disk) size(path string) int64 {
	info, err := d.root.Stat(strings.TrimPrefix(path, d.mount))
	if err != nil {
		return 0
	}
	return info.Size()
}

// named returns an error with the path in the tree, in place of the one on disk.
func named(path string, err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	return fmt.Errorf("read %q: %w", path, err)
}
