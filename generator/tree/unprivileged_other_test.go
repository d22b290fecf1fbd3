//go:build unix && !linux

package tree

import (
	"os"
	"testing"
)

// unprivileged skips a test for root, who may read everything.
func unprivileged(t *testing.T) {
	t.Helper()
	if os.Getuid() == 0 {
		t.Skip("root may read everything")
	}
}
