//go:build unix

package watch

import (
	"io/fs"
	"syscall"
)

// number gives a file's number on its disk, which changes when another file is renamed into its place.
func number(info fs.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Ino)
	}
	return 0
}
