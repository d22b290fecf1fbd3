package publish

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
)

// The journal is the list of steps that a publish is taking, written before the first of them. Each step
// can be taken again, or taken back, whatever part of it a crash left done: it looks at what stands there
// and knows what stood there before and what shall stand there.

// op is one step. Old is nil where nothing stood, New where nothing shall stand.
type op struct {
	Do   string `json:"do"`
	Path string `json:"path"`
	Old  *mark  `json:"old,omitempty"`
	New  *mark  `json:"new,omitempty"`
}

const (
	opPut   = "put"
	opDel   = "del"
	opMkdir = "mkdir"
	opRmdir = "rmdir"
)

type journal struct {
	Format int    `json:"format"`
	Stage  string `json:"stage"`          // where the new files wait and the old ones are kept
	Swap   uint64 `json:"swap,omitempty"` // inode of the new folder, where folders are swapped and not files
	Ops    []op   `json:"ops"`
}

const journalFormat = 2

// errInTheWay stops a step: what stands there is neither the old file nor the new one.
var errInTheWay = errors.New("was changed while we were publishing")

func (t *target) journal() string { return filepath.Join(t.state, "journal") }

// reverse is the journal's name while it is being taken back. Renaming it needs no space on the disk.
func (t *target) reverse() string { return filepath.Join(t.state, "journal.undo") }

// begin makes the journal durable: from here on a crash is completed by the next run.
func (t *target) begin(j journal) error {
	j.Format, j.Stage = journalFormat, t.stage
	b, err := json.Marshal(j)
	if err == nil {
		_, err = t.create(next(t.journal()), b, true)
	}
	if err == nil {
		err = t.rename(next(t.journal()), t.journal())
	}
	if err == nil {
		err = t.sync(t.state)
	}
	return err
}

// replace publishes file by file: each page is the old or the new one at every moment, and the whole is
// there when the last step is done.
func (t *target) replace(p *plan) error {
	err := t.openStage()
	if err == nil {
		err = t.keepFormer(p)
	}
	if err != nil {
		return err
	}
	ops, err := t.steps(p)
	if err == nil {
		err = t.prepare(p)
	}
	if err == nil {
		err = t.begin(journal{Ops: ops})
	}
	if err == nil {
		err = t.forward(ops)
	}
	if err == nil {
		err = t.install()
	}
	if err != nil {
		return t.giveUp(ops, err)
	}
	t.finish()
	return nil
}

