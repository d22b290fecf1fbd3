package tree

import (
	"crypto/sha256"
	"io"
	"strings"
	"time"
)

// Stamp is the metadata of a file that changes with its content. Two equal stamps of one path stand for the same bytes where
// the first of them was settled. The zero Stamp is that of a file in memory, and stands for nothing.
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
	if f.disk == nil {
		return Stamp{}
	}
	return f.disk.folder.stamp(strings.TrimPrefix(path, f.disk.mount))
}

// Digest returns the SHA-256 of a file's bytes. The error is that of [Tree.Read].
func (t *Tree) Digest(path string) ([32]byte, error) {
	f, err := t.Open(path)
	if err != nil {
		return [32]byte{}, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return [32]byte{}, withPath(path, err)
	}
	return [32]byte(h.Sum(nil)), nil
}
