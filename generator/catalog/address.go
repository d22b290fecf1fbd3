package catalog

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// reservedFolders are the folders of the finished site that no page of the author may have.
var reservedFolders = []string{"a", "agreements", "assets", "files", "404", "capabilities", "promises", "right-for-you", "reach-us",
	"if-we-get-it-wrong", "policies", "notices", "changes", "how-we-count"}

// checkAddresses reports addresses that two things would have: pages of the author, and former addresses that would hide a page
// of today.
func (r *resolver) checkAddresses() {
	places := map[string]diag.Place{}
	for _, fixed := range FixedPages {
		places[strings.TrimSuffix(fixed, "/")] = diag.Place{}
	}
	var aliases []syntax.Text
	for _, c := range r.Capabilities {
		places["capabilities/"+c.ID] = c.At
		aliases = append(aliases, c.Aliases...)
	}
	for _, n := range r.Notices {
		places["notices/"+n.ID] = n.At
		aliases = append(aliases, n.Aliases...)
	}
	for _, p := range r.Policies {
		places["policies/"+p.ID] = p.At
		aliases = append(aliases, p.Aliases...)
	}
	for _, p := range r.Pages {
		top, _, _ := strings.Cut(p.ID, "/")
		if slices.Contains(reservedFolders, top) {
			r.problems.Add(diag.Problem{Rule: syntax.SlugCollision, At: diag.Place{File: p.Page.Body.File}, Message: fmt.Sprintf("the page would have the address %s/, which every site has", top),
				Help: "Rename the file."})
		}
		places[p.ID] = p.At
		aliases = append(aliases, p.Aliases...)
	}
	r.checkAliases(aliases, places)
}

// checkAliases reports former addresses that are taken.
func (r *resolver) checkAliases(aliases []syntax.Text, places map[string]diag.Place) {
	for _, alias := range aliases {
		if !alias.IsSet() {
			continue
		}
		address := strings.TrimPrefix(path.Clean("/"+strings.TrimSuffix(alias.V, "index.html")), "/")
		if !isAddress(address) {
			r.problems.Add(diag.Problem{Rule: syntax.SlugCollision, At: alias.At, Message: fmt.Sprintf("%q cannot be a former address", alias.V),
				Help: "Write an address of this site, such as /old/page/."})
			continue
		}
		if at, ok := places[address]; ok {
			what := "a page that every site has"
			if !at.IsZero() {
				what = at.String()
			}
			r.problems.Add(diag.Problem{Rule: syntax.SlugCollision, At: alias.At, Message: fmt.Sprintf("the former address %q belongs to %s", alias.V, what),
				Help: "Remove it from one of the two."})
		}
		places[address] = alias.At
	}
}

// isAddress reports whether an address can be a folder of the finished site.
func isAddress(address string) bool {
	if address == "" || strings.ContainsAny(address, "\\?#%:*\"<>| ") {
		return false
	}
	top, _, _ := strings.Cut(address, "/")
	return !slices.Contains([]string{"a", "assets", "files", "agreements"}, top) && !strings.HasPrefix(path.Base(address), ".") && !strings.HasPrefix(top, "_")
}
