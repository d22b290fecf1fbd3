package leak

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"sync"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/leak/search"
	"upfront/generator/seal"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// Strong words stop the build: addresses, numbers, keys, names, ids as a part of a path, and sentences. Weak ones, such as
// names that are also words, are told in a warning. A word is released by a field: one that says that it is ours
// (ours.go), that the customer may be named, or that the offer has the same value.

// Public is what a search of public pages needs to know. It is safe for use by several goroutines.
type Public struct {
	pages    *search.Index
	site     *search.Index // the pages of the site, which say what is a word
	ours     []search.Key  // sorted
	offered  func() *search.Index
	authored func() *authored
}

// NewPublic returns the search of the pages of a site. Ours is as of [OurKeys].
func NewPublic(pages *search.Index, ours []search.Key, o *catalog.Offer, files *tree.Tree) *Public {
	return &Public{pages, pages, ours, sync.OnceValue(func() *search.Index { return offered(o) }), sync.OnceValue(func() *authored { return newAuthored(o, files) })}
}

// InOffer reports words for staff alone, and values of single rows of records, that public pages have. Named are those
// problems that a customer who may be named resolves.
func (p *Public) InOffer(o *catalog.Offer, files *tree.Tree) (problems []diag.Problem, named []Named) {
	s := publicSearch{Public: p}
	s.offer(o)
	named = s.records(o, files)
	return s.problems, named
}

// InAgreement reports words of an agreement, and what opens its page, that public pages have. Keys are nil where no page
// is sealed. The proof says that public pages have none of these words; it is nil where there is no proof. The identity is that
// of [agreement.Agreement.Private].
func (p *Public) InAgreement(a *agreement.Agreement, identity *Identity, keys *seal.Keys) (problems []diag.Problem, proof []byte) {
	s := publicSearch{Public: p, proof: &search.Proof{}}
	s.staff(internalTexts(a))
	if a.Public() {
		return s.problems, nil
	}
	s.identity(identity)
	s.keys(a, keys)
	theirs, ours := privateTexts(a)
	for _, t := range theirs {
		s.text(RulePrivate, t, func(sentence string) bool { return s.isOffered(sentence) || s.isMade(sentence) })
	}
	for _, t := range ours {
		s.text(RulePrivate, t, func(sentence string) bool { return s.isOurs(sentence) || s.isMade(sentence) })
	}
	proof, _ = s.proof.Bytes()
	return s.problems, proof
}

// InPublished reports words of customers, and words for staff alone, on the pages of agreements that other customers have
// made public. A name that stands in a published agreement itself, such as that of a person who decides for two
// customers, was made public with it. Keys returns what seals the page of an agreement, or nil.
func (p *Public) InPublished(pages *search.Index, published []*agreement.Agreement, all iter.Seq[*agreement.Agreement], o *catalog.Offer, keys func(*agreement.Agreement) *seal.Keys) []diag.Problem {
	open := *p
	open.pages = pages
	s := publicSearch{Public: &open, published: map[string]bool{}}
	for _, a := range published {
		for _, t := range ownTexts(a) {
			s.published[t.V] = true
		}
	}
	s.offer(o)
	for a := range all {
		s.staff(internalTexts(a))
		if a.Public() {
			continue
		}
		s.identity(Identify(a.Private()))
		s.keys(a, keys(a))
		for _, t := range saidTexts(a) {
			s.text(RulePrivate, t, func(string) bool { return s.published[t.V] })
		}
	}
	return s.problems
}

// publicSearch is one search of public pages.
type publicSearch struct {
	*Public
	proof     *search.Proof   // nil: none is made
	published map[string]bool // texts that a customer has made public
	problems  []diag.Problem
}

// staff reports texts for staff alone.
func (s *publicSearch) staff(texts []syntax.Text) {
	for _, t := range texts {
		s.text(RuleInternal, t, func(string) bool { return false })
	}
}

// offer reports texts of the offer for staff alone. A hidden file may share values with a public one that it was copied from.
func (s *publicSearch) offer(o *catalog.Offer) {
	s.staff(staffTexts(o))
	for _, t := range hiddenTexts(o) {
		s.text(RuleInternal, t, s.isOffered)
	}
}

