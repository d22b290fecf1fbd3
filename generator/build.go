package generator

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"upfront/generator/check"
	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/leak/search"
	"upfront/generator/publish"
	"upfront/generator/seal"
	"upfront/generator/theme"
)

// A Build takes a site from its files to its outputs, and reads of it only what differs from what is remembered of an
// earlier one. It gives the same problems and outputs as one that remembers nothing: what is remembered is the value of
// the same functions for the same input.
type Build struct {
	input       Input
	siteDigest  siteDigest
	files       map[string]source
	references  *referenceIndex             // of the capabilities of the outline
	site        func() *Site                // reads the whole offer, when that is first needed
	loaded      atomic.Pointer[Site]        // nil until then
	publicPages func() (publicPages, error) // prints the public pages, when the first of them is needed
	index       func() *search.Index        // of those
}

// Open begins a build.
func Open(in Input, early []diag.Problem) *Build {
	b := &Build{input: in}
	b.site = b.storing(func() *Site { return load(b.input, slices.Clone(early), b.siteDigest) })
	b.publicPages = sync.OnceValues(b.printPublicPages)
	b.index = sync.OnceValue(b.indexPublicPages)
	in.begin("read")
	files, of := in.sources(&in.Memory, early)
	b.files = files
	if known := in.Memory.siteDigest; known.Inputs == of && known.holdsAt(in) {
		b.siteDigest, b.references, b.input.Begin = known, newReferenceIndex(known.Capabilities), nil // what is read later is read while outputs are written
		if in.Memory.site != nil {
			b.site = b.storing(func() *Site { return in.Memory.site.withAgreements(in) })
		}
		return b
	}
	b.siteDigest = b.site().digest(of, files)
	b.references = newReferenceIndex(b.siteDigest.Capabilities)
	b.input.Tree = b.site().input.Tree // which is empty where site.yaml cannot be read
	return b
}

func (b *Build) storing(load func() *Site) func() *Site {
	return sync.OnceValue(func() *Site {
		s := load()
		b.loaded.Store(s)
		return s
	})
}

// holds reports whether an outline is that of the site at the moment that was asked for.
func (o siteDigest) holdsAt(in Input) bool {
	return !in.Now.IsZero() || !o.Pinned.IsZero() || !in.Fallback.Before(o.From) && in.Fallback.Before(o.Until)
}

// Until is the moment from which on the same files make another site, because another day begins or a notice does. It is
// zero where "now" is pinned.
func (b *Build) Until() time.Time { return b.siteDigest.Until }

// over is the site with the agreements of another input, which is the same in all else.
func (s *Site) withAgreements(in Input) *Site {
	other := *s
	other.input, other.files.Agreements = in, nil
	other.input.Memory, other.input.Proofs = Memory{}, nil // or else each would hold all before it
	other.files.Agreements = slices.Collect(in.agreements())
	return &other
}

// Site is the whole offer. It is read now, unless it was already.
func (b *Build) Site() *Site { return b.site() }

// Problems are those of everything but the agreements, sorted, with the site's own severities.
func (b *Build) Problems() []diag.Problem { return b.siteDigest.Problems }

// Of is a digest of all that the build is made of but its agreements: the files, and the moments for which they make the
// same site.
func (b *Build) Of() [32]byte { return b.inputs().digest() }

func (b *Build) inputs() *hasher {
	return newHasher(string(b.siteDigest.Inputs[:]), b.siteDigest.From.UTC().Format(time.RFC3339Nano), b.siteDigest.Until.UTC().Format(time.RFC3339Nano))
}

// Memory is what the build was given to remember.
func (b *Build) Memory() Memory { return b.input.Memory }

// Counts says how much there is of what.
func (b *Build) Counts() Counts { return b.siteDigest.Counts }

