package agreement

import "upfront/generator/syntax"

// Subject is what a question is about that an agreement leaves open.
type Subject int

// The subjects, in the order in which they are asked.
const (
	WhoDecides Subject = iota
	Use
	Telling
	Success
	SuccessMeasure
	Working // nothing stands in the list
	Service
	Said // of a line, as the next two
	Understood
	OurAnswer
	Costs
	Beginning
)

// Gap is a question that an agreement does not answer yet.
type Gap struct {
	Subject Subject
	Line    *Line // nil where it is about none
}

// Gaps returns the questions that an agreement does not answer yet. isBlank reports whether a text says nothing.
func (a *Agreement) Gaps(isBlank func(syntax.Text) bool) (gaps []Gap) {
	add := func(open bool, s Subject, l *Line) {
		if open {
			gaps = append(gaps, Gap{s, l})
		}
	}
	decides := false
	for _, p := range a.Deciders() {
		decides = decides || !isBlank(p.Name)
	}
	add(!decides, WhoDecides, nil)
	add(isBlank(a.HowTheyUseIt), Use, nil)
	add(isBlank(a.Updates.Cadence), Telling, nil)
	add(isBlank(a.Outcome.What), Success, nil)
	add(!isBlank(a.Outcome.What) && isBlank(a.Outcome.Measure), SuccessMeasure, nil)
	add(len(a.Working) == 0, Working, nil)
	add(len(a.Service) == 0, Service, nil)
	for l := range a.Lines() {
		add(isBlank(l.Said), Said, l)
		add(!isBlank(l.Said) && isBlank(l.Understood), Understood, l)
		add(!isBlank(l.Said) && isBlank(l.Answer), OurAnswer, l)
	}
	priced := !isBlank(a.Price.Amount)
	for _, c := range a.Capabilities {
		priced = priced || !isBlank(c.Price.Amount)
	}
	add(!priced, Costs, nil)
	add(!a.Effective.IsSet(), Beginning, nil)
	return gaps
}
