package publish

import (
	"errors"

	"golang.org/x/sys/unix"
)

// exchange swaps two names in one step: every reader finds the one or the other.
func exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	switch err {
	case unix.ENOSYS, unix.EINVAL, unix.EOPNOTSUPP, unix.EXDEV, unix.EBUSY:
		return errors.ErrUnsupported
	}
	return err
}

// mount tells which mount a path lies on; a rename works within one mount only, even on one device.
func mount(path string) (uint64, error) {
	var x unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, path, 0, unix.STATX_MNT_ID, &x)
	if err != nil {
		return 0, err
	}
	if x.Mask&unix.STATX_MNT_ID != 0 {
		return x.Mnt_id, nil
	}
	return uint64(unix.Mkdev(x.Dev_major, x.Dev_minor)), nil
}
