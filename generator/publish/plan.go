package publish

import (
	"crypto/sha256"
	"fmt"
	"iter"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// plan is what one run is going to do. While it is made, the output is only looked at.
type plan struct {
	version   string
	scanKey   digest
	memory    memory
	names     *names
	records   []record        // every file of ours after the run
	kept      []string        // paths of outputs whose file stays
	puts      []op            // files to be written, sorted by path
	dels      []op            // files to be removed, sorted by path
	blocks    map[string]bool // of dels: they stand where a put must go
	rooms     []string        // folders that stand where a put must go, lower ones first
	conflicts []Conflict
}

// workers is how many outputs are printed and written at once. More gain nothing on two cores.
const workers = 2

// plan prints and stages what has to be written, and finds what has to be removed.
func (t *target) plan(outputs iter.Seq2[Output, error], o Options) (*plan, error) {
	m, err := t.remember(o.Version)
	if err != nil {
		return nil, err
	}
	if o.Scan == nil {
		o.ScanKey = digest{} // nothing was looked for
	}
	p := &plan{version: o.Version, scanKey: o.ScanKey, memory: m, names: newNames(), blocks: map[string]bool{}}
	hands, err := t.settleAll(p, outputs, o)
	if err != nil {
		return nil, err
	}
	if len(p.names.problems) > 0 {
		return nil, &PathError{p.names.problems}
	}
	for _, h := range hands {
		p.gather(h)
	}
	if err := t.findRemoved(p); err != nil {
		return nil, err
	}
	if err := t.checkWay(p, hands); err != nil {
		return nil, err
	}
	return p, p.conflict(t.dir)
}

// settleAll hands the outputs to the workers as they come. Of several errors it returns that of the
// earliest output, whichever worker was faster.
func (t *target) settleAll(p *plan, outputs iter.Seq2[Output, error], o Options) ([]*hand, error) {
	var failed atomic.Bool
	var group sync.WaitGroup
	jobs := make(chan job, workers)
	hands := make([]*hand, workers)
	for i := range hands {
		h := &hand{looker: newLooker(t, p.memory), options: o, stager: newStager(t)}
		hands[i] = h
		group.Go(func() {
			for j := range jobs {
				if h.err == nil && h.do(j) != nil {
					failed.Store(true)
				}
			}
		})
	}
	n, end := 0, error(nil)
	for output, err := range outputs {
		if err != nil || failed.Load() {
			end = err
			break
		}
		if p.names.add(output) && len(p.names.problems) == 0 {
			jobs <- job{n, output}
		}
		n++
	}
	close(jobs)
	group.Wait()
	return hands, earliest(hands, end)
}

func earliest(hands []*hand, end error) error {
	first := -1
	for _, h := range hands {
		if h.err != nil && (first < 0 || h.failedAt < first) {
			first, end = h.failedAt, h.err
		}
	}
	return end
}

type job struct {
	number int
	Output
}

// hand is one worker with what it found out and staged.
type hand struct {
	*looker
	options  Options
	stager   *stager
	err      error
	failedAt int

	records   []record
	kept      []string
	puts      []op
	conflicts []Conflict
	under     []way    // outputs that need a folder where a file stands
	over      []string // outputs that stand where a folder is
}

// way is an output and what stands in its way.
type way struct{ path, by string }

func (h *hand) do(j job) error {
	if h.err = h.settle(j.Output); h.err != nil {
		h.failedAt = j.number
	}
	return h.err
}

// settle decides about one output: its file stays, or a new one is staged.
func (h *hand) settle(o Output) error {
	now, err := h.look(o.Path)
	if err != nil {
		return err
	}
	was := h.memory.files[o.Path]
	if now.kind == ours && now.Hash == was.Hash && was.key == o.Key && o.Key != (digest{}) {
		return h.keepUnprinted(o, now)
	}
	b, err := o.Print()
	if err != nil {
		return err
	}
	if h.options.Scan != nil {
		if err := h.options.Scan(o.Path, b); err != nil {
			return err
		}
	}
	return h.place(o, now, b)
}

// keepUnprinted keeps a file that is known to be right, scanning it if it was last scanned for other things.
func (h *hand) keepUnprinted(o Output, now finding) error {
	if key := digest(h.options.ScanKey); h.options.Scan != nil && (key == digest{} || key != h.memory.scanKey) {
		b, err := h.read(h.at(o.Path))
		if err != nil {
			return err
		}
		if err := h.options.Scan(o.Path, b); err != nil {
			return err
		}
	}
	h.keep(o, now.mark)
	return nil
}

func (h *hand) keep(o Output, m mark) {
	h.kept = append(h.kept, o.Path)
	h.records = append(h.records, record{o.Path, m, o.Key})
}

// place compares printed bytes with what stands there, and stages them where they are new.
func (h *hand) place(o Output, now finding, b []byte) error {
	sum := digest(sha256.Sum256(b))
	if now.kind == edited && now.Size == int64(len(b)) {
		hash, err := h.digest(h.at(o.Path))
		if err != nil {
			return err
		}
		now.Hash = hash
	}
	if (now.kind == ours || now.kind == edited) && now.Hash == sum {
		h.keep(o, mark{sum, now.stamp})
		return nil
	}
	put := op{Do: opPut, Path: o.Path}
	switch now.kind {
	case edited, stranger:
		h.conflicts = append(h.conflicts, Conflict{o.Path, now.why})
		return nil
	case ours:
		put.Old = &now.mark
	case blocked:
		h.under = append(h.under, way{o.Path, now.by})
	case folder:
		h.over = append(h.over, o.Path)
	}
	written, err := h.stageFile(o.Path, b)
	put.New = &mark{sum, written}
	h.puts = append(h.puts, put)
	h.records = append(h.records, record{o.Path, *put.New, o.Key})
	return err
}

func (h *hand) stageFile(p string, b []byte) (stamp, error) {
	if err := h.openStage(); err != nil {
		return stamp{}, err
	}
	if err := h.stager.folder(h.fresh(path.Dir(p))); err != nil {
		return stamp{}, err
	}
	return h.create(h.fresh(p), b, false)
}

func (p *plan) gather(h *hand) {
	p.records = append(p.records, h.records...)
	p.kept = append(p.kept, h.kept...)
	p.puts = append(p.puts, h.puts...)
	p.conflicts = append(p.conflicts, h.conflicts...)
	slices.SortFunc(p.puts, byPath)
}

// findRemoved plans the removal of files of ours that are no outputs any more. One that was edited is
// left alone and is not ours from now on.
func (t *target) findRemoved(p *plan) error {
	l := newLooker(t, p.memory)
	for name := range p.memory.files {
		if p.names.has(name) || t.caseless() && p.names.hasFolded(name) {
			continue // on a caseless disk the new spelling has replaced the old one
		}
		now, err := l.look(name)
		if err != nil {
			return err
		}
		switch now.kind {
		case ours:
			p.dels = append(p.dels, op{Do: opDel, Path: name, Old: &now.mark})
		case edited, stranger, folder:
			t.tell(fmt.Sprintf("%s is no page of the site any more; it was changed by hand, so it stays", name))
		}
	}
	slices.SortFunc(p.dels, byPath)
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
	if len(p.records) != len(p.memory.files) || p.scanKey != p.memory.scanKey {
		return true
	}
	return slices.ContainsFunc(p.records, func(r record) bool { return p.memory.files[r.path] != r })
}

func (p *plan) report(notes []string) Report {
	r := Report{Unchanged: len(p.kept), Notes: notes}
	for _, o := range p.puts {
		r.Written = append(r.Written, o.Path)
	}
	for _, o := range p.dels {
		r.Removed = append(r.Removed, o.Path)
	}
	return r
}
