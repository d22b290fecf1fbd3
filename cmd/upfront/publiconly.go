package main

import (
	"slices"

	"github.com/spf13/cobra"

	"upfront/generator/redact"
	"upfront/generator/seal"
)

// Builds without agreements: where those are kept elsewhere, the public pages can be made by whoever has the rest.

const publicOnlyNote = "The agreements were left out: the pages made of them are as they were, and public pages were not searched for their words, nor for the secret."

const recordsAwayNote = "The folder of the records is not here: what they come to was not checked."

// declarePart declares --part: of many agreements, several builds make some each.
func (p *program) declarePart(c *cobra.Command) {
	c.Flags().BoolVar(&p.part, "part", false, "the agreements here are some of all: other customers may be named")
}

// checkWhichAgreements refuses flags that contradict each other about the agreements.
func (p *program) checkWhichAgreements(public bool) error {
	switch {
	case public && p.flags.agreements != "":
		return usageError("--public leaves the agreements out, and --agreements says where they are.", "Leave one of them out.")
	case public && p.part:
		return usageError("--public leaves the agreements out, and --part says that some are here.", "Leave one of them out.")
	}
	return nil
}

// checkAgreementsThere refuses a build without the folder of agreements where links to their pages were given out: whoever has
// one would find nothing.
func (s *site) checkAgreementsThere() error {
	given := false
	for _, state := range s.ledger.Pages {
		given = given || state == seal.PageOpen
	}
	if s.publicOnly || !given || exists(s.onDisk(redact.Agreements)) || slices.ContainsFunc(s.elsewhere, func(e elsewhere) bool { return e.mount == redact.Agreements }) {
		return nil
	}
	return siteError("There is no folder "+redact.Agreements+", and "+seal.LedgerFile+" says that links to its pages were given out.",
		"Put the folder back, or name it where it is, with folders: in site.yaml or with --agreements.",
		"To build the public pages alone, and leave the others as they are: upfront build --public")
}
