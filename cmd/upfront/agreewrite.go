package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"upfront/generator/agreed"
	"upfront/generator/redact"
)

// A record is written with its evidence and its line in the list of fingerprints, whole or not at all: first they are
// written down together in one file, and from the moment when that is in its place, they count. Whoever works on the site
// next puts the files where they belong, if the program was stopped before it did. Of several who write at one instant, each
// waits for the one before.

// unfinishedFile holds what is to be written, in the folder of the records.
const unfinishedFile = ".unfinished"

// archiveFiles are files of the folder of records, by their names below it.
type archiveFiles map[string][]byte

// archiveFolder returns the folder on disk into which records are written.
func (s *site) archiveFolder(archive *agreed.Archive) string {
	if len(archive.Sums()) == 0 {
		for _, e := range s.elsewhere {
			if e.mount == redact.Agreements {
				return filepath.Join(e.dir, "agreed")
			}
		}
	}
	return s.onDisk(archive.Folder())
}

// writeRecord adds files to the folder of records.
func writeRecord(dir string, files archiveFiles) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	unlock, err := lockFolder(dir)
	if err != nil {
		return err
	}
	defer unlock()
	if err := finishLocked(dir); err != nil {
		return err
	}
	for name := range files {
		if exists(filepath.Join(dir, filepath.FromSlash(name))) {
			return fmt.Errorf("%s is there already: somebody else agreed at the same time, so look at it first", name)
		}
	}
	text, err := json.Marshal(files)
	if err != nil {
		return err
	}
	if err := replaceFile(filepath.Join(dir, unfinishedFile), text); err != nil {
		return err
	}
	return finishLocked(dir)
}

// finishRecord puts into place what a program wrote down that was stopped then. While another one writes, it waits.
func finishRecord(dir string) error {
	if !exists(filepath.Join(dir, unfinishedFile)) {
		return nil
	}
	unlock, err := lockFolder(dir)
	if err != nil {
		return err
	}
	defer unlock()
	return finishLocked(dir)
}

// finishLocked is [finishRecord] for a folder that is locked.
func finishLocked(dir string) error {
	unfinished := filepath.Join(dir, unfinishedFile)
	text, err := os.ReadFile(unfinished)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	files, digests := archiveFiles{}, map[string][32]byte{}
	if err := json.Unmarshal(text, &files); err != nil {
		return fmt.Errorf("%s cannot be read: %w", displayPath(unfinished), err)
	}
	for name, data := range files {
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return fmt.Errorf("%s names a file outside its folder", displayPath(unfinished))
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := replaceFile(path, data); err != nil {
			return err
		}
		digests[name] = sha256.Sum256(data)
	}
	sums := filepath.Join(dir, agreed.SumsFile)
	old, err := os.ReadFile(sums)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if next := agreed.Sums(old).With(digests); !bytes.Equal(next, old) {
		if err := replaceFile(sums, next); err != nil {
			return err
		}
	}
	if err := os.Remove(unfinished); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return syncFolder(dir)
}

// finishRecords does so in each folder that may hold records of the site.
func (s *site) finishRecords() error {
	dirs := []string{filepath.Join(s.dir, "content", "agreed")}
	for _, e := range s.elsewhere {
		if e.mount == redact.Agreements {
			dirs = append(dirs, filepath.Join(e.dir, "agreed"))
		}
	}
	for _, dir := range dirs {
		if err := finishRecord(dir); err != nil {
			return err
		}
	}
	return nil
}

// replaceFile writes a file whole, and is done when it is on the disk.
func replaceFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err := renameInto(f, path, errors.Join(err, f.Chmod(0o644), f.Sync())); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}
