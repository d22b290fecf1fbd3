package generator

import (
	"iter"
	"slices"

	"upfront/generator/agreement"
	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/leak/search"
	"upfront/generator/publish"
	"upfront/generator/seal"
)

// Package leak searches for private words. Here stands what a build gives to each search, and when the result of the last
// build still holds.

// leaks reports words of an agreement that public pages have, and returns the proof that they have none.
func (b *Build) leaks(a *agreement.Agreement, keys *seal.Keys) (problems []diag.Problem, proof []byte) {
	problems, proof = leak.InAgreement(b.index(), a, keys)
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
	inFile, elsewhere := s.spellings.FoundIn(data), len(b.siteDigest.SecretAt) > 0
	switch {
	case !inFile && !elsewhere && !a.Public(), !b.hasSecret(a): // the page is printed only where it may have the secret
		return nil
	case inFile || !elsewhere:
		return s.adjust([]diag.Problem{leak.SecretReadable(s.secret().Place(a.At.File, data), theLetter)})
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
		if a, _ := site.resolve(o.From, nil); a != nil {
			published = append(published, a)
		}
	}
	problems := leak.InPublished(pages, published, r.resolved(), site.Offer, r.keys)
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
			if a, _ := b.site().resolve(path, nil); a != nil && !yield(a) {
				return
			}
		}
	}
}

// letterLeaks is what is remembered of the search of letters for words of other customers.
type letterLeaks struct {
	Inputs     [32]byte // of all that was read; zero where nothing is known
	Shared     [32]byte // of what else decides: our own names, and what several customers read
	Problems   []diag.Problem
	Ordinary   bool   // a name was passed over because public pages have it as an ordinary word
	Vocabulary []byte // a [search.Vocabulary] of all agreements
}

// mostEdits is how many edited agreements are searched by themselves; where more were edited, all are.
const mostEdits = 64

// crossLetters reports words of customers in the letters of others.
func (r *run) crossLetters() {
	previous, inputs := r.input.Memory.siteDigest.LetterLeaks, r.inputs.digest()
	if previous.Inputs == inputs {
		r.letterLeaks = previous
		r.report(previous.Problems...)
		return
	}
	r.letterLeaks = letterLeaks{Inputs: inputs, Shared: r.siteDigest.Shared}
	edited := 0
	for _, c := range r.customers {
		if c.Edited {
			edited++
		}
	}
	vocabulary := search.ReadVocabulary(previous.Vocabulary)
	whole := previous.Inputs == [32]byte{} || len(previous.Problems) > 0 || previous.Ordinary || previous.Shared != r.siteDigest.Shared || vocabulary == nil || edited > mostEdits || vocabulary.Full()
	if !whole && edited == 0 {
		r.letterLeaks.Vocabulary = previous.Vocabulary
		return
	}
	letters := leak.Letters{Offer: r.site().Offer, Ours: r.siteDigest.Ours, Customers: r.customers, File: r.input.Tree.Read, Agreement: r.resolve, Public: r.isPublic}
	var found leak.LetterLeaks
	if whole {
		found = letters.SearchAll()
	} else {
		found = letters.SearchEdited(vocabulary)
	}
	r.letterLeaks.Problems, r.letterLeaks.Ordinary, r.letterLeaks.Vocabulary = r.site().adjust(found.Problems), found.Ordinary, found.Vocabulary.Bytes()
	r.report(r.letterLeaks.Problems...)
}

func (r *run) resolve(path string) *agreement.Agreement {
	a, _ := r.site().resolve(path, nil)
	return a
}

// isPublic reports whether public pages have a word. They have none where they were not printed.
func (r *run) isPublic(word string) bool {
	if r.printed == nil {
		return false
	}
	_, found := r.index().Find(word)
	return found
}
