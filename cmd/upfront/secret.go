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

// The folder of Upfront's own files in a site, unless --state names another, and the environment variables that hold a secret, or the path of a file
// with one.
const (
	stateFolder    = ".upfront"
	secretVariable = "UPFRONT_SECRET"
	pathVariable   = "UPFRONT_SECRET_FILE"
)

// secretPath returns where the secret is, or is to be: in the state folder. One in the site's own .upfront counts where that has none.
func (s *site) secretPath() string {
	path, own := filepath.Join(s.state, "secret"), filepath.Join(s.dir, stateFolder, "secret")
	if !exists(path) && exists(own) {
		return own
	}
	return path
}

// siteSecret returns the secret that private pages are sealed with: nil for a site that has none and never had. fresh
// reports that it was made just now and is not written yet. It refuses a secret that is missing, another one, or in danger.
// It also refuses a secret whose ledger was lost, but returns it with the error, for commands that publish nothing.
func (p *program) siteSecret(s *site) (secret *seal.Secret, fresh bool, err error) {
	if err := p.guardSecret(s); err != nil || s.publicOnly {
		return nil, false, err
	}
	had := s.ledger.Check != ""
	needed := had || len(s.customers()) > 0
	text, where, err := p.secretText(s)
	switch {
	case err != nil && needed:
		return nil, false, err
	case text == "" && had:
		return nil, false, p.missingSecret(s)
	case text == "":
		return p.newSecret(s, needed)
	}
	read, err := seal.ParseSecret(text)
	if err == nil {
		s.spellings = sync.OnceValue(func() *search.Spellings { return search.NewSpellings(read) })
	}
	switch {
	case err != nil && !needed:
		return nil, false, p.checkLostLedger(s)
	case err != nil:
		return nil, false, siteError("The secret in "+where+" cannot be read: "+err.Error()+".", "Put the copy that you kept in its place.")
	case had && read.Check() != s.ledger.Check:
		return nil, false, siteError(fmt.Sprintf("The secret in %s is not the one that this site's links were made with: %s asks for %s, and this is %s.",
			where, seal.LedgerFile, s.ledger.Check, read.Check()), "Put back the copy that you kept. If it is lost for good, "+s.deleteAdvice(seal.LedgerFile)+", and build: then this one counts,\nand every customer needs a new link.")
	case had:
		return &read, false, nil
	}
	err = p.checkLostLedger(s)
	switch {
	case err != nil || !needed:
	case p.env[secretVariable] == "" && p.env[pathVariable] == "":
		err = p.secretWithoutLedger(s)
	case p.inCI():
		err = siteError(seal.LedgerFile+" is not here, and CI is set: this machine cannot know which links were given out, so pages could vanish.",
			"Build once on your own computer, with the same secret, and commit that file. The command is: upfront build")
	}
	return &read, false, err
}

// newSecret makes a secret for a site that never had one and needs one, but not in CI.
func (p *program) newSecret(s *site, needed bool) (secret *seal.Secret, fresh bool, err error) {
	switch err := p.checkLostLedger(s); {
	case err != nil || !needed:
		return nil, false, err
	case p.inCI():
		return nil, false, secretError("This site has agreements and no secret, and CI is set: a secret made here would be gone with this machine, and no link would open after the next build.",
			"Make it on your own computer, where it stays. The command is: upfront build",
			"Then give this machine the text of "+stateFolder+"/secret as the secret variable "+secretVariable+", or the path of a file that holds it as "+pathVariable+", and commit "+seal.LedgerFile+".")
	}
	made, err := seal.NewSecret(rand.Reader)
	return &made, true, err
}

// missingSecret returns the error of a site without the secret that its links were made with.
func (p *program) missingSecret(s *site) error {
	what := "The secret of this site is missing: there is no " + displayPath(s.secretPath()) + ", and " + secretVariable + " is not set."
	if p.inCI() {
		return secretError(what, "Give this machine the copy that you kept, as the secret variable "+secretVariable+", or the path of a file that holds it as "+pathVariable+".")
	}
	back := "Put back the copy that you kept. "
	if !exists(s.state) {
		back = "Put back the copy that you kept, or name the folder that builds keep it in, with --state.\n"
	}
	return secretError(what, back+"If it is lost for good, "+s.deleteAdvice(seal.LedgerFile)+", and build: there will be a new secret,\nand every customer needs a new link.")
}

