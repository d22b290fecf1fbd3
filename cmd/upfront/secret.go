package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"upfront/generator/leak/search"
	"upfront/generator/seal"
)

// The folder of our own notes in a site, the secret in it, and the variables that hold a secret in its place, or the path
// of a file that does.
const (
	notesFolder    = ".upfront"
	secretFile     = "secret"
	secretVariable = "UPFRONT_SECRET"
	pathVariable   = "UPFRONT_SECRET_FILE"
)

func (s *site) notes() string      { return filepath.Join(s.dir, notesFolder) }
func (s *site) secretPath() string { return filepath.Join(s.notes(), secretFile) }

// secret returns what the private pages of the site are sealed with: nil for a site that has none and never had. fresh
// reports that it was made just now and is not kept yet. A secret that is missing, another one, or in danger is refused,
// and so is one beside which the ledger was lost; that one is returned with the error, for those who publish nothing.
func (p *program) secret(s *site) (secret *seal.Secret, fresh bool, err error) {
	if err := p.guard(s); err != nil {
		return nil, false, err
	}
	had := s.ledger.Check != ""
	needed := had || len(s.customers()) > 0
	text, where, err := p.secretText(s)
	switch {
	case err != nil && needed:
		return nil, false, err
	case text == "" && had:
		return nil, false, p.missing(s)
	case text == "":
		return p.freshSecret(s, needed)
	}
	read, err := seal.ParseSecret(text)
	if err == nil {
		s.spelled = sync.OnceValue(func() *search.Spellings { return search.NewSpellings(read) })
	}
	switch {
	case err != nil && !needed:
		return nil, false, p.lost(s)
	case err != nil:
		return nil, false, refuse("The secret in "+where+" cannot be read: "+err.Error()+".", "Put the copy that you kept in its place.")
	case had && read.Check() != s.ledger.Check:
		return nil, false, refuse(fmt.Sprintf("The secret in %s is not the one that this site's links were made with: %s asks for %s, and this is %s.",
			where, seal.LedgerFile, s.ledger.Check, read.Check()), "Put back the copy that you kept. If it is lost for good, "+s.anew(seal.LedgerFile)+", and build: then this one counts,\nand every customer needs a new link.")
	case had:
		return &read, false, nil
	}
	err = p.lost(s)
	switch {
	case err != nil || !needed:
	case p.env[secretVariable] == "" && p.env[pathVariable] == "":
		err = p.alone(s)
	case p.inCI():
		err = refuse(seal.LedgerFile+" is not here, and CI is set: this machine cannot know which links were given out, so pages could vanish.",
			"Build once on your own computer, with the same secret, and commit that file. The command is: upfront build")
	}
	return &read, false, err
}

// freshSecret makes the secret of a site that never had one, where that is so and it needs one. On a machine that is
// thrown away after the build, a secret would be too.
func (p *program) freshSecret(s *site, needed bool) (secret *seal.Secret, fresh bool, err error) {
	switch err := p.lost(s); {
	case err != nil || !needed:
		return nil, false, err
	case p.inCI():
		return nil, false, lacking("This site has agreements and no secret, and CI is set: a secret made here would be gone with this machine, and no link would open after the next build.",
			"Make it on your own computer, where it stays. The command is: upfront build",
			"Then give this machine the text of "+notesFolder+"/"+secretFile+" as the secret variable "+secretVariable+", or the path of a file that holds it as "+pathVariable+", and commit "+seal.LedgerFile+".")
	}
	made, err := seal.NewSecret(rand.Reader)
	return &made, true, err
}

// missing refuses to go on without the secret that the links were made with.
func (p *program) missing(s *site) error {
	what := "The secret of this site is missing: there is no " + shown(s.secretPath()) + ", and " + secretVariable + " is not set."
	if p.inCI() {
		return lacking(what, "Give this machine the copy that you kept, as the secret variable "+secretVariable+", or the path of a file that holds it as "+pathVariable+".")
	}
	return lacking(what, "Put back the copy that you kept. If it is lost for good, "+s.anew(seal.LedgerFile)+", and build: there will be a new secret,\nand every customer needs a new link.")
}

