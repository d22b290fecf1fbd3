package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"upfront/generator/build"
	"upfront/generator/diag"
	"upfront/generator/publish"
	"upfront/generator/seal"
	"upfront/generator/syntax"
)

func (p *program) buildCommand() *cobra.Command {
	var watch, poll bool
	var edition string
	c := &cobra.Command{
		Use:   "build",
		Short: "Compile the site to public/, whole or not at all",
		Long: `Compile the site in this folder, or in the nearest one above, to public/. If the
site has errors, all of them are shown, and public/ stays as it was. Files in
public/ that Upfront did not write are never touched.

The first build of a site with agreements makes the secret of the site,
.upfront/secret, and says how to keep it. On another machine, set UPFRONT_SECRET
to the secret, or UPFRONT_SECRET_FILE to the path of a file that holds it. The
build stops if the secret is in any output, however it is written there.

With --state, the folder after it takes the place of .upfront/: for a site that
cannot be written, such as one that a build server mounts, with --out for the
pages. Keep that folder from build to build, as by the list in it builds know
which files of the output they may remove. A secret in .upfront/ is used where
that folder has none.

With CI set in the environment, as on machines whose logs others can read, no
secret is made, and a build needs content/agreed/keys.yaml. Problems in
agreements and records are shown without quoting them, and no customer is named.

With --public, the agreements are left out, as on a machine that does not have
them. The pages made from them and content/agreed/keys.yaml stay as they are. A
build like this cannot search public pages for words of agreements, or for the
secret.

With --edition staff, one page for your own people is written to the folder
after --out, and nothing else: how to say each no, when a rule bends and who
decides, what is internal, where expectations come from, how lines turned out,
and why customers left. It is full of private words: that folder cannot lie
below public/, nor hold a published site.

With --watch, the site is built again whenever you save a file, until Ctrl-C.
Errors leave public/ as it was. To look at pages while you write, use upfront
serve.

With --json, the report is one object; with --watch, one for each build:
  version    1; fields may be added to it
  published  whether the output holds this build; refused builds have the same fields
  out        the folder of the output
  read       how many there are: files, capabilities, promises, policies, notices,
             pages, agreements
  written, removed   paths in the output; with CI set, the folder of a public
             agreement is its place in the order of names
  unchanged  how many outputs were already there
  hidden     files that are on no page, such as drafts: {file, why}
  errors, warnings, notices   how many problems of each kind
  notes      sentences about what else happened
  ms         milliseconds that each phase took: read, check, theme, write`,
		Example: `upfront build                                   compile the site here to public/
upfront build --strict --out dist               stop at warnings too; write to dist/
upfront build --agreements ../private           with agreements from outside this repository
upfront build --public                          without the agreements
upfront build --state ../state --out ../public  a site whose folder cannot be written
upfront build --now 2026-06-01 --out /tmp/june  the site as it will be in June
upfront build --edition staff --out ../staff    the page for your own people, never published
upfront build --watch                           and again whenever a file is saved`,
		Args:        arguments(),
		Annotations: accepting("dir out agreements records state now theme strict quiet verbose all json"),
		RunE: func(*cobra.Command, []string) error {
			if edition != "" {
				return p.buildEdition(edition, watch)
			}
			if poll && !watch {
				return usageError("--poll says how to watch.", "Write --watch too, or leave it out.")
			}
			if err := p.checkWhichAgreements(p.publicOnly); err != nil {
				return err
			}
			s, err := p.locateSite()
			switch {
			case err != nil:
				return err
			case watch:
				return p.buildAndWatch(s, poll)
			}
			return p.build(s)
		},
	}
	c.Flags().StringVar(&edition, "edition", "", "write the edition `NAME` alone: staff, for your own people, to the folder after --out")
	c.Flags().BoolVar(&watch, "watch", false, "build again whenever files change, until Ctrl-C")
	c.Flags().BoolVar(&p.publicOnly, "public", false, "leave the agreements out, and the pages made of them as they are")
	p.declarePart(c)
	c.Flags().BoolVar(&poll, "poll", false, "with --watch, look for changes at intervals, for disks that do not report them")
	return c
}

