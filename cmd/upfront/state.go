package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"upfront/generator/publish"
	"upfront/generator/seal"
	"upfront/generator/syntax"
)

// The state of a site is what Upfront writes for itself: the secret, what builds remember, and the list of the files that it
// published. It lies in .upfront/, or in the folder that --state names, for sites that cannot be written.

// stateIgnore is the .gitignore of a state folder, by which it is known for one.
const stateIgnore = "*\n"

// checkState refuses a folder of --state that is read, published, or holds files of somebody else.
func (p *program) checkState(s *site) error {
	if p.flags.state == "" {
		return nil
	}
	why := ""
	real := realPath(s.state)
	switch read, reads := s.readFolder(real); {
	case within(realPath(s.dir), real):
		why = "the site lies in it"
	case reads:
		why = "it lies in " + displayPath(read) + "/, where you write"
	case within(real, realPath(s.out)):
		why = "it lies in the output " + displayPath(s.out) + "/"
	case within(realPath(s.out), real):
		why = "the output " + displayPath(s.out) + "/ lies in it"
	default:
		why = foreignTo(s.state)
	}
	if why == "" {
		return nil
	}
	return usageError(displayPath(s.state)+" cannot hold what builds remember: "+why+".", "Name a folder of its own after --state.")
}

// readFolder returns the folder of the site's own files that a path lies in.
func (s *site) readFolder(path string) (folder string, ok bool) {
	folders := []string{filepath.Join(s.dir, "content"), filepath.Join(s.dir, "themes"), filepath.Join(s.dir, syntax.StaticFolder)}
	for _, e := range s.elsewhere {
		folders = append(folders, e.dir)
	}
	i := slices.IndexFunc(folders, func(f string) bool { return within(path, realPath(f)) })
	if i < 0 {
		return "", false
	}
	return folders[i], true
}

// foreignTo returns why a folder is none of Upfront's own; empty where it is one, or could become one.
func foreignTo(dir string) string {
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return "" // where it is needed, making it fails
	case !info.IsDir():
		return "it is not a folder"
	}
	if text, err := os.ReadFile(filepath.Join(dir, ".gitignore")); err == nil && string(text) == stateIgnore {
		return ""
	}
	entries, _ := os.ReadDir(dir)
	i := slices.IndexFunc(entries, func(e os.DirEntry) bool { return e.Name() != "lost+found" }) // which an empty disk has
	if i < 0 {
		return ""
	}
	return "it holds files of something else, such as " + entries[i].Name()
}

// makeStateDir makes the folder of Upfront's own files, which git ignores.
func (s *site) makeStateDir() error {
	err := os.MkdirAll(filepath.Dir(s.state), 0o755)
	if err == nil {
		err = os.Mkdir(s.state, 0o700)
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	ignore := filepath.Join(s.state, ".gitignore")
	if exists(ignore) {
		return nil
	}
	return os.WriteFile(ignore, []byte(stateIgnore), 0o644)
}

// checkFirstLedger refuses to publish the first private pages of a site that cannot be written: nothing would tell a later build
// which secret they were made with.
func (s *site) checkFirstLedger() error {
	dir := filepath.Dir(s.ledgerPath())
	for !exists(dir) && dir != s.dir {
		dir = filepath.Dir(dir)
	}
	f, err := os.CreateTemp(dir, ".keys-*")
	if err == nil {
		return errors.Join(f.Close(), os.Remove(f.Name()))
	}
	if !isReadOnly(err) {
		return err
	}
	return diskError(seal.LedgerFile+" cannot be written here, and the first build with agreements makes it.",
		"Build once where the site can be written, with the same secret, and commit that file.")
}

func (s *site) ledgerPath() string { return filepath.Join(s.dir, filepath.FromSlash(seal.LedgerFile)) }

// isReadOnly reports whether an error says that somebody may not write there.
func isReadOnly(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// readOnlyAdvice returns how to build a site that cannot be written, where that is what an error says; else nothing.
func (p *program) readOnlyAdvice(s *site, err error) []string {
	var disk *publish.DiskError
	var path *fs.PathError
	at := ""
	switch {
	case !isReadOnly(err):
		return nil
	case errors.As(err, &disk):
		at = realPath(disk.Path)
	case errors.As(err, &path):
		at = realPath(path.Path)
	}
	ofState, out := within(at, realPath(s.state)), realPath(s.out)
	ofOut := within(at, out) || within(out, at)
	switch {
	case ofState && p.flags.state != "":
		return []string{"Name a folder that can be written after --state."}
	case ofOut && p.flags.out != "":
		return []string{"Name a folder that can be written after --out."}
	case ofState && p.flags.out == "":
		return []string{"Where the site cannot be written, build it elsewhere: upfront build --state DIR --out DIR"}
	case ofState:
		return []string{"Where the site cannot be written, name a folder that can: --state DIR"}
	case ofOut:
		return []string{"Where the site cannot be written, name a folder that can: --out DIR"}
	}
	return nil
}