// secretText returns the secret as it is written, and where; an empty text where there is none.
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
		return text, displayPath(s.secretPath()), err
	}
	if _, err := seal.ParseSecret(path); err == nil {
		return "", "", siteError(pathVariable+" holds a secret, and not the path of a file.", "Give the secret as "+secretVariable+", or write the path of a file that holds it.")
	}
	written, err := readSecret(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", "", secretError("There is no file "+path+", which "+pathVariable+" names.", "Write the path of the file that holds the secret, or leave the variable out.")
	case err != nil:
		return "", "", err
	case text != "" && !strings.EqualFold(strings.TrimSpace(text), strings.TrimSpace(written)):
		return "", "", siteError("The secret in "+secretVariable+" is another one than that in "+path+", which "+pathVariable+" names.", "Leave one of the two variables out.")
	}
	return written, path, nil
}

// previewSecret returns the secret that a preview seals private pages with: the one of the site, or, where that cannot be
// used, a temporary one that is written nowhere. With a temporary one the ledger is not used, and the notes say why.
func (p *program) previewSecret(s *site) (secret *seal.Secret, notes []string) {
	secret, fresh, err := p.siteSecret(s)
	switch {
	case err != nil && secret != nil:
		return secret, append(asFailure(err).lines, "Until that is mended, nothing can be published.")
	case err != nil:
		notes = append(asFailure(err).lines, "Until that is mended, the links here are made for this preview alone and end with it.")
	case fresh:
		notes = []string{"This site has no secret yet, so the links here are made for this preview alone and end with it. The first build makes the secret that counts."}
	default:
		return secret, nil
	}
	if p.temporarySecret == nil {
		made, err := seal.NewSecret(rand.Reader)
		if err != nil {
			return nil, append(notes, sentence(err))
		}
		p.temporarySecret = &made
	}
	s.secretIsTemporary = s.ledger.Check != ""
	s.ledger = seal.Ledger{}
	return p.temporarySecret, notes
}

// writeSecret writes a fresh secret, readable by its owner alone, and never over another.
func (s *site) writeSecret(secret seal.Secret) error {
	if err := s.makeStateDir(); err != nil {
		return err
	}
	f, err := os.CreateTemp(s.state, "new-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(secret.Text() + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if exists(s.secretPath()) {
		return fmt.Errorf("another build made %q meanwhile; build again", s.secretPath())
	}
	return errors.Join(os.Rename(f.Name(), s.secretPath()), syncFolder(s.state))
}

// prepare writes what has to be on the disk before anything is sealed with the secret.
func (s *site) prepare(secret *seal.Secret, fresh bool) error {
	err := s.makeStateDir()
	if err == nil && s.ledger.Check == "" && len(s.customers()) > 0 {
		err = s.checkFirstLedger()
	}
	if err == nil && secret != nil && s.ledger.Check == "" && !exists(s.firstBuildPath()) {
		err = os.WriteFile(s.firstBuildPath(), []byte("The first build with private pages is under way, or was interrupted.\n"), 0o600)
	}
	if err == nil && fresh {
		err = s.writeSecret(*secret)
	}
	return err
}

// syncFolder flushes the names in a folder to the disk, where the system can do that.
func syncFolder(dir string) error {
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

// writeLedger writes the ledger where it changed, and reports whether it is the site's first. Links that were given out
// since the files were read stay recorded.
func (s *site) writeLedger(l seal.Ledger) (first bool, err error) {
	if l.Check == "" || l.Equal(s.ledger) || s.ledger.Check == "" && len(s.customers()) == 0 {
		return false, nil
	}
	path := s.ledgerPath()
	there, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	text := l.Text()
	if meanwhile, err := seal.ParseLedger(there); err == nil {
		text = l.Merge(meanwhile).Text()
	}
	if bytes.Equal(text, there) {
		return false, nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return false, err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".keys-*")
	if err != nil {
		return false, err
	}
	_, err = f.Write(text)
	if err := renameInto(f, path, errors.Join(err, f.Chmod(0o644), f.Sync())); err != nil {
		return false, err
	}
	return s.ledger.Check == "", syncFolder(filepath.Dir(path))
}

// explainSecret prints what the first secret of a site is for, and how to keep it.
func (p *program) explainSecret(s *site) {
	for _, variable := range []string{pathVariable, secretVariable} {
		if p.env[variable] != "" {
			p.printf("\nPrivate pages are sealed with %s. Keep a copy of it: without it, no link works after the next build.\nCommit content/agreed/keys.yaml; it holds no names and no keys.", variable)
			return
		}
	}
	p.printf(`
This site has a secret now: %s
The links to private pages are made from it, and whoever has it can open them all. Keep a copy where you keep your
passwords: if it is lost, every link that you sent stops working. To build elsewhere, copy the file or set %s.
Git ignores it. Commit content/agreed/keys.yaml, by which a wrong secret is noticed; it holds no names and no keys.`, displayPath(s.secretPath()), secretVariable)
}
