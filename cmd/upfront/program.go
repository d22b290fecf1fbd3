package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"upfront/generator/redact"
	"upfront/generator/seal"
)

// program is one run of Upfront: what it may see of the world, and what was asked of it on the command line.
type program struct {
	ctx      context.Context
	env      map[string]string
	out, err io.Writer
	clock    func() time.Time
	flags    flags
	times    times

	remarked   map[string]bool
	thrownAway *seal.Secret                    // see previewSecret
	redactor   atomic.Pointer[redact.Redactor] // in CI; else nil
	until      time.Time                       // when the files that were built last make another site; zero: never
	redo       redo                            // see overtaken
	told       *states                         // of the builds before, where this one is to be followed by others; nil where it is the only one
}

// interruptible runs until the program is done or the first interrupt stops it in good order. A second one ends it at
// once, which leaves the output whole too, for package publish completes the rest the next time.
func interruptible(p *program, args []string) int {
	unhurried()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop)
	return p.run(ctx, args)
}

// environment reads key=value pairs, as os.Environ gives them.
func environment(pairs []string) map[string]string {
	env := map[string]string{}
	for _, pair := range pairs {
		key, value, _ := strings.Cut(pair, "=")
		env[key] = value
	}
	return env
}

// run does what the arguments say and gives the exit code.
func (p *program) run(ctx context.Context, args []string) int {
	p.ctx, p.times.clock = ctx, p.clock
	err := p.execute(args)
	if err == nil {
		return fine
	}
	f := failureOf(err)
	for i, line := range f.lines {
		if line = p.redact(line); i == 0 {
			line = p.bold(line)
		}
		fmt.Fprintln(p.err, line)
	}
	return f.code
}

func (p *program) execute(args []string) error {
	root := p.root()
	root.SetArgs(args)
	root.SetOut(p.out)
	root.SetErr(p.err)
	if err := knownCommand(root, args); err != nil {
		return err
	}
	return root.Execute()
}

// say prints a line for the person, unless they asked for quiet.
func (p *program) say(format string, args ...any) {
	if !p.flags.quiet {
		fmt.Fprintln(p.err, p.redact(fmt.Sprintf(format, args...)))
	}
}

// remark prints a line once, however often it comes up in this run.
func (p *program) remark(format string, args ...any) {
	if !p.flags.quiet {
		p.caution(format, args...)
	}
}

// caution prints a line once, and also for a person who asked for quiet.
func (p *program) caution(format string, args ...any) {
	text := p.redact(fmt.Sprintf(format, args...))
	if p.remarked[text] {
		return
	}
	if p.remarked == nil {
		p.remarked = map[string]bool{}
	}
	p.remarked[text] = true
	fmt.Fprintln(p.err, text)
}

// detail prints a line for those who asked to know more.
func (p *program) detail(format string, args ...any) {
	if p.flags.verbose {
		fmt.Fprintln(p.err, p.redact(fmt.Sprintf(format, args...)))
	}
}

// colorful reports whether colour may be written: to a terminal that shows it, unless NO_COLOR is set
// (https://no-color.org).
func (p *program) colorful(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || p.env["NO_COLOR"] != "" || p.env["TERM"] == "dumb" {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}

func (p *program) bold(text string) string {
	if !p.colorful(p.err) {
		return text
	}
	return "\x1b[1m" + text + "\x1b[0m"
}

// stopped gives the error of a run that was interrupted.
func (p *program) stopped() error {
	if p.ctx.Err() == nil {
		return nil
	}
	return &failure{code: interrupted, lines: []string{"Stopped."}}
}

// commands gives the commands in the order in which a person meets them.
func (p *program) commands() []*cobra.Command {
	return []*cobra.Command{
		p.initCommand(), p.serveCommand(), p.buildCommand(), p.checkCommand(), p.newCommand(), p.importCommand(), p.suggestCommand(), p.shareCommand(),
		p.schemaCommand(), p.themeCommand(), p.completionCommand(), p.versionCommand(),
	}
}
