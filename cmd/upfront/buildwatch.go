package main

import (
	"errors"
	"fmt"

	"upfront/generator/build"
)

// buildAndWatch builds, and builds again whenever files may have changed, also where a build failed.
func (p *program) buildAndWatch(s *site, poll bool) error {
	p.status = &statusPrinter{p: p}
	started := false
	return p.runOnChanges(s, poll, func() error {
		first := !started
		started = true
		err := catchPanic(func() error { return p.build(s.unread()) })
		f := new(failure)
		if err == nil || errors.As(err, &f) && (f.code == exitInterrupted || len(f.lines) == 0) {
			return nil
		}
		if !first || !isUsageError(err) { // a run that begins with a wrong flag ends, and its end says why
			p.status.failed(err, "Nothing was published.")
		}
		return err
	})
}

// finishWatched writes the ledger, and prints how one build of several went: nothing where it changed nothing, as after the
// build before wrote the ledger. The failure of a site with errors has no lines, since they are printed here.
func (p *program) finishWatched(s *site, r report, outcome build.Outcome, err error) error {
	switch {
	case (err != nil || outcome.Refused) && p.overtaken(s):
		return nil
	case err != nil:
		if f := new(failure); errors.As(err, &f) {
			return f
		}
		return p.publishFailure(s, err)
	case outcome.Refused:
		r.Published = false
		if p.flags.json {
			err = printJSON(p.out, r)
		}
		p.status.refused(s, outcome.Problems, p.status.sameInputs(outcome.Digest), "Nothing was published until that is mended.")
		return errors.Join(err, &failure{code: exitErrors})
	}
	p.status.sameInputs(outcome.Digest)
	first, notes, err := s.recordGiven(outcome)
	if err != nil {
		return err
	}
	r.Notes = append(r.Notes, notes...)
	if p.flags.json {
		err = printJSON(p.out, r)
	}
	for _, note := range r.Notes {
		p.printfOnce("%s", note)
	}
	if ms := r.MS.Read + r.MS.Check + r.MS.Theme + r.MS.Write; len(r.Written)+len(r.Removed) > 0 || !p.status.ok {
		p.status.built(fmt.Sprintf("built in %d ms: wrote %s", ms, r.summary()), outcome.Problems)
	}
	for _, problem := range outcome.Problems {
		if problem.Rule == build.PageGone { // no later build reports it again
			p.printfOnce("Warning: %s. %s", problem.Message, problem.Help)
		}
	}
	if first {
		p.explainSecret(s)
	}
	return err
}
