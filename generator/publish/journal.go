package publish

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
)

// The journal lists the steps of a publish and is written before the first of them. Each step can be taken again, or taken
// back, whatever a crash left done of it: it knows what stood there before and what shall stand there.

type journal struct {
	Format  int    `json:"format"`
	Staging string `json:"stage"`          // where the new files wait and the old ones are kept
	Swap    uint64 `json:"swap,omitempty"` // inode of the new folder, where folders are swapped and not files
	Steps   []step `json:"ops"`
}

const journalFormat = 2

// step is one change. Old is nil where nothing stood, New where nothing shall stand.
type step struct {
	Do   string     `json:"do"`
	Path string     `json:"path"`
	Old  *fileState `json:"old,omitempty"`
	New  *fileState `json:"new,omitempty"`
}

const (
	doWrite  = "put"
	doRemove = "del"
	doMkdir  = "mkdir"
	doRmdir  = "rmdir"
)

// errChanged stops a step: what stands there is neither the old file nor the new one.
var errChanged = errors.New("was changed while we were publishing")

func (t *target) journalPath() string { return filepath.Join(t.state, "journal") }

// undoJournalPath is the journal's name while its steps are taken back. A rename needs no space on the disk.
func (t *target) undoJournalPath() string { return filepath.Join(t.state, "journal.undo") }

// writeJournal makes the journal durable: from here on a crash is completed by the next run.
func (t *target) writeJournal(j journal) error {
	j.Format, j.Staging = journalFormat, t.staging
	b, err := json.Marshal(j)
	if err == nil {
		_, err = t.create(nextPath(t.journalPath()), b, true)
	}
	return then(err, func() error { return t.rename(nextPath(t.journalPath()), t.journalPath()) }, t.syncState)
}

// writeFiles publishes file by file: each page is the old or the new one at every moment.
func (t *target) writeFiles(p *plan) error {
	if err := then(t.ensureStaging(), func() error { return t.keepBackups(p) }); err != nil {
		return err
	}
	steps, err := t.steps(p)
	err = then(err, func() error { return t.stageManifest(p) }, func() error { return t.writeJournal(journal{Steps: steps}) })
	for i := 0; err == nil && i < len(steps); i++ {
		err = t.apply(steps[i], false)
	}
	if err = then(err, t.commitManifest); err != nil {
		return t.rollBack(steps, err)
	}
	t.cleanUp()
	return nil
}

// then calls one function after the other, until there is an error.
func then(err error, next ...func() error) error {
	for _, do := range next {
		if err == nil {
			err = do()
		}
	}
	return err
}

