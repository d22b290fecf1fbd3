package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"

	"upfront/generator/build"
)

// The memory of one build for the next lies in .upfront/memory, and the proofs that no public page has the words of an
// agreement in .upfront/proofs. They only save work: they may be deleted at any time, and no error with them stops a build.

func (s *site) memoryPath() string { return filepath.Join(s.state, "memory") }

// readMemory returns the memory of an earlier build of this version; the zero Memory where it cannot be read.
func (s *site) readMemory(version string) build.Memory {
	f, err := openStateFile(s.memoryPath())
	if err != nil {
		return build.Memory{}
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return build.Memory{}
	}
	data := make([]byte, info.Size()) // which is read at once: of many agreements it has some megabytes
	n, _ := io.ReadFull(f, data)      // a part of a memory is none
	return build.ReadMemory(data[:n], version)
}

// openStateFile opens a file of .upfront. It refuses a pipe in its place, which it would wait for.
func openStateFile(name string) (*os.File, error) {
	info, err := os.Lstat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("not a file")
	}
	if err != nil {
		return nil, err
	}
	return os.Open(name)
}

// writeMemory writes the memory of a build, readable by its owner alone, unless it is that of the build before.
func (s *site) writeMemory(old, m build.Memory) error {
	if len(m.Bytes()) == 0 || bytes.Equal(old.Bytes(), m.Bytes()) {
		return nil
	}
	f, err := os.CreateTemp(s.state, "memory-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(m.Bytes())
	return renameInto(f, s.memoryPath(), err)
}

// renameInto closes a new file and renames it; where that or what came before failed, it removes the file.
func renameInto(f *os.File, name string, err error) error {
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// proofFile is .upfront/proofs, opened by the first Read, and the new file in its place, made by the first Write.
type proofFile struct {
	site     *site
	old, new *os.File
	failed   error
}

func (s *site) proofs() *proofFile { return &proofFile{site: s} }

func (p *proofFile) path() string { return filepath.Join(p.site.state, "proofs") }

func (p *proofFile) Read(b []byte) (int, error) {
	if p.old == nil {
		var err error
		if p.old, err = openStateFile(p.path()); err != nil {
			return 0, err
		}
	}
	return p.old.Read(b)
}

func (p *proofFile) Write(b []byte) (int, error) {
	if p.new == nil && p.failed == nil {
		p.new, p.failed = os.CreateTemp(p.site.state, "proofs-*") // mode 0600
	}
	if p.failed != nil {
		return 0, p.failed
	}
	return p.new.Write(b)
}

// close puts the new file in place of the old one where it is whole, and else removes it.
func (p *proofFile) close(whole bool) error {
	if p.old != nil {
		p.old.Close()
	}
	switch {
	case p.new == nil:
		return p.failed
	case whole:
		return renameInto(p.new, p.path(), nil)
	}
	return errors.Join(p.new.Close(), os.Remove(p.new.Name()))
}