// text reports the first sentence of a text that pages have, unless it is nobody's.
func (s *publicSearch) text(rule diag.RuleID, t syntax.Text, isNobodys func(sentence string) bool) {
	for sentence, strong := range sentences(t.V) {
		prove := s.pages.Prove
		if !strong {
			prove = s.pages.ProveReadable
		}
		path, found := prove(sentence, s.proof)
		if !found || isNobodys(sentence) {
			continue
		}
		words := search.Folded(sentence)
		if !strong {
			s.warn(t, fmt.Sprintf("%q stands on a public page, too", sentence), "If the page repeats what is said here, take it out there. If anybody might say so, nothing has to be done.", s.authored().writes(words, t.At))
			return
		}
		what := "these words"
		if len(sentence) < len(t.V) {
			what = "a sentence of these words"
		}
		s.add(diag.Problem{Rule: rule, At: t.At, Message: what + " would be readable on " + path,
			Help: "Take them out of the public file that says them, or write them differently here."}, s.authored().writes(words, t.At))
		return
	}
}

// isOffered reports whether a sentence is one that a field of a capability says.
func (s *publicSearch) isOffered(sentence string) bool {
	in, found := s.offered().ProveWords(search.Folded(sentence), nil)
	return found && in == inCapabilities
}

// isOurs reports whether a sentence is one that any field of ours says.
func (s *publicSearch) isOurs(sentence string) bool {
	_, found := s.offered().ProveWords(search.Folded(sentence), nil)
	return found
}

// isMade reports whether a sentence is one that the program made, and no author.
func (s *publicSearch) isMade(sentence string) bool {
	return !s.authored().mayHaveWritten(search.Folded(sentence))
}

// add adds a problem with the place in a public file that it is about, if there is one.
func (s *publicSearch) add(p diag.Problem, public diag.Place) {
	if !public.IsZero() {
		p.Related = []diag.Related{{At: public, Note: "it stands here"}}
	}
	s.problems = append(s.problems, p)
}

// warn reports a weak word. The message does not say where it stands: it is the same for all who have the word.
func (s *publicSearch) warn(t syntax.Text, message, help string, public diag.Place) {
	s.add(diag.Problem{Rule: RuleDoubtful, At: t.At, Message: message, Help: help + " To hear no more of such words, write in site.yaml, under checks: leak-doubtful: off."}, public)
}

// refuse reports a strong word.
func (s *publicSearch) refuse(t syntax.Text, what, path, help string, words []byte) {
	var at diag.Place // none for what no other place shall show
	if words != nil {
		at = s.authored().writes(words, t.At)
	}
	s.add(diag.Problem{Rule: RulePrivate, At: t.At, Message: what + " would be readable on " + path, Help: help}, at)
}

// identity reports what tells a customer from others: names, addresses, numbers. Where their name is reported, their id and
// their domain are not: it is one cause.
func (s *publicSearch) identity(i *Identity) {
	a := i.agreement
	mayBeNamed := a.Customer.MayBeNamed.IsSet() || s.name(a.Customer.Name, i.firm, "the name of this customer", "below customer")
	var domains [][]byte
	for _, p := range i.people {
		if !p.MayBeNamed.IsSet() && p.Name.V != a.Owner.V {
			s.name(p.Name, p.name, "the name of this person", "below their name")
		}
		for _, m := range p.mail {
			domain := search.OwnDomain(m.address, a.Customer.Name.V)
			isKnown := func(other []byte) bool { return bytes.Equal(other, domain) }
			if !s.address(p.Email, m) && !mayBeNamed && domain != nil && !slices.ContainsFunc(domains, isKnown) {
				domains = append(domains, domain)
				s.domain(p.Email, domain)
			}
		}
		s.phone(p.Phone, p.phone)
	}
	if !mayBeNamed && a.ID != "" {
		s.id(a)
	}
}

