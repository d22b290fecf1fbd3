package build

import (
	"context"
	"iter"
	"slices"
	"sync"

	"upfront/generator/agreement"
	"upfront/generator/diag"
	"upfront/generator/publish"
	"upfront/generator/syntax"
)

// Preview is a site to look at before it is published: every page as it will be, printed when it is asked for. It does
// not change, and is safe for use by several goroutines.
type Preview struct {
	build   *Build
	public  func() map[string]publish.Output // by path
	private func() map[string]string         // the file of each output of an agreement
}

// Customer is one customer's agreement, for staff. It holds private words.
type Customer struct {
	ID        string
	Key       [32]byte             // as long as it stays the same, nothing here has changed
	File      string               // content/agreements/<ID>.yaml
	Agreement *agreement.Agreement // nil where the file cannot be read
	Problems  []diag.Problem       // of the file, sorted
	Share     Share                // what opens the page; its path is empty where there is no secret or nothing to open
}

// Preview returns the site to look at; nil where not even the offer or the theme can be read.
func (b *Build) Preview() *Preview {
	if b.site().letters == nil {
		return nil
	}
	v := &Preview{build: b}
	v.public = sync.OnceValue(func() map[string]publish.Output { return byPath(b.siteOutputs()) })
	v.private = sync.OnceValue(v.outputFiles)
	return v
}

// Page returns the bytes of an output by its path, such as "policies/late/index.html". ok is false where the site has no
// such page.
func (v *Preview) Page(path string) (data []byte, ok bool, err error) {
	o, ok := v.public()[path]
	if !ok && IsAgreementOutput(path) {
		r, _ := v.result(path)
		o, ok = byPath(r.outputs)[path]
	}
	if !ok {
		return nil, false, nil
	}
	data, err = o.Print()
	return data, true, err
}

// HasErrors reports whether an output belongs to an agreement that has errors.
func (v *Preview) HasErrors(path string) bool {
	r, ok := v.result(path)
	return ok && diag.Count(r.problems, diag.Error) > 0
}

// result returns the agreement that makes an output: the remembered one, or one whose first link leads there, or else any.
func (v *Preview) result(path string) (agreementResult, bool) {
	if _, public := v.public()[path]; public {
		return agreementResult{}, false
	}
	for _, find := range []func(string) (file string, ok bool){v.build.input.Memory.fileOf, v.firstLink, v.anyLink} {
		if file, ok := find(path); ok && v.build.input.Tree.Has(file) {
			if r := v.compile(file); r.hasOutput(path) {
				return r, true
			}
		}
	}
	return agreementResult{}, false
}

// firstLink finds the agreement whose first link leads to a page, without reading any.
func (v *Preview) firstLink(path string) (file string, ok bool) {
	if v.build.input.Secret == nil {
		return "", false
	}
	for file := range v.build.input.agreements() {
		if privatePath(v.build.input.Secret.PathOf(syntax.AgreementID(file), 1).String()) == path {
			return file, true
		}
	}
	return "", false
}

// anyLink finds the agreement that makes an output among all.
func (v *Preview) anyLink(path string) (file string, ok bool) {
	file, ok = v.private()[path]
	return file, ok
}

// hasOutput reports whether an output is one of the agreement's.
func (r agreementResult) hasOutput(path string) bool {
	return slices.ContainsFunc(r.refs, func(o outputRef) bool { return o.outputPath() == path })
}

// compile reads one agreement, and makes its outputs.
func (v *Preview) compile(file string) agreementResult {
	verdict := v.build.site().judge(file, unparsed{})
	r := agreementResult{row: row{path: file, problems: verdict.problems}, agreement: verdict.agreement}
	if r.agreement != nil {
		r.keys = v.build.keys(r.agreement)
		r.refs = v.build.outputRefs(r.agreement, r.keys)
		r.outputs = v.build.outputsOf(r)
	}
	return r
}

// outputFiles returns the file of every output of an agreement. An unchanged agreement is not read, and of any other only
// what decides where its page lies.
func (v *Preview) outputFiles() map[string]string {
	files := map[string]string{}
	cached := v.build.input.Memory.agreements()
	for file := range v.build.input.agreements() {
		a, ok := cached.find(file)
		if !ok || !a.source.proves(v.build.input.Tree.Stamp(file)) {
			a.refs = v.outputRefs(file)
		}
		for _, o := range a.refs {
			files[o.outputPath()] = file
		}
	}
	return files
}

// outputRefs returns the outputs of an agreement.
func (v *Preview) outputRefs(file string) []outputRef {
	parsed, _ := syntax.ReadAgreement(v.build.input.Tree, file, v.build.site().Offer.Zone)
	a := &agreement.Agreement{Agreement: parsed}
	if a.Public() {
		return v.compile(file).refs
	}
	return v.build.outputRefs(a, v.build.keys(a))
}

// Customers ranges over all customers, by id. Those with a known key are not read.
func (v *Preview) Customers(isKnown func(id string, key [32]byte) bool) iter.Seq[Customer] {
	return func(yield func(Customer) bool) {
		cached, all := v.build.input.Memory.agreements(), v.build.Digest()
		for file := range v.build.input.agreements() {
			a, ok := cached.find(file)
			now, read, same := v.build.identify(file, a, ok)
			c := Customer{ID: syntax.AgreementID(file), Key: now.key, File: file}
			if !same { // what its page is made of is not known before it is resolved
				content := now.content()
				c.Key = newHasher(string(all[:]), string(content[:])).digest()
			}
			if !isKnown(c.ID, c.Key) {
				c = v.customer(c, read)
			}
			if !yield(c) {
				return
			}
		}
	}
}

// Customer returns one customer. ok is false where there is none with the id.
func (v *Preview) Customer(id string) (c Customer, ok bool) {
	file := syntax.AgreementFolder + id + ".yaml"
	if !v.build.input.Tree.Has(file) {
		return Customer{}, false
	}
	return v.customer(Customer{ID: id, File: file}, unparsed{}), true
}

func (v *Preview) customer(c Customer, read unparsed) Customer {
	verdict := v.build.site().judge(c.File, read)
	c.Agreement, c.Problems = verdict.agreement, verdict.problems
	c.Share, _ = v.build.site().share(verdict)
	return c
}

// Check returns all problems of the site, and the memory for the next build. It uses one worker, so that most of the
// machine is left for pages. The error is that of a context that ended; then there is only the memory, as far as the check came.
func (v *Preview) Check(ctx context.Context) (Outcome, error) {
	r := v.build.run(false)
	r.workers = 1
	for range r.outputs() {
		if ctx.Err() != nil {
			return Outcome{Memory: r.remember()}, ctx.Err()
		}
	}
	return r.outcome(), nil
}

func byPath(outputs []publish.Output) map[string]publish.Output {
	paths := make(map[string]publish.Output, len(outputs))
	for _, o := range outputs {
		paths[o.Path] = o
	}
	return paths
}
