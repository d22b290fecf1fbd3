package publish

import (
	"fmt"
	"iter"
	"path"
	"slices"
	"strings"
)

// plan is what one run is going to do. While it is made, the output is only looked at.
type plan struct {
	decisions
	manifest        manifest
	names           *names
	removals        []step          // files to be removed, sorted by path
	gone            []string        // sorted paths of outputs of the last run that are no outputs now
	blocking        map[string]bool // of removals: they stand where a file must be written
	replacedFolders []string        // folders that stand where a file must be written, lower ones first
}

// plan prints and stages what has to be written, and finds what has to be removed.
func (t *target) plan(outputs iter.Seq2[Output, error], o Options) (*plan, error) {
	m, err := t.readManifest()
	if err != nil {
		return nil, err
	}
	p := &plan{decisions: decisions{files: make([]File, 0, len(m.entries))}, manifest: m, blocking: map[string]bool{},
		names: &names{manifest: m, isOutput: make([]bool, len(m.entries)), pending: make([]spelling, 0, len(m.entries))}}
	stampAt, release := t.openStamps(t.dir)
	t.stampAt = stampAt
	err = t.process(p, outputs, o)
	release()
	if err != nil {
		return nil, err
	}
	p.keep(o.Keep)
	if len(p.names.problems) > 0 {
		return nil, &PathError{p.names.problems}
	}
	slices.SortFunc(p.writes, byPath)
	err = then(t.planRemovals(p), func() error { return t.checkBlocking(p) })
	if err == nil && len(p.conflicts) > 0 {
		slices.SortFunc(p.conflicts, func(a, b Conflict) int { return strings.Compare(a.Path+"\x00"+a.Why, b.Path+"\x00"+b.Why) })
		err = &ConflictError{Dir: t.dir, Files: p.conflicts}
	}
	return p, err
}

// keep lets files of the last run stay that are no outputs of this one.
func (p *plan) keep(stays func(path string) bool) {
	for name, i := range p.manifest.index {
		if stays != nil && !p.names.isOutput[i] && stays(name) {
			p.names.isOutput[i] = true
			p.same = append(p.same, i)
		}
	}
}

// planRemovals plans the removal of files of ours that are no outputs any more. An edited one stays, and is no longer ours.
func (t *target) planRemovals(p *plan) error {
	l := &inspector{t, map[string]status{}}
	for name, i := range p.manifest.index {
		if p.names.isOutput[i] || t.ignoresCase() && p.names.folded(name).path != "" {
			continue // where case is ignored, the new spelling has replaced the old one
		}
		now, err := l.inspect(name, p.manifest.last(Output{Path: name}))
		if err != nil {
			return err
		}
		switch now.kind {
		case absent:
			p.gone = append(p.gone, name)
		case ours:
			p.gone = append(p.gone, name)
			p.removals = append(p.removals, step{Do: doRemove, Path: name, Old: &now.fileState})
		case edited, foreign, folder:
			t.note(fmt.Sprintf("%s is no page of the site any more; it was changed by hand, so it stays", name))
		}
	}
	slices.SortFunc(p.removals, byPath)
	slices.Sort(p.gone)
	slices.Sort(t.notes)
	return nil
}

// checkBlocking makes sure that what stands in the way of an output is ours and is going to be removed.
func (t *target) checkBlocking(p *plan) error {
	removed := map[string]bool{}
	for _, s := range p.removals {
		removed[s.Path] = true
	}
	for _, b := range p.underFiles {
		if !removed[b.by] {
			p.conflicts = append(p.conflicts, Conflict{b.path, fmt.Sprintf("needs the folder %q, where there is a file that is not ours", b.by)})
		}
		p.blocking[b.by] = true
	}
	for _, output := range p.overFolders {
		file := func(name string) error {
			if p.blocking[name] = removed[name]; !removed[name] {
				p.conflicts = append(p.conflicts, Conflict{output, fmt.Sprintf("is a folder that holds %q, which is not ours", name)})
			}
			return nil
		}
		folder := func(dir string) error {
			p.replacedFolders = append(p.replacedFolders, dir)
			return nil
		}
		if err := t.walk(t.outputPath, output, file, folder); err != nil {
			return err
		}
	}
	return nil
}

// walk calls a function with each file below a folder, and another with the folders, lower ones first; place says where
// they lie on the disk.
func (t *target) walk(place func(path string) string, dir string, file, folder func(path string) error) error {
	entries, err := t.list(place(dir))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if name := path.Join(dir, e.Name()); e.IsDir() {
			err = t.walk(place, name, file, folder)
		} else {
			err = file(name)
		}
		if err != nil {
			return err
		}
	}
	return folder(dir)
}

// unchanged returns how many outputs have a file that stays.
func (p *plan) unchanged() int { return len(p.same) + len(p.kept) }

// allEntries returns the entries of all files of ours after the run, by path. Those of the manifest are sorted already.
func (p *plan) allEntries() []entry {
	slices.Sort(p.same)
	slices.SortFunc(p.entries, byEntry)
	out, others := make([]entry, 0, len(p.same)+len(p.entries)), p.entries
	for _, i := range p.same {
		same := p.manifest.entries[i]
		for len(others) > 0 && others[0].path < same.path {
			out, others = append(out, others[0]), others[1:]
		}
		out = append(out, same)
	}
	return append(out, others...)
}

func byEntry(a, b entry) int { return strings.Compare(a.path, b.path) }
func byPath(a, b step) int   { return strings.Compare(a.Path, b.Path) }

func paths(steps []step) (out []string) {
	for _, s := range steps {
		out = append(out, s.Path)
	}
	return out
}
