package tree

import (
	"os"
	"runtime"

	"golang.org/x/sys/unix"
)

// holder looks at files from a folder that it holds open: where there are many, that takes two thirds of the time of
// looking at each by its whole name.
type holder struct{ dir *os.File }

func hold(dir string) (holder, error) {
	f, err := os.OpenFile(dir, unix.O_PATH|unix.O_DIRECTORY, 0)
	return holder{f}, err
}

// stamp gives the stamp of a plain file, or of one that a link leads to; zero for anything else.
func (h holder) stamp(name string) Stamp {
	var s unix.Stat_t
	err := unix.Fstatat(int(h.dir.Fd()), name, &s, 0)
	runtime.KeepAlive(h.dir)
	if err != nil || s.Mode&unix.S_IFMT != unix.S_IFREG {
		return Stamp{}
	}
	return Stamp{s.Size, s.Mtim.Nano(), s.Ctim.Nano(), s.Ino}
}