// Pinned gives what counts as today where site.yaml says so.
func (b *Build) Pinned() (day string, ok bool) {
	if b.siteDigest.Pinned.IsZero() || !b.input.Now.IsZero() {
		return "", false
	}
	return b.siteDigest.Pinned.Format("2 January 2006"), true
}

// Outcome is what a build came to.
type Outcome struct {
	Problems []diag.Problem // of the whole site, sorted
	Refused  bool           // problems stopped it: nothing was published
	Ledger   seal.Ledger    // to be written once the outputs are published
	Memory   Memory         // for the next build
	Proven   bool           // what was written to Next of the proofs is whole
	Of       [32]byte       // of all that the build was made of: as long as it stays, no file says anything new
}

// errRefused stops the publishing of a site that has errors.
var errRefused = errors.New("the site has errors")

// Publish makes dir hold exactly the outputs of the site, or leaves it as it was. An error is one of reading or writing;
// problems of the site are in the outcome.
func (b *Build) Publish(dir string, strict bool, o publish.Options) (Outcome, publish.Report, error) {
	if Failed(b.siteDigest.Problems, strict) {
		out := b.Check()
		out.Refused = true
		return out, publish.Report{}, nil
	}
	r := b.run(strict)
	o.Gone = r.reportGone
	report, err := publish.Write(dir, r.outputs(), o)
	out := Outcome{Problems: diag.Sort(r.problems), Refused: errors.Is(err, errRefused), Ledger: r.ledger, Memory: r.remember(), Proven: r.endProofs(), Of: r.inputs.digest()}
	var letter *letterError
	if errors.As(err, &letter) { // what none of the files that it is made of holds by itself
		out.Problems, out.Refused = diag.Sort(append(out.Problems, letter.problem)), true
	}
	if out.Refused {
		err = nil
	}
	return out, report, err
}

// Check finds the problems that [Build.Publish] would find. It prints what is public, because that is searched for
// private words, and writes nothing. Without a secret it cannot say whether a private page would disappear.
func (b *Build) Check() Outcome {
	r := b.run(false)
	for range r.outputs() {
		// what there is to say is gathered on the way
	}
	return Outcome{Problems: diag.Sort(r.problems), Ledger: r.ledger, Memory: r.remember(), Proven: r.endProofs(), Of: r.inputs.digest()}
}

// run is one way through all outputs of a build.
type run struct {
	*Build
	strict          bool
	states          map[string]seal.PageState
	replacedLinks   map[string]bool // the pages whose links were replaced
	ledger          seal.Ledger
	problems        []diag.Problem
	errors          int             // among the problems
	printed         *publishedPages // nil until it is known what the public pages came to
	workers         int             // who read agreements at once
	memory          *memoryWriter
	inputs          *hasher          // of all that was read
	lastPath        string           // the agreement that was looked at last, for all that there is to say of it
	complete        bool             // it was the last that there is
	open            []publish.Output // of agreements that their customers made public
	customers       []leak.Customer  // by path
	letterLeaks     letterLeaks      // zero where letters were not searched for words of other customers
	crossPagesClean [32]byte         // of all that was read, where the pages of public agreements have no words of other customers; else zero
	proofs          *proofWriter     // nil: none are written
}

func (b *Build) run(strict bool) *run {
	r := &run{Build: b, strict: strict, states: make(map[string]seal.PageState, len(b.input.Ledger.Pages)), replacedLinks: map[string]bool{}, printed: b.siteDigest.Printed, workers: workers, memory: newMemoryWriter(b.input.Version, &b.input.Memory), inputs: b.inputs()}
	for path, state := range b.input.Ledger.Pages {
		if state == seal.PageReplaced {
			r.replacedLinks[path] = true
		}
	}
	r.report(b.siteDigest.Problems)
	return r
}

// report adds problems, and counts the errors among them: for each agreement it is asked whether there are any.
func (r *run) report(problems []diag.Problem) {
	r.problems = append(r.problems, problems...)
	r.errors += diag.Count(problems, diag.Error)
}

