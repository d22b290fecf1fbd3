// Package example is the example site, for tests of what its readers get.
package example

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"upfront/generator/build"
	"upfront/generator/publish"
	"upfront/generator/seal"
	"upfront/generator/tree"
	"upfront/themes"
)

// Secret is that of every site here.
var Secret = seal.Secret{1, 2, 3, 4, 5, 6, 7, 8}

// With returns the example site after edits, each of a file's one place, and with more files.
func With(t testing.TB, more map[string]string, edits ...[3]string) build.Input {
	t.Helper()
	files := map[string]string{}
	list, problems, err := tree.Read(tree.Folder{Dir: "../..", Only: []string{"site.yaml", "content"}})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	for _, path := range list.Paths() {
		data, err := list.Read(path)
		if err != nil {
			t.Fatal(err)
		}
		if files[path] = string(data); strings.HasPrefix(path, "content/agreed/") {
			delete(files, path)
		}
	}
	for path, text := range more {
		files[path] = text
	}
	for _, e := range edits {
		if strings.Count(files[e[0]], e[1]) != 1 {
			t.Fatalf("%s says %q %d times", e[0], e[1], strings.Count(files[e[0]], e[1]))
		}
		files[e[0]] = strings.Replace(files[e[0]], e[1], e[2], 1)
	}
	return build.Input{Tree: tree.Of(files), Theme: themes.Default(), Secret: &Secret}
}

// Publish builds a site and ends the test unless it is published.
func Publish(t testing.TB, in build.Input, dir string) {
	t.Helper()
	out, _, err := build.Open(in, nil).Publish(dir, false, publish.Options{State: dir + ".state"})
	if err != nil || out.Refused {
		t.Fatalf("not published: %v %+v", err, out.Problems)
	}
}

// Read returns every file below a folder.
func Read(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		out[filepath.ToSlash(strings.TrimPrefix(name, dir+string(filepath.Separator)))] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
