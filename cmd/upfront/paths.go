package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"upfront/generator/lazy"
	"upfront/generator/syntax"
)

// Where the site is, and how paths are shown.

// siteFolder returns the folder of the site: the one asked for, or else this one or the nearest above that holds a site.yaml.
func (p *program) siteFolder() (string, error) {
	here, err := filepath.Abs(p.flags.dir)
	if err != nil {
		return "", ioError(err)
	}
	if info, err := os.Stat(here); err != nil || !info.IsDir() {
		return "", usageError("There is no folder "+p.flags.dir+".", "Write the folder that holds site.yaml after -C.")
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if holdsSite(dir) {
			if dir != here {
				p.verbosef("This is the site in %s.", dir)
			}
			return dir, nil
		}
		if p.flags.dir != "" {
			return "", usageError("There is no site.yaml in " + p.flags.dir + ". " + nearbySite(here, "Start one with: upfront init "+shellQuote(p.flags.dir)))
		}
		if dir == filepath.Dir(dir) {
			return "", usageError("There is no site.yaml here. " + nearbySite(here, "Start one with: upfront init my-site, or say where it is with -C."))
		}
	}
}

// nearbySite returns help that names a site near a folder: above it, or the only one right below it; else the other help.
func nearbySite(here, help string) string {
	for dir := filepath.Dir(here); ; dir = filepath.Dir(dir) {
		if holdsSite(dir) {
			return "There is one above it: -C " + shellQuote(displayPath(dir))
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	entries, _ := os.ReadDir(here)
	entries = slices.DeleteFunc(entries, func(e os.DirEntry) bool { return !e.IsDir() || !holdsSite(filepath.Join(here, e.Name())) })
	if len(entries) == 1 {
		return "There is one below it: -C " + shellQuote(displayPath(filepath.Join(here, entries[0].Name())))
	}
	return help
}

func holdsSite(dir string) bool { return exists(filepath.Join(dir, syntax.SiteFile)) }

// shellQuote returns a path, or another word, as it is typed: in quotes where it holds a space or anything else that a shell
// interprets.
func shellQuote(word string) string {
	switch {
	case plainPath().MatchString(word):
		return word
	case strings.ContainsAny(word, "\"$`!"):
		return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	}
	return `"` + word + `"`
}

var plainPath = lazy.Pattern(`^[\pL\pN.,/_:@\\-]+$`)

// displayPath returns a path relative to the current folder, where that is shorter.
func displayPath(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if real, err := filepath.EvalSymlinks(here); err == nil && !within(path, here) {
		here = real
	}
	rel, err := filepath.Rel(here, path)
	if err != nil || len(rel) >= len(path) {
		return path
	}
	return filepath.ToSlash(rel)
}

// within reports whether a path is a folder or lies below it; both are absolute.
func within(path, folder string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(rel)
}
