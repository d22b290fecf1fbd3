//go:build unix && !linux

package publish

import "golang.org/x/sys/unix"

// mount tells which file system a path lies on; a rename works within one only.
func mount(path string) (uint64, error) {
	var s unix.Stat_t
	if err := unix.Stat(path, &s); err != nil {
		return 0, err
	}
	return uint64(s.Dev), nil
}
