//go:build linux

package main

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"

	"upfront/cmd/bench/workload"
	"upfront/generator/seal"
)

// site is the generated site of one size.
type site struct {
	n             int
	dir           string // holds all of it
	upfront, hugo string // folders of the site in either form; hugo is empty where nothing is compared
}

// site writes the site with n customers into a folder, unless it is there.
func (b *bench) site(dir string, n int) (site, error) {
	dir = filepath.Join(dir, strconv.Itoa(n))
	s := site{n: n, dir: dir, upfront: filepath.Join(dir, "upfront")}
	if _, err := os.Stat(dir); err == nil {
		return s, nil
	}
	return s, workload.Site{Agreements: n}.Upfront(s.upfront)
}

// withHugo writes the site for Hugo too, where there is one to compare with.
func (b *bench) withHugo(s site) (site, error) {
	if b.hugoProgram == "" {
		return s, nil
	}
	s.hugo = filepath.Join(s.dir, "hugo")
	return s, workload.Site{Agreements: s.n}.Hugo(s.hugo)
}

// forget removes the traces of builds in the site, so that the next build is a first one.
func (s site) forget() (err error) {
	paths := []string{filepath.Join(s.upfront, ".upfront"), filepath.Join(s.upfront, filepath.FromSlash(seal.LedgerFile)), filepath.Join(s.upfront, "public")}
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