// keepFormer gives each file that will be replaced or removed a second name, so that the step can be taken back.
func (t *target) keepFormer(p *plan) error {
	if err := makeAll(t.disk, filepath.Join(t.stage, "old"), 0o755); err != nil {
		return err
	}
	for _, o := range slices.Concat(p.puts, p.dels) {
		if o.Old == nil {
			continue
		}
		if t.link(t.at(o.Path), t.former(o.Path)) == nil {
			continue
		}
		b, err := t.read(t.at(o.Path)) // no links on this file system
		if err == nil {
			_, err = t.create(t.former(o.Path), b, false)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// steps puts a plan in order: what is in the way, folders, pages, the pages that lead to them, and then
// what is gone.
func (t *target) steps(p *plan) ([]op, error) {
	var first, last []op
	for _, d := range p.dels {
		if p.blocks[d.Path] {
			first = append(first, d)
		} else {
			last = append(last, d)
		}
	}
	for _, dir := range p.rooms {
		first = append(first, op{Do: opRmdir, Path: dir})
	}
	folders, err := t.newFolders(p)
	if err != nil {
		return nil, err
	}
	puts := slices.SortedStableFunc(slices.Values(p.written()), func(a, b op) int { return turn(a.Path) - turn(b.Path) })
	return slices.Concat(first, folders, puts, last, p.emptied()), nil
}

// turn says when a page is written: what others need first, what leads to others last.
func turn(p string) int {
	switch {
	case p == "index.html":
		return 3
	case path.Ext(p) == ".xml" || path.Ext(p) == ".json" || path.Ext(p) == ".txt":
		return 2
	case path.Ext(p) == ".html":
		return 1
	}
	return 0
}

// newFolders lists the folders that the new files need and that do not exist, upper ones first.
func (t *target) newFolders(p *plan) ([]op, error) {
	l := newLooker(t, p.memory)
	need := map[string]bool{}
	for _, o := range p.puts {
		for dir := path.Dir(o.Path); !need[dir]; dir = path.Dir(dir) {
			f, err := l.above(dir)
			if err != nil {
				return nil, err
			}
			if f.kind == folder {
				break
			}
			need[dir] = true
		}
	}
	return folderOps(opMkdir, need), nil
}

// emptied lists the folders that removed files leave without any output, lower ones first.
func (p *plan) emptied() []op {
	gone := map[string]bool{}
	for _, o := range p.dels {
		for dir := path.Dir(o.Path); dir != "." && !gone[dir]; dir = path.Dir(dir) {
			if p.names.isFolder(dir) || slices.Contains(p.rooms, dir) {
				break
			}
			gone[dir] = true
		}
	}
	ops := folderOps(opRmdir, gone)
	slices.Reverse(ops)
	return ops
}

func folderOps(do string, dirs map[string]bool) []op {
	var ops []op
	for dir := range dirs {
		ops = append(ops, op{Do: do, Path: dir})
	}
	slices.SortFunc(ops, byPath)
	return ops
}

func (t *target) forward(ops []op) error {
	for _, o := range ops {
		if err := t.take(o); err != nil {
			return err
		}
	}
	return nil
}

// take takes one step, if it has not been taken.
func (t *target) take(o op) error {
	switch o.Do {
	case opMkdir:
		return there(t.mkdir(t.at(o.Path), 0o755))
	case opRmdir:
		return t.rmdir(o.Path)
	}
	now, err := t.standing(o)
	switch {
	case err != nil || now == o.New:
		return err
	case now == &otherMark:
		return &DiskError{Op: "replace", Path: t.at(o.Path), Err: errInTheWay}
	case o.Do == opDel:
		return t.remove(t.at(o.Path))
	}
	return t.rename(t.fresh(o.Path), t.at(o.Path))
}

// back takes one step back, as far as it was taken.
func (t *target) back(o op) error {
	switch o.Do {
	case opMkdir:
		return t.rmdir(o.Path)
	case opRmdir:
		return there(t.mkdir(t.at(o.Path), 0o755))
	}
	now, err := t.standing(o)
	switch {
	case err != nil || now == o.Old || now == &otherMark:
		return err
	case o.Old == nil:
		return t.remove(t.at(o.Path))
	}
	return t.rename(t.former(o.Path), t.at(o.Path))
}

// otherMark stands for a file that is neither the old nor the new one.
var otherMark mark

// standing tells which of a step's two files stands at its place: o.Old, o.New (nil where that means no
// file), or &otherMark. No file counts as the old state, where the old file was removed by somebody.
func (t *target) standing(o op) (*mark, error) {
	info, err := t.lstat(t.at(o.Path))
	switch {
	case missing(err):
		if o.New == nil {
			return nil, nil
		}
		return o.Old, nil
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return &otherMark, nil
	}
	now := stampOf(info)
	for _, m := range []*mark{o.New, o.Old} {
		if m != nil && m.stamp == now {
			return m, nil
		}
	}
	hash, err := t.digest(t.at(o.Path))
	for _, m := range []*mark{o.New, o.Old} {
		if m != nil && m.Hash == hash {
			return m, err
		}
	}
	return &otherMark, err
}

// rmdir removes a folder unless something is in it.
func (t *target) rmdir(p string) error {
	err := t.remove(t.at(p))
	if err == nil || missing(err) {
		return nil
	}
	if entries, listErr := t.list(t.at(p)); listErr == nil && len(entries) > 0 {
		return nil
	}
	return err
}

// there takes an error that says "it exists" for none.
func there(err error) error {
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}
