package agreement

import (
	"bytes"
	"slices"

	"upfront/generator/agreed"
	"upfront/generator/syntax"
)

// Private returns the agreement as it is written, with the lines and the people of its records: all whose words are this
// customer's alone. It is not to be changed.
func (a *Agreement) Private() *syntax.Agreement {
	if a.IsAsWritten() {
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
			if !isPerson(&all, y.V.By) {
				all.People = append(all.People, syntax.CustomerPerson{Located: y.V.Located, Name: y.V.By})
			}
		}
	}
	return &all
}

// IsAsWritten reports whether the page has no words of records that do not stand in the file of the agreement.
func (a *Agreement) IsAsWritten() bool {
	return !slices.ContainsFunc(a.HeldRecords(), func(r *agreed.Record) bool {
		return !r.IsToday || slices.ContainsFunc(r.Agreed, func(y syntax.Entry[syntax.Yes]) bool { return y.V.Open.IsSet() || !isPerson(&a.Agreement, y.V.By) })
	})
}

// isPerson reports whether a name, if there is any, is that of somebody whom the agreement names.
func isPerson(a *syntax.Agreement, name syntax.Text) bool {
	return !name.IsSet() || slices.ContainsFunc(a.People, func(p syntax.CustomerPerson) bool { return p.Name.V == name.V })
}

// WordsOfYes returns what the records say of who agreed, how, and what is open, where their terms say what the agreement says; else ok
// is false.
func (a *Agreement) WordsOfYes() (words []byte, ok bool) {
	words = []byte{'\n'}
	add := func(t syntax.Text) {
		if !bytes.Contains(words, []byte("\n"+t.V+"\n")) {
			words = append(append(words, t.V...), '\n')
		}
	}
	for _, r := range a.HeldRecords() {
		if !r.IsToday {
			return nil, false
		}
		for _, y := range r.Agreed {
			add(y.V.By)
			add(y.V.How)
			add(y.V.Open)
		}
	}
	return words, a.Held != nil
}

// HeldTexts returns the texts of the records, and those that the author has written in place of what was agreed, without the
// lines.
func (a *Agreement) HeldTexts() (texts []syntax.Text) {
	if a.IsAsWritten() {
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
