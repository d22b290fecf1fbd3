package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// A site is the files of one case; those left empty are the plain ones below, which are without fault.
type site struct {
	site       string // site.yaml, after the lines that every site needs
	capability string // content/capabilities/delivery.yaml
	policy     string // content/policies/returns.md
	agreement  string // content/agreements/fenwick.yaml
	more       map[string]string
	excused    string // a rule by which another package finds fault with the site, too
}

const plainSite = `business: {name: Northlane Couriers}
timezone: Europe/London
as_of: 2026-03-20T12:00:00Z
hours:
  office: {days: Mon-Fri, from: "08:00", to: "18:00"}
`

const plainPartners = `coldchain-north: {name: Coldchain North, for: Chilled goods, why: Their vans are cold.}
`

func (s site) files() map[string]string {
	files := map[string]string{"site.yaml": plainSite + s.site, "content/partners.yaml": plainPartners}
	for name, text := range map[string]string{
		"content/capabilities/delivery.yaml": s.capability,
		"content/policies/returns.md":        s.policy,
		"content/agreements/fenwick.yaml":    s.agreement,
	} {
		if text != "" {
			files[name] = text
		}
	}
	for name, text := range s.more {
		files[name] = text
	}
	return files
}

// judged returns every problem of a site that this package finds, and fails where another package finds one.
func problemsOf(t *testing.T, s site) []diag.Problem {
	t.Helper()
	made := tree.Of(s.files())
	files, problems := syntax.Read(made)
	expectSound(t, s, problems)
	offer, problems := catalog.Resolve(files, files.Site.AsOf.V)
	expectSound(t, s, problems)
	found := Offer(offer)
	for _, name := range files.Agreements {
		written, problems := syntax.ReadAgreement(made, name, offer.Zone)
		expectSound(t, s, problems)
		resolved, problems := agreement.Resolve(offer, written)
		expectSound(t, s, problems)
		found = append(found, Agreement(offer, resolved)...)
	}
	return diag.Sort(found)
}

func expectSound(t *testing.T, s site, problems []diag.Problem) {
	t.Helper()
	for _, p := range problems {
		if p.Rule == diag.RuleID(s.excused) {
			continue
		}
		t.Errorf("the case itself is wrong: %s", line(p))
	}
}

// line prints a problem as the cases write it.
func line(p diag.Problem) string {
	s := fmt.Sprintf("%s %s: %s", place(p.At), p.Level(), p.Message)
	for _, r := range p.Related {
		s += fmt.Sprintf(" (%s %s)", place(r.At), r.Note)
	}
	return s + " | " + p.Help
}

// place prints a place with the columns it covers, as delivery.yaml:3:7+4.
func place(at diag.Place) string {
	s := at.String()[strings.LastIndexByte(at.File, '/')+1:]
	if at.Width > 0 {
		s += fmt.Sprintf("+%d", at.Width)
	}
	return s
}

// A ruling is what one rule says of a site. Without want, it says nothing.
type ruleCase struct {
	name string
	site
	want []string
}

// hold checks that a rule says of each site exactly what is wanted.
func expectRule(t *testing.T, rule string, cases []ruleCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, p := range problemsOf(t, c.site) {
				if p.Rule == diag.RuleID(rule) {
					got = append(got, line(p))
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
			}
		})
	}
}
