package build

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/internal/parallel"
	"upfront/generator/leak"
	"upfront/generator/leak/search"
	"upfront/generator/publish"
	"upfront/generator/seal"
	"upfront/generator/site"
)

// The rules for published pages: a public or a private page disappears, or a link that was replaced opens a page again.
const (
	PageGone     diag.RuleID = "page-gone"
	pageVanished diag.RuleID = "page-vanished"
	linkRevived  diag.RuleID = "link-revived"
)

// Outcome is the result of a build.
type Outcome struct {
	Problems []diag.Problem // of the whole site, sorted
	Refused  bool           // problems stopped it: nothing was published
	Ledger   seal.Ledger    // to be written once the outputs are published
	Memory   Memory         // for the next build
	Proven   bool           // what was written to Next of the proofs is whole
	Digest   [32]byte       // of all inputs of the build: as long as it stays, no file says anything new
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
	if err == nil {
		r.setPublished(report.Files)
	}
	var letter *letterError
	if errors.As(err, &letter) { // which no file that the letter is made of has by itself
		r.report(letter.problem)
	}
	out := r.outcome()
	if out.Refused = letter != nil || errors.Is(err, errRefused); out.Refused {
		err = nil
	}
	return out, report, err
}

// Check returns the problems that [Build.Publish] would find, and writes nothing. It prints the public pages, because these
// are searched for private words. Without a secret it cannot find that a private page would disappear.
func (b *Build) Check() Outcome {
	r := b.run(false)
	for range r.outputs() {
		// problems are collected on the way
	}
	return r.outcome()
}

// run is one way through all outputs of a build.
type run struct {
	*Build
	strict   bool
	workers  int // that read agreements
	problems []diag.Problem
	errors   int // among the problems

	states        map[string]seal.PageState // of the private pages that were made, by path
	replacedLinks map[string]bool           // the private pages whose links were replaced before
	ledger        seal.Ledger
	open          []publish.Output // of agreements that their customers made public
	publicPaths   []string         // of the public outputs, in the order in which they came
	gone          []string         // paths of the pages of agreements that have no file any more
	shared        published        // what is known of the outputs that are not those of an agreement

	inputs          *hasher         // of all that was read
	printed         *publishedPages // nil until the public pages are printed
	rows            *rowWriter
	lastPath        string           // of the last agreement in the memory
	complete        bool             // it was the last that there is
	customers       []leak.Customer  // by path
	letterLeaks     leak.LetterLeaks // zero where letters were not searched for words of other customers
	crossPagesClean [32]byte         // of all that was read, where the pages of public agreements have no words of other customers; else zero
	proofs          *proofWriter     // nil: none are written
	refusedNames    []search.Key     // of customers with a private word on public pages
	doubted         map[string]bool  // the warnings of weak words that were reported
}

func (b *Build) run(strict bool) *run {
	pages := b.input.Ledger.Pages
	r := &run{Build: b, strict: strict, workers: parallel.Workers(), printed: b.siteDigest.Printed, inputs: b.inputs(), rows: newRowWriter(&b.input.Memory), shared: b.input.Memory.shared,
		states: make(map[string]seal.PageState, len(pages)), replacedLinks: map[string]bool{}, doubted: map[string]bool{}}
	for path, state := range pages {
		if state == seal.PageReplaced {
			r.replacedLinks[path] = true
		}
	}
	r.report(b.siteDigest.Problems...)
	return r
}

func (r *run) outcome() Outcome {
	return Outcome{Problems: diag.Sort(r.problems), Ledger: r.ledger, Memory: r.remember(), Proven: r.endProofs(), Digest: r.inputs.digest()}
}

// report adds problems, and counts the errors among them: they are asked for with each agreement.
func (r *run) report(problems ...diag.Problem) {
	r.problems = append(r.problems, problems...)
	r.errors += diag.Count(problems, diag.Error)
}

// failed reports whether an error forbids to publish.
func (r *run) failed() bool { return r.errors > 0 }

