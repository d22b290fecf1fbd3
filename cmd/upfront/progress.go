package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"upfront/generator/diag"
)

// progress shows on a terminal how far a build is that takes longer than a second. It writes over one line, which it
// removes when the build is over.
type progress struct {
	p     *program
	next  time.Time // when to show it
	shown bool
}

const (
	progressAfter = time.Second
	progressEvery = 200 * time.Millisecond
)

// newProgress returns nil where nothing is to be shown: with --quiet, and where standard error is no terminal.
func (p *program) newProgress() *progress {
	if p.flags.quiet || !p.controlsTerminal(p.err) {
		return nil
	}
	return &progress{p: p, next: p.clock().Add(progressAfter)}
}

// show shows how many agreements were checked.
func (g *progress) show(checked, all int) {
	if g == nil {
		return
	}
	now := g.p.clock()
	if now.Before(g.next) {
		return
	}
	g.next, g.shown = now.Add(progressEvery), true
	fmt.Fprintf(g.p.err, "\r%d of %s\x1b[K", checked, diag.Plural(all, "agreement"))
}

// end removes the line.
func (g *progress) end() {
	if g != nil && g.shown {
		fmt.Fprint(g.p.err, "\r\x1b[K")
		g.shown = false
	}
}

// controlsTerminal reports whether w is a terminal that understands more than text.
func (p *program) controlsTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && p.env["TERM"] != "dumb" && isTerminal(f)
}

// isTerminal reports whether a file is a terminal.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}
