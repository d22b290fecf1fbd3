package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"upfront/generator/redact"
	"upfront/generator/seal"
)

// program is one run of Upfront: its environment, its outputs, its clock, and the flags of its command line.
type program struct {
	ctx        context.Context
	env        map[string]string
	in         io.Reader
	out, err   io.Writer
	clock      func() time.Time
	flags      flags
	publicOnly bool // build --public, check --public
	part       bool // build --part, check --part

	checksPublic bool // check --public: what others keep does not have to be here
	times        stopwatch

	printed         sync.Map                        // the lines of warnOnce
	temporarySecret *seal.Secret                    // see previewSecret
	redactor        atomic.Pointer[redact.Redactor] // in CI; else nil
	validUntil      time.Time                       // when the files of the last build make another site; zero: never
	relist          relisting                       // see overtaken
	progress        *progress                       // of build and check; nil: none is shown
	status          *statusPrinter                  // of build --watch; nil where there is one build alone
}

// runUntilInterrupt runs the program until it is done, or the first interrupt stops it in good order, and returns the exit
// code. A second interrupt ends it at once; the output stays whole, since package publish completes the rest the next time.
func runUntilInterrupt(p *program, args []string) int {
	debug.SetGCPercent(-1) // garbage is collected where it would pass the limit: before that, it took a tenth of a build of 100 pages
	debug.SetMemoryLimit(leastMemory)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop)
	return p.run(ctx, args)
}

// parseEnvironment reads pairs such as those of [os.Environ].
func parseEnvironment(pairs []string) map[string]string {
	env := map[string]string{}
	for _, pair := range pairs {
		key, value, _ := strings.Cut(pair, "=")
		env[key] = value
	}
	return env
}

// run does what the arguments say and returns the exit code.
func (p *program) run(ctx context.Context, args []string) int {
	p.ctx, p.times.clock = ctx, p.clock
	root := p.root()
	root.SetArgs(args)
	root.SetOut(p.out)
	root.SetErr(p.err)
	err := checkCommand(root, args)
	if err == nil {
		err = root.Execute()
	}
	if err == nil {
		return exitOK
	}
	f := asFailure(err)
	for i, line := range f.lines {
		if line = p.redact(line); i == 0 && p.usesColor(p.err) {
			line = "\x1b[1m" + line + "\x1b[0m" // bold
		}
		fmt.Fprintln(p.err, line)
	}
	return f.code
}

// printf prints a line about the run, unless --quiet was given.
func (p *program) printf(format string, args ...any) {
	if !p.flags.quiet {
		fmt.Fprintln(p.err, p.redact(fmt.Sprintf(format, args...)))
	}
}

// printfOnce prints a line once in this run, unless --quiet was given.
func (p *program) printfOnce(format string, args ...any) {
	if !p.flags.quiet {
		p.warnOnce(format, args...)
	}
}

// warnOnce prints a line once in this run, with --quiet too.
func (p *program) warnOnce(format string, args ...any) {
	text := p.redact(fmt.Sprintf(format, args...))
	if _, printed := p.printed.LoadOrStore(text, true); !printed {
		fmt.Fprintln(p.err, text)
	}
}

// verbosef prints a line where --verbose was given.
func (p *program) verbosef(format string, args ...any) {
	if p.flags.verbose {
		fmt.Fprintln(p.err, p.redact(fmt.Sprintf(format, args...)))
	}
}

// usesColor reports whether colour may be written: to a terminal, unless NO_COLOR is set (https://no-color.org).
func (p *program) usesColor(w io.Writer) bool {
	return p.env["NO_COLOR"] == "" && p.controlsTerminal(w)
}

// stopError returns the error of a run that was interrupted, else nil.
func (p *program) stopError() error {
	if p.ctx.Err() == nil {
		return nil
	}
	return &failure{code: exitInterrupted, lines: []string{"Stopped."}}
}
