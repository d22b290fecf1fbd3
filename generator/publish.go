package generator

import (
	"errors"
	"fmt"
	"iter"

	"upfront/generator/agreement"
	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/ledger"
	"upfront/generator/page"
	"upfront/generator/publish"
	"upfront/generator/seal"
)

// Outcome is what a build came to.
type Outcome struct {
	Problems []diag.Problem // of the whole site, sorted
	Refused  bool           // problems stopped it: nothing was published
	Ledger   ledger.Ledger  // to be written once the outputs are published
}

// errRefused stops the publishing of a site that has errors.
var errRefused = errors.New("the site has errors")

// Publish makes dir hold exactly the outputs of the site, or leaves it as it was. An error is one of reading or writing;
// problems of the site are in the outcome.
func (s *Site) Publish(dir string, strict bool, o publish.Options) (Outcome, publish.Report, error) {
	b := &build{Site: s, strict: strict, index: leak.New(), made: map[string]ledger.State{}, problems: s.Problems}
	if Failed(s.Problems, strict) {
		return Outcome{Problems: s.Check(), Refused: true}, publish.Report{}, nil
	}
	report, err := publish.Write(dir, b.outputs(), o)
	out := Outcome{Problems: diag.Sort(b.problems), Refused: errors.Is(err, errRefused), Ledger: b.next}
	if out.Refused {
		err = nil
	}
	return out, report, err
}

// build is one run over a site.
type build struct {
	*Site
	strict   bool
	index    *leak.Index
	made     map[string]ledger.State
	next     ledger.Ledger
	problems []diag.Problem
}

// outputs gives every output: the public ones first, so that each agreement's words can be looked for in them, then
// agreement by agreement. An error ends it where problems forbid to publish.
func (b *build) outputs() iter.Seq2[publish.Output, error] {
	return func(yield func(publish.Output, error) bool) {
		for o, err := range b.public() {
			if !yield(o, err) {
				return
			}
		}
		b.problems = append(b.problems, find(b.index, "leak-internal", staffWords(b.Offer))...)
		for _, read := range b.agreements() {
			b.problems = append(b.problems, read.problems...)
			if diag.Count(b.problems, diag.Error) > 0 || read.agreement == nil {
				continue // nothing will be published; go on to report everything
			}
			for _, o := range b.private(read.agreement) {
				if !yield(o, nil) {
					return
				}
			}
		}
		for _, o := range b.tombstones() {
			if !yield(o, nil) {
				return
			}
		}
		if Failed(b.problems, b.strict) {
			yield(publish.Output{}, errRefused)
		}
	}
}

// public prints every public output, and puts it into the index.
func (b *build) public() iter.Seq2[publish.Output, error] {
	return func(yield func(publish.Output, error) bool) {
		for _, o := range page.Public(b.Offer, b.theme, b.input.Tree.Read) {
			data, err := o.Print()
			if err != nil {
				yield(o, err)
				return
			}
			b.index.Add(o.Path, data)
			o.Print = func() ([]byte, error) { return data, nil }
			if !yield(o, nil) {
				return
			}
		}
	}
}

// private gives the outputs of one agreement: its page, and a page for each link that it replaced.
func (b *build) private(a *agreement.Agreement) []publish.Output {
	if a.Public() {
		return b.letters.Open(a)
	}
	if b.input.Secret == nil {
		return nil
	}
	keys := b.input.Secret.Keys(a.ID, a.Generation())
	b.problems = append(b.problems, b.settle(find(b.index, "leak-private", privateWords(a, keys)))...)
	b.problems = append(b.problems, b.settle(find(b.index, "leak-internal", internalWords(a)))...)
	var out []publish.Output
	for g := 1; g < a.Generation(); g++ {
		path := b.input.Secret.Keys(a.ID, g).Path()
		b.made[path.String()] = ledger.Replaced
		out = append(out, b.tombstone(path.String(), false))
	}
	path := keys.Path().String()
	b.made[path] = ledger.Open
	if a.Status.V == "ended" || a.Expired(b.Offer.Today()) {
		b.made[path] = ledger.Ended
	}
	if a.Expired(b.Offer.Today()) {
		return append(out, b.tombstone(path, true))
	}
	return append(out, publish.Output{Path: privatePath(path), Print: func() ([]byte, error) { return b.seal(a, keys) }})
}

// privatePath is where a private page lies.
func privatePath(path string) string { return "a/" + path + "/index.html" }

// seal prints the page of one customer, seals it, and puts it into its shell.
func (b *build) seal(a *agreement.Agreement, keys seal.Keys) ([]byte, error) {
	letter, err := b.letters.Letter(a)
	if err != nil {
		return nil, err
	}
	box, err := keys.Seal(letter, page.SealTerms(a))
	if err != nil {
		return nil, err
	}
	return b.letters.Shell(box, page.SealTerms(a))
}

func (b *build) tombstone(path string, ended bool) publish.Output {
	return publish.Output{Path: privatePath(path), Print: func() ([]byte, error) { return b.letters.Tombstone(ended) }}
}

// tombstones gives the pages of what is over and has no file any more, and reports pages that would disappear.
func (b *build) tombstones() []publish.Output {
	if b.input.Secret == nil {
		return nil
	}
	var missing []string
	b.next, missing = b.input.Ledger.Next(b.input.Secret.Check(), b.made)
	for _, path := range missing {
		b.problems = append(b.problems, diag.Problem{Rule: "page-vanished", At: diag.Place{File: ledger.File},
			Message: fmt.Sprintf("the private page %s was given out and is made by no agreement any more", path),
			Help:    "Put the agreement's file back under its former name. To end it, write status: ended and ended: {on, why}, and build once; then the file may go."})
	}
	var out []publish.Output
	for _, path := range b.input.Ledger.Gone(b.made) {
		out = append(out, b.tombstone(path, b.input.Ledger.Pages[path] == ledger.Ended))
	}
	return out
}
