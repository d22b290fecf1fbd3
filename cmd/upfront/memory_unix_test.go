//go:build unix

package main

import (
	"io"
	"syscall"
	"testing"
	"time"
)

// A build does not wait for a writer of a pipe in the place of its memory.
func TestNothingIsRecalledOfAPipe(t *testing.T) {
	s := &site{state: t.TempDir()}
	for _, path := range []string{s.memoryPath(), s.proofs().path()} {
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	done := make(chan int, 1)
	go func() {
		proofs, _ := io.ReadAll(s.proofs())
		done <- len(s.readMemory("v1").Bytes()) + len(proofs)
	}()
	select {
	case n := <-done:
		if n != 0 {
			t.Errorf("%d bytes are recalled", n)
		}
	case <-time.After(10 * time.Second):
		t.Error("it waits for the other end of the pipe")
	}
}
