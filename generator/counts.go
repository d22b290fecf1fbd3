package generator

import (
	"time"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/record"
	"upfront/generator/syntax"
)

// counts is what the records of a site came to.
type tallies struct {
	book      *record.Book
	problems  []diag.Problem
	byPromise map[string]tally // by capability.promise
}

// counted is what one record came to, and the digest of all that it was counted from.
type tally struct {
	inputs [32]byte
	record.Counting
}

// count reads the records. One that was counted from the same files for the same moment, by the site before in this
// process, is not read again.
func (s *Site) tallyRecords(known map[string]tally) *tallies {
	out := &tallies{byPromise: map[string]tally{}}
	all := make([]record.Counting, len(s.Offer.Promises))
	var fresh []*catalog.Promise
	var places []int
	sums := s.tallyInputs()
	for i, p := range s.Offer.Promises {
		if was, ok := known[p.Ref]; ok && was.inputs == sums[i] {
			all[i] = was.Counting
			continue
		}
		fresh, places = append(fresh, p), append(places, i)
	}
	for j, c := range record.CountEach(s.Offer, fresh, s.input.Tree.Open) {
		all[places[j]] = c
	}
	for i, p := range s.Offer.Promises {
		out.byPromise[p.Ref] = tally{sums[i], all[i]}
	}
	out.book, out.problems = record.NewBook(s.Offer.Promises, all)
	return out
}

// countedFrom gives for each promise the digest of all that its record is counted from.
func (s *Site) tallyInputs() [][32]byte {
	digests := map[string][32]byte{}
	digest := func(path string) string {
		if _, ok := digests[path]; !ok {
			digests[path], _ = s.input.Tree.Digest(path) // one that cannot be read has none, and is a problem of whoever reads it
		}
		d := digests[path]
		return string(d[:])
	}
	sums := make([][32]byte, len(s.Offer.Promises))
	for i, p := range s.Offer.Promises {
		of := newHasher(s.Offer.Now.UTC().Format(time.RFC3339Nano), digest(syntax.SiteFile), digest(p.At.File))
		if p.Record.File.IsSet() {
			of.add(digest("content/" + p.Record.File.V))
		}
		if p.Record.Notices.IsSet() {
			for _, n := range s.Offer.Notices {
				of.add(digest(n.At.File))
			}
		}
		sums[i] = of.digest()
	}
	return sums
}
