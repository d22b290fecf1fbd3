package generator

import (
	"context"
	"iter"
	"slices"
	"strings"
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

// Customer is what is known of one customer's agreement, for those who look after it. It holds private words.
type Customer struct {
	ID       string
	Key      [32]byte             // of all that is said here: as long as it stays, nothing has changed
	File     string               // content/agreements/<ID>.yaml
	Read     *agreement.Agreement // nil where the file cannot be read
	Problems []diag.Problem       // of the file, sorted
	Share    Share                // what opens the page; its path is empty where there is no secret or nothing to open
}

// Preview makes a site ready to be looked at. It gives nil where not even the offer or the theme can be read.
func (b *Build) Preview() *Preview {
	if b.site().letters == nil {
		return nil
	}
	v := &Preview{build: b}
	v.public = sync.OnceValue(func() map[string]publish.Output {
		return byPath(b.site().publicOutputs())
	})
	v.private = sync.OnceValue(v.outputFiles)
	return v
}

// Page gives the bytes of an output by its path, such as "policies/late/index.html". ok is false where the site has no
// such page.
func (v *Preview) Page(path string) (data []byte, ok bool, err error) {
	o, ok := v.public()[path]
	if !ok && (strings.HasPrefix(path, privateFolder) || strings.HasPrefix(path, "agreements/")) {
		o, ok = v.letter(path)
	}
	if !ok {
		return nil, false, nil
	}
	data, err = o.Print()
	return data, true, err
}

// Faulty reports whether an output belongs to an agreement that has errors.
func (v *Preview) Faulty(path string) bool {
	r, ok := v.result(path)
	return ok && diag.Count(r.problems, diag.Error) > 0
}

// letter finds an output of an agreement.
func (v *Preview) letter(path string) (publish.Output, bool) {
	r, ok := v.result(path)
	if !ok {
		return publish.Output{}, false
	}
	o, ok := byPath(r.outputs)[path]
	return o, ok
}

// reading finds the agreement that makes an output: where it was remembered to be, or whose first link leads there, or
// else among all.
func (v *Preview) result(path string) (agreementResult, bool) {
	if _, public := v.public()[path]; public {
		return agreementResult{}, false
	}
	for _, find := range []func(string) (file string, ok bool){v.build.input.Memory.fileOf, v.firstLink, v.among} {
		if file, ok := find(path); ok && v.build.input.Tree.Has(file) {
			if r := v.compile(file); r.hasOutput(path) {
				return r, true
			}
		}
	}
	return agreementResult{}, false
}

// first finds the agreement whose first link leads to a page, without reading any.
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

func (v *Preview) among(path string) (file string, ok bool) {
	file, ok = v.private()[path]
	return file, ok
}

// makes reports whether an output is one of the agreement's.
func (r agreementResult) hasOutput(path string) bool {
	return slices.ContainsFunc(r.refs, func(m outputRef) bool { return m.outputPath() == path })
}

// look reads one agreement as it is now, with its outputs.
func (v *Preview) compile(file string) agreementResult {
	judged := v.build.site().judge(file, nil)
	r := agreementResult{cachedAgreement: cachedAgreement{path: file, problems: judged.problems}, agreement: judged.agreement}
	if r.agreement != nil {
		r.keys = v.build.keys(r.agreement)
		r.refs = v.build.outputRefs(r.agreement, r.keys)
		r.outputs = v.build.outputsOf(r)
	}
	return r
}

// all finds the file of every output of an agreement. One that is as it is remembered need not be read, and of any other
// only what says where its page lies.
func (v *Preview) outputFiles() map[string]string {
	out := map[string]string{}
	past := v.build.input.Memory.cached()
	for file := range v.build.input.agreements() {
		was, ok := past.find(file)
		if !ok || !was.source.proves(v.build.input.Tree.Stamp(file)) {
			was.refs = v.outputRefs(file)
		}
		for _, m := range was.refs {
			out[m.outputPath()] = file
		}
	}
	return out
}

// where says where the outputs of an agreement lie.
func (v *Preview) outputRefs(file string) []outputRef {
	written, _ := syntax.ReadAgreement(v.build.input.Tree, file, v.build.site().Offer.Zone)
	a := &agreement.Agreement{Agreement: written}
	if a.Public() {
		return v.compile(file).refs
	}
	return v.build.outputRefs(a, v.build.keys(a))
}

// Customers gives every customer, by id. One with a key that is known is given without being read.
func (v *Preview) Customers(known func(id string, key [32]byte) bool) iter.Seq[Customer] {
	return func(yield func(Customer) bool) {
		past := v.build.input.Memory.cached()
		for file := range v.build.input.agreements() {
			was, ok := past.find(file)
			now, data, _ := v.build.identify(file, was, ok)
			c := Customer{ID: syntax.AgreementID(file), Key: now.key, File: file}
			if !known(c.ID, c.Key) {
				c = v.customer(c, data)
			}
			if !yield(c) {
				return
			}
		}
	}
}

// Customer gives one customer. ok is false where there is none with the id.
func (v *Preview) Customer(id string) (c Customer, ok bool) {
	file := syntax.AgreementFolder + id + ".yaml"
	if !v.build.input.Tree.Has(file) {
		return Customer{}, false
	}
	return v.customer(Customer{ID: id, File: file}, nil), true
}

func (v *Preview) customer(c Customer, data []byte) Customer {
	read := v.build.site().judge(c.File, data)
	c.Read, c.Problems = read.agreement, read.problems
	c.Share, _ = v.build.site().share(read)
	return c
}

// Check finds all problems of the site, and what the next build may know. It takes a while where there are many
// agreements, and leaves half of the machine to those who ask for pages. The error is that of a context that ended;
// then there is nothing but the memory, which holds what was found out until then.
func (v *Preview) Check(ctx context.Context) (Outcome, error) {
	r := v.build.run(false)
	r.workers = 1
	for range r.outputs() {
		if ctx.Err() != nil {
			return Outcome{Memory: r.remember()}, ctx.Err()
		}
	}
	return Outcome{Problems: diag.Sort(r.problems), Memory: r.remember(), Proven: r.endProofs(), Of: r.inputs.digest()}, nil
}

func byPath(outputs []publish.Output) map[string]publish.Output {
	out := make(map[string]publish.Output, len(outputs))
	for _, o := range outputs {
		out[o.Path] = o
	}
	return out
}
