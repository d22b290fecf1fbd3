package build

import (
	"crypto/sha256"
	"iter"
	"slices"

	"upfront/generator/agreed"
	"upfront/generator/agreement"
	"upfront/generator/check"
	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/leak/search"
	"upfront/generator/publish"
	"upfront/generator/seal"
	"upfront/generator/syntax"
)

// agreementResult is the result of one agreement in a build. The agreement itself is nil where it did not have to be read,
// or could not be.
type agreementResult struct {
	row
	edited    bool         // its file is not the one that is remembered
	newKeys   []search.Key // of what tells its customer from others, those that were not searched for yet
	yes       []byte       // see [leak.Customer]
	agreement *agreement.Agreement
	keys      *seal.Keys // nil where its page is not sealed
	outputs   []publish.Output
}

// batchSize is how many agreements a worker takes at once: to hand over each by itself would take a tenth of the time of
// those that need not be read.
const batchSize = 8

// batchesAhead returns how many batches are read before the first of them is done: enough to keep the workers busy, and few
// enough that memory does not grow with the number of agreements.
func batchesAhead(workers int) int { return max(8, 2*workers) }

// batch is agreements that one worker reads, in the order of their paths. It is used again and again.
type batch struct {
	jobs []job
	done chan struct{}
}

// job is an agreement to be read, with what is remembered of it, and its result.
type job struct {
	path        string
	cached      row
	isCached    bool
	proof       proof
	withOutputs bool
	pages       [16]byte // the tag of the public pages that its words are searched for in
	result      agreementResult
}

