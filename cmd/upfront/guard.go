package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"upfront/generator/gitindex"
	"upfront/generator/seal"
)

// What keeps the secret from others, wherever it lies.

// secretMost is how many bytes a file with a secret may have: its 64 digits, and room for white space.
const secretMost = 1024

// readSecret reads a file that holds a secret; the error of one that is not there is [fs.ErrNotExist]. A pipe is not
// waited for, and nothing long is read.
func readSecret(path string) (string, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil {
		err = plainSecret(path, info)
	}
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(io.LimitReader(f, secretMost))
	if err == nil && len(data) == 0 {
		data = []byte("\n")
	}
	return string(data), err
}

// plainSecret refuses what cannot be a file with a secret.
func plainSecret(path string, info fs.FileInfo) error {
	const help = "Put the copy that you kept in its place: a file with 64 hexadecimal digits."
	switch {
	case !info.Mode().IsRegular():
		return refuse("The secret cannot be read: "+shown(path)+" is "+kindOf(info.Mode())+", not a file.", help)
	case info.Size() > secretMost:
		return refuse(fmt.Sprintf("The secret cannot be read: %s has %d bytes, which is too long for one.", shown(path), info.Size()), help)
	}
	return nil
}

// kindOf says what lies where a file should.
func kindOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "something else"
}

// guard refuses a secret that others could get hold of, and warns of one that others on this computer can read.
func (p *program) guard(s *site) error {
	files := []string{s.secretPath()}
	if named := p.env[pathVariable]; named != "" {
		path, err := filepath.Abs(named)
		if err != nil {
			return unusable(err)
		}
		files = append(files, path)
	}
	for _, path := range files {
		info, err := os.Stat(path)
		if err != nil {
			continue // whoever needs it says what is wrong
		}
		if err := p.guardFile(s, path, info); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) guardFile(s *site, path string, info fs.FileInfo) error {
	if err := plainSecret(path, info); err != nil {
		return err
	}
	places := []string{path}
	if real, err := filepath.EvalSymlinks(path); err == nil && real != path {
		places = append(places, real)
	}
	for _, at := range places {
		tracked, err := gitindex.Tracks(at)
		switch {
		case err != nil:
			return unusable(err)
		case tracked:
			return refuse("The secret of this site is tracked by git: whoever reads the repository can open every private page.",
				"Take it out with: git rm --cached "+shown(at)+"\nIf it was ever pushed, "+s.anew(shown(path), seal.LedgerFile)+", build, and send every customer a new link.")
		case within(at, s.out) || within(at, realOf(s.out)):
			return refuse("The secret of this site lies under the output "+shown(s.out)+" and would be published with it.", "Choose a folder of its own with --out.")
		}
	}
	p.guardMode(shown(path), info, 0o600)
	if folder, err := os.Stat(s.notes()); err == nil && path == s.secretPath() {
		p.guardMode(shown(s.notes()), folder, 0o700)
	}
	return nil
}

// guardMode warns of a file or folder that others on this computer can read, and says which mode it should have. That is
// told to who asked for quiet too.
func (p *program) guardMode(name string, info fs.FileInfo, mode fs.FileMode) {
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		p.caution("%s can be read by others on this computer. Mend it with: chmod %o %s", name, mode, inShell(name))
	}
}

// realOf returns a path without links, as far as it is there.
func realOf(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}
