package main

import (
	"errors"
	"fmt"

	"upfront/generator"
)

// rebuild builds, and builds again whenever files may have changed. A build that fails is told, and the next one is
// waited for.
func (p *program) rebuild(s *site, poll bool) error {
	p.told = &states{p: p}
	first := true
	return p.again(s, poll, func() error {
		begins := first
		first = false
		fresh := &site{dir: s.dir, out: s.out, agreements: s.agreements}
		err := attempt(func() error { return p.build(fresh) })
		f := new(failure)
		if err == nil || errors.As(err, &f) && (f.code == interrupted || len(f.lines) == 0) {
			return nil
		}
		if !begins || !misuses(err) { // a run that begins with a wrong flag ends, and says why at its end
			p.told.failed(err, "Nothing was published.")
		}
		return err
	})
}

// finishAgain remembers what was given out, and tells how one build of several went: nothing, where it changed nothing,
// as after the ledger was written by the one before. The failure of a site that has
// errors has no lines, for it has been told.
func (p *program) finishAgain(s *site, r report, outcome generator.Outcome, err error) error {
	switch {
	case (err != nil || outcome.Refused) && p.overtaken(s):
		return nil
	case err != nil:
		if f := new(failure); errors.As(err, &f) {
			return f
		}
		return published(err)
	case outcome.Refused:
		r.Published = false
		if p.flags.json {
			err = r.json(p.out)
		}
		p.told.bad(s, outcome.Problems, p.told.same(outcome.Digest), "Nothing was published until that is mended.")
		return errors.Join(err, &failure{code: faulty})
	}
	p.told.same(outcome.Digest)
	first, err := s.noted(outcome)
	if err != nil {
		return err
	}
	if p.flags.json {
		err = r.json(p.out)
	}
	for _, note := range r.Notes {
		p.remark("%s", note)
	}
	if ms := r.MS.Read + r.MS.Check + r.MS.Theme + r.MS.Write; len(r.Written)+len(r.Removed) > 0 || !p.told.fine {
		p.told.good(fmt.Sprintf("built in %d ms: wrote %s", ms, r.wrote()), outcome.Problems)
	}
	for _, problem := range outcome.Problems {
		if problem.Rule == generator.PageGone { // no later build says it again
			p.remark("Warning: %s. %s", problem.Message, problem.Help)
		}
	}
	if first {
		p.sayFirst(s)
	}
	return err
}
