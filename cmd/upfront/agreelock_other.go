//go:build !unix

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// lockFolder waits until no other program writes into the folder of records, and keeps others out until unlock is called. A
// lock that is a minute old is that of a program that was killed: to write a record takes less than a second.
func lockFolder(dir string) (unlock func(), err error) {
	name := filepath.Join(dir, ".lock")
	for {
		f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if err == nil {
			return func() { f.Close(); os.Remove(name) }, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) > time.Minute {
			os.Remove(name)
		}
		time.Sleep(20 * time.Millisecond)
	}
}
