//go:build !unix

package watch

import "io/fs"

// number gives zero: a listing tells no numbers here.
func number(fs.FileInfo) uint64 { return 0 }
