package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// exchange exchanges two names in one step: every reader finds the one or the other.
func exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	switch err {
	case unix.ENOSYS, unix.EINVAL, unix.EOPNOTSUPP, unix.EXDEV, unix.EBUSY:
		return errors.ErrUnsupported
	}
	return err
}

// mount returns the mount that a path lies on. One device may have several, and no rename leads from one to another.
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

// openStamps opens the folder and looks at files from there, in two thirds of the time that their whole paths would take.
func (osDisk) openStamps(dir string) (stampAt func(path string) stamp, release func()) {
	f, err := os.OpenFile(dir, unix.O_PATH|unix.O_DIRECTORY, 0)
	if err != nil {
		return func(path string) stamp { return stampOfFile(dir, path) }, func() {}
	}
	from := int(f.Fd())
	return func(path string) stamp {
		var s unix.Stat_t
		if err := unix.Fstatat(from, path, &s, unix.AT_SYMLINK_NOFOLLOW); err != nil || s.Mode&unix.S_IFMT != unix.S_IFREG {
			return stamp{}
		}
		return stamp{s.Size, s.Mtim.Nano(), s.Ino}
	}, func() { f.Close() }
}
