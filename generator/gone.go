package generator

import (
	"fmt"
	"strings"

	"upfront/generator/diag"
)

// pageGone is a public page that the last build published and this one does not.
const pageGone diag.RuleID = "page-gone"

// gone reports addresses that were published last time and are not any more. Whoever has one, in a bookmark or on a
// printed sheet, finds nothing there. An error stops the publishing.
func (r *run) reportGone(paths []string) error {
	var found []diag.Problem
	for _, path := range paths {
		if !strings.HasSuffix(path, ".html") || strings.HasPrefix(path, privateFolder) || strings.HasPrefix(path, openFolder) {
			continue
		}
		address := strings.TrimSuffix(path, "index.html")
		found = append(found, diag.Problem{Rule: pageGone, At: diag.Place{File: path}, Message: fmt.Sprintf("the page %s was published last time, and is gone", address),
			Help: fmt.Sprintf("If another page replaces it, write in its front matter: aliases: [%s]. If nobody needs it any more, nothing is to be done.", address)})
	}
	if len(found) == 0 {
		return nil
	}
	r.report(r.site().adjust(found))
	if Failed(r.problems, r.strict) {
		return errRefused
	}
	return nil
}
