//go:build linux

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"time"
)

// Measured is in a new process of this program: on Linux, what a program needed at most is never less than what its
// parent had when it was started, and a new process has little.

const apartWord = "measure-apart"

// sample is what one run took.
type sample struct {
	CPU    time.Duration // user and system time
	Wall   time.Duration
	Others float64 // the share of the machine that other programs used meanwhile; 0 where the system does not say
	Peak   int64   // bytes; 0 where the system does not say
	Said   string  // what the program printed
}

// apart measures a run: of a command, or of writing files again.
func (b *bench) apart(args ...string) (x sample, err error) {
	self, err := os.Executable()
	if err != nil {
		return x, err
	}
	c := exec.CommandContext(b.ctx, self, append([]string{apartWord}, args...)...)
	out, err := b.output(c)
	if err != nil {
		return x, err
	}
	return x, json.Unmarshal(out, &x)
}

// apartMain is the new process. It prints its sample, and gives the exit code.
func apartMain(ctx context.Context, args []string) int {
	var x sample
	err := errors.New("neither run nor write")
	switch {
	case args[0] == "run" && len(args) > 1:
		x, err = runCommand(ctx, args[1:])
	case args[0] == "write" && len(args) == 3:
		x, err = writeAgain(args[1], args[2])
	}
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(x)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func runCommand(ctx context.Context, args []string) (sample, error) {
	c := exec.CommandContext(ctx, args[0], args[1:]...)
	var out, text bytes.Buffer
	c.Stdout, c.Stderr = &out, &text
	gently(c)
	before, start := machineTime(), time.Now()
	err := c.Run()
	x := sample{Wall: time.Since(start), Said: out.String()}
	if err != nil {
		return x, fmt.Errorf("%w\n%s%s", err, out.Bytes(), text.Bytes())
	}
	x.CPU = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	x.Others, x.Peak = others(before, x.CPU, x.Wall), peak(c.ProcessState)
	return x, nil
}

// writeAgain reads all files of a folder, and measures how long it takes to write them to a new one.
func writeAgain(from, to string) (sample, error) {
	folders, files, err := readAll(os.DirFS(from))
	if err != nil {
		return sample{}, err
	}
	runtime.GC()
	flushDisks()
	before, cpu, start := machineTime(), ownTime(), time.Now()
	for _, folder := range folders {
		if err := os.Mkdir(filepath.Join(to, filepath.FromSlash(folder)), 0o755); err != nil {
			return sample{}, err
		}
	}
	err = files.write(to)
	x := sample{Wall: time.Since(start), CPU: ownTime() - cpu}
	x.Others = others(before, x.CPU, x.Wall)
	return x, err
}

// contents are files by path.
type contents []struct {
	path string
	data []byte
}

func readAll(from fs.FS) (folders []string, files contents, err error) {
	err = fs.WalkDir(from, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			folders = append(folders, path)
			return err
		}
		data, err := fs.ReadFile(from, path)
		files = append(files, struct {
			path string
			data []byte
		}{path, data})
		return err
	})
	return folders, files, err
}

// write writes the files on all processors, whose folders are there.
func (files contents) write(to string) error {
	errs := make([]error, runtime.NumCPU())
	var work sync.WaitGroup
	for i := range errs {
		work.Go(func() {
			for j := i; j < len(files) && errs[i] == nil; j += len(errs) {
				errs[i] = os.WriteFile(filepath.Join(to, filepath.FromSlash(files[j].path)), files[j].data, 0o644)
			}
		})
	}
	work.Wait()
	return errors.Join(errs...)
}
