package main

import (
	"os"
	"path/filepath"
)

// buildEdition writes the edition for the business's own people: one page, in a folder that nothing publishes.
func (p *program) buildEdition(name string, watch bool) error {
	if err := checkWord("edition", name, []string{"staff"}); err != nil {
		return err
	}
	switch {
	case watch || p.publicOnly:
		return usageError("--edition goes neither with --watch nor with --public.", "Leave one of them out.")
	case p.flags.out == "":
		return usageError("The staff edition is full of private words, so its folder has to be named.", "Write --out with a folder that nobody publishes: upfront build --edition staff --out ../staff")
	}
	s, loaded, err := p.loadPrivately("build --edition staff", "this would say what customers told you")
	if err != nil {
		return err
	}
	if err := s.refusePublished(s.out); err != nil {
		return err
	}
	if err := p.refuseErrors(s, loaded); err != nil {
		return err
	}
	page, err := loaded.Staff().HTML()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(s.out, 0o700); err != nil {
		return ioError(err)
	}
	at := filepath.Join(s.out, "index.html")
	if err := os.WriteFile(at, page, 0o600); err != nil {
		return ioError(err)
	}
	p.printf("Wrote %s for your own people. Nobody else should read it.", displayPath(at))
	return nil
}

// refusePublished refuses a folder that is published, or lies in one: public/ of the site, whatever leads there, and any that holds a
// site that was built.
func (s *site) refusePublished(dir string) error {
	public, real := realPath(filepath.Join(s.dir, "public")), realPath(dir)
	if within(real, public) || within(dir, filepath.Join(s.dir, "public")) {
		return usageError("The staff edition is full of private words, and "+displayPath(dir)+" lies in public/.", "Name a folder elsewhere after --out.")
	}
	for at := real; ; at = filepath.Dir(at) {
		if exists(filepath.Join(at, "promises.json")) {
			return usageError("The staff edition is full of private words, and "+displayPath(at)+" holds a site that was built to be published.", "Name a folder elsewhere after --out.")
		}
		if at == filepath.Dir(at) {
			return nil
		}
	}
}

// realPath returns a path without links, as far as it is there.
func realPath(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	if path == filepath.Dir(path) {
		return path
	}
	return filepath.Join(realPath(filepath.Dir(path)), filepath.Base(path))
}
