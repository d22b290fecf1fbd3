//go:build unix && !linux

package publish

import "golang.org/x/sys/unix"

// mount returns the file system that a path lies on.
func mount(path string) (uint64, error) {
	var s unix.Stat_t
	if err := unix.Stat(path, &s); err != nil {
		return 0, err
	}
	return uint64(s.Dev), nil
}
