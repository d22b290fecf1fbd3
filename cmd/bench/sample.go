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
	"syscall"
	"time"
)

// A run is measured by a new process of this program, which holds little memory: on Linux, the peak memory of a program is
// never less than what its parent held when it started it.

// measureWord is the first argument of that process.
const measureWord = "measure-apart"

type sample struct {
	CPU           time.Duration // user and system time
	Wall          time.Duration
	OtherPrograms float64 // the share of the machine that other programs used meanwhile
	Peak          int64   // memory in bytes
	Stdout        string  // of the program
}

// measure runs a command, or writes files again, in a new process, and returns its sample.
func (b *bench) measure(args ...string) (x sample, err error) {
	self, err := os.Executable()
	if err != nil {
		return x, err
	}
	out, err := b.output(exec.CommandContext(b.ctx, self, append([]string{measureWord}, args...)...))
	if err != nil {
		return x, err
	}
	return x, json.Unmarshal(out, &x)
}

// measureMain is the new process. It prints its sample, and returns the exit code.
func measureMain(ctx context.Context, args []string) int {
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
	interruptFirst(c)
	before, start := machineTime(), time.Now()
	err := c.Run()
	x := sample{Wall: time.Since(start), Stdout: out.String()}
	if err != nil {
		return x, fmt.Errorf("%w\n%s%s", err, out.Bytes(), text.Bytes())
	}
	x.CPU = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	x.OtherPrograms = otherPrograms(before, x.CPU, x.Wall)
	x.Peak = int64(c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) << 10
	return x, nil
}

// writeAgain reads all files of a folder, and measures writing them to a new one.
func writeAgain(from, to string) (sample, error) {
	var folders []string
	var files []file
	source := os.DirFS(from)
	err := fs.WalkDir(source, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			folders = append(folders, path)
			return err
		}
		data, err := fs.ReadFile(source, path)
		files = append(files, file{filepath.Join(to, filepath.FromSlash(path)), data})
		return err
	})
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
	err = writeAll(files)
	x := sample{Wall: time.Since(start), CPU: ownTime() - cpu}
	x.OtherPrograms = otherPrograms(before, x.CPU, x.Wall)
	return x, err
}

// file is a file in memory, with the path to write it to.
type file struct {
	path string
	data []byte
}

// writeAll writes the files on all processors. Their folders have to be there.
func writeAll(files []file) error {
	errs := make([]error, runtime.NumCPU())
	var work sync.WaitGroup
	for i := range errs {
		work.Go(func() {
			for j := i; j < len(files) && errs[i] == nil; j += len(errs) {
				errs[i] = os.WriteFile(files[j].path, files[j].data, 0o644)
			}
		})
	}
	work.Wait()
	return errors.Join(errs...)
}

const (
	quietShare   = 0.1 // of the machine, used by other programs
	maxQuietWait = 8 * time.Second
	pollInterval = 300 * time.Millisecond
	maxSettle    = 30 * time.Second
	idleTime     = 20 * time.Millisecond // of processor time in pollInterval
	maxRepeats   = 2
)

// repeatIfDisturbed makes a run on a quiet machine, again where other programs disturbed it, and returns the best sample.
func (b *bench) repeatIfDisturbed(do func() (sample, error)) (sample, error) {
	var best sample
	for try := range 1 + maxRepeats {
		b.waitForQuiet()
		x, err := do()
		if err != nil {
			return x, err
		}
		if try == 0 || x.OtherPrograms < best.OtherPrograms {
			best = x
		}
		if b.busy == 0 || best.OtherPrograms <= b.busy {
			break
		}
		if try < maxRepeats {
			b.disturbedRuns++
		}
	}
	b.otherPrograms = append(b.otherPrograms, best.OtherPrograms)
	return best, nil
}

// waitForQuiet waits until the machine idles, for maxQuietWait at most.
func (b *bench) waitForQuiet() {
	flushDisks()
	for end := time.Now().Add(maxQuietWait); b.busy > 0 && time.Now().Before(end) && b.ctx.Err() == nil; {
		before, start := machineTime(), time.Now()
		time.Sleep(pollInterval)
		if otherPrograms(before, 0, time.Since(start)) < quietShare {
			return
		}
	}
}
