package tree

import (
	"os"
	"runtime"
	"syscall"
	"testing"
)

// unprivileged runs the goroutine of a test as the user nobody, because root may read everything. The thread is not used again.
func unprivileged(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	runtime.LockOSThread()
	if err := syscall.Setfsuid(65534); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Setfsuid(0) })
}
