package publish

import (
	"cmp"
	"crypto/sha256"
	"iter"
	"path"
	"sync"
	"sync/atomic"

	"upfront/generator/internal/parallel"
)

// process sends the outputs to the workers as they come. Of several errors it returns the one of the earliest output.
func (t *target) process(p *plan, outputs iter.Seq2[Output, error], o Options) (end error) {
	var group sync.WaitGroup
	workers := parallel.Workers()
	jobs := make(chan job, workers)
	for range workers {
		w := &worker{inspector: &inspector{t, map[string]status{}}, plan: p, options: o, stager: &stager{target: t}}
		group.Go(func() {
			for j := range jobs {
				if err := w.decide(j); err != nil {
					p.fail(j.number, err)
				}
			}
		})
	}
	n := 0
	for output, err := range outputs {
		if err != nil || p.failed.Load() {
			end = err
			break
		}
		last := p.manifest.last(output)
		if ok := p.names.add(output, last.index); ok && len(p.names.problems) == 0 {
			jobs <- job{n, last, output}
		}
		n++
	}
	close(jobs)
	group.Wait()
	return cmp.Or(p.failure, end)
}

// fail keeps the error of an output, unless an earlier one failed too.
func (d *decisions) fail(number int, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.failure == nil || number < d.failedAt {
		d.failure, d.failedAt = err, number
	}
	d.failed.Store(true)
}

type job struct {
	number int
	last   last
	Output
}

// worker decides about outputs and stages new files. It serves one goroutine.
type worker struct {
	*inspector
	plan    *plan
	options Options
	stager  *stager
}

// decisions are what workers found out and staged.
type decisions struct {
	mu          sync.Mutex
	same        []int32  // entries of the manifest that hold as they are; their files stay
	entries     []entry  // of every other file of ours after the run
	files       []File   // of all outputs, in the order in which they came
	kept        []string // paths of those in entries whose file stays
	writes      []step   // files to be written
	conflicts   []Conflict
	underFiles  []blockage // outputs that need a folder where a file stands
	overFolders []string   // outputs that stand where a folder is
	failed      atomic.Bool
	failure     error // of the earliest output that failed
	failedAt    int   // its number
}

// blockage is an output and the file in its way.
type blockage struct{ path, by string }

// decide keeps the file of an output, or stages a new one.
func (w *worker) decide(j job) error {
	last := j.last
	if last.sameKey && last.stamp != (stamp{}) && w.stampAt(last.path) == last.stamp { // by its metadata alone
		w.keep(j, last.fileState)
		return nil
	}
	now, err := w.inspect(j.Path, last)
	if err != nil {
		return err
	}
	if last.sameKey && now.kind == ours && now.Hash == last.Hash {
		w.keep(j, now.fileState)
		return nil
	}
	if w.options.Stop != nil {
		if err := w.options.Stop(); err != nil {
			return err
		}
	}
	b, err := j.Print()
	if j.Recycle != nil {
		defer func() { j.Recycle(b) }()
	}
	if err != nil {
		return err
	}
	return w.compareAndStage(j, now, b)
}

func (w *worker) keep(j job, now fileState) {
	d := &w.plan.decisions
	d.mu.Lock()
	defer d.mu.Unlock()
	if file := d.setFile(j, now); file == j.Last && j.last.index >= 0 && now.Hash == j.last.Hash {
		d.same = append(d.same, j.last.index)
		return
	}
	d.kept = append(d.kept, j.Path)
	d.entries = append(d.entries, entry{j.Path, now.Hash})
}

// setFile sets the file of an output.
func (d *decisions) setFile(j job, now fileState) File {
	if more := j.number + 1 - len(d.files); more > 0 {
		d.files = append(d.files, make([]File, more)...)
	}
	d.files[j.number] = fileOf(j.Output, now)
	return d.files[j.number]
}

// compareAndStage compares printed bytes with what stands at the path, and stages them where they are new.
func (w *worker) compareAndStage(j job, now status, b []byte) (err error) {
	hash := digest(sha256.Sum256(b))
	if now.kind == edited && now.Size == int64(len(b)) {
		if now.Hash, err = w.digest(w.outputPath(j.Path)); err != nil {
			return err
		}
	}
	if (now.kind == ours || now.kind == edited) && now.Hash == hash {
		w.keep(j, fileState{hash, now.stamp})
		return nil
	}
	write := step{Do: doWrite, Path: j.Path, New: &fileState{Hash: hash}}
	if now.kind != edited && now.kind != foreign {
		err = then(w.ensureStaging(), func() error { return w.stager.folder(w.stagedPath(path.Dir(j.Path))) })
		if err == nil {
			write.New.stamp, err = w.create(w.stagedPath(j.Path), b, false)
		}
	}
	d := &w.plan.decisions
	d.mu.Lock()
	defer d.mu.Unlock()
	switch now.kind {
	case edited, foreign:
		d.conflicts = append(d.conflicts, Conflict{j.Path, now.why})
		return nil
	case ours:
		write.Old = &now.fileState
	case blocked:
		d.underFiles = append(d.underFiles, blockage{j.Path, now.by})
	case folder:
		d.overFolders = append(d.overFolders, j.Path)
	}
	d.writes = append(d.writes, write)
	d.entries = append(d.entries, entry{j.Path, hash})
	d.setFile(j, *write.New)
	return err
}
