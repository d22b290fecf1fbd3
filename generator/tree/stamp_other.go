//go:build !linux

package tree

import (
	"io/fs"
	"os"
	"path/filepath"
)

// folderHandle is a folder by its path: only Linux keeps it open.
type folderHandle struct{ dir string }

func openFolder(dir string) (folderHandle, error) { return folderHandle{dir}, nil }

// stamp returns the stamp of a plain file, or of one that a link leads to; zero for anything else.
func (f folderHandle) stamp(name string) Stamp {
	info, err := os.Stat(filepath.Join(f.dir, filepath.FromSlash(name)))
	if err != nil || !info.Mode().IsRegular() {
		return Stamp{}
	}
	return Stamp{Size: info.Size(), Mtime: info.ModTime().UnixNano()}
}

// read always returns false: the caller reads each file step by step.
func (f folderHandle) read(string) (data []byte, before Stamp, ok bool) { return nil, Stamp{}, false }

// list always returns false: the caller compares what it opened with what it meant to open.
func (f folderHandle) list(string) (entries []fs.DirEntry, ok bool) { return nil, false }