// outputs gives every output: the public ones first, so that each agreement's words can be looked for in them, then
// agreement by agreement. An error ends it where problems forbid to publish; then everything has been reported all the
// same.
func (r *run) outputs() iter.Seq2[publish.Output, error] {
	return func(yield func(publish.Output, error) bool) {
		if !r.failed() && !r.publicOutputs(yield) {
			return
		}
		look := !r.failed()
		for a := range r.agreements(r.workers, look, r.pagesTag(), r.beginProofs()) {
			r.report(a.problems)
			r.inputs.Write(a.source.digest[:])
			r.customers = append(r.customers, leak.Customer{Path: a.path, Keys: a.identity, Edited: a.edited, New: a.newKeys})
			if look {
				r.memory.add(a.cachedAgreement)
				if r.proofs != nil {
					r.proofs.add(a.cachedAgreement)
				}
				r.lastPath = a.path
			}
			if r.failed() {
				continue // nothing will be published; go on to report everything
			}
			for i, o := range a.outputs {
				if state, private := a.refs[i].kind.pageState(); private {
					r.states[a.refs[i].path] = state
					r.reportRevived(a.path, a.refs[i].path, state)
				} else {
					r.open = append(r.open, o)
				}
				if !yield(o, nil) {
					return
				}
			}
		}
		r.complete = look
		r.crossLetters()
		if !r.failed() {
			if err := r.crossPages(); err != nil {
				yield(publish.Output{}, err)
				return
			}
		}
		if !r.failed() {
			for _, o := range r.tombstones() {
				if !yield(o, nil) {
					return
				}
			}
		}
		if Failed(r.problems, r.strict) {
			yield(publish.Output{}, errRefused)
		}
	}
}

// failed reports whether something is known that forbids to publish.
func (r *run) failed() bool { return r.errors > 0 }

// remember gives what the next build may know: of agreements that this one did not get to, what was known before.
func (r *run) remember() Memory {
	if r.lastPath == "" && !r.complete || r.printed == nil {
		return r.input.Memory
	}
	if !r.complete {
		r.memory.addAfter(r.lastPath, &r.input.Memory)
	}
	if r.siteDigest.Printed == r.printed && maps.Equal(r.files, r.input.Memory.files) && r.memory.unchanged() && r.letterLeaks.Inputs == r.input.Memory.siteDigest.LetterLeaks.Inputs {
		same := r.input.Memory
		same.site = cmp.Or(r.loaded.Load(), same.site)
		return same
	}
	o := r.siteDigest
	o.Printed, o.CrossPages, o.LetterLeaks = r.printed, r.crossPagesClean, r.letterLeaks
	return r.memory.memory(o, r.files, r.marks(), r.loaded.Load())
}

// public gives every public output. Where they are not known to be without a fault, each is printed first: a template
// that cannot be printed is a problem of the site. It gives false where whoever takes the outputs has had enough.
func (r *run) publicOutputs(yield func(publish.Output, error) bool) bool {
	if r.printed == nil {
		s, err := r.publicPages()
		if err != nil {
			return yield(publish.Output{}, err)
		}
		r.report(s.problems)
		if r.failed() {
			return true
		}
		site := r.site()
		s.publishedPages.Problems = site.adjust(leak.InOffer(r.index(), site.Offer, site.input.Tree))
		s.publishedPages.Problems = diag.Sort(append(s.publishedPages.Problems, site.secretInOutputs(s.pages, s.Paths)...))
		r.printed = &s.publishedPages
	}
	r.report(r.printed.Problems)
	for _, path := range r.printed.Paths {
		key := newHasher(string(r.siteDigest.Shown[:]), path).digest()
		print := func() ([]byte, error) {
			s, err := r.publicPages()
			return s.pages[path], err
		}
		if !yield(publish.Output{Path: path, Key: key, Print: print}, nil) {
			return false
		}
	}
	return true
}

