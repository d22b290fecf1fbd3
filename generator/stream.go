package generator

import (
	"crypto/sha256"
	"iter"
	"slices"

	"upfront/generator/agreement"
	"upfront/generator/check"
	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/leak/search"
	"upfront/generator/publish"
	"upfront/generator/seal"
	"upfront/generator/syntax"
)

// reading is one agreement as a build goes through them: what became of it, and its outputs. The agreement itself is nil
// where it did not have to be read, or could not be.
type reading struct {
	seen
	fresh     bool         // its file is not the one that is remembered
	unsought  []search.Key // of what tells its customer from others, those that were not looked for yet
	agreement *agreement.Agreement
	keys      seal.Keys // of the agreement, where its page is sealed
	outputs   []publish.Output
}

// together is how many agreements a worker takes at once: handing over each by itself would take a tenth of the time of
// those that need not be read. ahead is how many such batches are read before the one that is waited for is done: enough
// to keep two workers busy, and few enough that memory does not grow with the number of agreements.
const (
	together = 8
	ahead    = 8
	workers  = 2
)

// batch is agreements that one worker reads, in the order of their paths. It is used again and again.
type batch struct {
	jobs []job
	done chan struct{}
}

// job is an agreement to be read, with what is remembered of it, and what it came to.
type job struct {
	path  string
	was   seen
	known bool
	proof proof
	came  reading
}

// agreements goes through every agreement, in the order of their paths, by so many workers. words names the public pages
// that their words are looked for in, and proofs may show that they are not there. Each is dropped by whoever ranges over
// them.
func (b *Build) agreements(workers int, withOutputs bool, words [16]byte, proofs *proofReader) iter.Seq[reading] {
	return func(yield func(reading) bool) {
		free, work, order, stop := make(chan *batch, ahead), make(chan *batch, ahead), make(chan *batch, ahead), make(chan struct{})
		defer close(stop)
		for range ahead {
			free <- &batch{make([]job, 0, together), make(chan struct{}, 1)}
		}
		for range workers {
			go func() {
				for full := range work {
					for i := range full.jobs {
						j := &full.jobs[i]
						j.came = b.read(j, withOutputs, words)
					}
					full.done <- struct{}{}
				}
			}()
		}
		go func() {
			defer close(work)
			defer close(order)
			b.fill(free, stop, proofs, func(full *batch) {
				order <- full // neither waits: there is room for every batch
				work <- full
			})
		}()
		for full := range order {
			<-full.done
			for i := range full.jobs {
				if !yield(full.jobs[i].came) {
					return
				}
			}
			clear(full.jobs)
			full.jobs = full.jobs[:0]
			free <- full
		}
	}
}

// fill puts every agreement into a batch that is free, and passes each on when it is full.
func (b *Build) fill(free <-chan *batch, stop <-chan struct{}, proofs *proofReader, pass func(*batch)) {
	var open *batch
	past := b.input.Memory.recall()
	for path := range b.input.agreements() {
		if open == nil {
			select {
			case open = <-free:
			case <-stop:
				return
			}
		}
		was, known := past.find(path)
		if open.jobs = append(open.jobs, job{path: path, was: was, known: known, proof: proofs.find(path)}); len(open.jobs) == together {
			pass(open)
			open = nil
		}
	}
	if open != nil {
		pass(open)
	}
}

// identify gives the key of an agreement, and whether it is the one remembered. The file is read only where it may have
// changed; data are its bytes then.
func (b *Build) identify(path string, was seen, known bool) (now seen, data []byte, same bool) {
	now = seen{path: path, source: was.source}
	if stamp := b.input.Tree.Stamp(path); !known || !was.source.proves(stamp) {
		data, _ = b.input.Tree.Read(path) // one that cannot be read is reported by who reads it for its words
		now.source = sourceOf(b.input.Tree, stamp, sha256.Sum256(data))
	}
	if known && was.source.digest == now.source.digest && b.outline.key(syntax.AgreementID(path), now.source.digest, was.mentions) == was.key {
		now.key, now.mentions = was.key, was.mentions
		now.same, now.from, now.to = now.source == was.source, was.from, was.to
		return now, data, true
	}
	if data == nil {
		data, _ = b.input.Tree.Read(path)
	}
	now.mentions = b.about.in(data)
	now.key = b.outline.key(syntax.AgreementID(path), now.source.digest, now.mentions)
	return now, data, false
}

