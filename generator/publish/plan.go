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
	version   string
	scanKey   digest
	memory    memory
	names     *names
	same      []int32         // records of the memory that hold as they are; their files stay
	records   []record        // of every other file of ours after the run
	kept      []string        // paths of those whose file stays
	puts      []op            // files to be written, sorted by path; what they will hold stands in records
	dels      []op            // files to be removed, sorted by path
	gone      []string        // paths of what was an output and is none any more, sorted
	blocks    map[string]bool // of dels: they stand where a put must go
	rooms     []string        // folders that stand where a put must go, lower ones first
	conflicts []Conflict
}

// plan prints and stages what has to be written, and finds what has to be removed.
func (t *target) plan(outputs iter.Seq2[Output, error], o Options) (*plan, error) {
	m, err := t.remember(o.Version)
	if err != nil {
		return nil, err
	}
	if o.Scan == nil {
		o.ScanKey = digest{} // nothing was looked for
	}
	p := &plan{version: o.Version, scanKey: o.ScanKey, memory: m, names: newNames(m), blocks: map[string]bool{}}
	stampAt, release := t.hold(t.dir)
	t.stampAt = stampAt
	hands, err := t.settleAll(p, outputs, o)
	release()
	if err != nil {
		return nil, err
	}
	if len(p.names.problems) > 0 {
		return nil, &PathError{p.names.problems}
	}
	p.gather(hands)
	if err := t.findRemoved(p); err != nil {
		return nil, err
	}
	if err := t.checkWay(p, hands); err != nil {
		return nil, err
	}
	return p, p.conflict(t.dir)
}

// unchanged is how many outputs have a file that stays.
func (p *plan) unchanged() int { return len(p.same) + len(p.kept) }

// keptPaths gives the paths of the outputs whose file stays.
func (p *plan) keptPaths() []string {
	out := slices.Grow(slices.Clone(p.kept), len(p.same))
	for _, at := range p.same {
		out = append(out, p.memory.records[at].path)
	}
	return out
}

// all gives a record of every file of ours after the run, by path. Those of the memory stand in this order already.
func (p *plan) all() []record {
	slices.Sort(p.same)
	slices.SortFunc(p.records, byRecord)
	out, others := make([]record, 0, len(p.same)+len(p.records)), p.records
	for _, at := range p.same {
		was := p.memory.records[at]
		for len(others) > 0 && others[0].path < was.path {
			out, others = append(out, others[0]), others[1:]
		}
		out = append(out, was)
	}
	return append(out, others...)
}

// written gives the puts with what their files will hold.
func (p *plan) written() []op {
	slices.SortFunc(p.records, byRecord)
	puts := slices.Clone(p.puts)
	for i := range puts {
		at, _ := slices.BinarySearchFunc(p.records, record{path: puts[i].Path}, byRecord)
		puts[i].New = &mark{p.records[at].Hash, p.records[at].stamp}
	}
	return puts
}

func byRecord(a, b record) int { return strings.Compare(a.path, b.path) }

// gather takes what the workers found out, and leaves them nothing of it: it is the largest thing that a run keeps.
func (p *plan) gather(hands []*hand) {
	for _, h := range hands {
		p.same = moved(p.same, &h.same)
		p.records = moved(p.records, &h.records)
		p.kept = moved(p.kept, &h.kept)
		p.puts = moved(p.puts, &h.puts)
		p.conflicts = moved(p.conflicts, &h.conflicts)
	}
	slices.SortFunc(p.puts, byPath)
}

// moved adds a list to another one, without room to grow, and empties it.
func moved[T any](to []T, from *[]T) []T {
	out := append(slices.Grow(to, len(*from)), *from...)
	*from = nil
	return out
}

// findRemoved plans the removal of files of ours that are no outputs any more. One that was edited is
// left alone and is not ours from now on.
func (t *target) findRemoved(p *plan) error {
	l := newLooker(t, p.memory)
	for name, at := range p.memory.places {
		if p.names.came[at] || t.caseless() && p.names.hasFolded(name) {
			continue // on a caseless disk the new spelling has replaced the old one
		}
		now, err := l.look(name)
		if err != nil {
			return err
		}
		switch now.kind {
		case nothing:
			p.gone = append(p.gone, name)
		case ours:
			p.gone = append(p.gone, name)
			p.dels = append(p.dels, op{Do: opDel, Path: name, Old: &now.mark})
		case edited, stranger, folder:
			t.tell(fmt.Sprintf("%s is no page of the site any more; it was changed by hand, so it stays", name))
		}
	}
	slices.SortFunc(p.dels, byPath)
	slices.Sort(p.gone)
	slices.Sort(t.notes)
	return nil
}

func byPath(a, b op) int { return strings.Compare(a.Path, b.Path) }

// checkWay makes sure that what stands in the way of an output is ours and is going to be removed.
func (t *target) checkWay(p *plan, hands []*hand) error {
	gone := map[string]bool{}
	for _, d := range p.dels {
		gone[d.Path] = true
	}
	for _, h := range hands {
		for _, w := range h.under {
			if !gone[w.by] {
				p.conflicts = append(p.conflicts, Conflict{w.path, fmt.Sprintf("needs the folder %q, where there is a file that is not ours", w.by)})
			}
			p.blocks[w.by] = true
		}
		for _, over := range h.over {
			if err := t.checkFolder(p, over, over, gone); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkFolder looks through a folder that has to make room for the output over.
func (t *target) checkFolder(p *plan, over, dir string, gone map[string]bool) error {
	entries, err := t.list(t.at(dir))
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		switch {
		case e.IsDir():
			err = t.checkFolder(p, over, name, gone)
		case gone[name]:
			p.blocks[name] = true
		default:
			p.conflicts = append(p.conflicts, Conflict{over, fmt.Sprintf("is a folder that holds %q, which is not ours", name)})
		}
		if err != nil {
			return err
		}
	}
	p.rooms = append(p.rooms, dir)
	return nil
}

func (p *plan) conflict(dir string) error {
	if len(p.conflicts) == 0 {
		return nil
	}
	slices.SortFunc(p.conflicts, func(a, b Conflict) int {
		return strings.Compare(a.Path+"\x00"+a.Why, b.Path+"\x00"+b.Why)
	})
	return &ConflictError{Dir: dir, Files: p.conflicts}
}

// news reports whether the run leaves anything to remember that the last one did not.
func (p *plan) news() bool {
	return len(p.records) > 0 || len(p.same) != len(p.memory.places) || p.scanKey != p.memory.scanKey
}

func (p *plan) report(notes []string) Report {
	r := Report{Unchanged: p.unchanged(), Notes: notes}
	for _, o := range p.puts {
		r.Written = append(r.Written, o.Path)
	}
	for _, o := range p.dels {
		r.Removed = append(r.Removed, o.Path)
	}
	return r
}