// shown is the public pages.
type publicPages struct {
	publishedPages
	pages    map[string][]byte // by path
	problems []diag.Problem    // of templates, and of files that are published
}

func (b *Build) printPublicPages() (publicPages, error) {
	s := publicPages{pages: map[string][]byte{}}
	texts := newHasher()
	site := b.site()
	for _, o := range site.publicOutputs() {
		data, err := o.Print()
		var broken *theme.Error
		switch {
		case errors.As(err, &broken):
			s.problems = append(s.problems, broken.Problem)
			continue
		case err != nil:
			return s, err
		}
		if name, ok := strings.CutPrefix(o.Path, "files/"); ok {
			s.problems = append(s.problems, check.SVG("content/"+name, data)...)
		}
		s.Paths = append(s.Paths, o.Path)
		s.pages[o.Path] = data
		texts.add(o.Path, string(data))
	}
	s.Texts = texts.digest()
	return s, nil
}

// indexed gives the public pages ready to be asked for words: from the marks that are remembered of the same pages, or
// else by printing them.
func (b *Build) indexPublicPages() *search.Index {
	pages := func(yield func(string, []byte) bool) {
		s, _ := b.publicPages() // an error of it has ended the build
		for _, path := range s.Paths {
			if !yield(path, s.pages[path]) {
				return
			}
		}
	}
	if m := &b.input.Memory; m.siteDigest.Printed != nil && b.siteDigest.Printed != nil && m.siteDigest.Printed.Texts == b.siteDigest.Printed.Texts {
		if index, ok := search.Restore(m.marks, pages); ok {
			return index
		}
	}
	index := search.New()
	for path, data := range pages {
		index.Add(path, data)
	}
	return index
}

// marks gives what is to be remembered of the public pages for those who look for words in them.
func (r *run) marks() []byte {
	if m := &r.input.Memory; m.siteDigest.Printed != nil && m.siteDigest.Printed.Texts == r.printed.Texts && len(m.marks) > 0 {
		return m.marks
	}
	return r.index().Marks()
}

// words names the public pages that the words of agreements are looked for in.
func (r *run) pagesTag() (tag [16]byte) {
	if r.printed != nil {
		copy(tag[:], r.printed.Texts[:])
	}
	return tag
}

// revived reports an agreement whose page would open again with a link that another one had replaced.
func (r *run) reportRevived(file, path string, state seal.PageState) {
	if r.replacedLinks[path] && state != seal.PageReplaced {
		r.report([]diag.Problem{{Rule: "link-revived", At: diag.Place{File: file},
			Message: fmt.Sprintf("the link to %s was replaced by another, and would open the page of this agreement again", path),
			Help:    "Write access: {generation: …} with the number that it had, or a higher one. If the link was replaced by mistake, write open in place of replaced behind " + path + " in " + seal.LedgerFile + "."}})
	}
}

// tombstones gives the pages of what is over and has no file any more, and reports pages that would disappear.
func (r *run) tombstones() []publish.Output {
	if r.input.Secret == nil {
		return nil
	}
	var missing []string
	r.ledger, missing = r.input.Ledger.Next(r.input.Secret.Check(), r.states)
	for _, path := range missing {
		r.report([]diag.Problem{{Rule: "page-vanished", At: diag.Place{File: seal.LedgerFile},
			Message: fmt.Sprintf("the link of the private page %s was given out, and its agreement is gone: whoever has the link would find nothing", path),
			Help:    "If you renamed the agreement, give it its former name. If you never sent the link, delete the line of this page from the file. If it is over, put the agreement back with status: ended and ended: {on, why}, and build once; then it may go."}})
	}
	var out []publish.Output
	for _, path := range r.input.Ledger.Over(r.states) {
		kind := replaced
		if r.input.Ledger.Pages[path] == seal.PageEnded {
			kind = expired
		}
		out = append(out, r.tombstone(outputRef{kind, path}))
	}
	return out
}
