package tree

import (
	"os"
	"runtime"
	"syscall"
	"testing"
)

// unprivileged makes this test's goroutine look at files as nobody, so that root is refused what others are. The
// thread is not used again.
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
