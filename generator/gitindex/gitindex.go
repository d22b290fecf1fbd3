// Package gitindex reports whether git tracks a file. It reads the index of the repository itself, in versions 2, 3 and 4
// (https://git-scm.com/docs/index-format), and runs nothing.
//
// It does not see what a split index (core.splitIndex) keeps in its other file, and reads neither commits nor settings.
package gitindex

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Tracks reports whether the git repository around a file tracks it.
func Tracks(path string) (bool, error) {
	folder, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err != nil {
		return false, err
	}
	root := Root(folder)
	if root == "" {
		return false, nil
	}
	name, err := filepath.Rel(root, filepath.Join(folder, filepath.Base(path)))
	if err != nil {
		return false, err
	}
	index := filepath.Join(gitFolder(root), "index")
	data, err := os.ReadFile(index)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	tracked, err := indexHolds(data, filepath.ToSlash(name))
	if err != nil {
		return false, fmt.Errorf("read %q: %w", index, err)
	}
	return tracked, nil
}

// Root returns the folder above dir, or dir itself, that holds .git, without links in its name; empty where there is none.
func Root(dir string) string {
	dir, err := filepath.EvalSymlinks(dir)
	for ; err == nil; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	return ""
}

// gitFolder returns the folder with the index: .git, or where a file of that name points (worktrees and submodules).
func gitFolder(root string) string {
	path := filepath.Join(root, ".git")
	data, err := os.ReadFile(path)
	if err != nil {
		return path
	}
	target, ok := strings.CutPrefix(strings.TrimSpace(string(data)), "gitdir:")
	if target = strings.TrimSpace(target); !ok || filepath.IsAbs(target) {
		return target
	}
	return filepath.Join(root, filepath.FromSlash(target))
}

// indexHolds reports whether a git index names a file. The size of an object's name, SHA-1 or SHA-256, is not written in it; the
// wrong one shows in names that are out of order or of another length than stated.
func indexHolds(data []byte, name string) (bool, error) {
	if len(data) < 12 || string(data[:4]) != "DIRC" {
		return false, errors.New("it is no index of git")
	}
	version := binary.BigEndian.Uint32(data[4:])
	if version < 2 || version > 4 {
		return false, fmt.Errorf("its version %d is not known", version)
	}
	for _, hash := range []int{20, 32} {
		if names, ok := indexNames(data, version, hash); ok {
			return names[name], nil
		}
	}
	return false, errors.New("it is damaged")
}

// indexNames returns the names of an index whose object names have hash bytes, and whether it is one.
func indexNames(data []byte, version uint32, hash int) (map[string]bool, bool) {
	names, last, rest := map[string]bool{}, "", data[12:]
	for range binary.BigEndian.Uint32(data[8:]) {
		fixed := 40 + hash + 2
		if len(rest) < fixed {
			return nil, false
		}
		flags := binary.BigEndian.Uint16(rest[fixed-2:])
		if flags&0x4000 != 0 { // two more bytes of flags
			fixed += 2
		}
		name, size, ok := indexName(rest, fixed, version, last)
		stated := int(flags & 0xfff)
		if !ok || name < last || stated < 0xfff && stated != len(name) || size > len(rest) {
			return nil, false
		}
		names[name], last, rest = true, name, rest[size:]
	}
	return names, true
}

// indexName returns the name of an entry and the size of the whole entry. Version 4 writes how many bytes of the last
// name to drop, and what to add; the others pad with one to eight zeros to a multiple of eight.
func indexName(entry []byte, fixed int, version uint32, last string) (string, int, bool) {
	rest, keep := entry[min(fixed, len(entry)):], 0
	if version == 4 {
		drop, n := offsetNumber(rest)
		if n == 0 || drop > len(last) {
			return "", 0, false
		}
		rest, fixed, keep = rest[n:], fixed+n, len(last)-drop
	}
	end := bytes.IndexByte(rest, 0)
	if end < 0 {
		return "", 0, false
	}
	size := fixed + end + 1
	if version < 4 {
		size = (fixed + end + 8) / 8 * 8
	}
	return last[:keep] + string(rest[:end]), size, true
}

// offsetNumber reads a number as git packs its offsets: seven bits a byte, most significant first, each further byte
// adding one. It returns the number of bytes too, zero where it does not end.
func offsetNumber(data []byte) (value, n int) {
	for i, b := range data[:min(len(data), 5)] {
		value = value<<7 | int(b&0x7f)
		if b&0x80 == 0 {
			return value, i + 1
		}
		value++
	}
	return 0, 0
}
