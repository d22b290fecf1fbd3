package build

import (
	"slices"
	"strings"

	"upfront/generator/agreement"
	"upfront/generator/check"
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

// Customers returns the ids of all agreements, sorted.
func (s *Site) Customers() (ids []string) {
	for _, path := range s.files.Agreements {
		ids = append(ids, syntax.AgreementID(path))
	}
	return ids
}

// Share returns what opens the page of a customer. ok is false where there is no such agreement, or no secret. An error among
// the problems forbids to show it.
func (s *Site) Share(customer string) (share Share, problems []diag.Problem, ok bool) {
	i := slices.Index(s.Customers(), customer)
	if i < 0 || s.input.Secret == nil {
		return Share{}, nil, false
	}
	v := s.judge(s.files.Agreements[i], unparsed{})
	share, ok = s.share(v)
	if v.agreement != nil {
		v.problems = replaceRules(v.problems, check.BeforeSharing(s.Offer, v.agreement))
	}
	return share, v.problems, ok
}

// ToSend returns the agreement of a customer whose words are to be sent to them, which is nil where it cannot be read. An error among the
// problems forbids that, as it forbids to show what opens the page.
func (s *Site) ToSend(customer string) (*agreement.Agreement, []diag.Problem) {
	a, problems, ok := s.Agreement(customer)
	if !ok || a == nil {
		return nil, problems
	}
	return a, replaceRules(problems, check.BeforeSharing(s.Offer, a))
}

// replaceRules returns problems with others in place of those of the same rules.
func replaceRules(problems, others []diag.Problem) []diag.Problem {
	kept := slices.DeleteFunc(slices.Clone(problems), func(p diag.Problem) bool { return hasRule(others, p.Rule) })
	return diag.Sort(append(kept, others...))
}

func (s *Site) share(v verdict) (share Share, ok bool) {
	a := v.agreement
	if a == nil || s.input.Secret == nil || hasRule(v.problems, check.GenerationJump) {
		return Share{}, false
	}
	keys := s.input.Secret.Keys(a.ID, a.Generation())
	share = Share{Agreement: a, Path: privatePath(keys.Path().String()), Link: keys.Link(s.files.Site.URL.V)}
	if public := s.letters.Public(a); len(public) > 0 {
		share.Path = public[0].Path
		share.Link = strings.TrimSuffix(s.files.Site.URL.V, "/") + "/" + strings.TrimSuffix(share.Path, "index.html")
	}
	if a.Access.Mode.V == "passphrase" {
		share.Passphrase = keys.Passphrase()
	}
	return share, true
}