// agreements ranges over the results of all agreements, in the order of their paths, which so many workers make. None is
// kept.
func (b *Build) agreements(workers int, withOutputs bool, pages [16]byte, proofs *proofReader) iter.Seq[agreementResult] {
	return func(yield func(agreementResult) bool) {
		ahead := batchesAhead(workers)
		free, work, order, stop := make(chan *batch, ahead), make(chan *batch, ahead), make(chan *batch, ahead), make(chan struct{})
		defer close(stop)
		for range ahead {
			free <- &batch{make([]job, 0, batchSize), make(chan struct{}, 1)}
		}
		for range workers {
			go func() {
				for full := range work {
					for i := range full.jobs {
						b.read(&full.jobs[i])
					}
					full.done <- struct{}{}
				}
			}()
		}
		go func() {
			defer close(work)
			defer close(order)
			b.fill(free, stop, job{withOutputs: withOutputs, pages: pages}, proofs, func(full *batch) {
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

// fill puts a job for every agreement into a free batch, and passes each batch on when it is full.
func (b *Build) fill(free <-chan *batch, stop <-chan struct{}, j job, proofs *proofReader, pass func(*batch)) {
	var next *batch
	cached := b.input.Memory.agreements()
	for j.path = range b.input.agreements() {
		if next == nil {
			select {
			case next = <-free:
			case <-stop:
				return
			}
		}
		j.cached, j.isCached = cached.find(j.path)
		j.proof = proofs.find(j.path)
		if next.jobs = append(next.jobs, j); len(next.jobs) == batchSize {
			pass(next)
			next = nil
		}
	}
	if next != nil {
		pass(next)
	}
}

// unparsed is the bytes of an agreement and the files of its records, each nil where it is still to be read.
type unparsed struct {
	data    []byte
	records []agreed.File
}

// identify reports whether an agreement is the remembered one, and returns it with its key then. Files are read only where
// they may have changed.
func (b *Build) identify(path string, cached row, isCached bool) (now row, read unparsed, same bool) {
	now = row{path: path, source: cached.source}
	if !isCached || !cached.source.proves(b.input.Tree.Stamp(path)) {
		read.data, now.source = b.readFile(path)
	}
	id := syntax.AgreementID(path)
	now.records, read.records = b.archived(id, cached, isCached)
	if isCached && cached.source.digest == now.source.digest && b.siteDigest.key(id, now.content(), cached.refers) == cached.key {
		now.key, now.refers = cached.key, cached.refers
		if now.source == cached.source && now.records == cached.records {
			now.encoded = cached.encoded
		}
		return now, read, true
	}
	return now, read, false
}

// readFile returns the bytes of a file, and what is remembered of them. Both are zero for one that cannot be read, which is reported
// where it is parsed.
func (b *Build) readFile(path string) ([]byte, source) {
	data, stamp, err := b.input.Tree.ReadStamped(path)
	if err != nil {
		return nil, source{}
	}
	return data, sourceOf(b.input.Tree, stamp, sha256.Sum256(data))
}

// setKey sets the key of an agreement that was read; it is nil where it could not be.
func (a *row) setKey(d *siteDigest, read *agreement.Agreement) {
	if read != nil {
		a.refers = read.Refers
	}
	a.key = d.key(syntax.AgreementID(a.path), a.content(), a.refers)
}

// read sets the result of a job. It is the remembered one where nothing has changed that the page is made of, nor a public
// page that its words are searched for in.
func (b *Build) read(j *job) {
	cached := j.cached
	now, read, same := b.identify(j.path, cached, j.isCached)
	reread := cached.mustReread()
	now.pages = j.pages
	if cached.pages != j.pages || reread {
		now.encoded = nil
	}
	r := &j.result
	*r = agreementResult{row: now, edited: !j.isCached || !cached.hasContentOf(&now)}
	if !r.edited {
		r.identity = cached.identity
	}
	proof := j.proof.matching(now)
	var identity *leak.Identity
	switch {
	case same && !j.withOutputs && !reread:
		r.problems = withoutLeaks(cached.problems)
	case same && cached.pages == j.pages && !reread:
		r.refs, r.problems, r.proof = cached.refs, cached.problems, proof
	case same && !reread && b.index().Verifies(proof):
		r.refs, r.problems, r.proof = cached.refs, withoutLeaks(cached.problems), proof
	default:
		b.judge(r, read, cached, same)
		if r.agreement != nil {
			identity = leak.Identify(r.agreement.Private())
		}
		if !same {
			r.setKey(&b.siteDigest, r.agreement)
		}
		if j.withOutputs && r.agreement != nil {
			r.keys = b.keys(r.agreement)
			r.refs = b.outputRefs(r.agreement, r.keys)
			var leaks []diag.Problem
			if r.proof = proof; !b.index().Verifies(proof) {
				leaks, r.proof = b.leaks(r.agreement, identity, r.keys)
			}
			r.problems = diag.Sort(slices.Concat(r.problems, leaks, b.secretOnPage(r.agreement, read.data)))
		}
	}
	if r.edited {
		if identity != nil {
			r.identity = identity.Keys()
			r.yes, _ = r.agreement.WordsOfYes()
		}
		r.newKeys = r.identity.Since(cached.identity)
	}
	if j.withOutputs {
		r.outputs, r.files = b.outputsOf(*r), cached.filesOf(r.refs)
		for i, last := range r.files {
			r.outputs[i].Last = last
		}
	}
}

// judge reads an agreement, unless it was read, and checks it unless the verdict is remembered.
func (b *Build) judge(r *agreementResult, read unparsed, cached row, same bool) {
	if same {
		r.agreement, _ = b.site().resolve(r.path, read)
		r.problems = withoutLeaks(cached.problems)
		if r.agreement != nil {
			r.problems = diag.Sort(append(r.problems, b.site().adjust(b.site().checkGeneration(r.agreement))...))
		}
	}
	if r.agreement == nil {
		v := b.site().judge(r.path, read)
		r.agreement, r.problems = v.agreement, v.problems
	}
}

// withoutLeaks returns the problems that depend neither on public pages nor on the ledger.
func withoutLeaks(problems []diag.Problem) []diag.Problem {
	return slices.DeleteFunc(slices.Clone(problems), func(p diag.Problem) bool {
		return p.Rule == leak.RulePrivate || p.Rule == leak.RuleInternal || p.Rule == leak.RuleDoubtful || p.Rule == check.GenerationJump
	})
}

// mustReread reports whether an agreement is read again although nothing has changed that its page is made of: what is
// remembered depends on the ledger too, or is a leak, which is always searched for.
func (a row) mustReread() bool {
	return slices.ContainsFunc(a.refs, func(o outputRef) bool { return o.kind == openPage }) || len(a.refs) > check.MaxGenerationStep ||
		hasRule(a.problems, check.GenerationJump) || hasRule(a.problems, leak.RulePrivate)
}

func hasRule(problems []diag.Problem, rule diag.RuleID) bool {
	return slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Rule == rule })
}

// verdict is an agreement with its problems. It is nil where the file cannot be read.
type verdict struct {
	agreement *agreement.Agreement
	problems  []diag.Problem
}

// judge reads an agreement, unless it was read, and checks it.
func (s *Site) judge(path string, read unparsed) (v verdict) {
	v.agreement, v.problems = s.resolve(path, read)
	if v.agreement != nil {
		v.problems = slices.Concat(v.problems, check.Agreement(s.Offer, v.agreement), s.checkGeneration(v.agreement))
		if s.letters != nil {
			v.problems = append(v.problems, s.letters.Attachments(v.agreement)...)
		}
	}
	v.problems = s.adjust(v.problems)
	return v
}

// checkGeneration reports a generation that is too far above the last one that the ledger knows.
func (s *Site) checkGeneration(a *agreement.Agreement) []diag.Problem {
	if s.input.SecretIsTemporary {
		return nil
	}
	return check.Generation(a, s.input.Ledger, s.input.Secret)
}

// resolve returns an agreement, and reads what was not read yet. It is nil where the file cannot be read.
func (s *Site) resolve(path string, read unparsed) (*agreement.Agreement, []diag.Problem) {
	var parsed syntax.Agreement
	var problems []diag.Problem
	if read.data == nil {
		parsed, problems = syntax.ReadAgreement(s.input.Tree, path, s.Offer.Zone)
	} else {
		parsed, problems = syntax.ParseAgreement(path, read.data, s.Offer.Zone)
	}
	if len(problems) > 0 && parsed.At.File == "" {
		return nil, problems
	}
	resolved, more := s.agreed().Resolve(parsed, read.records)
	return resolved, append(problems, more...)
}
