//go:build linux

package main

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"

	"upfront/cmd/bench/workload"
)

// site is the generated site of one size.
type site struct {
	n             int
	dir           string // holds all of it
	upfront, hugo string // folders of the site in either form; hugo is empty where nothing is compared
}

// site writes the site with n customers.
func (b *bench) site(n int) (site, error) {
	dir := filepath.Join(b.dir, strconv.Itoa(n))
	s := site{n: n, dir: dir, upfront: filepath.Join(dir, "upfront")}
	w := workload.Site{Agreements: n}
	if err := w.Upfront(s.upfront); err != nil {
		return s, err
	}
	if b.hugoProgram == "" || !b.wantsRow("cold") {
		return s, nil
	}
	s.hugo = filepath.Join(dir, "hugo")
	return s, w.Hugo(s.hugo)
}

// forget removes the traces of builds in the site, so that the next build is a first one.
func (s site) forget() (err error) {
	paths := []string{filepath.Join(s.upfront, ".upfront"), filepath.Join(s.upfront, "content", "agreed"), filepath.Join(s.upfront, "public")}
	if s.hugo != "" {
		paths = append(paths, filepath.Join(s.hugo, "resources"))
	}
	for _, path := range paths {
		err = errors.Join(err, os.RemoveAll(path))
	}
	return err
}

// edit puts word number n into the file of an edit.
func (s site) edit(e workload.Edit, n int) error {
	path := filepath.Join(s.upfront, filepath.FromSlash(e.File))
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path, e.Apply(text, n), 0o644)
}
