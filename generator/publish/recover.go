package publish

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// rollBack takes back what was done of the steps and returns why. Where that is refused, the journal stays for the next run.
func (t *target) rollBack(steps []step, why error) error {
	_, err := t.lstat(t.journalPath())
	err = then(err,
		func() error { return retryOnce(func() error { return t.rename(t.journalPath(), t.undoJournalPath()) }) },
		func() error { return t.undoAll(steps) })
	if err == nil || isMissing(err) {
		retryOnce(t.discardManifest)
		return why
	}
	return fmt.Errorf("%w (and then: %v; the next build sets this right)", why, err)
}

func (t *target) undoAll(steps []step) error {
	for _, s := range slices.Backward(steps) {
		if err := retryOnce(func() error { return t.apply(s, true) }); err != nil {
			return err
		}
	}
	return retryOnce(func() error { return t.remove(t.undoJournalPath()) })
}

// retryOnce tries again what failed once: one refusal should not stop a step from being taken back.
func retryOnce(do func() error) error {
	if do() == nil {
		return nil
	}
	return do()
}

// cleanUp removes the journal and the staging after a publish. A refusal here is left to the next run: the site is published.
func (t *target) cleanUp() error {
	synced := t.syncState() // the journal stays as long as the manifest could be lost
	return then(synced, func() error { return t.removeIfThere(t.journalPath()) }, t.clearStaging)
}

// recover completes or takes back what a crash cut short, and cleans up.
func (t *target) recover() ([]string, error) {
	undo, err := t.readJournal(t.undoJournalPath())
	if err == nil && undo != nil {
		err = t.undoAll(undo.Steps)
		t.note("an earlier build had been stopped while publishing; the site before it was put back")
	}
	if err != nil {
		return nil, err
	}
	redo, err := t.readJournal(t.journalPath())
	if err == nil && redo != nil {
		err = t.resume(redo)
	}
	err = then(err, t.discardManifest, t.clearStaging, func() error { return t.removeIfThere(nextPath(t.journalPath())) })
	notes := t.notes
	t.notes, t.staging = nil, ""
	return notes, err
}

// readJournal returns nil where there is none, and otherwise takes up its staging.
func (t *target) readJournal(path string) (*journal, error) {
	b, err := t.readState(path)
	if err != nil || b == nil {
		return nil, err
	}
	var j journal
	if err := json.Unmarshal(b, &j); err != nil || j.Format != journalFormat || !slices.Contains(t.stagingFolders(), j.Staging) {
		return nil, &DiskError{Op: "read", Path: path, Err: errors.New("it was written by another version of Upfront, or for another folder; build once with that, or delete it")}
	}
	t.staging = j.Staging
	return &j, nil
}

// resume completes what a journal began.
func (t *target) resume(j *journal) error {
	if j.Swap != 0 {
		return t.resumeSwap(j)
	}
	for _, s := range j.Steps {
		err := t.apply(s, false)
		if errors.Is(err, errChanged) || isMissing(err) {
			t.note(s.Path, " was changed after a build had been stopped; it stays")
			continue
		}
		if err != nil {
			return err
		}
	}
	if err := t.commitManifest(); err != nil {
		return err
	}
	t.note("an earlier build had been stopped while publishing; it was completed")
	return t.cleanUp()
}
