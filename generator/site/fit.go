package site

import (
	"slices"
	"strings"

	"upfront/generator/syntax"
	"upfront/generator/view"
)

// Fit is "Right for you?": whom the business suits, who is better served elsewhere, and where.
type Fit struct {
	Frame    Frame
	Lead     string
	Check    []FitStatement // three to seven statements to tick; empty leaves the check out
	Groups   []FitGroup     // by capability
	Partners []view.Referral
	Talk     []view.Link // how to ask the business
}

// FitStatement is one box of the fit check. Nothing of it leaves the page.
type FitStatement struct {
	ID   string // unique in the page
	Text string
	Poor bool // ticking it speaks against the business
}

// FitGroup says who one capability suits.
type FitGroup struct {
	Capability view.Link
	Anchor     string
	Good, Poor []string
	Limits     []Limit
}

// Limit is a bound of what a capability is made for: "Weight", "at most 750 kg".
type Limit struct{ Name, Text string }

func (p pageContext) fit() any {
	v := Fit{Lead: p.Words.Word("page.fit.lead"), Check: p.fitCheck(), Talk: p.Contacts()}
	for _, c := range p.offered() {
		if len(c.Fit.Good)+len(c.Fit.Poor)+len(c.Fit.Limits) > 0 {
			v.Groups = append(v.Groups, FitGroup{Capability: p.CapabilityLink(c), Anchor: "c-" + c.ID, Good: view.Texts(c.Fit.Good), Poor: view.Texts(c.Fit.Poor), Limits: p.limits(c.Fit.Limits)})
		}
	}
	for _, e := range p.Offer.Partners {
		v.Partners = append(v.Partners, *view.NewReferral(&e.V))
	}
	v.Frame = p.frame(p.title(), v.Lead)
	return v
}

// fitCheck returns up to four statements for the business and three against, over all capabilities.
func (p pageContext) fitCheck() []FitStatement {
	var good, poor []string
	for _, c := range p.offered() {
		good = appendNew(good, 4, view.Texts(c.Fit.Good[:min(len(c.Fit.Good), 2)]))
		poor = appendNew(poor, 3, view.Texts(c.Fit.Poor[:min(len(c.Fit.Poor), 1)]))
	}
	if len(good)+len(poor) < 3 {
		return nil
	}
	var out []FitStatement
	for i, s := range good {
		out = append(out, FitStatement{ID: "good-" + p.Words.Int(i+1), Text: s})
	}
	for i, s := range poor {
		out = append(out, FitStatement{ID: "poor-" + p.Words.Int(i+1), Text: s, Poor: true})
	}
	return out
}

func (p pageContext) limits(in syntax.Map[syntax.Limit]) []Limit {
	var out []Limit
	for _, e := range in {
		number := func(n syntax.Number) string {
			return strings.TrimSpace(p.Words.Number(n.V.String()) + " " + e.V.Unit.V)
		}
		text := ""
		switch {
		case e.V.AtLeast.IsSet() && e.V.AtMost.IsSet():
			text = p.Words.Word("fit.between", "from", p.Words.Number(e.V.AtLeast.V.String()), "to", number(e.V.AtMost))
		case e.V.AtLeast.IsSet():
			text = p.Words.Word("promise.at_least", "n", number(e.V.AtLeast))
		case e.V.AtMost.IsSet():
			text = p.Words.Word("promise.at_most", "n", number(e.V.AtMost))
		}
		out = append(out, Limit{Name: limitName(e), Text: view.Capitalize(text)})
	}
	return out
}

// limitName returns a limit's key in words: "pallets_per_week" is "Pallets per week". The unit stands with the number alone.
func limitName(e syntax.Entry[syntax.Limit]) string {
	words := strings.FieldsFunc(e.Key.V, func(r rune) bool { return r == '_' || r == '-' })
	unit := strings.Fields(e.V.Unit.V)
	if len(words) > 1 && len(unit) > 0 && strings.EqualFold(words[len(words)-1], unit[0]) {
		words = words[:len(words)-1]
	}
	return view.Capitalize(strings.Join(words, " "))
}

// appendNew appends the texts that the list does not have, until it has so many.
func appendNew(list []string, most int, more []string) []string {
	for _, s := range more {
		if len(list) < most && !slices.ContainsFunc(list, func(t string) bool { return strings.EqualFold(s, t) }) {
			list = append(list, s)
		}
	}
	return list
}
