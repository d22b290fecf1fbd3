package agreement

import (
	"slices"

	"upfront/generator/syntax"
)

// Private returns the agreement as it is written, with the lines and the people of its records: all whose words are this
// customer's alone. It is not to be changed.
func (a *Agreement) Private() *syntax.Agreement {
	if a.Held == nil {
		return &a.Agreement
	}
	all := a.Agreement
	all.People, all.Priorities = slices.Clone(all.People), slices.Clone(all.Priorities)
	for _, r := range a.Held.Records {
		if !r.IsToday { // else the agreement has the same lines
			for _, e := range r.Terms().Lines {
				all.Priorities = append(all.Priorities, e.V)
			}
		}
		for _, y := range r.Agreed {
			if y.V.By.IsSet() && !slices.ContainsFunc(all.People, func(p syntax.CustomerPerson) bool { return p.Name.V == y.V.By.V }) {
				all.People = append(all.People, syntax.CustomerPerson{Located: y.V.Located, Name: y.V.By})
			}
		}
	}
	return &all
}

// HeldTexts returns the texts of the records, and those that the author has written in place of what was agreed, without the
// lines.
func (a *Agreement) HeldTexts() (texts []syntax.Text) {
	if a.Held == nil {
		return nil
	}
	own := a.todayOwn()
	texts = termTexts(texts, &own)
	for _, r := range a.Held.Records {
		if !r.IsToday {
			texts = termTexts(texts, r.Terms())
		}
		for _, y := range r.Agreed {
			texts = append(texts, y.V.Open)
		}
	}
	return texts
}

func termTexts(texts []syntax.Text, t *syntax.AgreedTerms) []syntax.Text {
	texts = append(texts, t.Price.Amount, t.Price.Ceiling, t.Updates.Cadence, t.Updates.By, t.Updates.On, t.Referral.Means, t.Referral.When)
	texts = append(texts, t.Updates.AlsoAtOnce...)
	for _, e := range t.Exceptions {
		texts = append(texts, e.Instead, e.Because, e.Decides)
	}
	return texts
}
