package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const repository = "../.."

func TestNoticesAreUpToDate(t *testing.T) {
	notices, err := collect(repository)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(filepath.Join(repository, "THIRD-PARTY-NOTICES.txt"))
	if err != nil || strings.ReplaceAll(string(file), "\r\n", "\n") != format(notices) {
		t.Errorf("THIRD-PARTY-NOTICES.txt is out of date (%v). Write it again with: go run ./cmd/notices > THIRD-PARTY-NOTICES.txt", err)
	}
}

// TestEveryModuleHasItsNotice knows by hand what a reader would look for.
func TestEveryModuleHasItsNotice(t *testing.T) {
	notices, err := collect(repository)
	if err != nil {
		t.Fatal(err)
	}
	for name, says := range map[string]string{
		"github.com/spf13/cobra":               "Apache License", // on every system
		"github.com/inconshreveable/mousetrap": "Apache License", // on Windows alone
		"gopkg.in/yaml.v3":                     "Copyright (c) 2006-2010 Kirill Simonov",
		"the standard library of Go":           "Copyright 2009 The Go Authors.",
		"golang.org/x/text":                    "Additional IP Rights Grant (Patents)",
		"Inter, a typeface":                    "SIL OPEN FONT LICENSE Version 1.1",
		"Source Serif, a typeface":             "SIL OPEN FONT LICENSE Version 1.1",
		"Words of passphrases":                 "Electronic Frontier Foundation",
		"Common words":                         "Copyright 2000-2016 by Kevin Atkinson",
	} {
		has := func(n notice) bool {
			return slices.ContainsFunc(n.names, func(s string) bool { return strings.HasPrefix(s, name) }) && strings.Contains(n.text, says)
		}
		if !slices.ContainsFunc(notices, has) {
			t.Errorf("no notice of %s says %q", name, says)
		}
	}
}

// Every file named NOTICE is taken, and every licence among the typefaces.
func TestWhatIsCarriedIsNamed(t *testing.T) {
	err := filepath.WalkDir(repository, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil || e.IsDir():
			if err == nil && (e.Name() == ".git" || e.Name() == "node_modules" || e.Name() == "dist" || e.Name() == "public") {
				return fs.SkipDir
			}
			return err
		case e.Name() != "NOTICE" && !(strings.HasSuffix(filepath.ToSlash(filepath.Dir(path)), "themes/default/faces") && filepath.Ext(path) == ".txt" && e.Name() != "about.txt"):
			return nil
		}
		name, err := filepath.Rel(repository, path)
		if !slices.ContainsFunc(carried, func(c struct{ name, file string }) bool { return c.file == filepath.ToSlash(name) }) {
			t.Errorf("%s is not among what the program carries", name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestModuleWithoutALicenceIsAnError(t *testing.T) {
	dir := t.TempDir()
	_, err := licences(module{Path: "example.test/none", Version: "v1.0.0", Dir: dir, packages: []string{dir}})
	if want := "example.test/none v1.0.0 has no licence in " + dir; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	below := filepath.Join(dir, "internal", "part")
	if err := os.MkdirAll(below, 0o755); err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string]string{filepath.Join(dir, "LICENSE"): "One. \r\n", filepath.Join(dir, "internal", "COPYING.txt"): "\nTwo.\n", filepath.Join(dir, "license.go"): "package none"} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := licences(module{Dir: dir, packages: []string{dir, below}}); err != nil || text != "One.\n\nTwo." {
		t.Errorf("got %q, %v", text, err)
	}
}
