package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"

	"upfront/generator"
)

// What one build remembers for the next lies in .upfront/memory, and in .upfront/proofs why no public page has the words of
// an agreement. They only save work: they may be deleted at any time, and whatever goes wrong with them is no reason to
// stop.

func (s *site) memoryPath() string { return filepath.Join(s.notes(), "memory") }

// recall gives what an earlier build of this version remembered; nothing where that cannot be read.
func (s *site) recall(version string) generator.Memory {
	f, err := openNote(s.memoryPath())
	if err != nil {
		return generator.Memory{}
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return generator.Memory{}
	}
	return generator.ReadMemory(data, version)
}

// openNote opens a file of our own notes. A pipe in its place would be waited for.
func openNote(name string) (*os.File, error) {
	info, err := os.Lstat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("not a file")
	}
	if err != nil {
		return nil, err
	}
	return os.Open(name)
}

// memorize keeps what a build remembers, for its owner alone, unless it is there already.
func (s *site) memorize(old, m generator.Memory) error {
	if len(m.Bytes()) == 0 || bytes.Equal(old.Bytes(), m.Bytes()) {
		return nil
	}
	f, err := os.CreateTemp(s.notes(), "memory-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(m.Bytes())
	return putInPlace(f, s.memoryPath(), err)
}

// putInPlace closes a new file and gives it its name, unless something went wrong.
func putInPlace(f *os.File, name string, err error) error {
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// proofFile is .upfront/proofs, opened when it is first read from, and the new one, made when it is first written to. For
// most builds neither is.
type proofFile struct {
	site       *site
	known, new *os.File
	failed     error
}

func (s *site) proofs() *proofFile { return &proofFile{site: s} }

func (p *proofFile) path() string { return filepath.Join(p.site.notes(), "proofs") }

func (p *proofFile) Read(b []byte) (int, error) {
	if p.known == nil {
		f, err := openNote(p.path())
		if err != nil {
			return 0, err
		}
		p.known = f
	}
	return p.known.Read(b)
}

func (p *proofFile) Write(b []byte) (int, error) {
	if p.new == nil && p.failed == nil {
		p.new, p.failed = os.CreateTemp(p.site.notes(), "proofs-*") // mode 0600
	}
	if p.failed != nil {
		return 0, p.failed
	}
	return p.new.Write(b)
}

// close puts the new file in place of the old one, where it is whole.
func (p *proofFile) close(whole bool) error {
	if p.known != nil {
		p.known.Close()
	}
	switch {
	case p.new == nil:
		return p.failed
	case whole:
		return putInPlace(p.new, p.path(), nil)
	}
	return errors.Join(p.new.Close(), os.Remove(p.new.Name()))
}
