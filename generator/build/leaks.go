package build

import (
	"iter"
	"slices"

	"upfront/generator/agreed"
	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/leak/search"
	"upfront/generator/publish"
	"upfront/generator/seal"
)

// The searches of package leak for private words: this file passes them their inputs, and decides when the result of the
// last build still holds.

// leaks reports words of an agreement that public pages have, and returns the proof that they have none.
func (b *Build) leaks(a *agreement.Agreement, identity *leak.Identity, keys *seal.Keys) (problems []diag.Problem, proof []byte) {
	problems, proof = b.public().InAgreement(a, identity, keys)
	return b.site().adjust(problems), proof
}

// secretInOutputs reports the secret of the site in public pages, and in what stands around the boxes of private pages.
func (s *Site) secretInOutputs(pages map[string][]byte, paths []string) []diag.Problem {
	var around map[string][]byte
	if s.spellings != nil && s.letters != nil {
		around, _ = s.letters.Around() // what cannot be printed ends the build where it is published
	}
	return s.adjust(s.secret().InOutputs(pages, paths, around))
}

func (s *Site) secret() leak.Secret { return leak.Secret{Spellings: s.spellings, Files: s.input.Tree} }

// secretOnPage reports the secret of the site on the page of an agreement. Data are the bytes of the agreement's file, nil
// where they are still to be read.
func (b *Build) secretOnPage(a *agreement.Agreement, data []byte) []diag.Problem {
	s := b.site()
	if s.spellings == nil || s.letters == nil {
		return nil
	}
	if data == nil {
		data, _ = s.input.Tree.Read(a.At.File) // a file that cannot be read is reported where it is read
	}
	file, inFile := a.At.File, s.spellings.FoundIn(data)
	for _, r := range a.HeldRecords() {
		text := r.Data
		if r.IsToday { // its terms are made of the agreement and of the offer, which are searched
			text = agreed.Head(text)
		}
		if !inFile && s.spellings.FoundIn(text) {
			file, data, inFile = r.File, r.Data, true
		}
	}
	elsewhere := len(b.siteDigest.SecretAt) > 0
	switch {
	case !inFile && !elsewhere && !a.Public(), !b.hasSecret(a): // the page is printed only where it may have the secret
		return nil
	case inFile || !elsewhere:
		return s.adjust([]diag.Problem{leak.SecretReadable(s.secret().Place(file, data), theLetter)})
	}
	return s.adjust(leak.SecretReadableFrom(b.siteDigest.SecretAt, "private pages"))
}

// hasSecret reports whether the page of an agreement, or what is published of a public one, has the secret. A page that
// cannot be printed ends the build where it is published.
func (b *Build) hasSecret(a *agreement.Agreement) bool {
	if !a.Public() {
		found, _ := b.site().letters.Exposes(a)
		return found
	}
	return slices.ContainsFunc(b.site().letters.Public(a), func(o publish.Output) bool {
		data, err := o.Print()
		return err == nil && (b.site().spellings.FoundIn(data) || b.site().spellings.FoundIn([]byte(o.Path)))
	})
}

const theLetter = "the private page of this agreement"

// letterError ends a build whose next letter has the secret of the site.
type letterError struct{ problem diag.Problem }

func (e *letterError) Error() string { return e.problem.Message }

// crossPages reports words of customers on the pages of agreements that other customers have made public. Each agreement
// is read again for it, unless nothing has changed since the pages were found to have none.
func (r *run) crossPages() error {
	if len(r.open) == 0 {
		return nil
	}
	inputs := r.inputs.digest()
	if r.input.Memory.siteDigest.CrossPages == inputs {
		r.crossPagesClean = inputs
		return nil
	}
	pages, site := search.New(), r.site()
	var published []*agreement.Agreement
	for _, o := range r.open {
		data, err := o.Print()
		if err != nil {
			return err
		}
		pages.Add(o.Path, data)
		if a, _ := site.resolve(o.From, unparsed{}); a != nil {
			published = append(published, a)
		}
	}
	problems := r.public().InPublished(pages, published, r.resolved(), site.Offer, r.keys)
	if len(problems) == 0 {
		r.crossPagesClean = inputs
	}
	r.report(site.adjust(problems)...)
	return nil
}

// resolved ranges over all agreements that can be read.
func (b *Build) resolved() iter.Seq[*agreement.Agreement] {
	return func(yield func(*agreement.Agreement) bool) {
		for path := range b.input.agreements() {
			if a, _ := b.site().resolve(path, unparsed{}); a != nil && !yield(a) {
				return
			}
		}
	}
}

// crossLetters reports words of customers in the letters of others.
func (r *run) crossLetters() {
	previous := r.input.Memory.siteDigest.LetterLeaks
	r.letterLeaks = previous
	if inputs := r.inputs.digest(); previous.Inputs != inputs {
		letters := leak.Letters{Customers: r.customers, Ours: r.siteDigest.Ours, File: r.privateFile, IsWord: r.isWord,
			Offer:     func() *catalog.Offer { return r.site().Offer },
			Agreement: func(path string) *agreement.Agreement { a, _ := r.site().resolve(path, unparsed{}); return a }}
		r.letterLeaks = letters.Search(previous, inputs, r.siteDigest.Shared)
		if len(r.letterLeaks.Problems) > 0 {
			r.letterLeaks.Problems = r.site().adjust(r.letterLeaks.Problems)
		}
	}
	r.report(r.letterLeaks.Problems...)
}

// isWord reports whether public pages have a name in small letters. They have none where they were not printed.
func (r *run) isWord(name string) bool { return r.printed != nil && r.index().HasLower(name) }

// reportNamed reports customers of records that public pages name, unless they may be named, or their own agreement has the
// same problem.
func (r *run) reportNamed() {
	if r.printed == nil || len(r.printed.Named) == 0 {
		return
	}
	named := map[search.Key]bool{}
	for _, c := range r.customers {
		for _, k := range c.Keys.Named() {
			named[k] = true
		}
	}
	for _, k := range r.refusedNames {
		named[k] = true // it was told at the name
	}
	for _, n := range r.printed.Named {
		if !slices.ContainsFunc(n.Keys, func(k search.Key) bool { return named[k] }) {
			r.report(r.site().adjust([]diag.Problem{n.Problem})...)
		}
	}
}

// reportOnce reports problems, and each weak word that is told in a warning only once in a run.
func (r *run) reportOnce(problems []diag.Problem) {
	r.report(slices.DeleteFunc(slices.Clone(problems), func(p diag.Problem) bool {
		again := p.Rule == leak.RuleDoubtful && r.doubted[p.Message]
		if p.Rule == leak.RuleDoubtful {
			r.doubted[p.Message] = true
		}
		return again
	})...)
}
