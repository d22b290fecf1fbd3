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

	"upfront/generator/ledger"
	"upfront/generator/seal"
)

// The folder of our own notes in a site, the secret in it, and the variable that holds a secret in its place.
const (
	notesFolder    = ".upfront"
	secretFile     = "secret"
	secretVariable = "UPFRONT_SECRET"
)

func (s *site) notes() string      { return filepath.Join(s.dir, notesFolder) }
func (s *site) secretPath() string { return filepath.Join(s.notes(), secretFile) }

// secret gives what the private pages of the site are sealed with: nil for a site that has none and never had. fresh
// reports that it was made just now and is not kept yet. A secret that is missing, another one, or in danger is refused.
func (p *program) secret(s *site) (secret *seal.Secret, fresh bool, err error) {
	if err := p.guard(s); err != nil {
		return nil, false, err
	}
	had := s.ledger.Check != ""
	if !had && len(s.customers()) == 0 {
		return nil, false, nil
	}
	text, where, err := p.secretText(s)
	switch {
	case err != nil:
		return nil, false, unusable(err)
	case text == "" && had:
		return nil, false, refuse("The secret of this site is missing: there is no "+shown(s.secretPath())+", and "+secretVariable+" is not set.", lostHelp)
	case text == "":
		made, err := seal.NewSecret(rand.Reader)
		return &made, true, err
	}
	read, err := seal.ParseSecret(text)
	if err != nil {
		return nil, false, refuse("The secret in "+where+" cannot be read: "+err.Error()+".", "Put the copy that you kept in its place.")
	}
	if had && read.Check() != s.ledger.Check {
		return nil, false, refuse(fmt.Sprintf("The secret in %s is not the one that this site's links were made with: %s asks for %s, and this is %s.",
			where, ledger.File, s.ledger.Check, read.Check()), lostHelp)
	}
	return &read, false, nil
}

const lostHelp = "Put back the copy that you kept. If it is lost for good, delete " + ledger.File + " and build: there will be a new secret,\nand every customer needs a new link."

// secretText gives the secret as it is written, and where; an empty text where there is none.
func (p *program) secretText(s *site) (text, where string, err error) {
	if text := p.env[secretVariable]; text != "" {
		return text, secretVariable, nil
	}
	where = shown(s.secretPath())
	data, err := os.ReadFile(s.secretPath())
	if errors.Is(err, fs.ErrNotExist) {
		return "", where, nil
	}
	if err == nil && len(data) == 0 {
		data = []byte("\n") // an emptied file is a lost secret, not the absence of one
	}
	return string(data), where, err
}

// previewSecret gives what a preview seals private pages with: the secret of the site, or, where it has none that can be
// used, one that ends with the preview and is written nowhere; then nothing is known of pages given out, and notes say
// so.
func (p *program) previewSecret(s *site) (secret *seal.Secret, notes []string) {
	secret, fresh, err := p.secret(s)
	switch {
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
	s.ledger = ledger.Ledger{}
	return p.thrownAway, notes
}

// guard refuses a secret that others could get hold of, and warns of one that others on this computer can read.
func (p *program) guard(s *site) error {
	path := s.secretPath()
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	tracked, err := trackedByGit(path)
	switch {
	case err != nil:
		return unusable(err)
	case tracked:
		return refuse("The secret of this site is tracked by git: whoever reads the repository can open every private page.",
			"Take it out with: git rm --cached "+shown(path)+"\nIf it was ever pushed, delete it and "+ledger.File+", build, and send every customer a new link.")
	case within(path, s.out):
		return refuse("The secret of this site lies under the output "+shown(s.out)+" and would be published with it.", "Choose a folder of its own with --out.")
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		p.remark("%s can be read by others on this computer. Mend it with: chmod 600 %s", shown(path), shown(path))
	}
	return nil
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
func (s *site) remember(l ledger.Ledger) (first bool, err error) {
	if l.Check == "" || l.Equal(s.ledger) {
		return false, nil
	}
	path := filepath.Join(s.dir, filepath.FromSlash(ledger.File))
	there, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	text := l.Text()
	if bytes.Equal(text, there) {
		return false, nil
	}
	if meanwhile, err := ledger.Parse(there); err == nil {
		if text = l.Beside(meanwhile).Text(); bytes.Equal(text, there) {
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