// secretText returns the secret as it is written, and where; an empty text where there is none. An emptied file is a lost
// secret, not the absence of one.
func (p *program) secretText(s *site) (text, where string, err error) {
	text, path := p.env[secretVariable], p.env[pathVariable]
	if path == "" && text != "" {
		return text, secretVariable, nil
	}
	if path == "" {
		text, err = readSecret(s.secretPath())
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		return text, shown(s.secretPath()), err
	}
	if _, err := seal.ParseSecret(path); err == nil {
		return "", "", refuse(pathVariable+" holds a secret, and not the path of a file.", "Give the secret as "+secretVariable+", or write the path of a file that holds it.")
	}
	written, err := readSecret(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", "", lacking("There is no file "+path+", which "+pathVariable+" names.", "Write the path of the file that holds the secret, or leave the variable out.")
	case err != nil:
		return "", "", err
	case text != "" && !strings.EqualFold(strings.TrimSpace(text), strings.TrimSpace(written)):
		return "", "", refuse("The secret in "+secretVariable+" is another one than that in "+path+", which "+pathVariable+" names.", "Leave one of the two variables out.")
	}
	return written, path, nil
}

// previewSecret returns what a preview seals private pages with: the secret of the site, or, where it has none that can be
// used, one that ends with the preview and is written nowhere; then nothing is known of pages given out, and notes say
// so.
func (p *program) previewSecret(s *site) (secret *seal.Secret, notes []string) {
	secret, fresh, err := p.secret(s)
	switch {
	case err != nil && secret != nil:
		return secret, append(failureOf(err).lines, "Until that is mended, nothing can be published.")
	case err != nil:
		notes = append(failureOf(err).lines, "Until that is mended, the links here are made for this preview alone and end with it.")
	case fresh:
		notes = []string{"This site has no secret yet, so the links here are made for this preview alone and end with it. The first build makes the secret that counts."}
	default:
		return secret, nil
	}
	if p.thrownAway == nil {
		made, err := seal.NewSecret(rand.Reader)
		if err != nil {
			return nil, append(notes, sentence(err))
		}
		p.thrownAway = &made
	}
	s.passing = s.ledger.Check != ""
	s.ledger = seal.Ledger{}
	return p.thrownAway, notes
}

// keep writes a fresh secret, for its owner alone, and never over another.
func (s *site) keep(secret seal.Secret) error {
	if err := s.makeNotes(); err != nil {
		return err
	}
	f, err := os.CreateTemp(s.notes(), "new-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(secret.Text() + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if _, err := os.Lstat(s.secretPath()); err == nil {
		return fmt.Errorf("another build made %q meanwhile; build again", s.secretPath())
	}
	return errors.Join(os.Rename(f.Name(), s.secretPath()), flush(s.notes()))
}

// makeNotes makes the folder of our own notes, which git ignores.
func (s *site) makeNotes() error {
	if err := os.MkdirAll(s.notes(), 0o700); err != nil {
		return err
	}
	ignore := filepath.Join(s.notes(), ".gitignore")
	if _, err := os.Lstat(ignore); err == nil {
		return nil
	}
	return os.WriteFile(ignore, []byte("*\n"), 0o644)
}

// flush makes sure that the names in a folder are on the disk, where the system can do that.
func flush(dir string) error {
	f, err := os.Open(dir)
	if err != nil || runtime.GOOS == "windows" {
		return nil
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !strings.Contains(err.Error(), "invalid argument") {
		return err
	}
	return nil
}

// remember writes the ledger where it changed, and reports whether it is the site's first. What was given out since the
// files were read stays written down.
func (s *site) remember(l seal.Ledger) (first bool, err error) {
	if l.Check == "" || l.Equal(s.ledger) || s.ledger.Check == "" && len(l.Pages) == 0 {
		return false, nil
	}
	path := filepath.Join(s.dir, filepath.FromSlash(seal.LedgerFile))
	there, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	text := l.Text()
	if bytes.Equal(text, there) {
		return false, nil
	}
	if meanwhile, err := seal.ParseLedger(there); err == nil {
		if text = l.Merge(meanwhile).Text(); bytes.Equal(text, there) {
			return false, nil
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return false, err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".keys-*")
	if err != nil {
		return false, err
	}
	_, err = f.Write(text)
	if err := putInPlace(f, path, errors.Join(err, f.Chmod(0o644), f.Sync())); err != nil {
		return false, err
	}
	return s.ledger.Check == "", flush(filepath.Dir(path))
}
