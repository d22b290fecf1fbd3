package publish

import (
	"errors"
	"iter"
	"path/filepath"
)

// An Output is one file of the site.
type Output struct {
	// Path is relative to the output folder, with slashes: "policies/late/index.html".
	Path string
	// From says what the output was made of, for messages ("content/policies/late.md"). It may be empty.
	From string
	// Key is a digest of everything the bytes depend on. Two outputs of one path and one key have the same bytes. Zero
	// means unknown: the output is printed every time and compared.
	Key [32]byte
	// Last is what [Report.Files] had for the path in an earlier run; zero where that is not known.
	Last File
	// Print returns the bytes, which Write reads and keeps no longer than it takes to write them. It runs on one of several
	// goroutines, at most once, and not at all where the file on disk is known to hold what Key stands for.
	Print func() ([]byte, error)
	// Recycle is called with what Print returned once it is written, for the next page to be printed into. It may be nil.
	Recycle func([]byte)
}

// Options say what Write may not touch, and where it keeps its state. The zero value publishes with a state folder beside the
// output, and without waiting.
type Options struct {
	// State is the folder for the lock, the list of our files, the staging and the journal; several outputs may share it. Two runs
	// with the same one exclude each other, and so do two that publish to the same output, once it exists. Empty means ".upfront" beside the output folder.
	State string
	// Protect lists folders that the output may neither be nor contain: the site and the home folder. The root of the file
	// system and the state folder are always protected.
	Protect []string
	// Stop is called before each output that is printed; an error from it ends the run. It runs on several goroutines at once,
	// and may be nil.
	Stop func() error
	// Gone is called, before anything is changed, with the sorted paths of outputs of the last run that are no outputs of
	// this one, without those that stay because they were changed by hand. An error from it ends the run. It may be nil.
	Gone func(paths []string) error
	// Keep reports whether a file of the last run stays as it is though it is no output of this one. It may be nil.
	Keep func(path string) bool
	// Waiting is called once when another process is publishing to the same output, with words that name it ("process 4711"); Write
	// then waits for it. Nil means: do not wait, return a *BusyError. Windows cannot wait and always returns the error.
	Waiting func(holder string)
}

// A Report tells what Write did. Its lists of paths are sorted.
type Report struct {
	Written   []string // output paths that are new or have new bytes
	Removed   []string // output paths of removed files, which are outputs no more
	Unchanged int      // outputs whose file already held the right bytes
	Notes     []string // sentences for the person: files left alone, work of a crashed run completed
	Files     []File   // of every output, in the order in which they came, each to be its Last in the next run
}

// Write makes dir hold exactly the outputs, beside whatever it holds that is not ours. It returns an error and leaves dir
// as it was, or returns none and has published the whole.
//
// An error from the sequence, from Print, from Stop or from Gone is returned as it is. The others are *PathError (an
// output's path), *ConflictError (a file we did not write is in the way), *TargetError (dir may not be an output),
// *BusyError (another run holds the lock), and *DiskError.
func Write(dir string, outputs iter.Seq2[Output, error], options Options) (Report, error) {
	return write(osDisk{}, dir, outputs, options)
}

func write(d disk, dir string, outputs iter.Seq2[Output, error], options Options) (Report, error) {
	t, err := locate(d, dir, options)
	if err != nil {
		return Report{}, err
	}
	release, err := t.lockBoth(options.Waiting)
	if err != nil {
		return Report{}, err
	}
	defer release()
	notes, err := t.recover()
	if err != nil {
		return Report{Notes: notes}, err
	}
	p, err := t.plan(outputs, options)
	if err == nil && options.Gone != nil {
		err = options.Gone(p.gone)
	}
	if err == nil {
		err = t.publish(p)
	}
	if err != nil {
		t.discardStaging()
		return Report{Notes: notes}, err
	}
	return Report{Written: paths(p.writes), Removed: paths(p.removals), Unchanged: p.unchanged(), Notes: append(notes, t.notes...), Files: p.files}, nil
}

// lockBoth keeps out other runs with the same state folder, and then those with another one that publish to the same output.
func (t *target) lockBoth(waiting func(string)) (release func(), err error) {
	releaseState, err := t.lock(filepath.Join(t.state, "lock"), waiting)
	releaseOutput := func() {}
	if err == nil {
		if releaseOutput, err = t.lockOutput(t.dir, waiting); err != nil {
			releaseState()
		}
	}
	if busy, ok := errors.AsType[*BusyError](err); ok {
		busy.Dir = t.dir // which the locks do not know
	}
	return func() { releaseOutput(); releaseState() }, err
}

// publish carries out a plan in the cheapest way that keeps the promise of the package.
func (t *target) publish(p *plan) error {
	if len(p.writes)+len(p.removals) == 0 {
		if len(p.entries) == 0 && len(p.same) == len(p.manifest.index) {
			return nil // the list stays as it is
		}
		return then(t.stageManifest(p), t.commitManifest, t.syncState)
	}
	if t.canSwap(p) {
		if done, err := t.swap(p); done || err != nil {
			return err
		}
	}
	return t.writeFiles(p)
}