// outputs ranges over every output: first the public pages, so that the words of each agreement can be searched for in
// them, then agreement by agreement. It ends with an error where problems forbid to publish; then all of them have been
// reported.
func (r *run) outputs() iter.Seq2[publish.Output, error] {
	return func(yield func(publish.Output, error) bool) {
		if !r.failed() && !r.publicOutputs(yield) {
			return
		}
		if !r.privateOutputs(yield) {
			return
		}
		r.reportNamed()
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

// privateOutputs yields the outputs of all agreements. It returns false where the caller stopped.
func (r *run) privateOutputs(yield func(publish.Output, error) bool) bool {
	withOutputs, all := !r.failed(), r.Counts().Agreements
	r.customers = make([]leak.Customer, 0, all)
	r.checkArchive()
	for a := range r.agreements(r.workers, withOutputs, r.pagesTag(), r.beginProofs()) {
		r.reportOnce(a.problems)
		if hasRule(a.problems, leak.RulePrivate) {
			r.refusedNames = append(r.refusedNames, a.identity.Keys()...)
		}
		content := a.content()
		r.inputs.Write(content[:])
		r.customers = append(r.customers, leak.Customer{Path: a.path, Keys: a.identity, Edited: a.edited, New: a.newKeys, Yes: a.yes})
		if r.input.Progress != nil {
			r.input.Progress(len(r.customers), all)
		}
		if withOutputs {
			r.rows.add(a.row)
			r.proofs.add(a.row)
			r.lastPath = a.path
		}
		if r.failed() {
			continue // nothing will be published, but everything is reported
		}
		for i, o := range a.outputs {
			if state, private := a.refs[i].kind.pageState(); private {
				r.states[a.refs[i].path] = state
				r.reportRevived(a.path, a.refs[i].path, state)
			} else {
				r.open = append(r.open, o)
			}
			if !yield(o, nil) {
				return false
			}
		}
	}
	r.complete = withOutputs
	return true
}

// setPublished takes up what package publish knows of the files of all outputs, in the order of [run.outputs].
func (r *run) setPublished(files []publish.File) {
	public, agreements := len(r.publicPaths), len(r.rows.outputs)
	r.shared, r.rows.outputs = published{}, files[public:][:agreements]
	for i, path := range r.publicPaths {
		r.shared[path] = files[i]
	}
	for i, path := range r.gone {
		r.shared[path] = files[public+agreements+i]
	}
}

// remember returns the memory for the next build. Agreements that this build did not get to are remembered as before.
func (r *run) remember() Memory {
	previous := r.input.Memory
	if r.lastPath == "" && !r.complete || r.printed == nil {
		return previous
	}
	if !r.complete {
		r.rows.addAfter(r.lastPath, &previous)
	}
	next := Memory{siteDigest: r.siteDigest, files: r.files, shared: r.shared, rows: r.rows.rows, outputs: r.rows.outputs, site: cmp.Or(r.loaded.Load(), previous.site)}
	if r.siteDigest.Printed == r.printed && r.letterLeaks.Inputs == previous.siteDigest.LetterLeaks.Inputs && maps.Equal(r.files, previous.files) &&
		maps.Equal(r.shared, previous.shared) && bytes.Equal(next.rows, previous.rows) && slices.Equal(next.outputs, previous.outputs) {
		previous.site = next.site
		return previous
	}
	next.siteDigest.Printed, next.siteDigest.CrossPages, next.siteDigest.LetterLeaks = r.printed, r.crossPagesClean, r.letterLeaks
	next.marks = r.marks()
	return next.encode(r.input.Version)
}

// reportRevived reports an agreement whose page would open again with a link that another one had replaced.
func (r *run) reportRevived(file, path string, state seal.PageState) {
	if r.replacedLinks[path] && state != seal.PageReplaced {
		r.report(diag.Problem{Rule: linkRevived, At: diag.Place{File: file},
			Message: fmt.Sprintf("the link to %s was replaced by another, and would open the page of this agreement again", path),
			Help:    "Write access: {generation: …} with the number that it had, or a higher one. If the link was replaced by mistake, write open in place of replaced behind " + path + " in " + seal.LedgerFile + "."})
	}
}

// reportGone reports public pages that were published last time and are not any more: whoever has the address finds
// nothing. An error stops the publishing.
func (r *run) reportGone(paths []string) error {
	var problems []diag.Problem
	fixed := site.FixedPages()
	for _, path := range paths {
		address := strings.TrimSuffix(path, "index.html")
		if !strings.HasSuffix(path, ".html") || IsAgreementOutput(path) || slices.ContainsFunc(fixed, func(p catalog.FixedPage) bool { return p.Address == address }) {
			continue // a list that is empty now went with what stood in it, which is reported
		}
		problems = append(problems, diag.Problem{Rule: PageGone, At: diag.Place{File: path}, Message: fmt.Sprintf("the page %s was published last time, and is gone", address),
			Help: fmt.Sprintf("If another page replaces it, write in its front matter: aliases: [%s]. If nobody needs it any more, nothing is to be done.", address)})
	}
	if len(problems) == 0 {
		return nil
	}
	r.report(r.site().adjust(problems)...)
	if Failed(r.problems, r.strict) {
		return errRefused
	}
	return nil
}

// tombstones returns the pages for links whose agreements have ended and have no file any more, and reports pages that
// would disappear.
func (r *run) tombstones() (outputs []publish.Output) {
	if r.input.Secret == nil {
		return nil
	}
	var missing, over []string
	r.ledger, missing, over = r.input.Ledger.Next(r.input.Secret.Check(), r.states)
	for _, path := range missing {
		r.report(diag.Problem{Rule: pageVanished, At: diag.Place{File: seal.LedgerFile},
			Message: fmt.Sprintf("the link of the private page %s was given out, and its agreement is gone: whoever has the link would find nothing", path),
			Help:    "If you renamed the agreement, give it its former name. If you never sent the link, delete the line of this page from the file. If it is over, put the agreement back with status: ended and ended: {on, why}, and build once; then it may go."})
	}
	for _, path := range over {
		kind := replaced
		if r.input.Ledger.Pages[path] == seal.PageEnded {
			kind = expired
		}
		o := r.tombstone(outputRef{kind, path})
		o.Last = r.input.Memory.shared[o.Path]
		outputs, r.gone = append(outputs, o), append(r.gone, o.Path)
	}
	return outputs
}
