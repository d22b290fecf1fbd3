package site

import (
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// Fit is "Right for you?": the reader chooses what they need, and then ticks what is true of them. Each service is judged by its
// own statements, and the business by none.
type Fit struct {
	Frame    Frame
	Lead     string
	Choose   string // how to choose; empty where there is one service
	Groups   []FitGroup
	Partners []view.Referral
	Talk     []view.Link // how to ask the business
}

// FitGroup holds the services of one category.
type FitGroup struct {
	Name     string // empty where there is one category only
	Services []FitService
	Links    []view.Link // in place of Services, where there are very many: to whom each suits
}

// FitService is the check of one service. Nothing that is ticked leaves the page.
type FitService struct {
	Title, Summary, Anchor string
	Opening                string    // "Next opening: 20 April 2026"; empty where there is room
	More                   view.Link // the whole of it
	Good                   []string
	Poor                   []view.Misfit
	Limits                 []Limit
	Yes                    []view.Link // what to do if it suits
	Maybe                  []view.Link // whom to talk to if some of it does
	No                     string      // where to look if it does not
}

// Limit is a bound of what a capability is made for: "Weight", "at most 750 kg".
type Limit struct{ Name, Text string }

// How many statements a check has of each kind, and how many services a page can check: with more it would be heavy.
const (
	mostGood   = 4
	mostPoor   = 3
	mostChecks = 20
)

func (p pageContext) fit() any {
	v := Fit{Lead: p.Words.Word("page.fit.lead"), Talk: p.Contacts()}
	suited := p.suited()
	switch n := len(suited); {
	case n > mostChecks:
		v.Choose = p.Words.Word("fit.choose_link")
	case n > 1:
		v.Choose = p.Words.Word("fit.choose")
	}
	named := len(slices.CompactFunc(slices.Clone(suited), func(a, b *catalog.Capability) bool { return a.Category.V == b.Category.V })) > 1
	for _, c := range suited {
		name := ""
		if named {
			name = c.Category.V
		}
		i := slices.IndexFunc(v.Groups, func(g FitGroup) bool { return g.Name == name })
		if i < 0 {
			v.Groups, i = append(v.Groups, FitGroup{Name: name}), len(v.Groups)
		}
		if len(suited) > mostChecks {
			v.Groups[i].Links = append(v.Groups[i].Links, view.Link{Text: c.Title.V, Href: p.To(c.Address()) + "#fit"})
			continue
		}
		v.Groups[i].Services = append(v.Groups[i].Services, p.fitService(c, len(suited)))
	}
	for _, e := range p.Offer.Partners {
		v.Partners = append(v.Partners, *view.NewReferral(&e.V))
	}
	v.Frame = p.frame(p.title(), v.Lead)
	return v
}

// suited returns the services that say whom they suit, the first ranked ones first.
func (p pageContext) suited() []*catalog.Capability {
	return slices.DeleteFunc(p.rankedServices(), func(c *catalog.Capability) bool { return !suits(c) })
}

// fitService returns the check of one of so many services.
func (p pageContext) fitService(c *catalog.Capability, of int) FitService {
	out := FitService{Title: c.Title.V, Summary: c.Summary.V, Opening: p.opening(c), Anchor: "c-" + c.ID, More: view.Link{Text: p.Words.Word("fit.read"), Href: p.To(c.Address())}}
	good, poor := view.Texts(c.Fit.Good), p.Misfits(c)
	out.Good, out.Poor, out.Limits = good[:min(len(good), mostGood)], poor[:min(len(poor), mostPoor)], p.limits(c.Fit.Limits)
	out.Yes, _ = p.actions(c)
	out.Maybe = p.Contacts()
	out.No = p.whereElse(out.Poor, of)
	return out
}

// whereElse says where to look for what suits a reader better than one of so many services.
func (p pageContext) whereElse(poor []view.Misfit, of int) string {
	var out []string
	add := func(has bool, word string) {
		if has {
			out = append(out, p.Words.Word(word))
		}
	}
	beside := slices.ContainsFunc(poor, func(m view.Misfit) bool { return m.Instead != "" || m.Refer != nil })
	add(beside, "fit.no_beside")
	add(!beside && len(p.Offer.Partners) > 0, "fit.no_partners")
	add(of > 1, "fit.no_other")
	add(len(out) == 0, "fit.no_ask")
	return strings.Join(out, " ")
}

func (p pageContext) limits(in syntax.Map[syntax.Limit]) []Limit {
	var out []Limit
	for _, e := range in {
		out = append(out, Limit{Name: view.LimitName(e), Text: view.Capitalize(p.Range(e.V))})
	}
	return out
}