// build builds the site once, from the files to the report.
func (p *program) build(s *site) error {
	p.times = stopwatch{clock: p.clock}
	p.times.begin("read")
	if err := p.listFiles(s); err != nil {
		return s.explainMissing(err)
	}
	if err := p.checkOutput(s); err != nil {
		return err
	}
	if err := s.checkAgreementsThere(); err != nil {
		return err
	}
	secret, fresh, err := p.siteSecret(s)
	if err != nil {
		return err
	}
	p.progress = p.newProgress()
	firstBuild := !exists(s.memoryPath())
	proofs := s.proofs()
	compiled, err := p.compile(s, secret, s.readMemory(p.version().Program), &build.Proofs{Known: proofs, Next: proofs})
	if err != nil {
		return err
	}
	p.times.begin("write")
	outcome, written, err := p.publish(s, compiled, secret, fresh)
	if failed := proofs.close(outcome.Proven); failed != nil {
		p.verbosef("The next build has to look for all private words anew, because %v.", failed)
	}
	report := newReport(compiled.Counts(), outcome, written, err == nil && !outcome.Refused)
	report.Out, report.MS, report.Hidden = s.out, p.times.end(), append(report.Hidden, compiled.Hidden()...)
	for _, texts := range [][]string{report.Written, report.Removed, report.Notes} {
		p.redactor.Load().Texts(texts)
	}
	if s.publicOnly {
		report.Notes = append(report.Notes, publicOnlyNote)
	}
	if day, ok := compiled.Pinned(); ok {
		report.Notes = append(report.Notes, "Today counts as "+day+", because site.yaml says as_of.")
	}
	p.printHidden(compiled.Hidden())
	if p.status != nil {
		return p.finishWatched(s, report, outcome, err)
	}
	problems, more := p.firstWarnings(outcome.Problems)
	if shown := p.printProblems(p.err, s, problems); err == nil {
		err = shown
	}
	if more > 0 {
		p.printf("\nAnd %s. See them all with: upfront check\n", diag.Plural(more, "more warning"))
	}
	if err = p.finish(s, report, outcome, err); err == nil && firstBuild {
		p.printBeforeGit(s)
	}
	return err
}

// checkOutput refuses an output folder that is the site, holds it, or lies in a folder that is read.
func (p *program) checkOutput(s *site) error {
	if within(s.dir, s.out) {
		return usageError(displayPath(s.out)+" cannot be the output: the site lies in it.", "Choose a folder of its own with --out.")
	}
	for _, folder := range []string{"content", "themes", syntax.StaticFolder} {
		if within(s.out, filepath.Join(s.dir, folder)) {
			return usageError(fmt.Sprintf("%s cannot be the output: it lies in %s/, where you write.", displayPath(s.out), folder), "Choose a folder of its own with --out.")
		}
	}
	return nil
}

func (p *program) publish(s *site, compiled *build.Build, secret *seal.Secret, fresh bool) (build.Outcome, publish.Report, error) {
	err := p.stopError()
	if err == nil && !build.Failed(compiled.Problems(), p.flags.strict) {
		err = s.prepare(secret, fresh)
	}
	if err != nil {
		return build.Outcome{}, publish.Report{}, err
	}
	o := publish.Options{
		State: s.state, Protect: []string{s.dir}, Stop: p.stopError,
		Waiting: func(holder string) {
			p.printf("Waiting for %s, which is publishing to %s.", holder, displayPath(s.out))
		},
	}
	if s.publicOnly {
		o.Keep = build.IsAgreementOutput
	}
	for _, e := range s.elsewhere {
		o.Protect = append(o.Protect, e.dir)
	}
	for _, dir := range []string{p.env["HOME"], p.env["USERPROFILE"]} {
		if dir != "" {
			o.Protect = append(o.Protect, dir)
		}
	}
	outcome, written, err := compiled.Publish(s.out, p.flags.strict, o)
	p.progress.end()
	if s.publicOnly {
		return outcome, written, err
	}
	if failed := s.writeMemory(compiled.Memory(), outcome.Memory); failed != nil {
		p.verbosef("The next build has to find out everything anew, because %v.", failed)
	}
	return outcome, written, err
}

// finish writes the ledger, and prints the report of the build.
func (p *program) finish(s *site, r report, outcome build.Outcome, err error) error {
	if err != nil || outcome.Refused {
		return p.notPublished(s, r, err)
	}
	first, notes, err := s.recordGiven(outcome)
	if err != nil {
		return err
	}
	r.Notes = append(r.Notes, notes...)
	if p.flags.json {
		err = printJSON(p.out, r)
	} else if !p.flags.quiet {
		err = r.text(p.out, p.flags.verbose)
	}
	if first {
		p.explainSecret(s)
	}
	return err
}

// recordGiven writes the ledger of a build that was published, reports whether it is the site's first, and returns notes for
// the report.
func (s *site) recordGiven(outcome build.Outcome) (first bool, notes []string, err error) {
	first, err = s.writeLedger(outcome.Ledger)
	if isReadOnly(err) && s.ledger.Check != "" { // no link that was given out is forgotten
		notes, err = []string{staleLedgerNote}, nil
	}
	if err == nil {
		err = os.Remove(s.firstBuildPath())
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		f := ioError(err)
		f.lines = append(f.lines, "The site is published, but what was given out could not be written down. Build again before you share a link.")
		return false, notes, f
	}
	return first, notes, nil
}

const staleLedgerNote = seal.LedgerFile + " cannot be written here, and it is not up to date. Before you share a new link, build where it can be written, and commit it."

// notPublished returns the error of a build that left the output as it was.
func (p *program) notPublished(s *site, r report, err error) error {
	f := &failure{code: exitErrors}
	if err != nil && !errors.As(err, &f) {
		f = p.publishFailure(s, err)
	}
	if p.flags.json {
		if err := printJSON(p.out, r); err != nil {
			return err
		}
	}
	if f.code == exitUsage {
		return f
	}
	end := "."
	if info, err := os.Stat(s.out); err == nil && info.IsDir() {
		end = "; " + displayPath(s.out) + "/ is as it was."
	}
	f.lines = append(f.lines, "Nothing was published"+end)
	return f
}
