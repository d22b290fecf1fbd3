//go:build unix && !linux

package tree

import (
	"os"
	"testing"
)

// unprivileged skips a test that root would not be refused in.
func unprivileged(t *testing.T) {
	t.Helper()
	if os.Getuid() == 0 {
		t.Skip("root may read everything")
	}
}
