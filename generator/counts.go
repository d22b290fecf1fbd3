package generator

import (
	"time"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/record"
	"upfront/generator/syntax"
)

// counts is what the records of a site came to.
type counts struct {
	book     *record.Book
	problems []diag.Problem
	known    map[string]counted // by capability.promise
}

// counted is what one record came to, and the digest of all that it was counted from.
type counted struct {
	of       [32]byte
	result   *record.Result
	problems []diag.Problem
}

// count reads the records. One that was counted from the same files for the same moment, by the site before in this
// process, is not read again.
func (s *Site) count(known map[string]counted) *counts {
	out := &counts{known: map[string]counted{}}
	digests := map[string][32]byte{}
	digest := func(path string) string {
		if _, ok := digests[path]; !ok {
			digests[path], _ = s.input.Tree.Digest(path) // one that cannot be read has none, and is a problem of whoever reads it
		}
		d := digests[path]
		return string(d[:])
	}
	out.book, out.problems = record.Fill(s.Offer, func(p *catalog.Promise) (*record.Result, []diag.Problem) {
		of := newSum(s.Offer.Now.UTC().Format(time.RFC3339Nano), digest(syntax.SiteFile), digest(p.At.File))
		if p.Record.File.IsSet() {
			of.add(digest("content/" + p.Record.File.V))
		}
		if p.Record.Notices.IsSet() {
			for _, n := range s.Offer.Notices {
				of.add(digest(n.At.File))
			}
		}
		now := of.digest()
		was, ok := known[p.Ref]
		if !ok || was.of != now {
			was = counted{of: now}
			was.result, was.problems = record.CountOne(s.Offer, p, s.input.Tree.Open)
		}
		out.known[p.Ref] = was
		return was.result, was.problems
	})
	return out
}
