//go:build unix

package main

import (
	"os"
	"syscall"
)

// lockFolder waits until no other program writes into the folder of records, and keeps others out until unlock is called. The
// system lets go of the lock where the program is killed.
func lockFolder(dir string) (unlock func(), err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	for {
		if err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != syscall.EINTR {
			break
		}
	}
	if err != nil {
		f.Close()
		return nil, &os.PathError{Op: "lock", Path: dir, Err: err}
	}
	return func() { f.Close() }, nil
}
