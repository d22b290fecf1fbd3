package main

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"

	"upfront/generator/gitindex"
	"upfront/generator/seal"
)

// The files that may hold the secret are refused where others could get hold of it: tracked by git, below the output, or
// readable by others on this computer, which is a warning.

// maxSecretSize is how many bytes a file with a secret may have: its 64 digits, and room for white space.
const maxSecretSize = 1024

// readSecret reads a file that holds a secret. It does not wait for a pipe, and reads nothing long.
func readSecret(path string) (string, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil {
		err = checkSecretFile(path, info)
	}
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(io.LimitReader(f, maxSecretSize))
	if err == nil && len(data) == 0 {
		data = []byte("\n") // an empty file is a lost secret, not the absence of one
	}
	return string(data), err
}

// checkSecretFile refuses anything that cannot be a file with a secret.
func checkSecretFile(path string, info fs.FileInfo) error {
	const help = "Put the copy that you kept in its place: a file with 64 hexadecimal digits."
	switch {
	case !info.Mode().IsRegular():
		return siteError("The secret cannot be read: "+displayPath(path)+" is "+fileKind(info.Mode())+", not a file.", help)
	case info.Size() > maxSecretSize:
		return siteError(fmt.Sprintf("The secret cannot be read: %s has %d bytes, which is too long for one.", displayPath(path), info.Size()), help)
	}
	return nil
}

func fileKind(mode fs.FileMode) string {
	kinds := map[fs.FileMode]string{fs.ModeDir: "a folder", fs.ModeNamedPipe: "a pipe", fs.ModeSocket: "a socket", fs.ModeDevice: "a device",
		fs.ModeDevice | fs.ModeCharDevice: "a device"}
	return cmp.Or(kinds[mode.Type()], "something else")
}

// guardSecret refuses a secret that others could get hold of.
func (p *program) guardSecret(s *site) error {
	files := []string{s.secretPath()}
	if named := p.env[pathVariable]; named != "" {
		path, err := filepath.Abs(named)
		if err != nil {
			return ioError(err)
		}
		files = append(files, path)
	}
	for _, path := range files {
		if err := p.guardFile(s, path); err != nil {
			return err
		}
	}
	return nil
}

// guardFile refuses a file with a secret, at its path or where a link leads.
func (p *program) guardFile(s *site, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return nil // where it is needed, reading it fails
	}
	if err := checkSecretFile(path, info); err != nil {
		return err
	}
	for _, at := range slices.Compact([]string{path, resolveLinks(path)}) {
		tracked, err := gitindex.Tracks(at)
		switch {
		case err != nil:
			return ioError(err)
		case tracked:
			return siteError("The secret of this site is tracked by git: whoever reads the repository can open every private page.",
				"Take it out with: git rm --cached "+displayPath(at)+"\nIf it was ever pushed, "+s.deleteAdvice(displayPath(path), seal.LedgerFile)+", build, and send every customer a new link.")
		case within(at, s.out) || within(at, resolveLinks(s.out)):
			return siteError("The secret of this site lies under the output "+displayPath(s.out)+" and would be published with it.", "Choose a folder of its own with --out.")
		}
	}
	p.warnReadable(displayPath(path), info, 0o600)
	if dir := filepath.Dir(path); path == s.secretPath() {
		if folder, err := os.Stat(dir); err == nil {
			p.warnReadable(displayPath(dir), folder, 0o700)
		}
	}
	return nil
}

// warnReadable warns of a file or folder that others on this computer can read, with --quiet too.
func (p *program) warnReadable(name string, info fs.FileInfo, mode fs.FileMode) {
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		p.warnOnce("%s can be read by others on this computer. Mend it with: chmod %o %s", name, mode, shellQuote(name))
	}
}

// resolveLinks returns a path without links; the path itself where nothing is there.
func resolveLinks(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}
