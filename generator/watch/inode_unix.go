//go:build unix

package watch

import (
	"io/fs"
	"syscall"
)

// inode returns a file's inode, which changes when another file is renamed into its place.
func inode(info fs.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Ino)
	}
	return 0
}
