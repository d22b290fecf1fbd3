package build

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// How much of a reader's connection the pages of the example site take.

// exampleWith returns the example site with words of its files replaced: the file, what stands there, what stands instead.
func exampleWith(t testing.TB, changes ...[3]string) Input {
	t.Helper()
	files := exampleTexts(t)
	for _, c := range changes {
		if strings.Count(files[c[0]], c[1]) != 1 {
			t.Fatalf("%s does not hold %q once", c[0], c[1])
		}
		files[c[0]] = strings.Replace(files[c[0]], c[1], c[2], 1)
	}
	return inputWith(files)
}

var inlinePictures = regexp.MustCompile(`data:image/[^ >"]*`)

// A typical private page is at most 16 KiB on disk without its pictures, and a little more where it asks for words or names its
// last day.
func TestPrivatePagesAreSmallOnDisk(t *testing.T) {
	t.Parallel()
	for _, access := range []string{"{mode: link}", "{mode: passphrase}", "{mode: link, until: 2026-07-31}"} {
		dir := filepath.Join(t.TempDir(), "public")
		publishTo(t, exampleWith(t, [3]string{"content/agreements/fenwick-tiles.yaml", "access: {mode: link}", "access: " + access}), dir)
		page := read(t, dir)["a/"+secret.Keys("fenwick-tiles", 1).Path().String()+"/index.html"]
		page, most := inlinePictures.ReplaceAllString(page, ""), 16<<10
		switch access {
		case "{mode: passphrase}":
			most += 300
		case "{mode: link, until: 2026-07-31}":
			most += 100
		}
		if !boxPattern.MatchString(page) || len(page) > most {
			t.Errorf("%s: the page has %d bytes, and has a box: %v", access, len(page), boxPattern.MatchString(page))
		}
	}
}
