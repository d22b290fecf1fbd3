package publish

import (
	"crypto/sha256"
	"iter"
	"path"
	"sync"
	"sync/atomic"
)

// workers is how many outputs are printed and written at once. More gain nothing on two cores.
const workers = 2

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
		if at, ok := p.names.add(output); ok && len(p.names.problems) == 0 {
			jobs <- job{n, at, output}
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
	at     int32 // of its record in the memory; negative: it has none
	Output
}

// hand is one worker with what it found out and staged.
type hand struct {
	*looker
	options  Options
	stager   *stager
	err      error
	failedAt int

	same      []int32  // records of the memory that hold as they are; their files stay
	records   []record // the others
	kept      []string // paths of them whose file stays
	puts      []op
	conflicts []Conflict
	under     []way    // outputs that need a folder where a file stands
	over      []string // outputs that stand where a folder is
}

// way is an output and what stands in its way.
type way struct{ path, by string }

func (h *hand) do(j job) error {
	if h.err = h.settle(j); h.err != nil {
		h.failedAt = j.number
	}
	return h.err
}

// settle decides about one output: its file stays, or a new one is staged.
func (h *hand) settle(o job) error {
	var was record
	if o.at >= 0 {
		was = h.memory.records[o.at]
	}
	if was.key == o.Key && o.Key != (digest{}) && h.untouched(was) {
		return h.keepUnprinted(o, finding{kind: ours, mark: was.mark})
	}
	now, err := h.look(o.Path)
	if err != nil {
		return err
	}
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
func (h *hand) keepUnprinted(o job, now finding) error {
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

func (h *hand) keep(o job, m mark) {
	r := record{o.Path, m, o.Key}
	if o.at >= 0 && h.memory.records[o.at] == r {
		h.same = append(h.same, o.at)
		return
	}
	h.kept = append(h.kept, o.Path)
	h.records = append(h.records, r)
}

// place compares printed bytes with what stands there, and stages them where they are new.
func (h *hand) place(o job, now finding, b []byte) error {
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
	h.puts = append(h.puts, put)
	h.records = append(h.records, record{o.Path, mark{sum, written}, o.Key})
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
