package generator

import (
	"iter"
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/diag"
	"upfront/generator/syntax"
)

// Share is what opens the page of one customer.
type Share struct {
	Agreement  *agreement.Agreement
	Path       string // of the page in the output
	Link       string // whole where site.yaml has a url, else from the output's root
	Passphrase string // six words; empty where the link alone opens the page
}

// Customers gives the ids of all agreements, sorted.
func (s *Site) Customers() []string {
	var ids []string
	for _, path := range s.files.Agreements {
		ids = append(ids, syntax.AgreementID(path))
	}
	return ids
}

// agreements ranges over the files of agreements, in the order of their paths.
func (in Input) agreements() iter.Seq[string] {
	return func(yield func(string) bool) {
		for path := range in.Tree.Below(syntax.AgreementFolder) {
			if syntax.IsAgreement(path) && !yield(path) {
				return
			}
		}
	}
}

// Share gives what opens the page of a customer. ok is false where there is no such agreement, or no secret.
func (s *Site) Share(customer string) (share Share, problems []diag.Problem, ok bool) {
	i := slices.Index(s.Customers(), customer)
	if i < 0 || s.input.Secret == nil {
		return Share{}, nil, false
	}
	read := s.judge(s.files.Agreements[i], nil)
	share, ok = s.share(read)
	return share, read.problems, ok
}

func (s *Site) share(read verdict) (share Share, ok bool) {
	a := read.agreement
	if a == nil || s.input.Secret == nil || hasRule(read.problems, generationJump) {
		return Share{}, false
	}
	keys := s.input.Secret.Keys(a.ID, a.Generation())
	share = Share{Agreement: a, Path: privatePath(keys.Path().String()), Link: keys.Link(s.files.Site.URL.V)}
	if open := s.letters.Public(a); len(open) > 0 {
		share.Path = open[0].Path
		share.Link = strings.TrimSuffix(s.files.Site.URL.V, "/") + "/" + strings.TrimSuffix(share.Path, "index.html")
	}
	if a.Access.Mode.V == "passphrase" {
		share.Passphrase = keys.Passphrase()
	}
	return share, true
}
