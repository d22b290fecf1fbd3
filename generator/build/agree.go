package build

import (
	"iter"
	"slices"
	"sync"
	"sync/atomic"

	"upfront/generator/agenda"
	"upfront/generator/agreed"
	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/check"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/internal/parallel"
	"upfront/generator/note"
	"upfront/generator/record"
	"upfront/generator/staff"
	"upfront/generator/syntax"
	"upfront/generator/talk"
)

// Agreement returns the agreement of a customer, with its records. ok is false where there is no such agreement. An error
// among the problems forbids to agree to it; that it does not say yet who agreed is none.
func (s *Site) Agreement(customer string) (a *agreement.Agreement, problems []diag.Problem, ok bool) {
	i := slices.Index(s.Customers(), customer)
	if i < 0 {
		return nil, nil, false
	}
	v := s.judge(s.files.Agreements[i], unparsed{})
	problems = slices.DeleteFunc(append(v.problems, s.agreed().Archive().Check()...), func(p diag.Problem) bool { return p.Rule == check.AgreedIncomplete })
	return v.agreement, problems, true
}

// Agreements ranges over all agreements that can be read, in the order of their paths. They are not checked. The next are read
// while the caller looks at some.
func (s *Site) Agreements() iter.Seq[*agreement.Agreement] {
	return func(yield func(*agreement.Agreement) bool) {
		const atOnce = 32 // so many are held, and as many are read
		next := func() []*agreement.Agreement { return nil }
		defer func() { next() }()
		for paths := range slices.Chunk(s.files.Agreements, atOnce) {
			now := next
			next = begin(func() []*agreement.Agreement { return s.resolveAll(paths) })
			if !yieldAll(now(), yield) {
				return
			}
		}
		yieldAll(next(), yield)
	}
}

func yieldAll(all []*agreement.Agreement, yield func(*agreement.Agreement) bool) bool {
	for _, a := range all {
		if a != nil && !yield(a) {
			return false
		}
	}
	return true
}

// resolveAll returns some agreements, nil for one that cannot be read.
func (s *Site) resolveAll(paths []string) []*agreement.Agreement {
	all := make([]*agreement.Agreement, len(paths))
	var next atomic.Int64
	var wait sync.WaitGroup
	for range parallel.Workers() {
		wait.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(paths)); i = next.Add(1) - 1 {
				all[i], _ = s.resolve(paths[i], unparsed{})
			}
		})
	}
	wait.Wait()
	return all
}

// Due returns what is due until a day, for everybody and for each customer, sorted.
func (s *Site) Due(last clock.Date) []agenda.Entry {
	all := agenda.Offer(s.Offer, last)
	for a := range s.Agreements() {
		all = append(all, agenda.Agreement(s.Offer, a, last)...)
	}
	agenda.Sort(all)
	return all
}

// Staff returns the edition for the business's own people. It is full of private words.
func (s *Site) Staff() staff.Page {
	uses, _ := record.Uses(s.Offer, s.Customers(), s.input.Tree.Open)
	facts := staff.Facts{Agreements: slices.Collect(s.Agreements()), Uses: uses}
	counted := slices.DeleteFunc(slices.Clone(s.Offer.Promises), func(p *catalog.Promise) bool {
		return s.tallies == nil || s.tallies.book.Result(p) == nil || !p.Record.File.IsSet()
	})
	if suggestions, _ := record.Suggest(*s.Offer, counted, s.input.Tree.Open, 0); suggestions != nil {
		facts.Suggestions = slices.Collect(suggestions)
	}
	return staff.Writer{Renderer: s.letters.Renderer}.Compose(facts)
}

// Freeze returns the terms of an agreement as they stand today.
func (s *Site) Freeze(a *agreement.Agreement) syntax.AgreedTerms { return s.letters.Freeze(a) }

// Offers returns the promises that a customer can take as everybody has them, each alone.
func (s *Site) Offers(a *agreement.Agreement) syntax.Map[*syntax.AgreedPromise] {
	return s.letters.Offers(a)
}

// Archive returns the records of what was agreed.
func (s *Site) Archive() *agreed.Archive { return s.agreed().Archive() }

// Notes returns what writes to customers in the words of the site.
func (s *Site) Notes() note.Writer { return note.Writer{Renderer: s.letters.Renderer} }

// Questions returns what prepares first conversations in the words of the site.
func (s *Site) Questions() talk.Writer { return talk.Writer{Renderer: s.letters.Renderer} }

// Word returns a fixed word of the pages.
func (s *Site) Word(key string) string { return s.letters.Words.Word(key) }
