//go:build linux

package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

const hugoVersion = "v0.165.0"

// programs builds Upfront, and finds or installs Hugo.
func (b *bench) programs() (err error) {
	fmt.Fprintln(b.log, "building upfront")
	b.upfront = filepath.Join(b.dir, "upfront")
	if _, err := b.output(exec.CommandContext(b.ctx, "go", "build", "-o", b.upfront, "upfront/cmd/upfront")); err != nil {
		return err
	}
	switch {
	case b.hugo == "none" || !b.wantsRow("cold"):
		return nil
	case b.hugo == "install":
		b.hugoProgram, err = b.installHugo()
	default:
		b.hugoProgram, err = exec.LookPath(b.hugo)
	}
	return err
}

// installHugo returns the path of the Hugo in the user's cache, which the Go tools install the first time.
func (b *bench) installHugo() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	var failed error
	for _, version := range []string{hugoVersion, "latest"} {
		bin := filepath.Join(cache, "upfront-bench", "hugo-"+version)
		path := filepath.Join(bin, "hugo")
		if _, err := os.Stat(path); err == nil {
			return path, nil
		}
		fmt.Fprintf(b.log, "installing Hugo %s, which takes some minutes\n", version)
		install := exec.CommandContext(b.ctx, "go", "install", "github.com/gohugoio/hugo@"+version)
		install.Dir = b.dir
		install.Env = append(os.Environ(), "GOBIN="+bin, "CGO_ENABLED=0", "GOFLAGS=")
		if _, err = b.output(install); err == nil {
			return path, nil
		}
		failed = errors.Join(failed, err)
	}
	return "", failed
}

// output runs a command to its end, and returns what it printed.
func (b *bench) output(c *exec.Cmd) ([]byte, error) {
	var out, text bytes.Buffer
	c.Stdout, c.Stderr = &out, &text
	interruptFirst(c)
	if err := c.Run(); err != nil {
		printed := strings.TrimSpace(cmp.Or(text.String(), out.String()))
		return nil, fmt.Errorf("%s: %w\n%s", strings.Join(c.Args, " "), err, printed[max(0, len(printed)-2000):])
	}
	return out.Bytes(), nil
}

// interruptFirst makes the end of the context interrupt a command, and kill it only where it does not stop.
func interruptFirst(c *exec.Cmd) {
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	c.WaitDelay = 10 * time.Second
}

// footer returns the lines below the table: the machine, the programs and the runs.
func (b *bench) footer() string {
	lines := []string{fmt.Sprintf("%s, %d processors, %s/%s, %s. Medians of %d runs, with the smallest and the largest; of the preview, %d edits of each kind.",
		processor(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(), b.runs, b.edits)}
	for _, args := range [][]string{{b.upfront, "version"}, {b.hugoProgram, "version"}} {
		if args[0] == "" {
			continue
		}
		if out, err := b.output(exec.CommandContext(context.Background(), args[0], args[1:]...)); err == nil {
			lines = append(lines, strings.TrimSpace(string(out))+".")
		}
	}
	if len(b.otherPrograms) > 0 {
		lines = append(lines, fmt.Sprintf("Other programs used %.0f %% of the machine meanwhile; %d runs were done again because of them.", 100*median(b.otherPrograms), b.disturbedRuns))
	}
	return strings.Join(lines, "\n")
}
