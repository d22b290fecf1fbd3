// Package themes holds the files of the default theme: templates, one stylesheet, a mark for the browser's tab, and
// the fixed words of every page by language. Package theme loads them; a site lays its own files over them.
package themes

import (
	"embed"
	"io/fs"
)

//go:embed all:default
var files embed.FS

// Default returns the files of the default theme, with paths such as templates/base.html. It panics if they are not in
// the program, which is a mistake of this program.
func Default() fs.FS {
	sub, err := fs.Sub(files, "default")
	if err != nil {
		panic(err)
	}
	return sub
}
