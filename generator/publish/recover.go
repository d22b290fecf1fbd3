package publish

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// giveUp takes back what was done of the steps and returns why. Where even that is refused, the journal
// stays, and the next run goes on from there.
func (t *target) giveUp(ops []op, why error) error {
	_, err := t.lstat(t.journal())
	if err == nil {
		if err = twice(func() error { return t.rename(t.journal(), t.reverse()) }); err == nil {
			err = t.takeBack(ops)
		}
	}
	if err == nil || missing(err) {
		twice(t.forget)
		return why
	}
	return fmt.Errorf("%w (and then: %v; the next build sets this right)", why, err)
}

func (t *target) takeBack(ops []op) error {
	for _, o := range slices.Backward(ops) {
		if err := twice(func() error { return t.back(o) }); err != nil {
			return err
		}
	}
	return twice(func() error { return t.remove(t.reverse()) })
}

// twice tries again what failed once: what takes a step back should not fall to one refusal.
func twice(do func() error) error {
	if err := do(); err == nil {
		return nil
	}
	return do()
}

// finish cleans up after a publish. A refusal here is left to the next run: the site is published.
func (t *target) finish() error {
	if err := t.sync(t.state); err != nil {
		return err // the journal stays as long as the list could be lost
	}
	if err := t.remove(t.journal()); err != nil && !missing(err) {
		return err
	}
	return t.clear()
}

// recover completes or takes back what a crash cut short, and cleans up.
func (t *target) recover() ([]string, error) {
	undo, err := t.readJournal(t.reverse())
	if err == nil && undo != nil {
		err = t.takeBack(undo.Ops)
		t.tell("an earlier build had been stopped while publishing; the site before it was put back")
	}
	if err != nil {
		return nil, err
	}
	do, err := t.readJournal(t.journal())
	if err == nil && do != nil {
		err = t.resume(do)
	}
	for _, stray := range []func() error{t.forget, t.clear} {
		if err == nil {
			err = stray()
		}
	}
	if err == nil {
		if err = t.remove(next(t.journal())); missing(err) {
			err = nil
		}
	}
	notes := t.notes
	t.notes, t.stage = nil, ""
	return notes, err
}

// readJournal gives nil where there is none, and otherwise takes up its staging.
func (t *target) readJournal(path string) (*journal, error) {
	b, err := t.readState(path)
	if err != nil || b == nil {
		return nil, err
	}
	var j journal
	if err := json.Unmarshal(b, &j); err != nil || j.Format != journalFormat || !slices.Contains(t.stages(), j.Stage) {
		return nil, &DiskError{Op: "read", Path: path, Err: errors.New("it was written by another version of Upfront, or for another folder; build once with that, or delete it")}
	}
	t.stage = j.Stage
	return &j, nil
}

// resume completes what a journal began.
func (t *target) resume(j *journal) error {
	if j.Swap != 0 {
		return t.resumeSwap(j)
	}
	for _, o := range j.Ops {
		err := t.take(o)
		if errors.Is(err, errInTheWay) || missing(err) {
			t.tell(o.Path, " was changed after a build had been stopped; it stays")
			continue
		}
		if err != nil {
			return err
		}
	}
	if err := t.install(); err != nil {
		return err
	}
	t.tell("an earlier build had been stopped while publishing; it was completed")
	return t.finish()
}
