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
type agreementResult struct {
	cachedAgreement
	edited    bool         // its file is not the one that is remembered
	newKeys   []search.Key // of what tells its customer from others, those that were not looked for yet
	agreement *agreement.Agreement
	keys      seal.Keys // of the agreement, where its page is sealed
	outputs   []publish.Output
}

// together is how many agreements a worker takes at once: handing over each by itself would take a tenth of the time of
// those that need not be read. ahead is how many such batches are read before the one that is waited for is done: enough
// to keep two workers busy, and few enough that memory does not grow with the number of agreements.
const (
	batchSize    = 8
	batchesAhead = 8
	workers      = 2
)

// batch is agreements that one worker reads, in the order of their paths. It is used again and again.
type batch struct {
	jobs []job
	done chan struct{}
}

// job is an agreement to be read, with what is remembered of it, and what it came to.
type job struct {
	path        string
	previous    cachedAgreement
	hasPrevious bool
	proof       proof
	result      agreementResult
}

// agreements goes through every agreement, in the order of their paths, by so many workers. words names the public pages
// that their words are looked for in, and proofs may show that they are not there. Each is dropped by whoever ranges over
// them.
func (b *Build) agreements(workers int, withOutputs bool, words [16]byte, proofs *proofReader) iter.Seq[agreementResult] {
	return func(yield func(agreementResult) bool) {
		free, work, order, stop := make(chan *batch, batchesAhead), make(chan *batch, batchesAhead), make(chan *batch, batchesAhead), make(chan struct{})
		defer close(stop)
		for range batchesAhead {
			free <- &batch{make([]job, 0, batchSize), make(chan struct{}, 1)}
		}
		for range workers {
			go func() {
				for full := range work {
					for i := range full.jobs {
						j := &full.jobs[i]
						j.result = b.read(j, withOutputs, words)
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
				if !yield(full.jobs[i].result) {
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
	past := b.input.Memory.cached()
	for path := range b.input.agreements() {
		if open == nil {
			select {
			case open = <-free:
			case <-stop:
				return
			}
		}
		was, known := past.find(path)
		if open.jobs = append(open.jobs, job{path: path, previous: was, hasPrevious: known, proof: proofs.find(path)}); len(open.jobs) == batchSize {
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
func (b *Build) identify(path string, was cachedAgreement, known bool) (now cachedAgreement, data []byte, same bool) {
	now = cachedAgreement{path: path, source: was.source}
	if stamp := b.input.Tree.Stamp(path); !known || !was.source.proves(stamp) {
		data, _ = b.input.Tree.Read(path) // one that cannot be read is reported by who reads it for its words
		now.source = sourceOf(b.input.Tree, stamp, sha256.Sum256(data))
	}
	if known && was.source.digest == now.source.digest && b.siteDigest.key(syntax.AgreementID(path), now.source.digest, was.references) == was.key {
		now.key, now.references = was.key, was.references
		now.unchanged, now.from, now.to = now.source == was.source, was.from, was.to
		return now, data, true
	}
	if data == nil {
		data, _ = b.input.Tree.Read(path)
	}
	now.references = b.references.find(data)
	now.key = b.siteDigest.key(syntax.AgreementID(path), now.source.digest, now.references)
	return now, data, false
}

// read gives what is known of an agreement. Where nothing has changed that its page is made of, and no public page that
// its words are looked for in, that is what was remembered.
func (b *Build) read(j *job, withOutputs bool, words [16]byte) agreementResult {
	was := j.previous
	now, data, same := b.identify(j.path, was, j.hasPrevious)
	now.pagesTag = words
	now.unchanged = now.unchanged && same && was.pagesTag == words && !was.mustReread()
	out := agreementResult{cachedAgreement: now, edited: !j.hasPrevious || was.source.digest != now.source.digest}
	if !out.edited {
		out.identity = was.identity
	}
	switch {
	case same && !withOutputs && !was.mustReread():
		out.problems = withoutLeaks(was.problems)
	case same && was.pagesTag == now.pagesTag && !was.mustReread():
		out.refs, out.problems = was.refs, was.problems
		out.proof = j.proof.matching(now)
	case same && !was.mustReread() && b.index().Verifies(j.proof.matching(now)):
		out.refs, out.problems, out.proof = was.refs, withoutLeaks(was.problems), j.proof.matching(now)
	default:
		b.judge(&out, data, was, same)
		if withOutputs && out.agreement != nil {
			out.keys = b.keys(out.agreement)
			out.refs = b.outputRefs(out.agreement, out.keys)
			leaks, proof := b.leaks(out.agreement)
			out.problems, out.proof = diag.Sort(append(append(out.problems, leaks...), b.secretOnPage(out.agreement, data)...)), proof
		}
	}
	if out.edited && out.agreement != nil {
		out.identity = leak.Keys(&out.agreement.Agreement)
	}
	if out.edited {
		out.newKeys = out.identity.Since(was.identity)
	}
	if withOutputs {
		out.outputs = b.outputsOf(out)
	}
	return out
}

// judge reads an agreement, and judges it where that was not done before. data are the file's bytes, nil where they are
// still to be read.
func (b *Build) judge(r *agreementResult, data []byte, was cachedAgreement, same bool) {
	if same {
		r.agreement, _ = b.site().resolve(r.path, data)
		r.problems = withoutLeaks(was.problems)
		if r.agreement != nil {
			r.problems = diag.Sort(append(r.problems, b.site().adjust(b.site().checkGeneration(r.agreement))...))
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
func (s cachedAgreement) isPublic() bool {
	return slices.ContainsFunc(s.refs, func(m outputRef) bool { return m.kind == openPage })
}

// judged is one agreement, read and judged.
type verdict struct {
	path      string
	agreement *agreement.Agreement
	problems  []diag.Problem
}

// judge reads an agreement and judges it. data are the file's bytes, nil where they are still to be read.
func (s *Site) judge(path string, data []byte) verdict {
	out := verdict{path: path}
	out.agreement, out.problems = s.resolve(path, data)
	if out.agreement != nil {
		out.problems = append(out.problems, check.Agreement(s.Offer, out.agreement)...)
		out.problems = append(out.problems, s.checkAttachments(out.agreement)...)
		out.problems = append(out.problems, s.checkGeneration(out.agreement)...)
	}
	out.problems = s.adjust(out.problems)
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
