//go:build !linux

package tree

import (
	"os"
	"path/filepath"
)

// holder is a folder.
type holder struct{ dir string }

func hold(dir string) (holder, error) { return holder{dir}, nil }

// stamp returns the stamp of a plain file, or of one that a link leads to; zero for anything else.
func (h holder) stamp(name string) Stamp {
	info, err := os.Stat(filepath.Join(h.dir, filepath.FromSlash(name)))
	if err != nil || !info.Mode().IsRegular() {
		return Stamp{}
	}
	return Stamp{Size: info.Size(), Mtime: info.ModTime().UnixNano()}
}

// read returns no file here: each is read step by step.
func (h holder) read(string) (data []byte, ok bool) { return nil, false }
