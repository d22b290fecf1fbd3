package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"upfront/generator"
	"upfront/generator/diag"
	"upfront/generator/watch"
)

// again builds, and builds again whenever files of the site may have changed, or a day begins or a notice does, until the
// run is stopped. An error of the first build that is one of usage ends it; all others are told by build, and may be
// mended.
func (p *program) again(s *site, poll bool, build func() error) error {
	p.redo.due = make(chan struct{}, 1)
	changed := watch.Changes(p.ctx, watch.Options{Folders: s.folders(), Poll: poll, Warn: func(text string) { p.say("%s", text) }})
	if err := build(); misuses(err) {
		return err
	}
	for {
		select {
		case _, more := <-changed:
			if !more {
				return nil
			}
		case <-p.redo.due:
		case <-p.turn():
			if p.clock().Before(p.until) {
				continue
			}
		}
		_ = build() // has been told
	}
}

// redo is what becomes of builds that files have overtaken.
type redo struct {
	due  chan struct{} // it is time to list the files once more
	many atomic.Int32  // how many builds in a row were overtaken
}

// Builds in a row that are not told because files went away while they were made, and how long after one the files are
// listed again, where no change wakes sooner.
const (
	overtakenMost = 20
	overtakenWait = 100 * time.Millisecond
)

// overtaken reports whether files went away after they were listed, as when many are exchanged at once: what such a build
// says was never true of the site, so nobody is told, and it is made again.
func (p *program) overtaken(s *site) bool {
	if s.tree == nil || !s.tree.Overtaken() || p.redo.many.Add(1) > overtakenMost {
		p.redo.many.Store(0)
		return false
	}
	time.AfterFunc(overtakenWait, func() {
		select {
		case p.redo.due <- struct{}{}:
		default:
		}
	})
	return true
}

// turn is a time at which to look whether the same files make another site by now. While a computer sleeps no time is
// counted, so it comes every minute at least.
func (p *program) turn() <-chan time.Time {
	if p.until.IsZero() {
		return nil
	}
	return time.After(min(p.until.Sub(p.clock()), time.Minute))
}

// misuses reports an error of usage.
func misuses(err error) bool {
	var f *failure
	return errors.As(err, &f) && f.code == misused
}

// attempt does something for a build. Our own mistake stops the build, and not the run.
func attempt(do func() error) (err error) {
	defer func() {
		if mistake := recover(); mistake != nil {
			err = &failure{code: faulty, lines: []string{fmt.Sprintf("Upfront stumbled, which is our mistake: %v.", mistake),
				"Undo the last change to go on, and please report it with the file as it is now."}}
		}
	}()
	return do()
}

// gone says that the folder of the site is not there, where that is what is wrong.
func (s *site) gone(err error) error {
	if info, there := os.Stat(s.dir); err == nil || there == nil && info.IsDir() {
		return err
	}
	return &failure{code: unreadable, lines: []string{"The folder " + s.dir + " is not there any more.", "Put it back, and all goes on by itself."}}
}

// states tells what builds came to, each once.
type states struct {
	p    *program
	said string // the problems told last; empty where there were none
	fine bool   // whether the last build was good
	of   [32]byte

	failure bool // what was said is of a build that did not come about
}

// same reports whether a build is made of the same as the one before, and takes it for that.
func (t *states) same(of [32]byte) bool {
	same := t.of == of
	t.of = of
	return same
}

// time is now, as it stands before a line.
func (t *states) time() string { return t.p.clock().Format("15:04:05") }

// good tells of a build without errors.
func (t *states) good(what string, problems []diag.Problem) {
	t.said, t.fine, t.failure = "", true, false
	if n := diag.Count(problems, diag.Warning); n > 0 {
		what += ", " + plural(n, "warning")
	}
	t.p.say("%s %s", t.time(), what)
}

// bad tells of one with errors, and what that means for what there was. That they are still there is told of a build
// that is made of something else.
func (t *states) bad(s *site, problems []diag.Problem, same bool, meaning string) {
	t.fine = false
	var text bytes.Buffer
	kept, _ := t.p.few(problems)
	_ = diag.Text(&text, kept, noLines, diag.Style{}) // a buffer takes everything
	if text.String() == t.said {
		if !same {
			t.p.say("%s still %s", t.time(), t.p.count(problems))
		}
		return
	}
	t.said, t.failure = text.String(), false
	_ = t.p.show(t.p.err, s, kept) // who cannot be told cannot be told that either
	t.p.say("%s %s", t.time(), meaning)
}

// noLines leaves out the lines of files: while a build is told of, they may be others already.
func noLines(string, int) (string, bool) { return "", false }

// count counts what stops a build.
func (p *program) count(problems []diag.Problem) string {
	if n := diag.Count(problems, diag.Error); n > 0 {
		return plural(n, "error")
	}
	return plural(diag.Count(problems, diag.Warning), "warning")
}

// failed tells of a build that did not come about.
func (t *states) failed(err error, meaning string) {
	t.fine = false
	f := failureOf(err)
	text := strings.Join(f.lines, "\n")
	if text == t.said {
		return
	}
	t.said, t.failure = text, true
	fmt.Fprintln(t.p.err, t.p.redact(text))
	t.p.say("%s %s", t.time(), meaning)
}

// over takes note of a build that came about after one that did not: what kept that one may come again, and is told again
// then, also where nobody has been told yet of what the build came to.
func (t *states) over() {
	if t.failure {
		t.said, t.failure = "", false
	}
}

// read lists the files of the site anew and begins a build, with what is remembered of earlier ones.
func (p *program) read(s *site, memory generator.Memory, proofs *generator.Proofs) (fresh *site, compiled *generator.Build, notes []string, err error) {
	fresh = &site{dir: s.dir, out: s.out, agreements: s.agreements}
	err = attempt(func() error {
		if err := p.list(fresh); err != nil {
			return s.gone(err)
		}
		secret, note := p.previewSecret(fresh)
		notes = note
		compiled, err = p.compile(fresh, secret, memory, proofs)
		return err
	})
	return fresh, compiled, notes, err
}
