package generator

import (
	"errors"
	"fmt"
	"iter"
	"slices"

	"upfront/generator/agreement"
	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/ledger"
	"upfront/generator/page"
	"upfront/generator/publish"
	"upfront/generator/seal"
	"upfront/generator/theme"
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
	if Failed(s.Problems, strict) {
		return Outcome{Problems: s.Check(), Refused: true}, publish.Report{}, nil
	}
	b := s.build(strict)
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

func (s *Site) build(strict bool) *build {
	return &build{Site: s, strict: strict, index: leak.New(), made: map[string]ledger.State{}, problems: slices.Clone(s.Problems)}
}

// outputs gives every output: the public ones first, so that each agreement's words can be looked for in them, then
// agreement by agreement. An error ends it where problems forbid to publish; then everything has been reported all the
// same.
func (b *build) outputs() iter.Seq2[publish.Output, error] {
	return func(yield func(publish.Output, error) bool) {
		if !b.failed() && !b.public(yield) {
			return
		}
		if !b.failed() {
			b.problems = append(b.problems, b.settle(find(b.index, "leak-internal", staffWords(b.Offer)))...)
		}
		for _, read := range b.agreements() {
			b.problems = append(b.problems, read.problems...)
			if b.failed() || read.agreement == nil {
				continue // nothing will be published; go on to report everything
			}
			for _, o := range b.private(read.agreement) {
				if !yield(o, nil) {
					return
				}
			}
		}
		if !b.failed() {
			for _, o := range b.tombstones() {
				if !yield(o, nil) {
					return
				}
			}
		}
		if Failed(b.problems, b.strict) {
			yield(publish.Output{}, errRefused)
		}
	}
}

// failed reports whether something is known that forbids to publish.
func (b *build) failed() bool { return diag.Count(b.problems, diag.Error) > 0 }

// public prints every public output, and puts it into the index. A template that cannot be printed is a problem of the
// site. It gives false where whoever takes the outputs has had enough.
func (b *build) public(yield func(publish.Output, error) bool) bool {
	for _, o := range page.Public(b.Offer, b.theme, b.input.Tree.Read) {
		data, err := o.Print()
		var broken *theme.Error
		switch {
		case errors.As(err, &broken):
			b.problems = append(b.problems, broken.Problem)
			continue
		case err != nil:
			return yield(o, err)
		}
		b.index.Add(o.Path, data)
		o.Print = func() ([]byte, error) { return data, nil }
		if !yield(o, nil) {
			return false
		}
	}
	return true
}

// private gives the outputs of one agreement: its page, and a page for each link that it replaced.
func (b *build) private(a *agreement.Agreement) []publish.Output {
	if a.Public() {
		return append(b.letters.Open(a), b.replaced(a, a.Generation(), b.input.Ledger.Gave)...)
	}
	b.problems = append(b.problems, b.settle(find(b.index, "leak-private", privateWords(a)))...)
	b.problems = append(b.problems, b.settle(find(b.index, "leak-internal", internalWords(a)))...)
	if b.input.Secret == nil {
		return nil
	}
	keys := b.input.Secret.Keys(a.ID, a.Generation())
	b.problems = append(b.problems, b.settle(find(b.index, "leak-private", keyWords(a, keys)))...)
	out := b.replaced(a, a.Generation()-1, func(string) bool { return true })
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

// replaced gives the pages at former addresses of an agreement, up to a generation, and only where said.
func (b *build) replaced(a *agreement.Agreement, upTo int, where func(path string) bool) []publish.Output {
	var out []publish.Output
	for g := 1; g <= upTo && b.input.Secret != nil; g++ {
		if path := b.input.Secret.Keys(a.ID, g).Path().String(); where(path) {
			b.made[path] = ledger.Replaced
			out = append(out, b.tombstone(path, false))
		}
	}
	return out
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
			Message: fmt.Sprintf("the link of the private page %s was given out, and its agreement is gone: whoever has the link would find nothing", path),
			Help:    "If you renamed the agreement, give it its former name. If you never sent the link, delete the line of this page from the file. If it is over, put the agreement back with status: ended and ended: {on, why}, and build once; then it may go."})
	}
	var out []publish.Output
	for _, path := range b.input.Ledger.Gone(b.made) {
		out = append(out, b.tombstone(path, b.input.Ledger.Pages[path] == ledger.Ended))
	}
	return out
}