// name reports a name that pages have: one that is a word too in a warning. It reports whether the name was refused.
func (s *publicSearch) name(t syntax.Text, name search.Name, what, where string) (refused bool) {
	if !t.IsSet() || syntax.IsPlaceholder(t.V) || s.published[t.V] {
		return false
	}
	for i, words := range name.Wordings {
		path, found := s.pages.ProveWords(words, s.proof)
		if !found || !name.Counts(i) || s.hasOurKey(search.WordsKey(words)) {
			continue
		}
		isWeak := name.IsWeak()
		isWord := search.IsWord(words) && s.site.HasLower(t.V)
		if !isWeak && !isWord {
			s.refuse(t, what, path, fmt.Sprintf("Take it out of the public text, or say it without the name; or "+ifNamed+". If it is a person or a partner of yours too, site.yaml or partners.yaml has to name them.", where), words)
			return true
		}
		at := s.authored().names(t.V)
		if !isWeak || !isWord && !at.IsZero() {
			s.warnOfName(t, where, at)
		}
		return false
	}
	return false
}

const ifNamed = "if they agreed to be named there, write %s: may_be_named: {because: …}"

// warnOfName reports a name that is a word, too.
func (s *publicSearch) warnOfName(t syntax.Text, where string, at diag.Place) {
	s.warn(t, fmt.Sprintf("%q is a name here, and stands on a public page, too", t.V),
		fmt.Sprintf("If the page means them, take it out there; or "+ifNamed+". If it is a word like any other, nothing has to be done.", where), at)
}

const ourContact = "Take it out of the public text. If it is one of yours, write it below channels or people in site.yaml."

// address reports a mail address that pages have. It reports whether they have it.
func (s *publicSearch) address(t syntax.Text, m mailIdentity) bool {
	path, found := s.pages.ProveWords(m.words, s.proof)
	if found && !s.published[t.V] && !s.hasOurKey(search.AppendMailKeys(nil, m.words)...) {
		s.refuse(t, "this address", path, ourContact, m.words)
	}
	return found
}

// phone reports a number that pages have.
func (s *publicSearch) phone(t syntax.Text, numbers []search.Key) {
	for _, number := range numbers {
		if path, found := s.pages.ProveNumber(number, s.proof); found && !s.published[t.V] && !s.hasOurKey(number) {
			at := s.authored().place(t.At, func(text string) bool { return slices.Contains(search.PhoneKeys(text), number) })
			s.add(diag.Problem{Rule: RulePrivate, At: t.At, Message: "this number would be readable on " + path, Help: ourContact}, at)
		}
	}
}

// domain reports a customer's own domain that pages have.
func (s *publicSearch) domain(t syntax.Text, domain []byte) {
	if path, found := s.pages.ProveWords(domain, s.proof); found && !s.published[t.V] && !s.hasOurKey(search.WordsKey(domain)) {
		s.refuse(t, "the domain of this customer", path, "Take it out of the public text; or if they agreed to be named there, write below customer: may_be_named: {because: …}. "+
			"If they are a partner of yours too, give their url in partners.yaml.", domain)
	}
}

// id reports the id of a customer as a part of a public path.
func (s *publicSearch) id(a *syntax.Agreement) {
	words := search.Folded(a.ID)
	if search.IsCommon(a.ID) { // first, since a word that is found has no proof
		return
	}
	if _, found := s.pages.ProveWords(words, s.proof); !found || s.hasOurKey(search.WordsKey(words)) {
		return
	}
	if path, found := s.pages.HasPart(words); found {
		s.add(diag.Problem{Rule: RulePrivate, At: diag.Place{File: a.At.File}, Message: "the id of this customer would be readable in the address of " + path,
			Help: "Give the public file another name; or if they agreed to be named there, write below customer: may_be_named: {because: …}."}, diag.Place{})
	}
}

// keys reports what opens the page of an agreement.
func (s *publicSearch) keys(a *agreement.Agreement, keys *seal.Keys) {
	for _, t := range keyTexts(a, keys) {
		if path, found := s.pages.Prove(t.V, s.proof); found {
			s.refuse(t, "what opens the private page of this customer", path, "Take it out of the public file that has it. Somebody may have seen it already, so replace the link too: write access: {generation: …} with the next number.", nil)
		}
	}
}

// hasOurKey reports whether any of these keys is of our own names, addresses and numbers.
func (s *publicSearch) hasOurKey(keys ...search.Key) bool {
	return slices.ContainsFunc(keys, func(k search.Key) bool {
		_, found := slices.BinarySearch(s.ours, k)
		return found
	})
}
