package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"upfront/generator/build"
	"upfront/generator/diag"
	"upfront/generator/drift"
	"upfront/generator/syntax"
)

func (p *program) diffCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "diff [DIR]",
		Short: "What is stronger or weaker, and who keeps what they agreed to",
		Long: `Compare what you offer with what was agreed (content/agreed): what got stronger or
weaker, or will from a day that you announced below next:, which customers keep
what they agreed to and until when, and whom to ask by which day.

With DIR, compare with another copy of the site, such as a checkout of last
month's: what got stronger or weaker since. Agreements play no part then.

The exit status is 1 where a change comes too soon, or takes away what somebody
agreed to. With --strict it is 1 for anything weaker.`,
		Example: `upfront diff                the offer against every agreement
upfront diff ../last-month  this site against another copy of it
upfront diff --json         for other programs`,
		Args:        arguments("[DIR]"),
		Annotations: accepting("dir agreements records now strict json"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				return p.diffWith(args[0])
			}
			return p.diff()
		},
	}
}

// diff compares the offer with what was agreed.
func (p *program) diff() error {
	if p.inCI() {
		return siteError("CI is set, so others may read what is printed here, and this would say what was agreed with whom.",
			"Run upfront diff on your own computer. upfront diff DIR compares two copies of the offer, without customers.")
	}
	s, loaded, err := p.loadSite()
	if err != nil {
		return err
	}
	if err := p.refuseErrors(s, loaded); err != nil {
		return err
	}
	return p.printDiff(diffAgreed(loaded))
}

// diffWith compares the offer with that of another copy of the site.
func (p *program) diffWith(dir string) error {
	if _, err := os.Stat(filepath.Join(dir, syntax.SiteFile)); errors.Is(err, fs.ErrNotExist) {
		return usageError("There is no "+syntax.SiteFile+" in "+dir+", so it is no site.", "Name the folder of another copy of this site.")
	}
	before, err := p.loadOffer(dir)
	if err != nil {
		return err
	}
	here, err := p.siteFolder()
	if err != nil {
		return err
	}
	now, err := p.loadOffer(here)
	if err != nil {
		return err
	}
	return p.printDiff(diffOffers(before.Offer, now.Offer))
}

// loadOffer loads a site without its agreements.
func (p *program) loadOffer(dir string) (*build.Site, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, ioError(err)
	}
	s := &site{dir: dir, out: filepath.Join(dir, "public"), publicOnly: true}
	if err := p.locateElsewhere(s); err != nil {
		return nil, err
	}
	if err := p.listFiles(s); err != nil {
		return nil, err
	}
	loaded, err := p.load(s, nil)
	if err != nil {
		return nil, err
	}
	return loaded, p.refuseErrors(s, loaded)
}

// refuseErrors prints what of a site cannot be read, since nobody can tell then what is offered. A promise that is missed is on
// offer all the same.
func (p *program) refuseErrors(s *site, loaded *build.Site) error {
	others := slices.DeleteFunc(slices.Clone(loaded.Problems), func(one diag.Problem) bool { return diag.RuleOf(one.Rule).Area != "form" || one.Level() != diag.Error })
	if len(others) == 0 {
		return nil
	}
	if err := p.printProblems(p.err, s, others); err != nil {
		return ioError(err)
	}
	return siteError("The site has errors, so nobody can tell what is offered.", "Mend them first; upfront check lists them.")
}

// printDiff prints what changed, and fails where something is wrong, with --strict also where something is weaker.
func (p *program) printDiff(d offerDiff) error {
	var err error
	if p.flags.json {
		err = printJSON(p.out, d)
	} else {
		_, err = p.out.Write([]byte(d.text()))
	}
	switch {
	case err != nil:
		return ioError(err)
	case d.Errors > 0:
		return &failure{code: exitErrors}
	case p.flags.strict && slices.ContainsFunc(d.Changes, func(c offerChange) bool { return c.Effect == drift.Weaker.String() }):
		return &failure{code: exitErrors}
	}
	return nil
}
