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

// process sends the outputs to the workers as they come. Of several errors it returns the one of the earliest output,
// whichever worker was faster.
func (t *target) process(p *plan, outputs iter.Seq2[Output, error], o Options) ([]*worker, error) {
	var failed atomic.Bool
	var group sync.WaitGroup
	jobs := make(chan job, workers)
	all := make([]*worker, workers)
	for i := range all {
		w := &worker{inspector: &inspector{t, p.manifest, map[string]status{}}, options: o, stager: &stager{target: t}}
		all[i] = w
		group.Go(func() {
			for j := range jobs {
				if w.err != nil {
					continue
				}
				if w.err = w.decide(j); w.err != nil {
					w.failedAt = j.number
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
		if i, ok := p.names.add(output); ok && len(p.names.problems) == 0 {
			jobs <- job{n, i, output}
		}
		n++
	}
	close(jobs)
	group.Wait()
	first := -1
	for _, w := range all {
		if w.err != nil && (first < 0 || w.failedAt < first) {
			first, end = w.failedAt, w.err
		}
	}
	return all, end
}

type job struct {
	number int
	entry  int32 // index of its entry in the manifest; negative: it has none
	Output
}

// worker decides about outputs and stages new files. It serves one goroutine.
type worker struct {
	*inspector
	decisions
	options  Options
	stager   *stager
	err      error
	failedAt int // the number of the job that failed
}

// decisions are what workers found out and staged.
type decisions struct {
	same        []int32  // entries of the manifest that hold as they are; their files stay
	entries     []entry  // of every other file of ours after the run
	kept        []string // paths of those whose file stays
	writes      []step   // files to be written
	conflicts   []Conflict
	underFiles  []blockage // outputs that need a folder where a file stands
	overFolders []string   // outputs that stand where a folder is
}

// blockage is an output and the file in its way.
type blockage struct{ path, by string }

// decide keeps the file of an output, or stages a new one.
func (w *worker) decide(j job) error {
	var last entry
	if j.entry >= 0 {
		last = w.manifest.entries[j.entry]
	}
	sameKey := last.key == j.Key && j.Key != (digest{})
	if sameKey && w.untouched(last) {
		return w.keepUnprinted(j, last.fileState)
	}
	now, err := w.inspect(j.Path)
	if err != nil {
		return err
	}
	if sameKey && now.kind == ours && now.Hash == last.Hash {
		return w.keepUnprinted(j, now.fileState)
	}
	b, err := j.Print()
	if err == nil && w.options.Scan != nil {
		err = w.options.Scan(j.Path, b)
	}
	if err != nil {
		return err
	}
	return w.compareAndStage(j, now, b)
}

// keepUnprinted keeps a file that is known to be right. It is scanned if the last scan looked for other things.
func (w *worker) keepUnprinted(j job, now fileState) error {
	if key := digest(w.options.ScanKey); w.options.Scan != nil && (key == digest{} || key != w.manifest.scanKey) {
		b, err := w.read(w.outputPath(j.Path))
		if err == nil {
			err = w.options.Scan(j.Path, b)
		}
		if err != nil {
			return err
		}
	}
	w.keep(j, now)
	return nil
}

func (w *worker) keep(j job, now fileState) {
	e := entry{j.Path, now, j.Key}
	if j.entry >= 0 && w.manifest.entries[j.entry] == e {
		w.same = append(w.same, j.entry)
		return
	}
	w.kept = append(w.kept, j.Path)
	w.entries = append(w.entries, e)
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
	write := step{Do: doWrite, Path: j.Path}
	switch now.kind {
	case edited, foreign:
		w.conflicts = append(w.conflicts, Conflict{j.Path, now.why})
		return nil
	case ours:
		write.Old = &now.fileState
	case blocked:
		w.underFiles = append(w.underFiles, blockage{j.Path, now.by})
	case folder:
		w.overFolders = append(w.overFolders, j.Path)
	}
	staged, err := w.stageFile(j.Path, b)
	write.New = &fileState{hash, staged}
	w.writes = append(w.writes, write)
	w.entries = append(w.entries, entry{j.Path, *write.New, j.Key})
	return err
}

func (w *worker) stageFile(p string, b []byte) (stamp, error) {
	if err := then(w.ensureStaging(), func() error { return w.stager.folder(w.stagedPath(path.Dir(p))) }); err != nil {
		return stamp{}, err
	}
	return w.create(w.stagedPath(p), b, false)
}
