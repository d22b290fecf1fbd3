package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"

	"upfront/generator"
)

// What one build remembers for the next lies in .upfront/memory. It only saves work: it may be deleted at any time, and
// whatever goes wrong with it is no reason to stop.

func (s *site) memoryPath() string { return filepath.Join(s.notes(), "memory") }

// recall gives what an earlier build of this version remembered; nothing where that cannot be read.
func (s *site) recall(version string) generator.Memory {
	data, err := os.ReadFile(s.memoryPath())
	if err != nil {
		return generator.Memory{}
	}
	return generator.ReadMemory(data, version)
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
	defer os.Remove(f.Name())
	_, err = f.Write(m.Bytes())
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), s.memoryPath())
}
