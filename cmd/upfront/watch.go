package main

import (
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	"upfront/generator/watch"
)

// runOnChanges calls build, and calls it again whenever files of the site may have changed or a day or a notice begins,
// until the run is stopped. A usage error of the first build ends the run; build prints all others itself.
func (p *program) runOnChanges(s *site, poll bool, build func() error) error {
	p.relist.due = make(chan struct{}, 1)
	changed := watch.Changes(p.ctx, watch.Options{Folders: s.folders(), Poll: poll, Warn: func(text string) { p.printf("%s", text) }})
	if err := build(); isUsageError(err) {
		return err
	}
	for {
		var turn <-chan time.Time // when the same files may make another site; a minute at most, since timers stand still while a computer sleeps
		if !p.validUntil.IsZero() {
			turn = time.After(min(p.validUntil.Sub(p.clock()), time.Minute))
		}
		select {
		case _, more := <-changed:
			if !more {
				return nil
			}
		case <-p.relist.due:
		case <-turn:
			if p.clock().Before(p.validUntil) {
				continue
			}
		}
		_ = build() // which printed its error
	}
}

// relisting counts the builds that files have overtaken.
type relisting struct {
	due   chan struct{} // it is time to list the files once more
	count atomic.Int32  // of builds in a row that were overtaken
}

const (
	maxOvertaken  = 20                     // builds in a row that are not reported
	overtakenWait = 100 * time.Millisecond // until the files are listed again, where no change comes sooner
)

// overtaken reports whether files went away after they were listed, as when many are exchanged at once. The problems of
// such a build were never true of the site, so it is not reported, and is made again.
func (p *program) overtaken(s *site) bool {
	if s.tree == nil || !s.tree.Overtaken() || p.relist.count.Add(1) > maxOvertaken {
		p.relist.count.Store(0)
		return false
	}
	time.AfterFunc(overtakenWait, func() {
		select {
		case p.relist.due <- struct{}{}:
		default:
		}
	})
	return true
}

// isUsageError reports whether an error is one of the command line.
func isUsageError(err error) bool {
	var f *failure
	return errors.As(err, &f) && f.code == exitUsage
}

// catchPanic runs a step of a build. A panic, which is our own mistake, stops the build, and not the run.
func catchPanic(do func() error) (err error) {
	defer func() {
		if mistake := recover(); mistake != nil {
			err = siteError(fmt.Sprintf("Upfront stumbled, which is our mistake: %v.", mistake),
				"Undo the last change to go on, and please report it with the file as it is now.")
		}
	}()
	return do()
}

// explainMissing returns an error that says so where the folder of the site is not there, else the error given.
func (s *site) explainMissing(err error) error {
	if info, there := os.Stat(s.dir); err == nil || there == nil && info.IsDir() {
		return err
	}
	return diskError("The folder "+s.dir+" is not there any more.", "Put it back, and all goes on by itself.")
}
