package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"upfront/generator"
	"upfront/generator/seal"
)

// A ledger that was deleted must not look like one that was never written: then pages whose links were given out would
// vanish, and nothing would say so. What was published before tells one from the other. Between the first page and the
// ledger a first build may be interrupted, so it leaves a file that says that it is under way, until the ledger is there.

const firstFile = "first-build"

func (s *site) firstPath() string { return filepath.Join(s.notes(), firstFile) }

// beginFirst writes down that the first build with private pages is under way.
func (s *site) beginFirst() error {
	if exists(s.firstPath()) {
		return nil
	}
	return os.WriteFile(s.firstPath(), []byte("The first build with private pages is under way, or was interrupted.\n"), 0o600)
}

// endFirst takes that away again, once the ledger is written.
func (s *site) endFirst() error {
	if err := os.Remove(s.firstPath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// lost refuses a site without a ledger whose private pages were published before.
func (p *program) lost(s *site) error {
	if s.ledger.Check != "" || exists(s.firstPath()) {
		return nil
	}
	sign := ""
	switch {
	case holdsPrivate(s.out):
		sign = shown(filepath.Join(s.out, generator.PrivateFolder)) + " holds private pages"
	case s.recall(p.version().Program).Sealed():
		sign = shown(s.memoryPath()) + " remembers private pages"
	default:
		return nil
	}
	return refuse(seal.LedgerFile+" is missing, although "+sign+": nobody can tell which links were given out, so their pages could vanish.",
		"Put the file back, such as from your version control.",
		"If no link was ever sent, "+s.anew()+", and build: there will be a new file. The command is: "+p.firstBuild(s),
		"If links were sent and no copy is left, see first that the agreement of everybody who has one is here; then do the same, and run upfront share for each.")
}

// alone refuses the file of the secret without the ledger, which the build that made the one would have written. A secret
// that was made beforehand is named by a variable.
func (p *program) alone(s *site) error {
	if exists(s.firstPath()) {
		return nil
	}
	path := shown(s.secretPath())
	return refuse(seal.LedgerFile+" is missing, although this site has its secret, "+path+": nobody can tell which links were given out, so their pages could vanish.",
		"Put the file back, such as from your version control.",
		"If no link was ever sent, "+s.anew(path)+", and build: there will be a new secret and a new file.",
		"If you made the secret beforehand and this is the first build, or its links are to go on, say so: "+p.firstBuild(s))
}

// firstBuild is the command that builds with the secret that is there, as for the first time.
func (p *program) firstBuild(s *site) string {
	if !exists(s.secretPath()) || p.env[secretVariable] != "" || p.env[pathVariable] != "" {
		return "upfront build"
	}
	return pathVariable + "=" + inShell(shown(s.secretPath())) + " upfront build"
}

// holdsPrivate reports whether a folder holds the page of an agreement.
func holdsPrivate(out string) bool {
	entries, _ := os.ReadDir(filepath.Join(out, generator.PrivateFolder)) // one that cannot be read holds none of ours
	for _, e := range entries {
		if generator.IsPrivate(e.Name()) {
			return true
		}
	}
	return false
}

// anew says what to delete so that the next build is a first one: the files named, and what tells of earlier builds, as
// far as they are there.
func (s *site) anew(files ...string) string {
	parts := files
	if exists(s.memoryPath()) {
		parts = append(parts, shown(s.memoryPath()))
	}
	if folder := filepath.Join(s.out, generator.PrivateFolder); exists(folder) {
		parts = append(parts, "the folder "+shown(folder))
	}
	last := len(parts) - 1
	if last < 1 {
		return "delete " + strings.Join(parts, "")
	}
	return "delete " + strings.Join(parts[:last], ", ") + " and " + parts[last]
}
