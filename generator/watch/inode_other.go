//go:build !unix

package watch

import "io/fs"

// inode returns zero: a listing has no inodes here.
func inode(fs.FileInfo) uint64 { return 0 }
