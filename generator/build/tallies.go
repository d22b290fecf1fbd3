package build

import (
	"slices"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/record"
	"upfront/generator/syntax"
)

// tallies is the result of counting the records of a site.
type tallies struct {
	book      *record.Book
	problems  []diag.Problem
	byPromise map[string]tally // by capability.promise
}

// tally is the result of counting one record, with the digest of its inputs.
type tally struct {
	inputs [32]byte
	record.Counting
}

// hasCustomers reports whether a record has a customer in any of its rows.
func (t *tallies) hasCustomers(o *catalog.Offer) bool {
	return t != nil && slices.ContainsFunc(o.Promises, func(p *catalog.Promise) bool { r := t.book.Result(p); return r != nil && len(r.Customers) > 0 })
}

// tallyRecords counts the records. A record with the same inputs as in the previous site, which may be nil, is not read.
func (s *Site) tallyRecords(previous *Site) *tallies {
	t := &tallies{byPromise: map[string]tally{}}
	all := make([]record.Counting, len(s.Offer.Promises))
	var changed []*catalog.Promise
	var places []int
	inputs := s.tallyInputs()
	for i, p := range s.Offer.Promises {
		if previous != nil && previous.tallies != nil {
			if cached, ok := previous.tallies.byPromise[p.Ref]; ok && cached.inputs == inputs[i] {
				all[i] = cached.Counting
				continue
			}
		}
		if !s.input.RecordsAway || !p.Record.File.IsSet() {
			changed, places = append(changed, p), append(places, i)
		}
	}
	for j, c := range record.CountEach(s.Offer, changed, s.input.Tree.Open) {
		all[places[j]] = c
	}
	for i, p := range s.Offer.Promises {
		t.byPromise[p.Ref] = tally{inputs[i], all[i]}
	}
	t.book, t.problems = record.NewBook(s.Offer.Promises, all)
	t.book.OpenFor(s.Offer, s.input.Tree.Open)
	return t
}

// tallyInputs returns for each promise the digest of all that its record is counted from.
func (s *Site) tallyInputs() [][32]byte {
	digests := map[string][32]byte{}
	digest := func(path string) string {
		if _, ok := digests[path]; !ok {
			digests[path], _ = s.input.Tree.Digest(path) // a file that cannot be read has none, and is reported where it is read
		}
		d := digests[path]
		return string(d[:])
	}
	inputs := make([][32]byte, len(s.Offer.Promises))
	for i, p := range s.Offer.Promises {
		h := newHasher(timeText(s.Offer.Now), digest(syntax.SiteFile), digest(p.At.File))
		if p.Record.File.IsSet() {
			h.add(digest("content/" + p.Record.File.V))
		}
		if p.Record.Notices.IsSet() {
			for _, n := range s.Offer.Notices {
				h.add(digest(n.At.File))
			}
		}
		inputs[i] = h.digest()
	}
	return inputs
}
