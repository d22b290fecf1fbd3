package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"upfront/generator/build"
	"upfront/generator/seal"
)

// A ledger that was deleted must not be taken for one that was never written, or pages whose links were given out could
// vanish without a word. The private pages of an earlier build tell the two cases apart. A first build may be interrupted
// between its first page and the ledger, so a file marks it as under way until the ledger is written.

func (s *site) firstBuildPath() string { return filepath.Join(s.state, "first-build") }

// checkLostLedger refuses a site without a ledger whose private pages were published before.
func (p *program) checkLostLedger(s *site) error {
	if s.ledger.Check != "" || exists(s.firstBuildPath()) {
		return nil
	}
	sign := ""
	switch {
	case holdsPrivate(s.out):
		sign = displayPath(filepath.Join(s.out, build.PrivateFolder)) + " holds private pages"
	case s.readMemory(p.version().Program).Sealed():
		sign = displayPath(s.memoryPath()) + " remembers private pages"
	default:
		return nil
	}
	return siteError(seal.LedgerFile+" is missing, although "+sign+": nobody can tell which links were given out, so their pages could vanish.",
		"Put the file back, such as from your version control.",
		"If no link was ever sent, "+s.deleteAdvice()+", and build: there will be a new file. The command is: "+p.firstBuildCommand(s),
		"If links were sent and no copy is left, see first that the agreement of everybody who has one is here; then do the same, and run upfront share for each.")
}

// secretWithoutLedger refuses the file of the secret without the ledger: the build that made the secret would have written
// the ledger too. A secret that was made beforehand is named by a variable.
func (p *program) secretWithoutLedger(s *site) error {
	if exists(s.firstBuildPath()) {
		return nil
	}
	path := displayPath(s.secretPath())
	return siteError(seal.LedgerFile+" is missing, although this site has its secret, "+path+": nobody can tell which links were given out, so their pages could vanish.",
		"Put the file back, such as from your version control.",
		"If no link was ever sent, "+s.deleteAdvice(path)+", and build: there will be a new secret and a new file.",
		"If you made the secret beforehand and this is the first build, or its links are to go on, say so: "+p.firstBuildCommand(s))
}

// firstBuildCommand returns the command that builds with the secret that is there, as for the first time.
func (p *program) firstBuildCommand(s *site) string {
	if !exists(s.secretPath()) || p.env[secretVariable] != "" || p.env[pathVariable] != "" {
		return "upfront build"
	}
	return pathVariable + "=" + shellQuote(displayPath(s.secretPath())) + " upfront build"
}

func holdsPrivate(out string) bool {
	entries, _ := os.ReadDir(filepath.Join(out, build.PrivateFolder)) // one that cannot be read holds none of ours
	return slices.ContainsFunc(entries, func(e os.DirEntry) bool { return build.IsPrivate(e.Name()) })
}

// deleteAdvice returns what to delete so that the next build is a first one: the files named, and traces of earlier builds.
func (s *site) deleteAdvice(files ...string) string {
	parts := files
	if exists(s.memoryPath()) {
		parts = append(parts, displayPath(s.memoryPath()))
	}
	if folder := filepath.Join(s.out, build.PrivateFolder); exists(folder) {
		parts = append(parts, "the folder "+displayPath(folder))
	}
	last := len(parts) - 1
	if last < 1 {
		return "delete " + strings.Join(parts, "")
	}
	return "delete " + strings.Join(parts[:last], ", ") + " and " + parts[last]
}