// read gives what is known of an agreement. Where nothing has changed that its page is made of, and no public page that
// its words are looked for in, that is what was remembered.
func (b *Build) read(j *job, withOutputs bool, words [16]byte) reading {
	was := j.was
	now, data, same := b.identify(j.path, was, j.known)
	now.words = words
	now.same = now.same && same && was.words == words && !was.unsure()
	out := reading{seen: now, fresh: !j.known || was.source.digest != now.source.digest}
	if !out.fresh {
		out.identity = was.identity
	}
	switch {
	case same && !withOutputs && !was.unsure():
		out.problems = withoutLeaks(was.problems)
	case same && was.words == now.words && !was.unsure():
		out.made, out.problems = was.made, was.problems
		out.proof = j.proof.of(now)
	case same && !was.unsure() && b.index().Verifies(j.proof.of(now)):
		out.made, out.problems, out.proof = was.made, withoutLeaks(was.problems), j.proof.of(now)
	default:
		b.judge(&out, data, was, same)
		if withOutputs && out.agreement != nil {
			out.keys = b.keys(out.agreement)
			out.made = b.madeOf(out.agreement, out.keys)
			leaks, proof := b.leaks(out.agreement)
			out.problems, out.proof = diag.Sort(append(append(out.problems, leaks...), b.secretOnPage(out.agreement, data)...)), proof
		}
	}
	if out.fresh && out.agreement != nil {
		out.identity = leak.Keys(&out.agreement.Agreement)
	}
	if out.fresh {
		out.unsought = out.identity.Since(was.identity)
	}
	if withOutputs {
		out.outputs = b.outputsOf(out)
	}
	return out
}

// judge reads an agreement, and judges it where that was not done before. data are the file's bytes, nil where they are
// still to be read.
func (b *Build) judge(r *reading, data []byte, was seen, same bool) {
	if same {
		r.agreement, _ = b.site().resolve(r.path, data)
		r.problems = withoutLeaks(was.problems)
		if r.agreement != nil {
			r.problems = diag.Sort(append(r.problems, b.site().settle(b.site().generation(r.agreement))...))
		}
	}
	if r.agreement == nil {
		judged := b.site().judge(r.path, data)
		r.agreement, r.problems = judged.agreement, judged.problems
	}
}

// withoutLeaks returns the problems but for words that public pages hold, and for what the ledger says.
func withoutLeaks(problems []diag.Problem) []diag.Problem {
	return slices.DeleteFunc(slices.Clone(problems), func(p diag.Problem) bool {
		return p.Rule == leak.RulePrivate || p.Rule == leak.RuleInternal || p.Rule == generationJump
	})
}

// public reports whether the customer has made the agreement public. What is published of one depends on the ledger too.
func (s seen) public() bool {
	return slices.ContainsFunc(s.made, func(m made) bool { return m.kind == openPage })
}

// judged is one agreement, read and judged.
type judged struct {
	path      string
	agreement *agreement.Agreement
	problems  []diag.Problem
}

// judge reads an agreement and judges it. data are the file's bytes, nil where they are still to be read.
func (s *Site) judge(path string, data []byte) judged {
	out := judged{path: path}
	out.agreement, out.problems = s.resolve(path, data)
	if out.agreement != nil {
		out.problems = append(out.problems, check.Agreement(s.Offer, out.agreement)...)
		out.problems = append(out.problems, s.attachedTo(out.agreement)...)
		out.problems = append(out.problems, s.generation(out.agreement)...)
	}
	out.problems = s.settle(out.problems)
	return out
}

// resolve reads an agreement. It is nil where the file cannot be read.
func (s *Site) resolve(path string, data []byte) (*agreement.Agreement, []diag.Problem) {
	var written syntax.Agreement
	var problems []diag.Problem
	if data == nil {
		written, problems = syntax.ReadAgreement(s.input.Tree, path, s.Offer.Zone)
	} else {
		written, problems = syntax.ParseAgreement(path, data, s.Offer.Zone)
	}
	if len(problems) > 0 && written.At.File == "" {
		return nil, problems
	}
	resolved, more := agreement.Resolve(s.Offer, written)
	return resolved, append(problems, more...)
}
