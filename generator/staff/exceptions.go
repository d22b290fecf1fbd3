package staff

import (
	"cmp"
	"slices"

	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/clock"
	"upfront/generator/record"
	"upfront/generator/syntax"
)

// exceptions says when each policy bends, up to what, how often it was bent and who decides; and for whom it is bent already.
func (w Writer) exceptions(f Facts) Part {
	part, uses := w.part("exceptions"), named(f.Uses, f.Agreements)
	for _, p := range w.Offer.Policies {
		for i := range p.Exceptions {
			x := &p.Exceptions[i]
			e := w.entry(p.Title)
			e.add("when", x.When.V)
			e.add("do", x.Do.V)
			e.add("limit", cmp.Or(x.Limit.V, w.word("no_limit")))
			e.add("decides", cmp.Or(w.Offer.PersonName(x.Decides.V), w.word("nobody")))
			if x.Visibility.V == "internal" {
				e.add("known", w.word("us"))
			}
			w.used(&e, usesOf(uses, p, x), x)
			part.add(e)
		}
		unnamed := w.entry(w.word("whichever", "policy", p.Title))
		w.used(&unnamed, usesOf(uses, p, nil), allOf(p)...)
		part.add(unnamed)
	}
	for _, a := range f.Agreements {
		for _, x := range a.Exceptions {
			policy := x.Granted.Policy.V
			if x.Policy != nil {
				policy = x.Policy.Title
			}
			e := w.entry(w.word("granted", "policy", policy, "customer", a.Customer.Name.V))
			e.add("instead", x.Instead.V)
			e.add("because", x.Because.V)
			e.add("decided", w.Offer.PersonName(x.Decides.V))
			part.add(e)
		}
	}
	return part
}

// named returns the uses with the names of customers in place of their ids.
func named(uses []record.Use, all []*agreement.Agreement) []record.Use {
	names := map[string]string{}
	for _, a := range all {
		names[a.ID] = a.Customer.Name.V
	}
	uses = slices.Clone(uses)
	for i, u := range uses {
		uses[i].Customer = cmp.Or(names[u.Customer], u.Customer)
	}
	return uses
}

func allOf(p *catalog.Policy) (all []*syntax.Exception) {
	for i := range p.Exceptions {
		all = append(all, &p.Exceptions[i])
	}
	return all
}

// usesOf returns the uses of an exception of a policy; of nil, those of which nothing says which of several it was.
func usesOf(all []record.Use, p *catalog.Policy, x *syntax.Exception) []record.Use {
	return slices.DeleteFunc(slices.Clone(all), func(u record.Use) bool { return u.Policy != p || u.Exception != x })
}

// used says how often exceptions were used in the last year, for whom and by whom; and that the policy is to be changed where that
// was more often than their limits say together.
func (w Writer) used(e *entry, uses []record.Use, exceptions ...*syntax.Exception) {
	today := w.Offer.Today()
	uses = slices.DeleteFunc(uses, func(u record.Use) bool { return u.On.Before(today.AddDays(-365)) })
	if len(uses) == 0 {
		return
	}
	e.add("used", w.Words.Count("staff.used", len(uses)))
	e.add("used_for", w.tally(uses, func(u record.Use) string { return u.Customer }))
	e.add("used_by", w.tally(uses, func(u record.Use) string { return w.Offer.PersonName(u.By) }))
	var days []clock.Date
	for _, u := range uses {
		days = append(days, u.On)
	}
	var over []string
	limits := limitsOf(exceptions)
	for _, limit := range limits {
		if begin, n := limit.Most(days); n > limit.Times {
			over = append(over, w.Words.Count("staff.change_policy", n, "when", w.period(limit.Unit, begin), "limit", w.Words.Count("staff.limit."+limit.Unit, limit.Times)))
		}
	}
	if len(over) > 0 && len(over) == len(limits) { // else it may have been the exception that has the other limit
		e.add("to_do", over[0])
	}
}

// limitsOf returns how often some exceptions may be used together: the sum for each unit of time that their limits name.
func limitsOf(exceptions []*syntax.Exception) (all []record.Frequency) {
	for _, x := range exceptions {
		f, ok := record.FrequencyOf(x.Limit.V)
		if !ok {
			continue
		}
		if i := slices.IndexFunc(all, func(of record.Frequency) bool { return of.Unit == f.Unit }); i >= 0 {
			all[i].Times += f.Times
		} else {
			all = append(all, f)
		}
	}
	return all
}

// period names a period of the calendar by its first day.
func (w Writer) period(unit string, begin clock.Date) string {
	start := begin.Start(w.Offer.Zone)
	return w.word("period."+unit, "day", w.Words.Date(start), "month", w.Words.Month(start.Month()), "year", start.Format("2006"))
}

// tally counts uses by a name, the most frequent first: "Fenwick Tiles (3), Skelder Outdoor (1)"; empty where none has one.
func (w Writer) tally(uses []record.Use, nameOf func(record.Use) string) string {
	counts := map[string]int{}
	var names []string
	for _, u := range uses {
		name := nameOf(u)
		if name != "" && counts[name] == 0 {
			names = append(names, name)
		}
		counts[name]++
	}
	slices.SortStableFunc(names, func(x, y string) int { return counts[y] - counts[x] })
	for i, name := range names {
		names[i] = w.word("times_of", "name", name, "n", w.Words.Int(counts[name]))
	}
	return w.Words.List(names)
}
