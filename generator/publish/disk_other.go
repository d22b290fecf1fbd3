//go:build !linux

package publish

import "errors"

// exchange is for Linux alone; elsewhere the journal serves.
func exchange(a, b string) error { return errors.ErrUnsupported }

func (osDisk) hold(dir string) (stampAt func(path string) stamp, release func()) {
	return func(path string) stamp { return stampIn(dir, path) }, func() {}
}