// keepBackups links each file that will be replaced or removed to a second name, so that the step can be taken back.
func (t *target) keepBackups(p *plan) error {
	if err := mkdirParents(t.disk, filepath.Join(t.staging, "old"), 0o755); err != nil {
		return err
	}
	for _, s := range slices.Concat(p.writes, p.removals) {
		if s.Old == nil || t.link(t.outputPath(s.Path), t.backupPath(s.Path)) == nil {
			continue
		}
		b, err := t.read(t.outputPath(s.Path)) // no links on this file system
		if err == nil {
			_, err = t.create(t.backupPath(s.Path), b, false)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// steps returns a plan in order: what is in the way, folders, pages, the pages that lead to them, and then removals.
func (t *target) steps(p *plan) ([]step, error) {
	var first, last []step
	for _, s := range p.removals {
		if p.blocking[s.Path] {
			first = append(first, s)
		} else {
			last = append(last, s)
		}
	}
	for _, dir := range p.replacedFolders {
		first = append(first, step{Do: doRmdir, Path: dir})
	}
	folders, err := t.missingFolders(p)
	if err != nil {
		return nil, err
	}
	writes := slices.SortedStableFunc(slices.Values(p.writes), func(a, b step) int { return rank(a.Path) - rank(b.Path) })
	return slices.Concat(first, folders, writes, last, p.emptyFolders()), nil
}

// rank orders outputs: what others need first, what leads to others last.
func rank(p string) int {
	switch ext := path.Ext(p); {
	case p == "index.html":
		return 3
	case ext == ".xml" || ext == ".json" || ext == ".txt":
		return 2
	case ext == ".html":
		return 1
	}
	return 0
}

// missingFolders lists the folders that the new files need and that do not exist, upper ones first.
func (t *target) missingFolders(p *plan) ([]step, error) {
	l := &inspector{t, map[string]status{}}
	needed := map[string]bool{}
	for _, s := range p.writes {
		for dir := path.Dir(s.Path); !needed[dir]; dir = path.Dir(dir) {
			above, err := l.folderAbove(dir)
			if err != nil {
				return nil, err
			}
			if above.kind == folder {
				break
			}
			needed[dir] = true
		}
	}
	return folderSteps(doMkdir, needed), nil
}

// emptyFolders lists the folders that removed files leave without any output, lower ones first.
func (p *plan) emptyFolders() []step {
	empty := map[string]bool{}
	for _, s := range p.removals {
		for dir := path.Dir(s.Path); dir != "." && !empty[dir]; dir = path.Dir(dir) {
			if p.names.isFolder(dir) || slices.Contains(p.replacedFolders, dir) {
				break
			}
			empty[dir] = true
		}
	}
	steps := folderSteps(doRmdir, empty)
	slices.Reverse(steps)
	return steps
}

func folderSteps(do string, dirs map[string]bool) []step {
	var steps []step
	for dir := range dirs {
		steps = append(steps, step{Do: do, Path: dir})
	}
	slices.SortFunc(steps, byPath)
	return steps
}

// apply takes one step, or takes it back, unless that is done.
func (t *target) apply(s step, back bool) error {
	path, from, want := t.outputPath(s.Path), t.stagedPath(s.Path), s.New
	if back {
		from, want = t.backupPath(s.Path), s.Old
	}
	switch {
	case s.Do == doMkdir && !back, s.Do == doRmdir && back:
		return ignoreExist(t.mkdir(path, 0o755))
	case s.Do == doMkdir, s.Do == doRmdir:
		return t.removeEmpty(s.Path)
	}
	now, err := t.current(s)
	switch {
	case err != nil || now == want || now == &otherState && back:
		return err
	case now == &otherState:
		return &DiskError{Op: "replace", Path: path, Err: errChanged}
	case want == nil:
		return t.remove(path)
	}
	return t.rename(from, path)
}

// otherState stands for a file that is neither the old nor the new one.
var otherState fileState

// current returns which of a step's two files stands at its path: s.Old, s.New (nil where that means no file), or
// &otherState. No file counts as the old one, which somebody removed.
func (t *target) current(s step) (*fileState, error) {
	info, err := t.lstat(t.outputPath(s.Path))
	switch {
	case isMissing(err):
		if s.New == nil {
			return nil, nil
		}
		return s.Old, nil
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return &otherState, nil
	}
	now := stampOf(info)
	states := slices.DeleteFunc([]*fileState{s.New, s.Old}, func(state *fileState) bool { return state == nil })
	if i := slices.IndexFunc(states, func(state *fileState) bool { return state.stamp == now }); i >= 0 {
		return states[i], nil
	}
	hash, err := t.digest(t.outputPath(s.Path))
	if i := slices.IndexFunc(states, func(state *fileState) bool { return state.Hash == hash }); i >= 0 {
		return states[i], err
	}
	return &otherState, err
}

// removeEmpty removes a folder unless something is in it.
func (t *target) removeEmpty(p string) error {
	err := t.removeIfThere(t.outputPath(p))
	if err == nil {
		return nil
	}
	if entries, listErr := t.list(t.outputPath(p)); listErr == nil && len(entries) > 0 {
		return nil
	}
	return err
}

func ignoreExist(err error) error {
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}
