package main

import (
	"slices"

	"upfront/generator/redact"
	"upfront/generator/seal"
)

// Builds without agreements: where those are kept elsewhere, the public pages can be made by whoever has the rest.

const publicOnlyNote = "The agreements were left out: the pages made of them are as they were, and public pages were not searched for their words, nor for the secret."

const recordsAwayNote = "The folder of the records is not here: what they come to was not checked."

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
